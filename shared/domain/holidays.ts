import type { LocalDate } from './application.ts';
import { addDays, formatLocalDate, weekday } from './dates.ts';

/** The sixteen Länder by their usual abbreviation. */
export const LAENDER = [
  'BW',
  'BY',
  'BE',
  'BB',
  'HB',
  'HH',
  'HE',
  'MV',
  'NI',
  'NW',
  'RP',
  'SL',
  'SN',
  'ST',
  'SH',
  'TH',
] as const;
export type Land = (typeof LAENDER)[number];

/** How a holiday finds its day: fixed `MM-DD`, days from Easter Sunday, or the Wednesday before 23 November. */
type HolidayRule = { readonly fixed: string } | { readonly easter: number } | { readonly wednesdayBefore: string };

/** Where and when a holiday is one by statute; no `laender` = all, years inclusive. */
interface HolidayScope {
  readonly laender?: readonly Land[];
  readonly from?: number;
  readonly to?: number;
}

interface HolidayDefinition {
  readonly id: string;
  readonly rule: HolidayRule;
  readonly scopes: readonly HolidayScope[];
  /** Länder in which only some municipalities keep it: not applied unless the office's profile names it. */
  readonly onlySomeMunicipalities?: readonly Land[];
}

/**
 * Public holidays of the Länder's holiday acts, for the years from 1995 (the year the Buß- und Bettag went). A
 * single-year holiday is a scope of one year. Berlin's planned 17.06.2028 is left out: a Saturday, without effect here.
 */
