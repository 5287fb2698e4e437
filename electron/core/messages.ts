import type { Result } from '../../shared/contract/call.ts';
import type { Announcement } from '../../shared/contract/events.ts';
import type { EffectivePolicy } from '../../shared/policy/effective-policy.ts';
import type { KdfParameters } from './store/kdf.ts';

/** Largest piece of a document in one message, in bytes. */
export const DOCUMENT_PART_LIMIT = 1024 * 1024;

/** What main tells core. Numbers called `id` pair a question with its answer. */
export type ToCore =
  | {
      type: 'start';
      /** Folder of this installation's data; core makes `store/` and `log/` in it. */
      profileFolder: string;
      policy: EffectivePolicy;
      /** Name of this machine as it stands in the journal. */
      workstation: string;
      /** Folder every user of this machine can read, where an installed app says whose store is here. */
      machineFolder?: string | undefined;
      /** Cheaper key derivation for tests; main never sends it. */
      kdf?: KdfParameters;
    }
  | {
      type: 'call';
      id: number;
      module: string;
      call: string;
      request: unknown;
      session: string;
      /** Paths that persons chose in dialogs and this session may use, by grant id. */
      grants: Readonly<Record<string, string>>;
    }
  | { type: 'document'; id: number; documentId: string; start: number; end: number; session: string }
  | { type: 'press-result'; id: number; ok: boolean; result?: unknown; bytes?: Uint8Array; code?: string }
  | { type: 'stop' };

/** What core tells main. */
export type FromCore =
  | { type: 'ready' }
  | { type: 'result'; id: number; result: Result<unknown> }
  | {
      type: 'document-part';
      id: number;
      ok: true;
      bytes: Uint8Array;
      /** Size of the whole document in bytes. */
      size: number;
      /** Detected type; main decides whether a window may get it as that type. */
      contentType: string;
    }
  | { type: 'document-part'; id: number; ok: false; code: 'unknown-document' | 'not-permitted' | 'damaged' | 'locked' }
  | { type: 'announce'; announcement: Announcement }
  | {
      type: 'press-job';
      id: number;
      job: string;
      bytes: Uint8Array;
      limits: { milliseconds: number; megabytes: number };
    }
  | { type: 'stopped' };
