/** Shortest passphrase the contract accepts, in characters. */
export const PASSPHRASE_MINIMUM = 12;

export type PassphraseStrength = { level: 'short'; missing: number } | { level: 'weak' | 'fair' | 'good' };

/**
 * How good a new passphrase looks, in words instead of a score: too short, too uniform, usable, good. It only advises; core has the last
 * word (`passphrase-too-weak`). Characters are counted as people see them.
 */
export const passphraseStrength = (passphrase: string): PassphraseStrength => {
  const characters = [...passphrase];
  if (characters.length < PASSPHRASE_MINIMUM)
    return { level: 'short', missing: PASSPHRASE_MINIMUM - characters.length };
  const different = new Set(characters.map((character) => character.toLowerCase())).size;
  if (different < 7) return { level: 'weak' };
  const words = passphrase.split(/[\s._-]+/).filter((word) => [...word].length >= 3);
  const distinctWords = new Set(words.map((word) => word.toLowerCase())).size;
  return distinctWords >= 4 || (characters.length >= 20 && different >= 10) ? { level: 'good' } : { level: 'fair' };
};
