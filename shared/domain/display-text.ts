/** Shown where a sign was taken out that could deceive or break a line; U+FFFD is the common mark of a loss. */
export const NEUTRAL_MARK = '\ufffd';

const LINE_BREAKS = /\r\n|[\n\r\t\u0085\u2028\u2029]/gu;
/** Controls and format signs: C0, C1, bidi controls, zero-width signs, tags, interlinear annotation, soft hyphen. */
const FORMAT_OR_CONTROL = /[\p{Cc}\p{Cf}]/gu;
const NONCHARACTER = /\p{Noncharacter_Code_Point}/gu;
const LONG_MARK_RUN = /(\p{M}{8})\p{M}+/gu;
const JOINER = /[\u200c\u200d]/u;
/** Scripts whose spelling needs joiners: a joiner after one of their letters is orthography, elsewhere it hides. */
const JOINING_SCRIPTS = [
  'Arabic',
  'Syriac',
  'Devanagari',
  'Bengali',
  'Gujarati',
  'Kannada',
  'Khmer',
  'Malayalam',
  'Sinhala',
  'Tamil',
  'Telugu',
];
const JOINING_CONTEXT = new RegExp(
  `[${JOINING_SCRIPTS.map((script) => `\\p{Script=${script}}`).join('')}\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\ufe0f?$`,
  'u',
);

/**
 * Makes foreign text safe to show (SECURITY H4): controls, bidi overrides and isolates, zero-width and other invisible
 * signs become {@link NEUTRAL_MARK}, lone surrogates too, and more than eight combining marks in a row shrink to eight
 * and one mark. Visible letters are never changed. In one-line texts (names, titles, file names) line breaks and tabs
 * become a space.
 */
export function neutraliseText(text: string, lines: 'one-line' | 'multi-line' = 'one-line'): string {
  const wellFormed = text.toWellFormed();
  const broken = lines === 'one-line' ? wellFormed.replace(LINE_BREAKS, ' ') : wellFormed;
  return broken
    .replace(FORMAT_OR_CONTROL, (sign, offset: number) => {
      if (lines === 'multi-line' && (sign === '\n' || sign === '\r' || sign === '\t')) return sign;
      if (JOINER.test(sign) && JOINING_CONTEXT.test(broken.slice(Math.max(0, offset - 2), offset))) return sign;
      return NEUTRAL_MARK;
    })
    .replace(NONCHARACTER, NEUTRAL_MARK)
    .replace(LONG_MARK_RUN, `$1${NEUTRAL_MARK}`);
}

/** Alphabets with letters that look alike; one word of a name uses only one of them. */
const LOOK_ALIKE_SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

/**
 * Tells whether one word of a text mixes look-alike alphabets (Latin with Cyrillic, Greek …), which is to be flagged
 * (SECURITY H4).
 */
export function hasMixedScripts(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some((word) => LOOK_ALIKE_SCRIPTS.filter((script) => script.test(word)).length > 1);
}
