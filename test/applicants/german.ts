import type { PartialDate } from '../../shared/domain/application.ts';

const MONTHS = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
] as const;

/** Writes an ISO date of any precision the German way: `03.04.1989`, `04.1989` or `1989`. */
export function germanDate(date: PartialDate): string {
  return date.split('-').reverse().join('.');
}

/** Names a month given as `YYYY-MM`: `August 2026`. */
export function germanMonth(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${MONTHS[Number(number) - 1] ?? number} ${year}`;
}

/** Writes an amount in cents the German way: `2.431,07 €`. */
export function euro(cents: number): string {
  const whole = Math.floor(Math.abs(cents) / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '.');
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${cents < 0 ? '-' : ''}${whole},${rest} €`;
}

/** Moves an ISO calendar date by whole days. */
export function shiftDays(date: string, days: number): string {
  return new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Moves a month `YYYY-MM` (a longer date is cut) by whole months. */
export function shiftMonths(month: string, months: number): string {
  const [year = '1970', number = '01'] = month.split('-');
  const moved = Number(year) * 12 + Number(number) - 1 + months;
  return `${Math.floor(moved / 12)}-${String((moved % 12) + 1).padStart(2, '0')}`;
}
