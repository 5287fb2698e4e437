import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRecoveryCode, normaliseRecoveryCode } from './recovery-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a recovery code', () => {
  it('stands in nine groups of four and is never the same', () => {
    const codes = Array.from({ length: 50 }, makeRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(50);
  });

  it('is understood however it is typed', () => {
    const code = makeRecoveryCode();
    const plain = code.replaceAll('-', '');
    for (const typed of [
      code,
      plain,
      code.toLowerCase(),
      ` ${code.replaceAll('-', ' ')} `,
      code.replaceAll('-', '–'),
    ]) {
      expect(normaliseRecoveryCode(typed)).toBe(plain);
    }
    const misread = code.replaceAll('0', 'o').replaceAll('1', 'l');
    expect(normaliseRecoveryCode(misread)).toBe(plain);
  });

  it('never passes with one wrong character', () => {
    const position = fc.nat(35);
    fc.assert(
      fc.property(position, fc.constantFrom(...ALPHABET), (index, wrong) => {
        const plain = makeRecoveryCode().replaceAll('-', '');
        fc.pre(plain[index] !== wrong);
        return normaliseRecoveryCode(plain.slice(0, index) + wrong + plain.slice(index + 1)) === undefined;
      }),
      { numRuns: 2000 },
    );
  });

  it('never passes with two neighbours swapped or a character missing or doubled', () => {
    for (let run = 0; run < 200; run += 1) {
      const plain = makeRecoveryCode().replaceAll('-', '');
      for (let index = 0; index < 35; index += 1) {
        if (plain[index] === plain[index + 1]) continue;
        const swapped = `${plain.slice(0, index)}${plain[index + 1]}${plain[index]}${plain.slice(index + 2)}`;
        expect(normaliseRecoveryCode(swapped)).toBeUndefined();
      }
      expect(normaliseRecoveryCode(plain.slice(1))).toBeUndefined();
      expect(normaliseRecoveryCode(`${plain}0`)).toBeUndefined();
    }
  });
});
