import { describe, expect, it } from 'vitest';
import { daysFrom, formatAgo, formatBytes, formatDate, formatInstant, formatPartialDate, today } from './format.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('dates', () => {
  it('writes a day in the order of the language', () => {
    expect(formatDate('1989-04-03', 'de')).toBe('03.04.1989');
    expect(formatDate('1989-04-03', 'en')).toBe('03/04/1989');
  });

  it('invents no day or month where only a part of a birth date is known', () => {
    expect(formatPartialDate('1976', 'de')).toBe('1976');
    expect(formatPartialDate('1976-05', 'de')).toContain('1976');
    expect(formatPartialDate('1976-05', 'de')).not.toContain('01.');
  });

  it('counts days across the change to summer time', () => {
    expect(daysFrom('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysFrom('2026-12-18', '2026-12-15')).toBe(-3);
  });

  it('takes the local day for today', () => {
    expect(today(new Date(2026, 0, 2, 23, 59))).toBe('2026-01-02');
  });
});

describe('formatAgo', () => {
  const now = Date.UTC(2026, 9, 14, 12, 0);
  it('is short for what happened today and a date for the rest', () => {
    expect(plain(formatAgo(now - 2 * 60_000, now, 'de'))).toBe('vor 2 Min.');
    expect(plain(formatAgo(now - 2 * 3_600_000, now, 'de'))).toBe('vor 2 Std.');
    expect(formatAgo(Date.UTC(2026, 9, 1, 12, 0), now, 'de')).toBe('01.10.2026');
  });

  it('does not speak of the future when clocks differ', () => {
    expect(formatAgo(now + 5000, now, 'de')).toBe('jetzt');
  });
});

describe('formatBytes', () => {
  it('names the unit', () => {
    expect(plain(formatBytes(412, 'de'))).toContain('412');
    expect(plain(formatBytes(1_540_000, 'de'))).toBe('1,5 MB');
    expect(plain(formatBytes(23_400, 'de'))).toBe('23 kB');
  });
});

describe('formatInstant', () => {
  it('gives day and minute', () => {
    expect(formatInstant(new Date(2026, 9, 14, 9, 41).getTime(), 'de')).toBe('14.10.2026, 09:41');
  });
});
