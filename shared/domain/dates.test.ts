import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  berlinDate,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  daysInMonth,
  formatLocalDate,
  fullYears,
  isLocalDate,
  isPartialDate,
  parseLocalDate,
  partialDateRange,
  weekday,
} from './dates.ts';

const anyDay = fc.integer({ min: -700_000, max: 2_900_000 }).map(dateOfDayNumber);

describe('local dates', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '26-01-01', '2026-1-1', '', '2026-01-01T00:00'])(
    'refuse %s',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow(RangeError);
    },
  );

  it('know leap years by the century rule', () => {
    expect([1900, 2000, 2024, 2026].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]);
  });

  it('agree with the JavaScript calendar for every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600_000, max: 2_900_000 }), (days) => {
        const date = new Date(days * 86_400_000);
        const iso = date.toISOString().slice(0, 10);
        expect(dateOfDayNumber(days)).toBe(iso);
        expect(dayNumber(iso)).toBe(days);
        expect(weekday(iso)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
      }),
    );
  });

  it('come back from taking apart and writing', () => {
    fc.assert(fc.property(anyDay, (date) => formatLocalDate(parseLocalDate(date)!) === date));
  });

  it('order as strings as they do as days', () => {
    fc.assert(fc.property(anyDay, anyDay, (a, b) => a < b === daysBetween(a, b) > 0));
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-08-31', 18, '2028-02-29'],
  ])('%s plus %i months is %s (§ 188 BGB)', (from, months, expected) => {
    expect(addMonths(from, months)).toBe(expected);
  });

  it('add months like an independent walk through the months', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (from, months) => {
        let year = Number(from.slice(0, 4));
        let month = Number(from.slice(5, 7));
        for (let step = 0; step < months; step += 1) {
          month += 1;
          if (month === 13) {
            month = 1;
            year += 1;
          }
        }
        const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
        expect(addMonths(from, months)).toBe(
          formatLocalDate({ year, month, day: Math.min(Number(from.slice(8)), lastDay) }),
        );
      }),
    );
  });

  it('refuse to leave the calendar', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addYears('0001-01-01', -1)).toThrow(RangeError);
  });
});

describe('partial dates', () => {
  it.each(['1976', '1976-04', '1976-04-30'])('accept %s', (text) => {
    expect(isPartialDate(text)).toBe(true);
  });
  it.each(['76', '1976-13', '1976-00', '1976-02-30', '0000', '1976-4', '1976-'])('refuse %s', (text) => {
    expect(isPartialDate(text)).toBe(false);
  });
  it('span all days they may mean', () => {
    expect(partialDateRange('1976')).toEqual({ earliest: '1976-01-01', latest: '1976-12-31' });
    expect(partialDateRange('2024-02')).toEqual({ earliest: '2024-02-01', latest: '2024-02-29' });
    expect(partialDateRange('2024-02-03')).toEqual({ earliest: '2024-02-03', latest: '2024-02-03' });
    expect(() => partialDateRange('x')).toThrow(RangeError);
  });
});

describe('age', () => {
  it('is reached on the birthday, not the day before (§ 187 Abs. 2 BGB)', () => {
    expect(fullYears('2010-05-17', '2026-05-16')).toBe(15);
    expect(fullYears('2010-05-17', '2026-05-17')).toBe(16);
  });
  it('of a leap-day child is reached on the first of March of a common year', () => {
    expect(fullYears('2008-02-29', '2026-02-28')).toBe(17);
    expect(fullYears('2008-02-29', '2026-03-01')).toBe(18);
    expect(fullYears('2008-02-29', '2028-02-29')).toBe(20);
  });
  it('is a span when only the year of birth is known', () => {
    expect(ageOn('2010', '2026-06-01')).toEqual({ atLeast: 15, atMost: 16 });
    expect(ageOn('2010', '2026-12-31')).toEqual({ atLeast: 16, atMost: 16 });
    expect(ageOn('2010-06', '2026-06-15')).toEqual({ atLeast: 15, atMost: 16 });
    expect(ageOn('2010-06-15', '2026-06-15')).toEqual({ atLeast: 16, atMost: 16 });
  });
});

describe('the German local date of an instant', () => {
  it.each([
    ['2023-08-23T21:59:59Z', '2023-08-23'],
    ['2023-08-23T22:00:00Z', '2023-08-24'],
    ['2026-01-15T22:59:59Z', '2026-01-15'],
    ['2026-01-15T23:00:00Z', '2026-01-16'],
    ['2026-03-29T00:59:59Z', '2026-03-29'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
  ])('%s is %s', (instant, expected) => {
    expect(berlinDate(Date.parse(instant))).toBe(expected);
  });
});
