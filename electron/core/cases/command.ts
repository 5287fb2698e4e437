import { ok, type Result } from '../../../shared/contract/call.ts';
import { TERMINAL_STATUSES } from '../../../shared/domain/case-status.ts';
import { isLocalDate } from '../../../shared/domain/dates.ts';
import type { Actor, Change, Journal } from '../journal/entry.ts';
import { Refusal } from '../runtime.ts';
import { type Reader, sql } from '../store/database.ts';

const nameOf = (reader: Reader, actorId: string): string =>
  reader.get<{ display_name: string }>(sql`SELECT display_name FROM account WHERE id = ${actorId}`)?.display_name ??
  'System';

/**
 * Refuses a command made on an older view of the case and says who changed what since. Throws `case-not-found`,
 * `stale-version` (changedBy, changedAt, kind).
 */
export const checkVersion = (journal: Journal, reader: Reader, caseId: string, version: number): void => {
  const current = journal.caseVersion(caseId);
  if (current === 0) throw new Refusal('case-not-found');
  if (current === version) return;
  const since = journal.firstAfter(caseId, version);
  throw new Refusal('stale-version', {
    changedBy: nameOf(reader, since?.actor ?? 'system'),
    changedAt: since?.at ?? 0,
    kind: since?.kind ?? '',
  });
};

/** Refuses work on a case that has ended; reopening is a transition of its own (T24). */
export const checkOpen = (reader: Reader, caseId: string): void => {
  const row = reader.get<{ status: string }>(sql`SELECT status FROM cases WHERE id = ${caseId}`);
  if (row === undefined) throw new Refusal('case-not-found');
  if ((TERMINAL_STATUSES as readonly string[]).includes(row.status)) throw new Refusal('case-closed');
};

/**
 * Refuses a day that is not in the calendar (30 February): the contract knows only its pattern, and once journalled
 * it would break every calculation with it.
 */
export const checkDate = (date: string): void => {
  if (!isLocalDate(date)) throw new Refusal('invalid-request');
};

/** Runs a command on a case the caller saw at `version` and answers what `work` says plus the new version. */
export const onCase = <T extends object>(
  journal: Journal,
  actor: Actor,
  seen: { caseId: string; version: number },
  work: (change: Change) => T,
): Result<T & { version: number }, never> =>
  journal.change(actor, (change) => {
    checkVersion(journal, change.writer, seen.caseId, seen.version);
    const value = work(change);
    change.announce('cases', [seen.caseId]);
    return ok({ ...value, version: journal.caseVersion(seen.caseId) });
  });
