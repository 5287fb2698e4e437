/** Facts of a journal entry as the contract carries them. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

const PLACE = /\{\{(\w+)\}\}/g;

/**
 * Fills the sentence of an entry's kind with its facts, each already written for the reader by `word`. A fact that is
 * missing leaves a dash, because an entry of an older version may know less.
 */
export const timelineSentence = (
  template: string,
  facts: Facts,
  word: (name: string, value: Facts[string]) => string,
): string =>
  template.replace(PLACE, (_whole, name: string) => {
    const value = facts[name];
    return value === undefined || value === '' ? '–' : word(name, value);
  });

/** The fact that tells the variants of a kind apart. */
const VARIANT: Readonly<Record<string, string>> = {
  'case.documents-added': 'followUp',
  'case.slot-marked': 'mark',
  'case.reviewed': 'result',
  'request.sent': 'channel',
  'request.delivery': 'delivery',
  'export.written': 'supplement',
};

/**
 * The sentence of an entry: of its variant (`kind/value`, `kind/none` where the fact is absent), else of its kind, else
 * the kind itself, so that no entry is ever hidden.
 */
export const sentenceOf = (kind: string, facts: Facts, sentences: Readonly<Record<string, string>>): string => {
  if (facts.erased === true) return sentences.erased ?? kind;
  const variant = VARIANT[kind];
  const own = variant === undefined ? undefined : sentences[`${kind}/${String(facts[variant] ?? 'none')}`];
  return own ?? sentences[kind] ?? kind;
};
