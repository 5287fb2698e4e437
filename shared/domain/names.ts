import type { DeclaredName } from './application.ts';

/**
 * Brings a name to the form in which it is stored: NFC, outer white space gone, half surrogates (which no UTF-8 store
 * gives back) marked by U+FFFD. Spelling, case and inner spacing stay as declared (DOMAIN §16: never upper-case or
 * correct a name). Every text from outside passes here or through `normalize('NFC')` once.
 */
export function normaliseName(text: string): string {
  return text.toWellFormed().normalize('NFC').trim();
}

let segmenter: Intl.Segmenter | undefined;
/**
 * Double diacritics (U+035C–U+0362) tie the next letter to the one before, which grapheme clusters do not know: `K͟h`
 * is one unit.
 */
const ENDS_WITH_TIE = /[\u035c-\u0362]\p{M}*$/u;

/**
 * Splits a text into the units a reader sees as one letter: grapheme clusters, tied letters of DIN 91379 kept together.
 */
export function textUnits(text: string): string[] {
  segmenter ??= new Intl.Segmenter('de', { granularity: 'grapheme' });
  const units: string[] = [];
  let open = '';
  for (const { segment } of segmenter.segment(text)) {
    open += segment;
    if (ENDS_WITH_TIE.test(segment)) continue;
    units.push(open);
    open = '';
  }
  if (open !== '') units.push(open);
  return units;
}

/** Number of code points, the way receiving systems count lengths. */
export function codePointLength(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * Longest beginning of a text with at most `maxCodePoints` code points that cuts no letter or sequence apart. A first
 * unit that is itself longer gives an empty text.
 */
export function truncateText(text: string, maxCodePoints: number): string {
  if (codePointLength(text) <= maxCodePoints) return text;
  let kept = '';
  let left = maxCodePoints;
  for (const unit of textUnits(text)) {
    left -= codePointLength(unit);
    if (left < 0) break;
    kept += unit;
  }
  return kept;
}

type NameParts = Pick<DeclaredName, 'familyName' | 'givenNames'>;

/** Name for lists and headings, `Familienname, Vornamen`; persons with a single name show just that. */
export function displayName({ familyName, givenNames }: NameParts): string {
  return [familyName, givenNames].filter((part) => part !== '').join(', ');
}

/** Name in running order, `Vornamen Familienname`, for letters; a single name stands alone. */
export function fullName({ familyName, givenNames }: NameParts): string {
  return [givenNames, familyName].filter((part) => part !== '').join(' ');
}

let collator: Intl.Collator | undefined;

/** Orders texts by German collation (DIN 5007), equal ones by code unit so that the order is always the same. */
export function compareTexts(a: string, b: string): number {
  collator ??= new Intl.Collator('de', { usage: 'sort' });
  const order = collator.compare(a, b);
  if (order !== 0) return order;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders names by family name, then given names; a single name is ordered by itself. */
export function compareNames(a: NameParts, b: NameParts): number {
  return (
    compareTexts(a.familyName || a.givenNames, b.familyName || b.givenNames) ||
    compareTexts(a.givenNames, b.givenNames) ||
    compareTexts(a.familyName, b.familyName)
  );
}
