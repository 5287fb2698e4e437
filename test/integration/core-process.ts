import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromCore, ToCore } from '../../electron/core/messages.ts';
import type { KdfParameters } from '../../electron/core/store/kdf.ts';
import type { CallName, CoreModuleName, RequestOf, ResultOf } from '../../shared/contract/contract.ts';
import type { Announcement } from '../../shared/contract/events.ts';
import { type EffectivePolicy, readPolicy } from '../../shared/policy/effective-policy.ts';

const CORE = fileURLToPath(new URL('../../electron/core/core.ts', import.meta.url));

const QUICK_KDF: KdfParameters = { name: 'argon2id', memoryKiB: 64, iterations: 1, parallelism: 1 };

/** Temporary folders lie anywhere and last for nobody; what must hold of real ones has tests of its own. */
export const TEST_POLICY = readPolicy(
  '{"allowedStorePlaces": ["network", "sync-folder", "profile-container"], "persistenceDeclared": true}',
  'file',
);

export type CoreOptions = {
  profileFolder: string;
  workstation?: string;
  policy?: EffectivePolicy;
  /** Folder in which core tells other users of the machine whose store is here. */
  machineFolder?: string;
  /** User of the operating system to run core as; only root may choose. */
  uid?: number;
  /** Derives keys as in real life (a third of a second each) instead of quickly. */
  realKdf?: boolean;
  /** Another program than core's source: a bundle of it, or Node started by a tool that makes its system calls fail. */
  program?: { entry: string; execPath?: string; execArgv?: readonly string[] };
  /** Added to the child's environment (clock offsets of other tests). */
  env?: Readonly<Record<string, string>>;
  /** Answers core's press jobs; without it they are answered as failed. */
  press?: (
    job: Extract<FromCore, { type: 'press-job' }>,
  ) => Promise<Omit<Extract<ToCore, { type: 'press-result' }>, 'type' | 'id'>>;
};

export type CallOptions = { session?: string; grants?: Readonly<Record<string, string>> };
export type DocumentPart = Extract<FromCore, { type: 'document-part' }>;

/** A running core process, spoken to as main does. */
export type CoreProcess = {
  readonly pid: number;
  call<M extends CoreModuleName, N extends CallName<M>>(
    module: M,
    name: N,
    request: RequestOf<M, N>,
    options?: CallOptions,
  ): Promise<ResultOf<M, N>>;
  /** A call as a hostile window could make it: nothing is checked on this side. */
  rawCall(module: string, name: string, request: unknown, options?: CallOptions): Promise<unknown>;
  document(documentId: string, start: number, end: number, options?: CallOptions): Promise<DocumentPart>;
  /** Everything announced so far. */
  readonly announcements: readonly Announcement[];
  /** Resolves with the first announcement, past or future, that fits. */
  announced(fits: (announcement: Announcement) => boolean): Promise<Announcement>;
  /** Sends something that is none of core's messages; for a program that listens to more than core does. */
  tell(message: object): void;
  /** Everything core wrote to standard error so far. */
  readonly stderr: () => string;
  /** Asks core to stop and waits until it ended; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, as a crash or a pulled plug would. */
  kill(): Promise<void>;
  /** Resolves when the process ended by itself (after `administration.lock`). */
  ended(): Promise<number | null>;
};

const startedByTests = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of startedByTests) child.kill('SIGKILL');
});

/** Starts core from source as a plain Node child and waits until it is ready. */
export const startCore = async (options: CoreOptions): Promise<CoreProcess> => {
  const { entry, execPath, execArgv } = options.program ?? { entry: CORE };
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: [...(execArgv ?? [])],
    ...(execPath === undefined ? {} : { execPath }),
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, DESK_CHECK_RESPONSES: '1', NODE_OPTIONS: '', ...options.env },
  });
  startedByTests.add(child);
  const errors: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const exited = once(child, 'exit').then(([code]: (number | null)[]) => {
    startedByTests.delete(child);
    return code ?? null;
  });

  const waiting = new Map<number, (message: FromCore) => void>();
  const announcements: Announcement[] = [];
  const listeners = new Set<(announcement: Announcement) => void>();
  const send = (message: ToCore): void => {
    if (child.connected) child.send(message);
  };
  let lastId = 0;
  const ask = <Answer>(question: (id: number) => ToCore): Promise<Answer> => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => resolve(answer as Answer));
      void exited.then(() => reject(new Error(`core ended before it answered\n${errors.join('')}`)));
      send(question(id));
    });
  };

  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: FromCore) => {
      if (message.type === 'ready') resolve();
      if (message.type === 'result' || message.type === 'document-part') {
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
      }
      if (message.type === 'announce') {
        announcements.push(message.announcement);
        for (const listener of listeners) listener(message.announcement);
      }
      if (message.type === 'press-job') {
        const { id } = message;
        const work = options.press?.(message) ?? Promise.resolve({ ok: false, code: 'no-press' });
        void work.then((result) => send({ type: 'press-result', id, ...result }));
      }
    });
    void exited.then((code) => reject(new Error(`core ended with ${code} before it was ready\n${errors.join('')}`)));
  });
  send({
    type: 'start',
    profileFolder: options.profileFolder,
    policy: options.policy ?? TEST_POLICY,
    workstation: options.workstation ?? 'AP-1',
    ...(options.machineFolder === undefined ? {} : { machineFolder: options.machineFolder }),
    ...(options.realKdf === true ? {} : { kdf: QUICK_KDF }),
  });
  await ready;

  const rawCall = async (module: string, name: string, request: unknown, call: CallOptions = {}): Promise<unknown> => {
    const answer = await ask<Extract<FromCore, { type: 'result' }>>((id) => ({
      type: 'call',
      id,
      module,
      call: name,
      request,
      session: call.session ?? 'window-1',
      grants: call.grants ?? {},
    }));
    return answer.result;
  };

  return {
    pid: child.pid ?? -1,
    call: <M extends CoreModuleName, N extends CallName<M>>(
      module: M,
      name: N,
      request: RequestOf<M, N>,
      call?: CallOptions,
    ) => rawCall(module, name, request, call) as Promise<ResultOf<M, N>>,
    rawCall,
    document: (documentId, start, end, call = {}) =>
      ask<DocumentPart>((id) => ({
        type: 'document',
        id,
        documentId,
        start,
        end,
        session: call.session ?? 'window-1',
      })),
    announcements,
    announced: (fits) => {
      const past = announcements.find(fits);
      if (past !== undefined) return Promise.resolve(past);
      return new Promise((resolve) => {
        const listener = (announcement: Announcement): void => {
          if (!fits(announcement)) return;
          listeners.delete(listener);
          resolve(announcement);
        };
        listeners.add(listener);
      });
    },
    tell: (message) => {
      if (child.connected) child.send(message);
    },
    stderr: () => errors.join(''),
    stop: () => {
      send({ type: 'stop' });
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    ended: () => exited,
  };
};
