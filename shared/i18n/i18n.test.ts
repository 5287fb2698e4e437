import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CASE_STATUSES } from '../domain/case-status.ts';
import { EVIDENCE } from '../domain/evidence-catalogue.ts';
import { LANGUAGES } from './languages.ts';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, prefix = ''): Array<[key: string, text: string]> =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  );
const german = leaves(LANGUAGES.de);
const english = new Map(leaves(LANGUAGES.en));

const renderer = fileURLToPath(new URL('../../renderer', import.meta.url));
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .map((file) => readFileSync(path.join(renderer, file), 'utf8'))
  .join('\n');

/** Texts looked up by codes of the contract or the domain; their completeness is checked by types or below. */
const BY_CODE = ['domain.', 'errors.', 'troubles.'];

const written = new Set<string>();
const begun = new Set<string>();
for (const [, text = '', end] of sources.matchAll(/['"`](?:[a-z]+:)?([\w.-]+)(['"`]|\$\{)/g))
  (end === '${' ? begun : written).add(text);

/** Groups read as a whole, to look a text up by a code: `LANGUAGES.de.case.blockedBy`. */
const groups = new Set(
  [...sources.matchAll(/(?:\.|\b(?=texts\.))(\w+)\s*\.(\w+)\b/g)].map(
    ([, namespace, group]) => `${namespace}.${group}.`,
  ),
);

/** Whether a key is written in some source: whole, or up to a point where a code is put in (`t(`title.${view}`)`). */
const isUsed = (key: string): boolean => {
  const inside = key.replace(/^\w+\./, '').replace(/_(one|other)$/, '');
  const parts = inside.split('.');
  const [namespace, group] = key.split('.');
  if (groups.has(`${namespace}.${group}.`) || groups.has(`texts.${group}.`)) return true;
  return written.has(inside) || parts.some((_, index) => index > 0 && begun.has(`${parts.slice(0, index).join('.')}.`));
};

const placeholders = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name).sort();

describe('texts', () => {
  it('exist in both languages under the same keys', () => {
    expect([...english.keys()].sort()).toEqual(german.map(([key]) => key).sort());
  });

  it('say something in both languages or in neither, and name the same facts', () => {
    for (const [key, text] of german) {
      const other = english.get(key) ?? '';
      expect(other.trim() === '', key).toBe(text.trim() === '');
      expect(placeholders(other), key).toEqual(placeholders(text));
    }
  });

  it('are all used', () => {
    const unused = german
      .map(([key]) => key)
      .filter((key) => !BY_CODE.some((by) => key.startsWith(by)) && !isUsed(key));
    expect(unused).toEqual([]);
  });

  it('name every status and every kind of proof', () => {
    for (const { domain } of Object.values(LANGUAGES)) {
      expect(Object.keys(domain.status).sort()).toEqual([...CASE_STATUSES].sort());
      expect(Object.keys(domain.evidence).sort()).toEqual(EVIDENCE.map(({ id }) => id).sort());
    }
  });
});

describe('office words', () => {
  const words = german.map(([, text]) => text).join('\n');
  it.each([/\bÜbergabe an\b/, /\bZentrale\b/, /\bACK\b/, /\bBackup\b/i, /\bUser\b/])(
    'are not replaced by %s',
    (foreign) => {
      expect(words).not.toMatch(foreign);
    },
  );
  it.each([
    'An Fachverfahren',
    'Online-Eingang',
    'Nachreichungen',
    'Versandweg',
    'Datensicherung',
    'Behördenprofil',
    'Benutzer und Rollen',
    'Vollständigkeitsprüfung',
  ])('stand in the texts: %s', (word) => {
    expect(words).toContain(word);
  });
});
