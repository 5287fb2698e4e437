import { describe, expect, it } from 'vitest';
import { sentenceOf, timelineSentence } from './timeline-sentence.ts';

const asIs = (_name: string, value: string | number | boolean) => String(value);

describe('timelineSentence', () => {
  it('writes every fact where the sentence names it', () => {
    expect(timelineSentence('Von {{from}} nach {{to}}.', { from: 'A', to: 'B' }, asIs)).toBe('Von A nach B.');
  });

  it('lets the reader see that an older entry knows less', () => {
    expect(timelineSentence('Frist {{deadlineOn}}.', {}, asIs)).toBe('Frist –.');
  });

  it('hands each fact to the writer of words by its name', () => {
    const word = (name: string, value: string | number | boolean) => `${name}=${value}`;
    expect(timelineSentence('{{count}} und {{ok}}', { count: 2, ok: true }, word)).toBe('count=2 und ok=true');
  });
});

describe('sentenceOf', () => {
  const sentences = {
    erased: 'gone',
    'case.reviewed': 'given',
    'case.reviewed/none': 'taken back',
    'case.reviewed/MANGEL': 'bad',
  };
  it('finds the variant, the absent fact and the plain kind', () => {
    expect(sentenceOf('case.reviewed', { result: 'MANGEL' }, sentences)).toBe('bad');
    expect(sentenceOf('case.reviewed', {}, sentences)).toBe('taken back');
    expect(sentenceOf('case.reviewed', { result: 'OK' }, sentences)).toBe('given');
  });

  it('names an unknown kind rather than hiding the entry', () => {
    expect(sentenceOf('case.unheard-of', {}, sentences)).toBe('case.unheard-of');
  });

  it('says that an erased entry was erased', () => {
    expect(sentenceOf('case.reviewed', { erased: true }, sentences)).toBe('gone');
  });
});