export const HOLIDAYS = [
  { id: 'NEUJAHR', rule: { fixed: '01-01' }, scopes: [{}] },
  { id: 'HEILIGE_DREI_KOENIGE', rule: { fixed: '01-06' }, scopes: [{ laender: ['BW', 'BY', 'ST'] }] },
  {
    id: 'FRAUENTAG',
    rule: { fixed: '03-08' },
    scopes: [
      { laender: ['BE'], from: 2019 },
      { laender: ['MV'], from: 2023 },
    ],
  },
  { id: 'KARFREITAG', rule: { easter: -2 }, scopes: [{}] },
  { id: 'OSTERSONNTAG', rule: { easter: 0 }, scopes: [{ laender: ['BB'] }] },
  { id: 'OSTERMONTAG', rule: { easter: 1 }, scopes: [{}] },
  { id: 'TAG_DER_ARBEIT', rule: { fixed: '05-01' }, scopes: [{}] },
  {
    id: 'TAG_DER_BEFREIUNG',
    rule: { fixed: '05-08' },
    scopes: [
      { laender: ['BE'], from: 2020, to: 2020 },
      { laender: ['BE'], from: 2025, to: 2025 },
    ],
  },
  { id: 'CHRISTI_HIMMELFAHRT', rule: { easter: 39 }, scopes: [{}] },
  { id: 'PFINGSTSONNTAG', rule: { easter: 49 }, scopes: [{ laender: ['BB'] }] },
  { id: 'PFINGSTMONTAG', rule: { easter: 50 }, scopes: [{}] },
  {
    id: 'FRONLEICHNAM',
    rule: { easter: 60 },
    scopes: [{ laender: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'] }],
    onlySomeMunicipalities: ['SN', 'TH'],
  },
  { id: 'FRIEDENSFEST', rule: { fixed: '08-08' }, scopes: [], onlySomeMunicipalities: ['BY'] },
  {
    id: 'MARIAE_HIMMELFAHRT',
    rule: { fixed: '08-15' },
    scopes: [{ laender: ['SL'] }],
    onlySomeMunicipalities: ['BY'],
  },
  { id: 'WELTKINDERTAG', rule: { fixed: '09-20' }, scopes: [{ laender: ['TH'], from: 2019 }] },
  { id: 'TAG_DER_DEUTSCHEN_EINHEIT', rule: { fixed: '10-03' }, scopes: [{}] },
  {
    id: 'REFORMATIONSTAG',
    rule: { fixed: '10-31' },
    scopes: [
      { laender: ['BB', 'MV', 'SN', 'ST', 'TH'] },
      { from: 2017, to: 2017 },
      { laender: ['HB', 'HH', 'NI', 'SH'], from: 2018 },
    ],
  },
  { id: 'ALLERHEILIGEN', rule: { fixed: '11-01' }, scopes: [{ laender: ['BW', 'BY', 'NW', 'RP', 'SL'] }] },
  { id: 'BUSS_UND_BETTAG', rule: { wednesdayBefore: '11-23' }, scopes: [{ laender: ['SN'] }] },
  { id: 'ERSTER_WEIHNACHTSTAG', rule: { fixed: '12-25' }, scopes: [{}] },
  { id: 'ZWEITER_WEIHNACHTSTAG', rule: { fixed: '12-26' }, scopes: [{}] },
] as const satisfies readonly HolidayDefinition[];
export type HolidayId = (typeof HOLIDAYS)[number]['id'];

/** What an office's seat adds to the calendar of its Land. */
export interface HolidayCalendar {
  readonly land: Land;
  /** Holidays only some municipalities of the Land keep and this one does, e.g. `MARIAE_HIMMELFAHRT` in Bavaria. */
  readonly municipal?: readonly HolidayId[];
}

/** Easter Sunday of a Gregorian year, by the century-and-epact reckoning of Clavius. */
export function easterSunday(year: number): LocalDate {
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const droppedLeapDays = Math.floor((3 * century) / 4) - 12;
  const moonCorrection = Math.floor((8 * century + 5) / 25) - 5;
  const sundayNumber = Math.floor((5 * year) / 4) - droppedLeapDays - 10;
  let epact = (11 * golden + 20 + moonCorrection - droppedLeapDays) % 30;
  if (epact < 0) epact += 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let fullMoon = 44 - epact;
  if (fullMoon < 21) fullMoon += 30;
  const sunday = fullMoon + 7 - ((sundayNumber + fullMoon) % 7);
  return sunday > 31
    ? formatLocalDate({ year, month: 4, day: sunday - 31 })
    : formatLocalDate({ year, month: 3, day: sunday });
}

function dayOf(rule: HolidayRule, year: number): LocalDate {
  if ('fixed' in rule) return `${String(year).padStart(4, '0')}-${rule.fixed}`;
  if ('easter' in rule) return addDays(easterSunday(year), rule.easter);
  const limit = `${String(year).padStart(4, '0')}-${rule.wednesdayBefore}`;
  const daysBack = (weekday(limit) + 4) % 7;
  return addDays(limit, daysBack === 0 ? -7 : -daysBack);
}

function applies(holiday: HolidayDefinition & { id: HolidayId }, year: number, calendar: HolidayCalendar): boolean {
  if (holiday.onlySomeMunicipalities?.includes(calendar.land) && calendar.municipal?.includes(holiday.id)) return true;
  return holiday.scopes.some(
    (scope) =>
      (scope.laender === undefined || scope.laender.includes(calendar.land)) &&
      (scope.from === undefined || year >= scope.from) &&
      (scope.to === undefined || year <= scope.to),
  );
}

const years = new Map<string, ReadonlyMap<LocalDate, HolidayId>>();

/** Holidays of one year, by date in calendar order; a Land alone stands for a municipality without extra holidays. */
export function holidaysOf(year: number, where: Land | HolidayCalendar): ReadonlyMap<LocalDate, HolidayId> {
  const calendar: HolidayCalendar = typeof where === 'string' ? { land: where } : where;
  const key = `${year} ${calendar.land} ${calendar.municipal?.join(' ') ?? ''}`;
  const known = years.get(key);
  if (known) return known;
  const days: [LocalDate, HolidayId][] = [];
  for (const holiday of HOLIDAYS) {
    if (applies(holiday, year, calendar)) days.push([dayOf(holiday.rule, year), holiday.id]);
  }
  days.sort(([a], [b]) => (a < b ? -1 : 1));
  const found = new Map(days);
  years.set(key, found);
  return found;
}

/** The holiday that falls on a date, if any. */
export function holidayOn(date: LocalDate, where: Land | HolidayCalendar): HolidayId | undefined {
  return holidaysOf(Number(date.slice(0, 4)), where).get(date);
}

/** Monday to Friday and no public holiday: the days on which a period may end (§ 31 Abs. 3 VwVfG, § 193 BGB). */
export function isWorkingDay(date: LocalDate, where: Land | HolidayCalendar): boolean {
  return weekday(date) <= 5 && holidayOn(date, where) === undefined;
}

/** The date itself when it is a working day, else the next one (§ 31 Abs. 3 VwVfG). */
export function workingDayFrom(date: LocalDate, where: Land | HolidayCalendar): LocalDate {
  let day = date;
  while (!isWorkingDay(day, where)) day = addDays(day, 1);
  return day;
}
