import { describe, expect, it } from 'vitest';
import { scaleOf, turned, turnOn, zoomIn, zoomOut } from './zoom.ts';

const a4 = { width: 794, height: 1123 };

describe('scaleOf', () => {
  it('fits the width whatever the height', () => {
    expect(scaleOf({ mode: 'width' }, a4, { width: 397, height: 100 })).toBeCloseTo(0.5);
  });

  it('fits the whole page by its tighter side', () => {
    expect(scaleOf({ mode: 'page' }, a4, { width: 2000, height: 1123 })).toBeCloseTo(1);
  });

  it('never shrinks paper below a quarter, however narrow the pane', () => {
    expect(scaleOf({ mode: 'width' }, a4, { width: 10, height: 10 })).toBe(0.25);
  });
});

describe('zoom steps', () => {
  it('leaves a fitted scale to the neighbouring steps', () => {
    expect(zoomIn(0.83)).toEqual({ mode: 'scale', scale: 0.9 });
    expect(zoomOut(0.83)).toEqual({ mode: 'scale', scale: 0.75 });
  });

  it('moves on from a step instead of naming it again', () => {
    expect(zoomIn(1)).toEqual({ mode: 'scale', scale: 1.1 });
    expect(zoomOut(1)).toEqual({ mode: 'scale', scale: 0.9 });
  });

  it('stops at both ends', () => {
    expect(zoomIn(5)).toEqual({ mode: 'scale', scale: 5 });
    expect(zoomOut(0.25)).toEqual({ mode: 'scale', scale: 0.25 });
  });
});

describe('turns', () => {
  it('comes back after four quarters', () => {
    expect(turnOn(turnOn(turnOn(turnOn(0))))).toBe(0);
  });

  it('swaps width and height on the side', () => {
    expect(turned(a4, 90)).toEqual({ width: 1123, height: 794 });
    expect(turned(a4, 180)).toEqual(a4);
  });
});
