import { describe, expect, it } from 'vitest';
import { createValueCodec } from './codec.ts';

const codec = createValueCodec();

function travel(value: unknown): unknown {
  return codec.decode(JSON.parse(JSON.stringify(codec.encode(value))));
}

describe('the value codec', () => {
  it('carries what structured clone carries', () => {
    const values = {
      text: 'ẞ',
      missing: undefined,
      notANumber: Number.NaN,
      minusZero: -0,
      infinite: Number.NEGATIVE_INFINITY,
      big: 2n ** 70n,
      date: new Date('2023-08-23T23:59:00+02:00'),
      pattern: /a+/giu,
      map: new Map<unknown, unknown>([[{ key: 1 }, new Set([1, undefined])]]),
      bytes: Uint8Array.of(1, 2, 255),
      words: Uint16Array.of(1, 65_535),
      bigs: BigInt64Array.of(-1n),
      buffer: Uint8Array.of(7).buffer,
      list: [undefined, null, [true]],
    };
    expect(travel(values)).toStrictEqual(values);
  });

  it('carries an invalid date as an invalid date', () => {
    expect(String(travel(new Date(Number.NaN)))).toBe('Invalid Date');
  });

  it('sends only the visible part of a view on a larger buffer', () => {
    const part = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    expect(travel(part)).toStrictEqual(Uint8Array.of(2, 3));
  });

  it('keeps name and message of errors', () => {
    const error = travel(new RangeError('too far'));
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toHaveProperty('message', 'too far');
  });

  it('does not let data pass for tags or prototypes', () => {
    const hostile: unknown = JSON.parse('{"\\u0001t":"date","v":1,"__proto__":{"polluted":true}}');
    const arrived = travel(hostile);
    expect(arrived).toStrictEqual(hostile);
    expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype);
  });

  it.each([() => {}, Symbol('s'), Promise.resolve(), new WeakMap()])('refuses what cannot be cloned (%s)', (value) => {
    expect(() => codec.encode({ value })).toThrow('An object could not be cloned.');
  });

  it('takes binary values out of line when asked', () => {
    const stashed = new Map<string, ArrayBuffer>();
    const encoded = codec.encode([Uint8Array.of(9), 'x'], (bytes) => {
      stashed.set('id1', Uint8Array.from(bytes).buffer);
      return 'id1';
    });
    expect(JSON.stringify(encoded)).toContain('id1');
    expect(codec.decode(encoded, stashed)).toStrictEqual([Uint8Array.of(9), 'x']);
    expect(() => codec.decode(encoded)).toThrow('did not arrive');
  });
});
