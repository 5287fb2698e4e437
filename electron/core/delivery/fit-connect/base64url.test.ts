import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE64URL_PIECE, decodeBase64url } from './base64url.ts';

const seed = Number(process.env.PROPERTY_SEED ?? 20_261_124);
const decode = (text: string) => decodeBase64url(Buffer.from(text, 'latin1'));

describe('strict base64url', () => {
  it('decodes what was encoded, of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(decode(text)).toEqual(Buffer.from(bytes));
      }),
      { seed },
    );
    const long = Buffer.alloc(BASE64URL_PIECE * 2 + 5, 'Straße');
    expect(decode(long.toString('base64url'))?.equals(long)).toBe(true);
  });

  it('has exactly one spelling for any bytes: whatever decodes, encodes to the same text', () => {
    const nearly = fc.stringMatching(/^[A-Za-z0-9_=+/. \n-]{0,24}$/);
    fc.assert(
      fc.property(nearly, (text) => {
        const bytes = decode(text);
        if (bytes !== undefined) expect(bytes.toString('base64url')).toBe(text);
      }),
      { seed, numRuns: 3000 },
    );
  });

  it('refuses every foreign byte at every place of a group', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const foreign = !/[\w-]/.test(String.fromCharCode(byte));
      for (const length of [2, 3, 4, 8]) {
        for (let place = 0; place < length; place += 1) {
          const text = Buffer.alloc(length, 'A');
          text[place] = byte;
          if (foreign) expect(decodeBase64url(text), `byte ${byte} at ${place} of ${length}`).toBeUndefined();
        }
      }
    }
  });

  it.each(['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'AAA='])('refuses %j', (text) => {
    expect(decode(text)).toBeUndefined();
  });
});
