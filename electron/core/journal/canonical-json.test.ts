import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('gives equal values one spelling, whatever the order of their keys', () => {
    const text = '{"a":[1,{"x":null,"y":"ä"}],"b":true}';
    expect(canonicalJson({ b: true, a: [1, { y: 'ä', x: null }] })).toBe(text);
    expect(canonicalJson({ a: [1, { x: null, y: 'ä' }], b: true })).toBe(text);
  });

  it('leaves out undefined properties, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('sorts by code unit, so that no locale changes a hash', () => {
    expect(canonicalJson({ ä: 1, z: 2, Z: 3, a: 4 })).toBe('{"Z":3,"a":4,"z":2,"ä":1}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, undefined, () => 1, new Uint8Array(2), new Date(0), [undefined]])(
    'refuses what JSON cannot say exactly: %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});
