import { describe, expect, it } from 'vitest';
import { INTAKE_TROUBLES, PROBLEM_KINDS, rejectableProblem, troubleClass } from '../domain/intake-troubles.ts';
import { LANGUAGES } from './languages.ts';

describe('the table of intake troubles', () => {
  it.each(INTAKE_TROUBLES)('says of %s in both languages what happened, what is safe and what to do', (code) => {
    for (const { troubles } of Object.values(LANGUAGES)) {
      const { what, safe, todo } = troubles[code];
      for (const sentence of [what, safe, todo]) expect(sentence).toMatch(/^\p{Lu}.{6,}\.$/u);
      expect(new Set([what, safe, todo]).size).toBe(3);
    }
  });

  it('gives each code a message of its own', () => {
    for (const { troubles } of Object.values(LANGUAGES)) {
      expect(new Set(Object.values(troubles).map(({ what }) => what)).size).toBe(INTAKE_TROUBLES.length);
    }
  });

  it('offers a rejection exactly for what is provably broken, and says so in the message', () => {
    for (const code of INTAKE_TROUBLES) {
      const isBroken = troubleClass(code) === 'broken';
      expect(rejectableProblem(code) !== null, code).toBe(isBroken);
      expect(LANGUAGES.de.troubles[code].todo.includes('zurückweisen'), code).toBe(isBroken);
    }
  });

  it('uses every kind of problem the protocol names', () => {
    expect(new Set(INTAKE_TROUBLES.flatMap((code) => rejectableProblem(code) ?? []))).toEqual(new Set(PROBLEM_KINDS));
  });
});
