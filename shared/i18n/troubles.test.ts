import { readFileSync } from 'node:fs';
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

  it('stands in the handbook for IT, row by row', () => {
    const handbook = readFileSync(new URL('../../docs/handbuch-it.md', import.meta.url), 'utf8');
    const classes = { ours: 'eigene', broken: 'nachgewiesen', ended: 'entschieden' };
    const written = [...handbook.matchAll(/^\| `[a-z-]+` \| (?:eigene|nachgewiesen|entschieden) \| .* \|$/gm)].map(
      ([row]) => row,
    );
    expect(written).toEqual(
      INTAKE_TROUBLES.map(
        (code) => `| \`${code}\` | ${classes[troubleClass(code)]} | ${LANGUAGES.de.troubles[code].what} |`,
      ),
    );
  });

  it('uses every kind of problem the protocol names', () => {
    expect(new Set(INTAKE_TROUBLES.flatMap((code) => rejectableProblem(code) ?? []))).toEqual(new Set(PROBLEM_KINDS));
  });
});
