import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import characters from '../../resources/codelists/din91379/characters.json' with { type: 'json' };
import { conformsToDin, dinSequenceAt, dinViolations } from './din91379.ts';

const letters = [...characters.letters, ...characters.sequences];

describe('the character list', () => {
  it('has the published sizes', () => {
    expect([
      [...characters.letters].length,
      characters.sequences.length,
      [...characters.nonLettersN1].length,
      [...characters.nonLettersN2].length,
      [...characters.nonLettersN3].length,
      [...characters.nonLettersN4].length,
    ]).toEqual([500, 149, 18, 60, 6, 4]);
    expect(new Set(letters).size).toBe(649);
  });
  it('is stable under NFC, letter by letter and in any combination', () => {
    for (const letter of letters) expect(letter.normalize('NFC')).toBe(letter);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 30 }), (word) => {
        const text = word.join('');
        expect(text.normalize('NFC')).toBe(text);
      }),
    );
  });
});

describe('data types A, B and C', () => {
  it('take every letter and sequence, composed or taken apart', () => {
    for (const letter of letters) {
      expect(conformsToDin(letter, 'A')).toBe(true);
      expect(conformsToDin(letter.normalize('NFD'), 'A')).toBe(true);
    }
  });

  it('differ in exactly the groups of signs the norm gives them', () => {
    const accepted = (group: string, type: 'A' | 'B' | 'C') => [...group].filter((c) => conformsToDin(c, type)).length;
    expect((['A', 'B', 'C'] as const).map((type) => accepted(characters.nonLettersN1, type))).toEqual([18, 18, 18]);
    expect((['A', 'B', 'C'] as const).map((type) => accepted(characters.nonLettersN2, type))).toEqual([0, 60, 60]);
    expect((['A', 'B', 'C'] as const).map((type) => accepted(characters.nonLettersN3, type))).toEqual([0, 0, 6]);
    expect((['A', 'B', 'C'] as const).map((type) => accepted(characters.nonLettersN4, type))).toEqual([0, 0, 4]);
  });

  it.each([
    ['1', 'B', 'C'],
    ['€', 'B', 'C'],
    ['’', 'A', 'B', 'C'],
    ['\t', 'C'],
    ['–'],
    ['\u00ad'],
    ['\u200b'],
    ['Иван'],
    ['Αθήνα'],
    ['\u0308'],
    ['K\u035f'],
    ['C\u0328\u0306', 'A', 'B', 'C'],
    ['x\u0302'],
    ['Đặng Thị Ḫ', 'A', 'B', 'C'],
    ['Karl-Bröger Straße 17', 'B', 'C'],
    ['O’Neill-d’Être', 'A', 'B', 'C'],
  ])('accept %j only as listed', (text, ...types) => {
    expect((['A', 'B', 'C'] as const).filter((type) => conformsToDin(text, type))).toEqual(types);
  });

  it('name each sign that does not belong, with its place', () => {
    expect(dinViolations('Ann\u200ba 2', 'A')).toEqual([
      { index: 3, character: '\u200b', codePoint: 'U+200B' },
      { index: 6, character: '2', codePoint: 'U+0032' },
    ]);
    expect(dinViolations('🙂', 'C')).toEqual([{ index: 0, character: '🙂', codePoint: 'U+1F642' }]);
  });

  it('never contain less in B than in A, nor less in C than in B', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (conformsToDin(text, 'A')) expect(conformsToDin(text, 'B')).toBe(true);
        if (conformsToDin(text, 'B')) expect(conformsToDin(text, 'C')).toBe(true);
      }),
    );
  });

  it('find the longest sequence first', () => {
    expect(dinSequenceAt('L\u0325\u0304x', 0)).toBe('L\u0325\u0304');
    expect(dinSequenceAt('L\u0325x', 0)).toBe('L\u0325');
    expect(dinSequenceAt('Lx', 0)).toBeUndefined();
  });
});
