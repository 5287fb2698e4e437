import { describe, expect, it } from 'vitest';
import { hasRoomFor, spaceState } from './space.ts';

const MIB = 1024 * 1024;

describe('free space', () => {
  it.each([
    [499, 0, 'full'],
    [500, 0, 'low'],
    [2047, 0, 'low'],
    [2048, 0, 'enough'],
    [2999, 300, 'low'],
    [3000, 300, 'enough'],
    [499, 10_000, 'full'],
  ])('of %i MiB after an intake of %i MiB is %s', (free, last, expected) => {
    expect(spaceState(free * MIB, last * MIB)).toBe(expected);
  });

  it('leaves the floor untouched by what is announced', () => {
    expect(hasRoomFor(600 * MIB, 100 * MIB)).toBe(true);
    expect(hasRoomFor(600 * MIB, 101 * MIB)).toBe(false);
  });
});
