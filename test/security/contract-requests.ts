import fc from 'fast-check';
import { z } from 'zod';
import type { Call } from '../../shared/contract/call.ts';
import { contract } from '../../shared/contract/contract.ts';
import { REASON_CODES } from '../../shared/domain/review.ts';
import type { KnownValues } from './whole-desk.ts';

type JsonSchema = {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
};

/** Same requests in every run, so that a red run means a changed product; another seed looks elsewhere. */
export const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_124);

export type NamedCall = { module: string; name: string; label: string; call: Call };

/** Every call core answers. */
export const coreCalls: readonly NamedCall[] = Object.entries(contract)
  .filter(([module]) => module !== 'desktop')
  .flatMap(([module, calls]) =>
    Object.entries(calls as Readonly<Record<string, Call>>).map(([name, call]) => ({
      module,
      name,
      label: `${module}.${name}`,
      call,
    })),
  );

/** Texts that have hurt other programs: statement ends, formulas, direction marks, half surrogates, prototype names. */
const NASTY = [
  "'); DROP TABLE cases; --",
  '=HYPERLINK("http://a.example")',
  '\u202etxt.exe',
  '\ud800',
  'A\u0300'.repeat(40),
  '__proto__',
  '{{constructor.constructor()}}',
  '%00../../etc/passwd',
  '',
];

/** Days of all kinds: past, future, working days, and such as match the pattern but do not exist. */
const DATES = [
  '2026-02-02',
  '2099-03-04',
  '2027-01-20',
  '2026-02-30',
  '2025-02-29',
  '2099-04-31',
  '0000-01-01',
  '9999-12-31',
];

/** Words a field understands, so that generated requests reach the code behind the first check. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  transition: Array.from({ length: 26 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`),
  evidence: ['EV-PASS', 'EV-INC', 'EV-BIRTH', 'EV-NONE'],
  reason: [...REASON_CODES, 'Nachgefragt.'],
  to: ['VORPRUEFUNG', 'VOLLSTAENDIG', 'AUSGESETZT', 'ABGELEHNT'],
  legalBasis: ['LB-10-1', 'LB-9'],
  groups: ['G-EMP', 'G-STUD'],
  status: ['NEU', 'VORPRUEFUNG'],
  deadlineOn: DATES,
  filingDate: DATES,
  postedOn: DATES,
  receivedOn: DATES,
  date: DATES,
};

const textOf = (schema: JsonSchema, field: string): fc.Arbitrary<string> => {
  const { minLength = 0, maxLength = 4000 } = schema;
  const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, 'u');
  const fits = (text: string): boolean =>
    text.length >= minLength && text.length <= maxLength && (pattern?.test(text) ?? true);
  const words = [...(WORDS[field] ?? []), ...NASTY].filter(fits);
  const free =
    pattern !== undefined && !pattern.source.includes('\\P{Cc}')
      ? fc.stringMatching(new RegExp(pattern.source))
      : fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) });
  const fitting = free.filter(fits);
  return words.length === 0 ? fitting : fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...words) }, fitting);
};

const arbitraryOf = (schema: JsonSchema, field: string, known: KnownValues): fc.Arbitrary<unknown> => {
  const generated = ((): fc.Arbitrary<unknown> => {
    if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => arbitraryOf(one, field, known)));
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    if ('const' in schema) return fc.constant(schema.const);
    switch (schema.type) {
      case 'object':
        return fc.record(
          Object.fromEntries(
            Object.entries(schema.properties ?? {}).map(([name, one]) => [name, arbitraryOf(one, name, known)]),
          ),
        );
      case 'array':
        return fc.array(arbitraryOf(schema.items ?? {}, field, known), {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, 3)),
        });
      case 'integer':
        return fc.oneof(
          fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 50, 50_000) }),
          fc.constant(Math.min(schema.maximum ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
        );
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'string':
        return schema.format === 'uuid' ? fc.uuid({ version: 4 }) : textOf(schema, field);
      default:
        return fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.from(bytes));
    }
  })();
  const values = known.get(field) ?? [];
  return values.length === 0 ? generated : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...values) }, generated);
};

/** Requests that the contract allows, made from the call's own schema; ids are mostly those of things that exist. */
export const validRequests = (call: Call, known: KnownValues = new Map()): fc.Arbitrary<unknown> => {
  const schema = z.toJSONSchema(call.request, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return arbitraryOf(schema, '', known).filter((request) => call.request.safeParse(request).success);
};

type Place = { readonly path: readonly (string | number)[]; readonly value: unknown };

function* placesIn(value: unknown, path: readonly (string | number)[] = []): Generator<Place> {
  yield { path, value };
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [key, child] of Object.entries(value)) {
    yield* placesIn(child, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const replaced = (root: unknown, path: readonly (string | number)[], value: unknown): unknown => {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const child = (root as Record<string | number, unknown>)[first];
  if (Array.isArray(root)) return root.with(Number(first), replaced(child, rest, value));
  return { ...(root as object), [first]: replaced(child, rest, value) };
};

/** An object with one more own key, also one that `{…}` would not make. */
const withKey = (object: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> => {
  const more = { ...object };
  Object.defineProperty(more, key, { value, enumerable: true, configurable: true, writable: true });
  return more;
};

const wrongTypeFor = (value: unknown): unknown[] => {
  if (typeof value === 'string') return [7, {}, ['a'], true];
  if (typeof value === 'number') return ['7', -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, {}];
  if (typeof value === 'boolean') return ['true', 1, null];
  if (Array.isArray(value)) return [{ length: 1, 0: value[0] }, 'a', Array.from({ length: 5000 }, () => value[0])];
  if (value instanceof Uint8Array) return ['bytes', [1, 2], {}];
  return [7, 'text', []];
};

/** One wrong thing put into a valid request. */
export type Mutation = { readonly what: string; readonly request: unknown };

/** Every single mutation of a valid request that the contract must refuse, by where and how. */
export const mutationsOf = (request: unknown): Mutation[] => {
  const whole = [null, undefined, 'text', 7, [], [request], true].map((wrong) => ({
    what: `the whole is ${JSON.stringify(wrong)?.slice(0, 20)}`,
    request: wrong,
  }));
  const inside = [...placesIn(request)].flatMap(({ path, value }): Mutation[] => {
    const at = path.join('.') || '(top)';
    const mutate = (what: string, wrong: unknown): Mutation => ({
      what: `${what} at ${at}`,
      request: replaced(request, path, wrong),
    });
    const found: Mutation[] = [];
    if (isPlainObject(value)) {
      for (const key of ['more', '__proto__', 'constructor', 'prototype', 'toString']) {
        found.push(mutate(`own key ${key}`, withKey(value, key, { polluted: true })));
      }
      for (const key of Object.keys(value)) {
        const { [key]: _gone, ...rest } = value;
        found.push(mutate(`without ${key}`, rest));
      }
    }
    if (path.length > 0 && value !== null)
      for (const wrong of wrongTypeFor(value)) found.push(mutate('wrong type', wrong));
    if (typeof value === 'string') {
      found.push(mutate('too long', value.padEnd(20_000, 'a')), mutate('with NUL', `${'a'.repeat(4001)}\0`));
    }
    return found;
  });
  return [...whole, ...inside];
};
