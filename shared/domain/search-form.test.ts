import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import characters from '../../resources/codelists/din91379/characters.json' with { type: 'json' };
import { looseSearchForm, searchForm } from './search-form.ts';

const letters = [...characters.letters, ...characters.sequences];

describe('the search form', () => {
  it.each([
    ['René Müller', 'RENE MUELLER'],
    ['Rene Mueller', 'RENE MUELLER'],
    ['Nœl Schmidt-Strauß', 'NOEL SCHMIDT-STRAUSS'],
    ['Noël Schmidt-Strauß', 'NOEL SCHMIDT-STRAUSS'],
    ['Karl-Bröger Straße 17', 'KARL-BROEGER STRASSE 17'],
  ])('of the published example %s is %s', (text, form) => {
    expect(searchForm(text)).toBe(form);
  });

  it.each([
    ['Ä', 'AE'],
    ['Å', 'AA'],
    ['Æ', 'AE'],
    ['Ø', 'OE'],
    ['Œ', 'OE'],
    ['Þ', 'TH'],
    ['ẞ', 'SS'],
    ['Ĳ', 'IJ'],
    ['Ñ', 'N'],
    ['Ş', 'S'],
    ['Ł', 'L'],
    ['Đ', 'D'],
    ['ı', 'I'],
    ['İ', 'I'],
    ['Ə', 'E'],
    ['Ʒ', 'Z'],
    ['K\u035fh', 'KH'],
    ['Ọ̈', 'OE'],
    ['ŉ', 'N'],
  ])('of %s is %s', (letter, form) => {
    expect(searchForm(letter)).toBe(form);
  });

  it('maps all 649 letters to A–Z, 600 of them to one letter', () => {
    const forms = letters.map(searchForm);
    expect(forms.every((form) => /^[A-Z]{1,2}$/.test(form))).toBe(true);
    expect(forms.filter((form) => form.length === 1)).toHaveLength(600);
  });

  it('is the same for upper and lower case and for composed and decomposed text', () => {
    for (const letter of letters) expect(searchForm(letter.normalize('NFD'))).toBe(searchForm(letter));
    expect(searchForm('şahin-ÖZTÜRK')).toBe(searchForm('ŞAHİN-Öztürk'));
  });

  it('changes nothing when applied again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters, ' ', '-', "'", '’', 'ʾ', '1')), (parts) => {
        const form = searchForm(parts.join(''));
        expect(searchForm(form)).toBe(form);
      }),
    );
  });

  it('is that of the letters one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters)), (parts) => {
        expect(searchForm(parts.join(''))).toBe(parts.map(searchForm).join(''));
      }),
    );
  });

  it('follows our own rule for the eight signs without mapping and for ordinals', () => {
    expect(searchForm('O’Neill')).toBe("O'NEILL");
    expect(searchForm('ʿAbd al-ʾAʹzʺīˈzˌ‡')).toBe('ABD AL-AZIZ');
    expect(searchForm('1ª 2º')).toBe('1A 2O');
  });

  it('keeps other scripts findable and drops marks no list knows', () => {
    expect(searchForm('Иван')).toBe('ИВАН');
    expect(searchForm('x\u0302ȧ')).toBe('XA');
    expect(searchForm('  Anna \t Maria ')).toBe('ANNA MARIA');
  });
});

describe('the loose search form', () => {
  it.each([
    ['Müller', 'MULLER'],
    ['Åse Sjøberg', 'ASE SJOBERG'],
    ['Çağrı Öztürk', 'CAGRI OZTURK'],
    ['Strauß', 'STRAUSS'],
    ['Ægir Þór', 'AEGIR THOR'],
    ['Ọ̈zil', 'OZIL'],
    ['Ǽ', 'AE'],
    ['Ǿ', 'O'],
  ])('of %s is %s', (text, form) => {
    expect(looseSearchForm(text)).toBe(form);
  });
  it('is in A–Z for every letter', () => {
    expect(letters.every((letter) => /^[A-Z]{1,2}$/.test(looseSearchForm(letter)))).toBe(true);
  });
});
