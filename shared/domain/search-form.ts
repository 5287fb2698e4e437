import table from '../../resources/codelists/din91379/search-form.json' with { type: 'json' };
import { dinSequenceAt } from './din91379.ts';

const normative = new Map<string, string>();
for (const [form, letters] of Object.entries(table.letters)) for (const letter of letters) normative.set(letter, form);
for (const [form, sequences] of Object.entries(table.sequences)) {
  for (const sequence of sequences) normative.set(sequence, form);
}

/**
 * Our rule for signs the normative list leaves open: the curly apostrophe counts as the straight one, the ordinal signs
 * as their letters, and the modifier letters of transliterations and the double dagger are left out.
 */
const OWN_RULE: Readonly<Record<string, string>> = {
  '\u2019': "'",
  '\u00aa': 'A',
  '\u00ba': 'O',
  '\u02b9': '',
  '\u02ba': '',
  '\u02be': '',
  '\u02bf': '',
  '\u02c8': '',
  '\u02cc': '',
  '\u2021': '',
};

/** In the loose form the marks simply fall: only letters that are two letters in themselves keep two. */
const LOOSE_EXCEPTIONS: Readonly<Record<string, string>> = { Ø: 'O', ø: 'O', Ǿ: 'O', ǿ: 'O' };

const MARKS = /\p{M}+/gu;

/**
 * What stands in no list: its base letter when it has one, else the character in capitals (other scripts stay
 * searchable).
 */
function formOfUnlisted(character: string): string {
  const bare = character.normalize('NFD').replace(MARKS, '');
  return [...bare].map((letter) => normative.get(letter) ?? letter.toUpperCase()).join('');
}

function looseForm(unit: string): string | undefined {
  const exception = LOOSE_EXCEPTIONS[unit];
  if (exception !== undefined) return exception;
  const form = normative.get(unit);
  if (form === undefined || form.length === 1) return form;
  const bare = unit.normalize('NFD').replace(MARKS, '');
  return /^[A-Za-z]+$/.test(bare) ? bare.toUpperCase() : form;
}

function convert(text: string, formOf: (unit: string) => string | undefined): string {
  const normalised = text.normalize('NFC');
  let converted = '';
  let index = 0;
  while (index < normalised.length) {
    const unit = dinSequenceAt(normalised, index) ?? String.fromCodePoint(normalised.codePointAt(index) ?? 0);
    index += unit.length;
    converted += formOf(unit) ?? OWN_RULE[unit] ?? formOfUnlisted(unit);
  }
  return converted.replace(/\s+/gu, ' ').trim();
}

/**
 * Search form of DIN 91379 (normative mapping of all 649 letters to A–Z, sequences first): Ä→AE, Å→AA, ß→SS, Þ→TH, Ñ→N.
 * Upper and lower case give the same form; punctuation and digits stay, white space is collapsed. For finding and
 * comparing, never for display.
 */
export function searchForm(text: string): string {
  return convert(text, (unit) => normative.get(unit));
}

/**
 * Looser second form in which marks are dropped instead of spelled out (Ä→A, Å→A, Ø→O), because other registers and
 * foreign papers write it so; a search asks for both forms and says which one answered (DOMAIN §16).
 */
export function looseSearchForm(text: string): string {
  return convert(text, looseForm);
}
