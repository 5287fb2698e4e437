import type { CaseStatus } from './case-status.ts';

/** Milliseconds of a day; figures count elapsed days of 24 hours. */
const DAY = 86_400_000;

/** Classes of the age of an open case in days since filing, `to` inclusive (DOMAIN §14, management figures). */
export const AGE_CLASSES = [
  { id: '0-30', from: 0, to: 30 },
  { id: '31-90', from: 31, to: 90 },
  { id: '91-180', from: 91, to: 180 },
  { id: '181-365', from: 181, to: 365 },
  { id: '366+', from: 366, to: Number.POSITIVE_INFINITY },
] as const;
export type AgeClass = (typeof AGE_CLASSES)[number]['id'];

/** Smallest number of observations or cases shown outside the office, and behind a median (DOMAIN §14). */
export const SMALLEST_CELL = 3;

/** Every figure says what it rests on: `of` cases or intervals that entered it out of `total` that were looked at. */
export interface Basis {
  readonly of: number;
  readonly total: number;
}

/** Age class for whole days since filing; a filing date in the future counts as new. */
export function ageClassOf(daysSinceFiling: number): AgeClass {
  return AGE_CLASSES.find((ageClass) => daysSinceFiling <= ageClass.to)?.id ?? '366+';
}

/** Median of numbers (mean of the middle two for an even count); `undefined` for none. Does not change its argument. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return undefined;
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper;
  return lower + (upper - lower) / 2;
}

/** Counts things by a key and keeps every key of the given order, also those without any. */
export function countBy<Item, Key extends string>(
  items: readonly Item[],
  keys: readonly Key[],
  keyOf: (item: Item) => Key,
): { readonly basis: Basis; readonly rows: readonly { readonly key: Key; readonly cases: number }[] } {
  const counts = new Map<Key, number>(keys.map((key) => [key, 0]));
  let counted = 0;
  for (const item of items) {
    const key = keyOf(item);
    const count = counts.get(key);
    if (count === undefined) continue;
    counts.set(key, count + 1);
    counted += 1;
  }
  return { basis: { of: counted, total: items.length }, rows: [...counts].map(([key, cases]) => ({ key, cases })) };
}

/** A stay of a case in a status, in UTC milliseconds; `endedAt` absent while it lasts. */
export interface StatusInterval {
  readonly caseId: string;
  readonly status: CaseStatus;
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** Elapsed days of an interval up to now, fractions included; never negative. */
export function intervalDays(interval: StatusInterval, now: number): number {
  return Math.max(0, (interval.endedAt ?? now) - interval.startedAt) / DAY;
}

/**
 * Median days a case stayed in a status, in days with one decimal. A case's stays in the same status are added up; only
 * stays that have ended enter (running ones would lower the median), and `AUSGESETZT` is its own status, so suspension
 * is in no other figure. `medianDays` is absent below {@link SMALLEST_CELL} cases; `basis` counts cases: finished of
 * all that were ever in the status.
 */
export function medianDaysInStatus(
  intervals: readonly StatusInterval[],
  status: CaseStatus,
): { readonly medianDays?: number; readonly basis: Basis } {
  const daysByCase = new Map<string, number>();
  const running = new Set<string>();
  for (const interval of intervals) {
    if (interval.status !== status) continue;
    if (interval.endedAt === undefined) running.add(interval.caseId);
    daysByCase.set(
      interval.caseId,
      (daysByCase.get(interval.caseId) ?? 0) + intervalDays(interval, interval.endedAt ?? interval.startedAt),
    );
  }
  const finished = [...daysByCase].filter(([caseId]) => !running.has(caseId)).map(([, days]) => days);
  const basis = { of: finished.length, total: daysByCase.size };
  const middle = finished.length < SMALLEST_CELL ? undefined : median(finished);
  return middle === undefined ? { basis } : { medianDays: Math.round(middle * 10) / 10, basis };
}

/** Days of a whole procedure without the time it was suspended (DOMAIN §20 no. 18), fractions included. */
export function processingDays(intervals: readonly StatusInterval[], now: number): number {
  return intervals
    .filter((interval) => interval.status !== 'AUSGESETZT')
    .reduce((sum, interval) => sum + intervalDays(interval, now), 0);
}

/** Count as it may leave the office: `undefined` for 1 and 2, which could point at persons (DOMAIN §14). */
export function publishableCount(count: number): number | undefined {
  return count > 0 && count < SMALLEST_CELL ? undefined : count;
}
