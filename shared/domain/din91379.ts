import characters from '../../resources/codelists/din91379/characters.json' with { type: 'json' };

/**
 * Data types of DIN 91379:2022-08: A names of natural persons (no digits), B other names such as places and streets,
 * C all normative characters for running text. D and E (Greek, Cyrillic, further signs) are not offered.
 */
export type DinDataType = 'A' | 'B' | 'C';

/** Longest listed sequence in UTF-16 code units. */
const LONGEST_SEQUENCE = Math.max(...characters.sequences.map((sequence) => sequence.length));
const sequences = new Set(characters.sequences);
const beginsSequence = new Set(characters.sequences.map((sequence) => sequence.charAt(0)));

const typeA = new Set(characters.letters + characters.nonLettersN1);
const typeB = new Set([...typeA, ...characters.nonLettersN2]);
const typeC = new Set([...typeB, ...characters.nonLettersN3, ...characters.nonLettersN4]);
const singles: Record<DinDataType, ReadonlySet<string>> = { A: typeA, B: typeB, C: typeC };

/** The listed sequence that begins at a code unit, the longest where several do; `undefined` where none does. */
export function dinSequenceAt(text: string, index: number): string | undefined {
  if (!beginsSequence.has(text.charAt(index))) return undefined;
  for (let length = Math.min(LONGEST_SEQUENCE, text.length - index); length > 1; length -= 1) {
    const candidate = text.slice(index, index + length);
    if (sequences.has(candidate)) return candidate;
  }
  return undefined;
}

/** A part of a text that a DIN 91379 data type does not contain. */
export interface DinViolation {
  /** Position in UTF-16 code units of the normalised text. */
  readonly index: number;
  /** The character, one code point. */
  readonly character: string;
  /** `U+` and at least four hexadecimal digits, for messages about signs nobody can see. */
  readonly codePoint: string;
}

/**
 * Lists what a text holds beyond a DIN 91379 data type, in reading order; empty means it conforms. The text is taken in
 * NFC; sequences count as units, longest first, so that a combining mark outside a listed sequence is found.
 */
export function dinViolations(text: string, type: DinDataType): DinViolation[] {
  const normalised = text.normalize('NFC');
  const allowed = singles[type];
  const found: DinViolation[] = [];
  let index = 0;
  while (index < normalised.length) {
    const sequence = dinSequenceAt(normalised, index);
    if (sequence !== undefined) {
      index += sequence.length;
      continue;
    }
    const codePoint = normalised.codePointAt(index) ?? 0;
    const character = String.fromCodePoint(codePoint);
    if (!allowed.has(character)) {
      found.push({ index, character, codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}` });
    }
    index += character.length;
  }
  return found;
}

/** Tells whether a text conforms to a DIN 91379 data type. */
export function conformsToDin(text: string, type: DinDataType): boolean {
  return dinViolations(text, type).length === 0;
}
