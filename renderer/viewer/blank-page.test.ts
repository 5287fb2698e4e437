import { describe, expect, it } from 'vitest';
import { isAllPaper } from './blank-page.ts';

const page = (...pixels: [number, number, number, number][]) => new Uint8ClampedArray(pixels.flat());

describe('isAllPaper', () => {
  it('takes white, nearly white and undrawn pixels for paper', () => {
    expect(isAllPaper(page([255, 255, 255, 255], [251, 252, 250, 255], [0, 0, 0, 0]))).toBe(true);
  });

  it('sees a single light grey or coloured trace', () => {
    expect(isAllPaper(page([255, 255, 255, 255], [240, 240, 240, 255]))).toBe(false);
    expect(isAllPaper(page([255, 255, 200, 255]))).toBe(false);
  });
});
