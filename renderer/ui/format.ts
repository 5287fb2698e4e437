import i18next from 'i18next';
import type { LocalDate, PartialDate } from '../../shared/domain/application.ts';

const language = () => i18next.language || 'de';

const formatters = new Map<string, Intl.DateTimeFormat>();
const dateFormatter = (locale: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${name}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'de-DE', options);
  formatters.set(key, made);
  return made;
};

const TWO = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const asUtc = (date: string) => new Date(`${date}T00:00:00Z`);

/** A calendar day `YYYY-MM-DD` as `03.04.1989` (de) or `03/04/1989` (en-GB); read in UTC so that no time zone moves it. */
export const formatDate = (date: LocalDate, locale: string = language()): string =>
  dateFormatter(locale, 'date', { ...TWO, timeZone: 'UTC' }).format(asUtc(date));

/** A calendar day with weekday, `Fr., 18.12.2026`: for deadlines, where the weekday matters. */
export const formatDateWithWeekday = (date: LocalDate, locale: string = language()): string =>
  dateFormatter(locale, 'weekday', { ...TWO, weekday: 'short', timeZone: 'UTC' }).format(asUtc(date));

/** A date of which parts may be unknown (DOMAIN §16): only what is known is written, nothing invented. */
export const formatPartialDate = (date: PartialDate, locale: string = language()): string => {
  if (date.length === 10) return formatDate(date, locale);
  if (date.length === 7)
    return dateFormatter(locale, 'month', { month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(
      asUtc(`${date}-01`),
    );
  return date;
};

/** A UTC instant in milliseconds as local day and time, `14.10.2026, 09:41`. */
export const formatInstant = (instant: number, locale: string = language()): string =>
  dateFormatter(locale, 'instant', { ...TWO, hour: '2-digit', minute: '2-digit' }).format(instant);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago an instant was, short: `vor 2 Min.`, `vor 3 Std.`; older than a day, the date. `now` is in milliseconds.
 */
export const formatAgo = (instant: number, now: number, locale: string = language()): string => {
  const age = Math.max(0, now - instant);
  if (age >= DAY) return dateFormatter(locale, 'day', TWO).format(instant);
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' });
  if (age < MINUTE) return relative.format(0, 'second');
  return age < HOUR
    ? relative.format(-Math.floor(age / MINUTE), 'minute')
    : relative.format(-Math.floor(age / HOUR), 'hour');
};

/** A number with the language's grouping. */
export const formatNumber = (value: number, locale: string = language()): string =>
  new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'de-DE').format(value);

/** A size in bytes as kB, MB or GB (powers of ten, as file managers of offices show it). */
export const formatBytes = (bytes: number, locale: string = language()): string => {
  const [unit, size] =
    bytes < 1000
      ? (['byte', bytes] as const)
      : bytes < 1_000_000
        ? (['kilobyte', bytes / 1000] as const)
        : bytes < 1_000_000_000
          ? (['megabyte', bytes / 1_000_000] as const)
          : (['gigabyte', bytes / 1_000_000_000] as const);
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'de-DE', {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: size < 10 && unit !== 'byte' ? 1 : 0,
  }).format(size);
};

/** Whole days from one calendar day to another; negative when `to` lies before `from`. */
export const daysFrom = (from: LocalDate, to: LocalDate): number =>
  Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / DAY);

/** Today as a local calendar day of this computer. */
export const today = (now: Date = new Date()): LocalDate => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
