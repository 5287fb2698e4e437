import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import characters from '../../resources/codelists/din91379/characters.json' with { type: 'json' };
import { hasMixedScripts, NEUTRAL_MARK, neutraliseText } from './display-text.ts';

describe('neutralised text', () => {
  it.each([
    ['Rechnung\u202Efdp.exe', 'Rechnung\ufffdfdp.exe'],
    ['\u2066Ali\u2069', '\ufffdAli\ufffd'],
    ['An\u200bna', 'An\ufffdna'],
    ['Mül\u00adler', 'Mül\ufffdler'],
    ['\ufeffAnna', '\ufffdAnna'],
    ['a\u0000b\u001bc\u007fd\u009be', 'a\ufffdb\ufffdc\ufffdd\ufffde'],
    ['\ud800x', '\ufffdx'],
    ['\ufffe', '\ufffd'],
    ['Anna\r\nMaria\tKurt', 'Anna Maria Kurt'],
    ['Anna\u200dMaria', 'Anna\ufffdMaria'],
  ])('of %j is %j', (text, safe) => {
    expect(neutraliseText(text)).toBe(safe);
  });

  it('keeps line breaks and tabs where several lines are wanted', () => {
    expect(neutraliseText('Zeile 1\r\n\tZeile 2\u202e', 'multi-line')).toBe('Zeile 1\r\n\tZeile 2\ufffd');
  });

  it('keeps joiners that belong to the spelling', () => {
    expect(neutraliseText('می‌خواهم')).toBe('می‌خواهم');
  });

  it('shrinks towers of combining marks', () => {
    const tower = neutraliseText(`Z${'\u0301'.repeat(10_000)}algo`);
    expect(tower).toBe(`Z${'\u0301'.repeat(8)}${NEUTRAL_MARK}algo`);
  });

  it('leaves every letter of DIN 91379 alone', () => {
    for (const letter of [...characters.letters, ...characters.sequences]) expect(neutraliseText(letter)).toBe(letter);
  });

  it('changes nothing when applied again, and leaves no control or bidi sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = neutraliseText(text);
        expect(neutraliseText(safe)).toBe(safe);
        expect(safe).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('mixed scripts', () => {
  it.each([
    ['Pаvel', true],
    ['Ωmar', true],
    ['Иван Petrov', false],
    ['Şahin-Öztürk', false],
    ['Ştefan Ḫ', false],
    ['田中 Anna', false],
    ['', false],
  ])('in %s: %s', (text, mixed) => {
    expect(hasMixedScripts(text)).toBe(mixed);
  });
});
