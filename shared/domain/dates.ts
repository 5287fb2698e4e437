import type { LocalDate, PartialDate } from './application.ts';

/**
 * Local calendar arithmetic on ISO strings, proleptic Gregorian, years 0001 to 9999, without time zones or clocks.
 * ISO dates of this form sort and compare as plain strings.
 */

const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** A calendar date taken apart; month 1–12, day 1–31. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Tells whether a year has 366 days. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days of a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Takes an ISO date apart; `undefined` when the text is not a date that exists. */
export function parseLocalDate(text: string): CalendarDate | undefined {
  const match = LOCAL_DATE.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

/** Tells whether a text is an existing date `YYYY-MM-DD`. */
export function isLocalDate(text: string): text is LocalDate {
  return parseLocalDate(text) !== undefined;
}

/** Tells whether a text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and exists (DOMAIN §16). */
export function isPartialDate(text: string): text is PartialDate {
  const match = PARTIAL_DATE.exec(text);
  if (!match || Number(match[1]) < 1) return false;
  if (match[3] !== undefined) return isLocalDate(text);
  if (match[2] === undefined) return true;
  return Number(match[2]) >= 1 && Number(match[2]) <= 12;
}

/** Writes a calendar date as ISO `YYYY-MM-DD`. */
export function formatLocalDate({ year, month, day }: CalendarDate): LocalDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function requireDate(date: LocalDate): CalendarDate {
  const parsed = parseLocalDate(date);
  if (!parsed) throw new RangeError('not a local date YYYY-MM-DD');
  return parsed;
}

/** Day number with 1970-01-01 = 0; throws `RangeError` on an invalid date. */
export function dayNumber(date: LocalDate): number {
  const { year, month, day } = requireDate(date);
  // Years counted from March, so that the leap day is the last of its year and needs no special case.
  const marchYear = month > 2 ? year : year - 1;
  const dayOfMarchYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfMarchYear - 719_468;
}

/** Date of a day number of {@link dayNumber}; throws `RangeError` outside the years 1 to 9999. */
export function dateOfDayNumber(days: number): LocalDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 1 && year <= 9999)) throw new RangeError('date outside the years 1 to 9999');
  return formatLocalDate({ year, month, day });
}

/** Adds whole days (negative goes back). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/**
 * Adds whole months by § 188 Abs. 2 and 3 BGB: the day of the same number, or the last day of a month that lacks it
 * (31.01. + 1 month = last day of February). Negative months go back by the same rule.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = requireDate(date);
  const monthCount = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(monthCount / 12);
  const targetMonth = monthCount - targetYear * 12 + 1;
  if (!(targetYear >= 1 && targetYear <= 9999)) throw new RangeError('date outside the years 1 to 9999');
  return formatLocalDate({
    year: targetYear,
    month: targetMonth,
    day: Math.min(day, daysInMonth(targetYear, targetMonth)),
  });
}

/** Adds whole years; 29.02. becomes 28.02. in a common year (§ 188 Abs. 3 BGB). */
export function addYears(date: LocalDate, years: number): LocalDate {
  return addMonths(date, years * 12);
}

/** Days from one date to another; negative when `to` lies before `from`. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday, 1 = Monday to 7 = Sunday. */
export function weekday(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Earliest and latest day a partial date may mean; throws `RangeError` when it is no partial date. */
export function partialDateRange(date: PartialDate): { readonly earliest: LocalDate; readonly latest: LocalDate } {
  if (!isPartialDate(date)) throw new RangeError('not a partial date');
  if (date.length === 10) return { earliest: date, latest: date };
  if (date.length === 4) return { earliest: `${date}-01-01`, latest: `${date}-12-31` };
  const lastDay = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
  return { earliest: `${date}-01`, latest: `${date}-${lastDay}` };
}

/**
 * Full years completed between a known day and another day; the anniversary itself counts (§ 187 Abs. 2 S. 2 BGB),
 * and for 29.02. it is the 01.03. of a common year, because that year of life ends with the 28.02.
 */
export function fullYears(since: LocalDate, on: LocalDate): number {
  const start = requireDate(since);
  const end = requireDate(on);
  const reached = end.month > start.month || (end.month === start.month && end.day >= start.day);
  return end.year - start.year - (reached ? 0 : 1);
}

/**
 * Age in full years. With a partial birth date both bounds differ: `atLeast` is certain, `atMost` is possible.
 * Rules that take something away from a person must use the bound that does not (DOMAIN §16).
 */
export function ageOn(birthDate: PartialDate, on: LocalDate): { readonly atLeast: number; readonly atMost: number } {
  const { earliest, latest } = partialDateRange(birthDate);
  return { atLeast: fullYears(latest, on), atMost: fullYears(earliest, on) };
}

let berlinCalendar: Intl.DateTimeFormat | undefined;

/**
 * German local date of an instant in UTC milliseconds; the filing date is this day of the submit event (ARCHITECTURE
 * §7).
 */
export function berlinDate(instant: number): LocalDate {
  berlinCalendar ??= new Intl.DateTimeFormat('en-US', {
    timeZone: 'Europe/Berlin',
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  let year = '';
  let month = '';
  let day = '';
  for (const part of berlinCalendar.formatToParts(instant)) {
    if (part.type === 'year') year = part.value;
    else if (part.type === 'month') month = part.value;
    else if (part.type === 'day') day = part.value;
  }
  return `${year.padStart(4, '0')}-${month}-${day}`;
}
