import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AGE_CLASSES,
  ageClassOf,
  countBy,
  median,
  medianDaysInStatus,
  processingDays,
  publishableCount,
  type StatusInterval,
} from './statistics.ts';

const DAY = 86_400_000;
const stay = (caseId: string, status: StatusInterval['status'], from: number, to?: number): StatusInterval => ({
  caseId,
  status,
  startedAt: from * DAY,
  ...(to === undefined ? {} : { endedAt: to * DAY }),
});

describe('age classes', () => {
  it.each([
    [-1, '0-30'],
    [0, '0-30'],
    [30, '0-30'],
    [31, '31-90'],
    [90, '31-90'],
    [91, '91-180'],
    [365, '181-365'],
    [366, '366+'],
    [9999, '366+'],
  ])('put %i days into %s', (days, ageClass) => {
    expect(ageClassOf(days)).toBe(ageClass);
  });
  it('leave no day out', () => {
    for (let index = 1; index < AGE_CLASSES.length; index += 1) {
      expect(AGE_CLASSES[index]!.from).toBe(AGE_CLASSES[index - 1]!.to + 1);
    }
  });
});

describe('the median', () => {
  it('is the middle or between the middle two, and none for nothing', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeUndefined();
  });
  it('has at most half of the values on either side', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values)!;
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

describe('counts', () => {
  it('keep empty keys and say how many they rest on', () => {
    expect(countBy(['a', 'b', 'a', 'z'], ['a', 'b', 'c'], (item) => item as 'a')).toEqual({
      basis: { of: 3, total: 4 },
      rows: [
        { key: 'a', cases: 2 },
        { key: 'b', cases: 1 },
        { key: 'c', cases: 0 },
      ],
    });
  });
  it('of one and two do not leave the office', () => {
    expect([0, 1, 2, 3].map(publishableCount)).toEqual([0, undefined, undefined, 3]);
  });
});

describe('days in status', () => {
  it('add up the stays of each case and leave running cases out', () => {
    const intervals = [
      stay('a', 'VORPRUEFUNG', 0, 4),
      stay('a', 'NACHFORDERUNG', 4, 30),
      stay('a', 'VORPRUEFUNG', 30, 36),
      stay('b', 'VORPRUEFUNG', 0, 2),
      stay('c', 'VORPRUEFUNG', 0, 5.26),
      stay('d', 'VORPRUEFUNG', 0, 1),
      stay('d', 'VORPRUEFUNG', 2),
    ];
    expect(medianDaysInStatus(intervals, 'VORPRUEFUNG')).toEqual({ medianDays: 5.3, basis: { of: 3, total: 4 } });
  });
  it('have no median below three finished cases', () => {
    const intervals = [stay('a', 'NEU', 0, 1), stay('b', 'NEU', 0, 3)];
    expect(medianDaysInStatus(intervals, 'NEU')).toEqual({ basis: { of: 2, total: 2 } });
  });
});

describe('processing time', () => {
  it('leaves 200 days of suspension out', () => {
    const intervals = [
      stay('a', 'VORPRUEFUNG', 0, 20),
      stay('a', 'AUSGESETZT', 20, 220),
      stay('a', 'VORPRUEFUNG', 220),
    ];
    expect(processingDays(intervals, 230 * DAY)).toBe(30);
  });
});
