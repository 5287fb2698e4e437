import { describe, expect, it } from 'vitest';
import { moveInGrid } from './grid-move.ts';

const size = { rows: 41, columns: 9, pageRows: 15 };

describe('moveInGrid', () => {
  it('moves by row and by page and stops at both ends', () => {
    expect(moveInGrid('ArrowDown', { row: 3, column: -1 }, size)).toEqual({ row: 4, column: -1 });
    expect(moveInGrid('ArrowUp', { row: 0, column: -1 }, size)).toEqual({ row: 0, column: -1 });
    expect(moveInGrid('PageDown', { row: 30, column: -1 }, size)).toEqual({ row: 40, column: -1 });
    expect(moveInGrid('PageUp', { row: 10, column: -1 }, size)).toEqual({ row: 0, column: -1 });
    expect(moveInGrid('End', { row: 0, column: 2 }, size)).toEqual({ row: 40, column: 2 });
  });
  it('walks the cells of a row and back to the whole row', () => {
    expect(moveInGrid('ArrowRight', { row: 1, column: -1 }, size)).toEqual({ row: 1, column: 0 });
    expect(moveInGrid('ArrowRight', { row: 1, column: 8 }, size)).toEqual({ row: 1, column: 8 });
    expect(moveInGrid('ArrowLeft', { row: 1, column: 0 }, size)).toEqual({ row: 1, column: -1 });
  });
  it('leaves other keys alone and an empty list at its start', () => {
    expect(moveInGrid('a', { row: 0, column: -1 }, size)).toBeUndefined();
    expect(moveInGrid('End', { row: 0, column: -1 }, { ...size, rows: 0 })).toEqual({ row: 0, column: -1 });
  });
});
