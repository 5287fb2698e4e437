import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase-strength.ts';

describe('passphraseStrength', () => {
  it('says how many characters are missing', () => {
    expect(passphraseStrength('kurz')).toEqual({ level: 'short', missing: 8 });
  });
  it('counts letters with several code points once where they are one character', () => {
    expect(passphraseStrength('𝒜𝒜𝒜')).toEqual({ level: 'short', missing: 9 });
  });
  it('calls repetition weak, however long', () => {
    expect(passphraseStrength('abababababababababab')).toEqual({ level: 'weak' });
  });
  it('calls four different words good and one long word usable', () => {
    expect(passphraseStrength('Lampe Wiese Kanne Mond')).toEqual({ level: 'good' });
    expect(passphraseStrength('Einbürgerung1')).toEqual({ level: 'fair' });
  });
  it('does not take one word four times for four words', () => {
    expect(passphraseStrength('Kanne Kanne Kanne')).toEqual({ level: 'weak' });
  });
});
