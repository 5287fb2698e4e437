import { describe, expect, it } from 'vitest';
import { readPartialDate } from './read-partial-date.ts';

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
