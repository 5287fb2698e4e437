import { createHash } from 'node:crypto';
import type { IntakeTrouble } from '../../../shared/domain/intake-troubles.ts';
import type { CryptoPool } from '../crypto/crypto-pool.ts';
import { heldRows, type OutboxRow, releaseAccept } from '../delivery/outbox-rows.ts';
import { type Journal, systemActor } from '../journal/entry.ts';
import { passed } from '../steps.ts';
import { type OpenDatabase, type Reader, sql } from '../store/database.ts';
import { documentRow } from '../store/documents.ts';
import { endTrouble, noteTrouble } from './troubles.ts';

/**
 * A condition without which nothing is acknowledged: `null` while it holds, otherwise why not, as staff are told. Asked
 * anew before every release; must not throw for what it can name.
 */
export type AcknowledgementGate = () => Promise<IntakeTrouble | null>;

/** The store lies where a store may lie (SECURITY D6). */
export const placeGate =
  (isRefused: () => Promise<boolean>): AcknowledgementGate =>
  async () =>
    (await isRefused()) ? 'store-place-refused' : null;

/** The store's folder has outlived a restart, or policy says that it does. */
export const persistenceGate =
  (isProved: () => Promise<boolean>): AcknowledgementGate =>
  async () =>
    (await isProved()) ? null : 'persistence-unproved';

/** The recovery code was tried once (SECURITY E4). */
export const recoveryGate =
  (tested: () => boolean): AcknowledgementGate =>
  async () =>
    tested() ? null : 'recovery-untested';

/** A second copy holds everything committed so far, or policy waives it (ARCHITECTURE §8). */
export const secondCopyGate =
  (copy: { ensureCopied(): Promise<'ok' | 'unavailable'> }): AcknowledgementGate =>
  async () =>
    (await copy.ensureCopied()) === 'ok' ? null : 'second-copy-unavailable';

/** Nothing suggests that database or journal are damaged (SECURITY D8). */
export const soundGate =
  (isSound: () => boolean): AcknowledgementGate =>
  async () =>
    isSound() ? null : 'storage-trouble';

/** The loss of what is about to be acknowledged would be noticed at the next start. Stands last, right before. */
export const anchorGate =
  (db: Reader, anchor: { advance(submissionIds: readonly string[]): Promise<void> }): AcknowledgementGate =>
  async () => {
    try {
      await anchor.advance(heldRows(db).map(({ subjectId }) => subjectId));
      return null;
    } catch {
      return 'storage-trouble';
    }
  };

export type ReleaseDeps = {
  readonly db: OpenDatabase;
  readonly journal: Journal;
  readonly workstation: string;
  readonly crypto: CryptoPool;
  /** Asked in this order; the first trouble is the one shown, so the cheap ones stand first. */
  readonly gates: readonly AcknowledgementGate[];
  readonly clock: () => number;
};

const firstTrouble = async (gates: readonly AcknowledgementGate[]): Promise<IntakeTrouble | null> => {
  for (const gate of gates) {
    const trouble = await gate();
    if (trouble !== null) return trouble;
  }
  return null;
};

/** Reads an Eingang back: Fachdaten from the database, every document from its file, all hashes equal (SECURITY F1). */
export const readsBack = async (reader: Reader, crypto: CryptoPool, submissionId: string): Promise<boolean> => {
  const stored = reader.get<{ id: string; sha512: string; bytes: Uint8Array }>(sql`
    SELECT eingang.id, fachdaten.sha512, fachdaten.bytes
    FROM eingang JOIN fachdaten ON fachdaten.eingang_id = eingang.id WHERE eingang.submission_id = ${submissionId}`);
  if (stored === undefined) return false;
  if (createHash('sha512').update(stored.bytes).digest('hex') !== stored.sha512) return false;
  const documents = reader.all<{ id: string }>(
    sql`SELECT document_id AS id FROM eingang_document WHERE eingang_id = ${stored.id}`,
  );
  for (const { id } of documents) {
    const file = documentRow(reader, id);
    if (file === undefined || !(await crypto.verifyDocument({ file })).ok) return false;
  }
  return true;
};

/**
 * Lets the accepts of kept submissions go, once each reads back and every gate is open.
 * Until then nothing is acknowledged; the reason is shown as the submission's trouble. Runs again after any crash.
 */
export const releaseHeld = async (deps: ReleaseDeps, signal?: AbortSignal): Promise<number> => {
  const { db, clock } = deps;
  const block = (row: OutboxRow, code: IntakeTrouble): void =>
    deps.journal.change(systemActor(deps.workstation), (change) =>
      noteTrouble(change, { submissionId: row.subjectId, destinationId: row.destinationId, code, part: null }),
    );
  const ready: OutboxRow[] = [];
  for (const row of heldRows(db)) {
    if (signal?.aborted === true) break;
    if (await readsBack(db, deps.crypto, row.subjectId)) ready.push(row);
    else block(row, 'storage-trouble');
  }
  if (ready.length === 0) return 0;
  passed('release.read-back');
  const blocked = await firstTrouble(deps.gates);
  passed('release.permitted');
  for (const row of ready) {
    if (blocked !== null) block(row, blocked);
    else {
      deps.journal.change(systemActor(deps.workstation), (change) => {
        releaseAccept(change.writer, row.subjectId, clock());
        endTrouble(change, row.subjectId, 'passed');
      });
      passed('release.released');
    }
  }
  return blocked === null ? ready.length : 0;
};
