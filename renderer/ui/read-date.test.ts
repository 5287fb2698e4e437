import { describe, expect, it } from 'vitest';
import { readDate, readPartialDate } from './read-date.ts';

describe('readPartialDate', () => {
  it('reads days, months and years as people type them', () => {
    expect(readPartialDate('3.4.1989')).toBe('1989-04-03');
    expect(readPartialDate('05.1976')).toBe('1976-05');
    expect(readPartialDate(' 1976 ')).toBe('1976');
    expect(readPartialDate('1989-04-03')).toBe('1989-04-03');
  });
  it('refuses days that do not exist and words', () => {
    for (const typed of ['31.02.1990', '13.1990', 'gestern', '', '3.4.89'])
      expect(readPartialDate(typed)).toBeUndefined();
  });
});

describe('readDate', () => {
  it.each([
    ['18.12.2026', '2026-12-18'],
    ['8.1.2027', '2027-01-08'],
    ['18/12/2026', '2026-12-18'],
    ['2026-12-18', '2026-12-18'],
    ['12.2026', undefined],
    ['31.02.2026', undefined],
    ['', undefined],
  ])('reads %s as %s', (typed, expected) => {
    expect(readDate(typed)).toBe(expected);
  });
});
