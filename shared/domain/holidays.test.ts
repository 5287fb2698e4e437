import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekday } from './dates.ts';
import { easterSunday, holidayOn, holidaysOf, isWorkingDay, LAENDER, workingDayFrom } from './holidays.ts';

/** Anonymous Gregorian reckoning (Meeus), another algorithm than the one under test. */
function easterByMeeus(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-0${month}-${String(day).padStart(2, '0')}`;
}

describe('Easter', () => {
  it.each(['1818-03-22', '1943-04-25', '2008-03-23', '2024-03-31', '2025-04-20', '2026-04-05', '2038-04-25'])(
    'falls on %s',
    (date) => {
      expect(easterSunday(Number(date.slice(0, 4)))).toBe(date);
    },
  );
  it('agrees with another algorithm from 1600 to 4000', () => {
    for (let year = 1600; year <= 4000; year += 1) expect(easterSunday(year)).toBe(easterByMeeus(year));
  });
});

describe('holidays of the Länder', () => {
  it('count as published for 2026', () => {
    const counts = Object.fromEntries(LAENDER.map((land) => [land, holidaysOf(2026, land).size]));
    expect(counts).toEqual({
      BW: 12,
      BY: 12,
      BE: 10,
      BB: 12,
      HB: 10,
      HH: 10,
      HE: 10,
      MV: 11,
      NI: 10,
      NW: 11,
      RP: 11,
      SL: 12,
      SN: 11,
      ST: 11,
      SH: 10,
      TH: 11,
    });
  });

  it('in Nordrhein-Westfalen 2026 are these', () => {
    expect([...holidaysOf(2026, 'NW')]).toEqual([
      ['2026-01-01', 'NEUJAHR'],
      ['2026-04-03', 'KARFREITAG'],
      ['2026-04-06', 'OSTERMONTAG'],
      ['2026-05-01', 'TAG_DER_ARBEIT'],
      ['2026-05-14', 'CHRISTI_HIMMELFAHRT'],
      ['2026-05-25', 'PFINGSTMONTAG'],
      ['2026-06-04', 'FRONLEICHNAM'],
      ['2026-10-03', 'TAG_DER_DEUTSCHEN_EINHEIT'],
      ['2026-11-01', 'ALLERHEILIGEN'],
      ['2026-12-25', 'ERSTER_WEIHNACHTSTAG'],
      ['2026-12-26', 'ZWEITER_WEIHNACHTSTAG'],
    ]);
  });

  it.each([
    ['2018-03-08', 'BE', undefined],
    ['2019-03-08', 'BE', 'FRAUENTAG'],
    ['2022-03-08', 'MV', undefined],
    ['2023-03-08', 'MV', 'FRAUENTAG'],
    ['2020-05-08', 'BE', 'TAG_DER_BEFREIUNG'],
    ['2025-05-08', 'BE', 'TAG_DER_BEFREIUNG'],
    ['2026-05-08', 'BE', undefined],
    ['2025-05-08', 'BB', undefined],
    ['2018-09-20', 'TH', undefined],
    ['2019-09-20', 'TH', 'WELTKINDERTAG'],
    ['2017-10-31', 'NW', 'REFORMATIONSTAG'],
    ['2018-10-31', 'NW', undefined],
    ['2016-10-31', 'HH', undefined],
    ['2018-10-31', 'HH', 'REFORMATIONSTAG'],
    ['2026-11-18', 'SN', 'BUSS_UND_BETTAG'],
    ['2022-11-16', 'SN', 'BUSS_UND_BETTAG'],
    ['2026-11-18', 'NW', undefined],
    ['2026-01-06', 'ST', 'HEILIGE_DREI_KOENIGE'],
    ['2026-08-15', 'SL', 'MARIAE_HIMMELFAHRT'],
    ['2026-08-15', 'BY', undefined],
    ['2026-06-04', 'SN', undefined],
  ] as const)('on %s in %s: %s', (date, land, expected) => {
    expect(holidayOn(date, land)).toBe(expected);
  });

  it('of only some municipalities count when the office names them, and only where the Land knows them', () => {
    expect(holidayOn('2026-08-15', { land: 'BY', municipal: ['MARIAE_HIMMELFAHRT'] })).toBe('MARIAE_HIMMELFAHRT');
    expect(holidayOn('2026-06-04', { land: 'TH', municipal: ['FRONLEICHNAM'] })).toBe('FRONLEICHNAM');
    expect(holidayOn('2026-06-04', { land: 'BE', municipal: ['FRONLEICHNAM'] })).toBeUndefined();
    expect(holidayOn('2026-08-15', 'BY')).toBeUndefined();
  });

  it('put the Buß- und Bettag eleven days before the first Sunday of Advent', () => {
    for (let year = 1995; year <= 2100; year += 1) {
      let advent = `${year}-12-24`;
      while (weekday(advent) !== 7) advent = addDays(advent, -1);
      expect(holidayOn(addDays(advent, -21 - 11), 'SN')).toBe('BUSS_UND_BETTAG');
    }
  });
});

describe('the next working day', () => {
  it('is the day itself or the first later day that is neither weekend nor holiday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 18_000 }), fc.constantFrom(...LAENDER), (offset, land) => {
        const from = addDays('2000-01-01', offset);
        const found = workingDayFrom(from, land);
        expect(isWorkingDay(found, land)).toBe(true);
        for (let day = from; day < found; day = addDays(day, 1)) expect(isWorkingDay(day, land)).toBe(false);
      }),
    );
  });
  it('steps over Christmas and the weekend behind it', () => {
    expect(workingDayFrom('2026-12-25', 'NW')).toBe('2026-12-28');
  });
});
