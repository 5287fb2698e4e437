import type { LocalDate } from './application.ts';
import { addDays, addMonths, berlinDate, daysBetween } from './dates.ts';
import { type HolidayCalendar, isWorkingDay, type Land, workingDayFrom } from './holidays.ts';

/** Length of a period; exactly one unit. */
export type Period = { readonly days: number } | { readonly weeks: number } | { readonly months: number };

/**
 * Default answer times of a Nachforderung in weeks (DOMAIN §9.4, unconfirmed practice; the office profile overrides
 * them).
 */
export const DEFAULT_DEADLINE_WEEKS_UNCONFIRMED = { domestic: 4, foreign: 12, reminder: 2 } as const;

/** Day of § 75 VwGO warnings after filing, in days (DOMAIN §10 D-3M; soft hints, the office may move them). */
export const THREE_MONTH_WARNING_DAYS = { first: 60, second: 90 } as const;

/**
 * Last day of a period by §§ 187 Abs. 1, 188 BGB: the day of the event does not count; weeks and months end on the day
 * of the same name or number. Weekends and holidays are not looked at, see {@link periodEndOnWorkingDay}.
 */
export function periodEnd(event: LocalDate, period: Period): LocalDate {
  if ('months' in period) return addMonths(event, period.months);
  return addDays(event, 'weeks' in period ? period.weeks * 7 : period.days);
}

/** Last day of a period, moved to the next working day (§ 31 Abs. 3 VwVfG, § 193 BGB). */
export function periodEndOnWorkingDay(event: LocalDate, period: Period, where: Land | HolidayCalendar): LocalDate {
  return workingDayFrom(periodEnd(event, period), where);
}

/** Deadline to suggest for a letter: the working day on or after `weeks` weeks from a date (DOMAIN §10). */
export function suggestDeadline(from: LocalDate, weeks: number, where: Land | HolidayCalendar): LocalDate {
  return periodEndOnWorkingDay(from, { weeks }, where);
}

/** Tells whether a date may be set as deadline: after today and a working day (T04, DOMAIN §4.2). */
export function isFutureWorkingDay(date: LocalDate, today: LocalDate, where: Land | HolidayCalendar): boolean {
  return date > today && isWorkingDay(date, where);
}

/**
 * Day on which a letter posted within Germany, or sent electronically, counts as made known: the fourth day after
 * posting, the third for what was posted before 2025 (§ 41 Abs. 2 VwVfG). It is not moved by weekends or holidays. The
 * rule is for administrative acts; a Nachforderung is none and names its deadline as a date.
 */
export function notificationDay(postedOn: LocalDate): LocalDate {
  return addDays(postedOn, postedOn < '2025-01-01' ? 3 : 4);
}

/** Where a case stands against the three months of § 75 VwGO. */
export interface ThreeMonthStatus {
  /** Last day of the three months; an action for failure to act is normally admissible only after it. */
  readonly endsOn: LocalDate;
  readonly daysSinceFiling: number;
  readonly level: 'none' | 'first' | 'second' | 'passed';
}

/**
 * Three-month monitor of § 75 VwGO (D-3M): soft levels after 60 and 90 days and once three months have passed.
 * It says nothing about whether there was a sufficient reason; that is a human's judgement.
 */
export function threeMonthStatus(filingDate: LocalDate, today: LocalDate): ThreeMonthStatus {
  const endsOn = periodEnd(filingDate, { months: 3 });
  const daysSinceFiling = daysBetween(filingDate, today);
  if (today > endsOn) return { endsOn, daysSinceFiling, level: 'passed' };
  if (daysSinceFiling >= THREE_MONTH_WARNING_DAYS.second) return { endsOn, daysSinceFiling, level: 'second' };
  return { endsOn, daysSinceFiling, level: daysSinceFiling >= THREE_MONTH_WARNING_DAYS.first ? 'first' : 'none' };
}

/** Days left until a deadline: 0 on the day itself, which still counts in full; negative when it has passed. */
export function daysLeft(deadline: LocalDate, today: LocalDate): number {
  return daysBetween(today, deadline);
}

/** Today as a German local date, from the instant the caller's clock gives. */
export function todayInGermany(now: number): LocalDate {
  return berlinDate(now);
}
