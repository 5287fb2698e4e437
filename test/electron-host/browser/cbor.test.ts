import { describe, expect, it } from 'vitest';
import { cborMessageLength, decodeCbor, encodeCbor } from './cbor.ts';

describe('the CBOR dialect of the DevTools pipe', () => {
  it('brings back every kind of value it can carry', () => {
    const message = {
      text: 'plain',
      umlauts: 'Einbürgerung ẞ 𝕏',
      small: 5,
      byte: 200,
      word: 40_000,
      large: 70_000,
      negative: -70_000,
      fraction: 0.25,
      huge: 2 ** 40,
      yes: true,
      no: false,
      nothing: null,
      list: [1, ['two'], { three: 3 }],
      bytes: Buffer.from([0, 255, 128]),
    };
    expect(decodeCbor(encodeCbor(message))).toEqual(message);
  });

  it('leaves out members that are undefined', () => {
    expect(decodeCbor(encodeCbor({ id: 1, params: undefined }))).toEqual({ id: 1 });
  });

  it('knows the length of a message from its first seven bytes', () => {
    const encoded = encodeCbor({ method: 'Browser.getVersion', params: {} });
    expect(cborMessageLength(encoded.subarray(0, 6))).toBeUndefined();
    expect(cborMessageLength(Buffer.concat([encoded, encoded]))).toBe(encoded.length);
  });

  it('refuses bytes that are not such a message', () => {
    expect(() => cborMessageLength(Buffer.from('{"id":1}'))).toThrow('envelope');
    expect(() => decodeCbor(encodeCbor({ a: 'long enough text' }).subarray(0, 16))).toThrow('cut off');
  });
});
