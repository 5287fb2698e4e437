import type { z } from 'zod';
import type { Topic } from '../../../shared/contract/events.ts';
import type { Writer } from '../store/database.ts';

/** Who acts. `system` for what the program does by itself (intake, outbox). */
export type Actor = {
  /** Account id, or `system`. */
  readonly id: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  /** Role under which it acted, written to the journal. */
  readonly role: string;
  readonly workstation: string;
};

/** The immutable header of an entry as the chain covers it (SECURITY J1–J2). */
export type Header = {
  readonly sequence: number;
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly role: string;
  readonly workstation: string;
  readonly caseId: string | null;
  readonly kind: string;
  readonly kindVersion: number;
  readonly payloadDigest: string;
  readonly previousHash: string;
  readonly hash: string;
};

/**
 * A kind of journal entry: what its payload holds and the row writes that follow from it. The reducer is pure apart
 * from those writes, reads nothing but projections and its own entry, and runs live and in `verify` alike.
 */
export type EntryDefinition<Payload> = {
  readonly kind: string;
  readonly version: number;
  readonly payload: z.ZodType<Payload>;
  readonly reduce: (writer: Writer, header: Header, payload: Payload) => void;
};

/** What lists of kinds hold: enough to replay a stored entry without knowing its payload's type. */
export type AnyEntryKind = {
  readonly kind: string;
  readonly version: number;
  /** Parses a stored payload and runs the reducer; throws a zod error when the payload is not of this kind. */
  readonly replay: (writer: Writer, header: Header, storedPayload: unknown) => void;
};

export type EntryKind<Payload> = EntryDefinition<Payload> & AnyEntryKind;

/** Declares an entry kind. A changed payload or reducer is a new version; the old one stays for replaying. */
export const entryKind = <Payload>(definition: EntryDefinition<Payload>): EntryKind<Payload> => ({
  ...definition,
  replay: (writer, header, storedPayload) => definition.reduce(writer, header, definition.payload.parse(storedPayload)),
});

/** The program itself as actor: intake, outbox, clean-up. */
export const systemActor = (workstation: string): Actor => ({
  id: 'system',
  displayName: 'system',
  roles: [],
  role: 'system',
  workstation,
});

/** Inside a change: writes one entry (header, payload, reducer) and remembers what to announce. */
export type Change = {
  readonly writer: Writer;
  readonly actor: Actor;
  /** UTC milliseconds of this change; the same for all its entries. */
  readonly at: number;
  append<Payload>(kind: EntryKind<Payload>, caseId: string | null, payload: Payload): Header;
  announce(topic: Topic, ids: readonly string[]): void;
};

export type Journal = {
  /**
   * The one way to change anything: runs `work` in one durable transaction, then announces. Throws what `work`
   * throws; then nothing was written and nothing is announced.
   */
  change<T>(actor: Actor, work: (change: Change) => T): T;
  /** Last sequence of a case, the version a command must have seen; 0 when unknown. */
  caseVersion(caseId: string): number;
  /** The first entry after `version` on this case, to say who changed what. */
  firstAfter(caseId: string, version: number): Header | undefined;
  /** The chain's last link; sequence 0 and 64 zeros while nothing was written. */
  head(): { sequence: number; hash: string };
};
