import type { ResponseOf } from '../../../shared/contract/contract.ts';
import { CASE_STATUSES, isCaseStatus, OPEN_STATUSES } from '../../../shared/domain/case-status.ts';
import { daysBetween } from '../../../shared/domain/dates.ts';
import { todayInGermany } from '../../../shared/domain/deadlines.ts';
import {
  AGE_CLASSES,
  ageClassOf,
  countBy,
  medianDaysInStatus,
  type StatusInterval,
} from '../../../shared/domain/statistics.ts';
import { type Reader, sql } from '../store/database.ts';

type CaseRow = { status: string; filing_date: string; round: number };
type IntervalRow = { case_id: string; status: string; from_at: number; to_at: number | null };

const ROUNDS = ['0', '1', '2', '3', '4+'] as const;

const toIntervals = (rows: readonly IntervalRow[]): StatusInterval[] =>
  rows.flatMap(({ case_id, status, from_at, to_at }) =>
    isCaseStatus(status)
      ? [{ caseId: case_id, status, startedAt: from_at, ...(to_at === null ? {} : { endedAt: to_at }) }]
      : [],
  );

/**
 * The supervisor's figures over all cases of this store, each with the set it rests on (DOMAIN §14). Reads interval
 * tables and lists only, never payloads; names nobody.
 */
export const computeFigures = (reader: Reader, now: number): ResponseOf<'statistics', 'figures'> => {
  const today = todayInGermany(now);
  const cases = reader.all<CaseRow>(sql`SELECT status, filing_date, round FROM cases`);
  const open = cases.filter(({ status }) => (OPEN_STATUSES as readonly string[]).includes(status));
  const intervals = toIntervals(
    reader.all<IntervalRow>(sql`SELECT case_id, status, from_at, to_at FROM status_interval`),
  );
  const byStatus = countBy(cases, CASE_STATUSES, ({ status }) => (isCaseStatus(status) ? status : 'NEU'));
  const byAge = countBy(
    open,
    AGE_CLASSES.map(({ id }) => id),
    ({ filing_date }) => ageClassOf(daysBetween(filing_date, today)),
  );
  const rounds = countBy(cases, ROUNDS, ({ round }) => ROUNDS[Math.min(round, 4)] ?? '4+');
  return {
    computedAt: now,
    byStatus: {
      basis: byStatus.basis,
      rows: byStatus.rows.map(({ key, cases: count }) => ({ status: key, cases: count })),
    },
    byAge: {
      basis: { of: byAge.basis.of, total: cases.length },
      rows: byAge.rows.map(({ key, cases: count }) => ({ ageClass: key, cases: count })),
    },
    daysInStatus: {
      rows: CASE_STATUSES.map((status) => {
        const { medianDays, basis } = medianDaysInStatus(intervals, status);
        return { status, medianDays: medianDays ?? null, basis };
      }).filter(({ basis }) => basis.total > 0),
    },
    rounds: {
      basis: rounds.basis,
      rows: rounds.rows.map(({ key, cases: count }) => ({ rounds: Number.parseInt(key, 10), cases: count })),
    },
  };
};
