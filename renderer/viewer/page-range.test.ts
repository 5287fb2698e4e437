import { describe, expect, it } from 'vitest';
import { firstUncovered, formatPageRange, parsePageRange } from './page-range.ts';

describe('parsePageRange', () => {
  it.each([
    ['3', { from: 3, to: 3 }],
    [' 3-5 ', { from: 3, to: 5 }],
    ['3–5', { from: 3, to: 5 }],
    ['3 bis 5', { from: 3, to: 5 }],
    ['1-23', { from: 1, to: 23 }],
  ])('reads %j', (text, range) => {
    expect(parsePageRange(text, 23)).toEqual(range);
  });

  it.each(['', '0', '5-3', '22-24', 'drei', '1,3', '-2', '1-2-3'])('refuses %j', (text) => {
    expect(parsePageRange(text, 23)).toBeNull();
  });

  it('sets no upper limit while the number of pages is unknown', () => {
    expect(parsePageRange('900', null)).toEqual({ from: 900, to: 900 });
  });

  it('reads back what formatPageRange wrote', () => {
    for (const range of [
      { from: 1, to: 1 },
      { from: 2, to: 7 },
    ])
      expect(parsePageRange(formatPageRange(range), 10)).toEqual(range);
  });
});

describe('firstUncovered', () => {
  it('proposes the whole document when nothing is placed', () => {
    expect(firstUncovered([], 3)).toEqual({ from: 1, to: 3 });
  });

  it('proposes the first gap between placed ranges', () => {
    expect(
      firstUncovered(
        [
          { from: 1, to: 2 },
          { from: 6, to: 9 },
        ],
        12,
      ),
    ).toEqual({ from: 3, to: 5 });
  });

  it('answers null when every page is placed', () => {
    expect(firstUncovered([{ from: 1, to: 4 }], 4)).toBeNull();
  });
});
