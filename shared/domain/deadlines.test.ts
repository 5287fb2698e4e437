import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './dates.ts';
import {
  daysLeft,
  isFutureWorkingDay,
  notificationDay,
  periodEnd,
  periodEndOnWorkingDay,
  suggestDeadline,
  threeMonthStatus,
  todayInGermany,
} from './deadlines.ts';
import { LAENDER } from './holidays.ts';

describe('periods', () => {
  it.each([
    ['2026-01-31', { months: 1 }, '2026-02-28'],
    ['2024-01-31', { months: 1 }, '2024-02-29'],
    ['2026-05-29', { weeks: 4 }, '2026-06-26'],
    ['2026-05-29', { days: 1 }, '2026-05-30'],
  ])('from %s of %o end on %s (§§ 187, 188 BGB)', (event, period, expected) => {
    expect(periodEnd(event, period)).toBe(expected);
  });

  it('that would end on Fronleichnam end a day later in Nordrhein-Westfalen, not in Berlin', () => {
    expect(periodEndOnWorkingDay('2026-05-07', { weeks: 4 }, 'NW')).toBe('2026-06-05');
    expect(periodEndOnWorkingDay('2026-05-07', { weeks: 4 }, 'BE')).toBe('2026-06-04');
  });

  it('that would end at New Year on a Friday end on Monday', () => {
    expect(periodEndOnWorkingDay('2026-12-01', { months: 1 }, 'NW')).toBe('2027-01-04');
  });
});

describe('suggested deadlines', () => {
  it('agree with an independent walk over the JavaScript calendar', () => {
    // Bavaria, 2026: weekdays on which offices are closed, taken from the official calendar and not from our tables.
    const closed = new Set([
      '2026-01-01',
      '2026-01-06',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-06-04',
      '2026-12-25',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 270 }), fc.integer({ min: 1, max: 12 }), (offset, weeks) => {
        const from = addDays('2026-01-01', offset);
        const expected = new Date(`${from}T12:00:00Z`);
        expected.setUTCDate(expected.getUTCDate() + weeks * 7);
        fc.pre(expected.getUTCFullYear() === 2026 && expected.toISOString() < '2026-12-24');
        while ([0, 6].includes(expected.getUTCDay()) || closed.has(expected.toISOString().slice(0, 10))) {
          expected.setUTCDate(expected.getUTCDate() + 1);
        }
        expect(suggestDeadline(from, weeks, 'BY')).toBe(expected.toISOString().slice(0, 10));
      }),
    );
  });

  it('may always be set from the day they were suggested on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 26 }),
        fc.constantFrom(...LAENDER),
        (offset, weeks, land) => {
          const today = addDays('1999-01-01', offset);
          expect(isFutureWorkingDay(suggestDeadline(today, weeks, land), today, land)).toBe(true);
        },
      ),
    );
  });

  it('refuse today, the past, weekends and holidays', () => {
    expect(isFutureWorkingDay('2026-06-03', '2026-06-03', 'NW')).toBe(false);
    expect(isFutureWorkingDay('2026-06-02', '2026-06-03', 'NW')).toBe(false);
    expect(isFutureWorkingDay('2026-06-04', '2026-06-03', 'NW')).toBe(false);
    expect(isFutureWorkingDay('2026-06-06', '2026-06-03', 'NW')).toBe(false);
    expect(isFutureWorkingDay('2026-06-05', '2026-06-03', 'NW')).toBe(true);
  });
});

describe('notification by post', () => {
  it('counts four days since 2025 and three before, weekends or not (§ 41 Abs. 2 VwVfG)', () => {
    expect(notificationDay('2026-10-01')).toBe('2026-10-05');
    expect(notificationDay('2026-06-03')).toBe('2026-06-07');
    expect(notificationDay('2024-12-31')).toBe('2025-01-03');
    expect(notificationDay('2025-01-01')).toBe('2025-01-05');
  });
});

describe('the three-month monitor', () => {
  it.each([
    ['2026-03-01', 59, 'none'],
    ['2026-03-02', 60, 'first'],
    ['2026-04-01', 90, 'second'],
    ['2026-04-02', 91, 'passed'],
  ] as const)('on %s is after %i days at level %s', (today, daysSinceFiling, level) => {
    expect(threeMonthStatus('2026-01-01', today)).toEqual({ endsOn: '2026-04-01', daysSinceFiling, level });
  });
  it('ends in a short month on its last day', () => {
    expect(threeMonthStatus('2025-11-30', '2026-02-28')).toEqual({
      endsOn: '2026-02-28',
      daysSinceFiling: 90,
      level: 'second',
    });
  });
});

describe('days left', () => {
  it('are zero on the day of the deadline and negative after it', () => {
    expect(daysLeft('2026-12-18', '2026-12-06')).toBe(12);
    expect(daysLeft('2026-12-18', '2026-12-18')).toBe(0);
    expect(daysLeft('2026-12-18', '2026-12-21')).toBe(-3);
  });
  it('count from the German day even near midnight', () => {
    expect(todayInGermany(Date.parse('2026-12-17T23:30:00Z'))).toBe('2026-12-18');
  });
});
