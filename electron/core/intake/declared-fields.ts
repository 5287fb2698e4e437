import type { FurtherField } from '../../../shared/domain/application.ts';

/** Nesting and number of values beyond which Fachdaten are not looked into (SECURITY G5). */
const DEEPEST = 40;
const MOST_VALUES = 200_000;

/** Text as declared, made storable: lone surrogates replaced, NFC. Nothing else is changed. */
export const declaredText = (text: string): string => text.toWellFormed().normalize('NFC');

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const shown = (value: unknown): string => {
  if (typeof value === 'string') return declaredText(value);
  return value === null || isContainer(value) ? '' : String(value);
};

/** Every value of a JSON document with its path (`personen[0].hobby`), in reading order; empty containers count as values. */
export const leavesOf = (root: unknown): FurtherField[] => {
  const leaves: FurtherField[] = [];
  const walk = (value: unknown, path: string, label: string): void => {
    if (isContainer(value)) {
      const entries = Array.isArray(value)
        ? value.map((item, index): [string, string, unknown] => [`${path}[${index}]`, label, item])
        : Object.entries(value).map(([key, item]): [string, string, unknown] => {
            const name = declaredText(key);
            // Escaped, so that a foreign key with a dot in it never has the path of a member we map.
            const step = name.replaceAll(/[\\.[\]]/g, '\\$&');
            return [path === '' ? step : `${path}.${step}`, name, item];
          });
      for (const [inner, innerLabel, item] of entries) walk(item, inner, innerLabel);
      if (entries.length > 0) return;
    }
    leaves.push({ path, label, value: shown(value) });
  };
  walk(root, '', '');
  return leaves;
};

/**
 * Parses Fachdaten: strict UTF-8 (a byte order mark is skipped), JSON, bounded depth and size.
 *
 * @returns the parsed value in `content`; `data-syntax` when it is no JSON, `too-large` when it exceeds our bounds
 */
export const parseFachdaten = (
  bytes: Uint8Array,
): { ok: true; content: unknown } | { ok: false; fault: 'data-syntax' | 'too-large' } => {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, fault: 'data-syntax' };
  }
  let level: unknown[] = [content];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (depth > DEEPEST || values > MOST_VALUES) return { ok: false, fault: 'too-large' };
    level = level.filter(isContainer).flatMap((value) => Object.values(value));
  }
  return { ok: true, content };
};

/** Reads members of one object and remembers which were mapped; what nobody took becomes "weitere Angaben". */
export type FieldScope = {
  /** Marks a member as mapped and answers it as declared. */
  text(key: string, value: string): string;
  /** The same for a member that may be absent, under the model's name. */
  maybe<Name extends string>(name: Name, key: string, value: string | undefined): Partial<Record<Name, string>>;
  /** Marks a member (or an empty list) as mapped whose value is used in another form. */
  used(key: string): void;
  inside(key: string): FieldScope;
};

/** @param mapped collects the paths of mapped members */
export const fieldScope = (mapped: Set<string>, path = ''): FieldScope => {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const text = (key: string, value: string): string => {
    mapped.add(at(key));
    return declaredText(value);
  };
  return {
    text,
    maybe: <Name extends string>(name: Name, key: string, value: string | undefined) => {
      const found: Partial<Record<Name, string>> = {};
      if (value !== undefined) found[name] = text(key, value);
      return found;
    },
    used: (key) => {
      mapped.add(at(key));
    },
    inside: (key) => fieldScope(mapped, at(key)),
  };
};

/** What was not mapped, in reading order. */
export const furtherFields = (root: unknown, mapped: ReadonlySet<string>): FurtherField[] =>
  leavesOf(root).filter(({ path }) => !mapped.has(path));
