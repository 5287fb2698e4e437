import { describe, expect, it } from 'vitest';
import { rotation } from './backup-rotation.ts';

const DAY = 24 * 60 * 60 * 1000;
const daily = (days: number) =>
  Array.from({ length: days }, (_, number) => ({ number, createdAt: 20_000 * DAY + number * DAY }));

describe('rotation of snapshots', () => {
  it('keeps seven days, the last of four weeks, and segments since the oldest of the days', () => {
    const { keep, coveredUpTo } = rotation(daily(40));
    expect([...keep].sort((left, right) => left - right)).toEqual([19, 26, 33, 34, 35, 36, 37, 38, 39]);
    expect(coveredUpTo).toBe(33);
  });

  it('always keeps the two newest, however close together', () => {
    const at = 20_000 * DAY;
    const { keep } = rotation([0, 1, 2].map((number) => ({ number, createdAt: at + number })));
    expect(keep).toEqual(new Set([2, 1]));
  });

  it('needs every segment while there is no snapshot', () => {
    expect(rotation([])).toEqual({ keep: new Set(), coveredUpTo: -1 });
  });
});
