import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Call } from '../../shared/contract/call.ts';
import { contract } from '../../shared/contract/contract.ts';
import { callNames } from '../../shared/contract/names.ts';
import { RIGHTS } from '../../shared/domain/permissions.ts';
import { exposedDesk } from './exposed-desk.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const calls = Object.entries(contract).flatMap(([module, entries]) =>
  Object.entries(entries as Readonly<Record<string, Call>>).map(([name, call]) => ({
    name: `${module}.${name}`,
    call,
  })),
);

/** What a request may look like, as JSON Schema, so that every depth of it can be walked. */
const requestSchema = (call: Call): JsonSchema => z.toJSONSchema(call.request, { io: 'input', unrepresentable: 'any' });

function* schemasIn(value: unknown, place: string): Generator<{ place: string; schema: JsonSchema }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { place, schema: value as JsonSchema };
  for (const [key, child] of Object.entries(value)) yield* schemasIn(child, `${place}/${key}`);
}

const inEveryRequest = (wrong: (schema: JsonSchema, place: string) => boolean): string[] =>
  calls.flatMap(({ name, call }) =>
    [...schemasIn(requestSchema(call), name)]
      .filter(({ schema, place }) => wrong(schema, place))
      .map(({ place }) => place),
  );

const has = (schema: JsonSchema, ...keys: string[]): boolean => keys.some((key) => schema[key] !== undefined);

describe('the contract', () => {
  it('refuses unknown keys in every request, at every depth (SECURITY C3)', () => {
    expect(
      inEveryRequest((schema) => schema.type === 'object' && schema.additionalProperties !== false),
      'objects that are not strict',
    ).toEqual([]);
  });

  it('bounds every text of a request (SECURITY C3)', () => {
    const unbounded = inEveryRequest(
      (schema) => schema.type === 'string' && !has(schema, 'maxLength', 'format', 'pattern', 'enum', 'const'),
    );
    expect(unbounded).toEqual([]);
  });

  it('bounds every list of a request (SECURITY C3)', () => {
    expect(inEveryRequest((schema) => schema.type === 'array' && !has(schema, 'maxItems'))).toEqual([]);
  });

  it('takes only whole numbers (SECURITY C3)', () => {
    expect(inEveryRequest((schema) => schema.type === 'number')).toEqual([]);
  });

  it('names nothing by path, address, file name or query text (SECURITY C4)', () => {
    const suspicious = ['path', 'sql', 'url', 'uri', 'href', 'html', 'folder', 'directory', 'file', 'filename'];
    const named = inEveryRequest((_schema, place) => {
      const [parent, field = ''] = place.split('/').slice(-2);
      const words = field.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
      return parent === 'properties' && suspicious.includes(words.at(-1) ?? '');
    });
    expect(named).toEqual([]);
  });

  it('asks for a permission that exists, and for none only before signing in and in main (DOMAIN §17)', () => {
    const known: readonly string[] = ['anyone', 'signed-in', ...RIGHTS];
    expect(calls.filter(({ call }) => !known.includes(call.permission)).map(({ name }) => name)).toEqual([]);
    const open = calls.filter(({ call }) => call.permission === 'anyone').map(({ name }) => name);
    expect(open.filter((name) => !name.startsWith('desktop.')).sort()).toEqual([
      'administration.confirmRecovery',
      'administration.createStore',
      'administration.recoverAccess',
      'administration.signIn',
      'administration.state',
    ]);
  });

  it('names each error code of a call once', () => {
    const doubled = calls.filter(({ call }) => new Set(call.errors).size !== call.errors.length);
    expect(doubled.map(({ name }) => name)).toEqual([]);
  });

  it('tells preload and renderer the name and kind of every call', () => {
    const told = Object.entries(callNames).flatMap(([module, names]) =>
      Object.entries(names).map(([name, kind]) => [`${module}.${name}`, kind]),
    );
    expect(told).toEqual(calls.map(({ name, call }) => [name, call.kind]));
  });
});

describe('the preload', () => {
  it('exposes exactly the functions of the contract and the subscription, nothing else (SECURITY C1)', async () => {
    const { exposed, names } = await exposedDesk();
    expect(names).toEqual(['desk']);
    const functions = Object.entries(exposed).flatMap(([module, value]) =>
      typeof value === 'function' ? [module] : Object.keys(value as object).map((name) => `${module}.${name}`),
    );
    expect(functions.sort()).toEqual([...calls.map(({ name }) => name), 'onAnnouncement'].sort());
  });

  it('hands a window nothing of the event, only the announcement (SECURITY C1)', async () => {
    const { exposed, announce } = await exposedDesk();
    const heard: unknown[][] = [];
    const stop = (exposed.onAnnouncement as (listener: (...heard: unknown[]) => void) => () => void)((...all) => {
      heard.push(all);
    });
    announce({ topic: 'cases', ids: [] });
    stop();
    announce({ topic: 'intake', ids: [] });
    expect(heard).toEqual([[{ topic: 'cases', ids: [] }]]);
  });
});
