import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import characters from '../../resources/codelists/din91379/characters.json' with { type: 'json' };
import {
  codePointLength,
  compareNames,
  compareTexts,
  displayName,
  fullName,
  normaliseName,
  textUnits,
  truncateText,
} from './names.ts';

const letters = [...characters.letters, ...characters.sequences];
const word = fc.array(fc.constantFrom(...letters, ' ', '-'), { maxLength: 40 }).map((parts) => parts.join(''));

describe('names at the door', () => {
  it('become NFC and lose outer spaces only', () => {
    expect(normaliseName('  S\u0327ahin  von und\u00a0zu ')).toBe('Şahin  von und\u00a0zu');
    expect(normaliseName('A\ud800')).toBe('A\ufffd');
  });
  it('stay the same when normalised twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseName(text);
        expect(normaliseName(once)).toBe(once);
        expect(once.normalize('NFC')).toBe(once);
      }),
    );
  });
});

describe('truncation', () => {
  it('cuts no sequence apart', () => {
    expect(truncateText('aC\u0328\u0306b', 2)).toBe('a');
    expect(truncateText('aK\u035fhb', 3)).toBe('a');
    expect(truncateText('aK\u035fhb', 4)).toBe('aK\u035fh');
    expect(truncateText('ab', 2)).toBe('ab');
    expect(truncateText('👨‍👩‍👧x', 4)).toBe('');
  });
  it('keeps the longest whole beginning that fits', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 0, max: 50 }), (text, limit) => {
        const kept = truncateText(text, limit);
        const units = textUnits(text);
        expect(units.join('')).toBe(text);
        expect(codePointLength(kept)).toBeLessThanOrEqual(limit);
        const count = textUnits(kept).length;
        expect(units.slice(0, count).join('')).toBe(kept);
        const next = units[count];
        if (next !== undefined) expect(codePointLength(kept) + codePointLength(next)).toBeGreaterThan(limit);
      }),
    );
  });
  it('counts each listed letter and sequence as one unit', () => {
    for (const letter of letters) expect(textUnits(letter)).toEqual([letter]);
  });
});

describe('shown names', () => {
  it('put the family name first in lists and last in letters', () => {
    const name = { familyName: 'Şahin', givenNames: 'Elif' };
    expect(displayName(name)).toBe('Şahin, Elif');
    expect(fullName(name)).toBe('Elif Şahin');
  });
  it('are complete for persons with a single name', () => {
    expect(displayName({ familyName: '', givenNames: 'Rahmatullah' })).toBe('Rahmatullah');
    expect(fullName({ familyName: '', givenNames: 'Rahmatullah' })).toBe('Rahmatullah');
  });
});

describe('the order of names', () => {
  it('is the German one', () => {
    const sorted = ['Zöllner', 'Özdemir', 'Ozan', 'Şahin', 'Sahin', 'Ärger', 'Arndt', 'zander'].sort(compareTexts);
    expect(sorted).toEqual(['Ärger', 'Arndt', 'Ozan', 'Özdemir', 'Sahin', 'Şahin', 'zander', 'Zöllner']);
  });
  it('takes given names next and files single names by themselves', () => {
    const names = [
      { familyName: 'Sahin', givenNames: 'Mehmet' },
      { familyName: '', givenNames: 'Rahmatullah' },
      { familyName: 'Sahin', givenNames: 'Ada' },
    ];
    expect(names.sort(compareNames).map(displayName)).toEqual(['Rahmatullah', 'Sahin, Ada', 'Sahin, Mehmet']);
  });
  it('is total: only equal texts tie', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(Math.sign(compareTexts(a, b)) + Math.sign(compareTexts(b, a))).toBe(0);
        expect(compareTexts(a, b) === 0).toBe(a === b);
      }),
    );
  });
});
