import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';

export const root = path.resolve(import.meta.dirname, '..', '..');

/** One import (static, dynamic, re-export, or the type form `import('…')`) as it stands in a source file. */
export type SourceImport = {
  /** Importing file, relative to the repository, with `/`. */
  from: string;
  line: number;
  /** As written. */
  specifier: string;
  /** Imported file relative to the repository; undefined for packages and `node:` modules. */
  to: string | undefined;
  /** Vanishes when compiled: `import type`, `export type`, only `type` names, or inside a type. */
  typeOnly: boolean;
};

export type SourceFile = { file: string; imports: SourceImport[]; newExpressions: { callee: string; line: number }[] };

type Node = { type: string; start: number } & Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* descendants(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* descendants(child);
  }
}

const literal = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

const onlyTypes = (node: Node, kind: 'importKind' | 'exportKind'): boolean => {
  if (node[kind] === 'type') return true;
  const names = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  return names.length > 0 && names.every((name) => name[kind] === 'type');
};

/** The module a node names, and whether for its types only; undefined for nodes that import nothing. */
const named = (node: Node): { specifier: string | undefined; typeOnly: boolean } | undefined => {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: literal(node.source), typeOnly: onlyTypes(node, 'importKind') };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source === null || node.source === undefined
        ? undefined
        : { specifier: literal(node.source), typeOnly: onlyTypes(node, 'exportKind') };
    case 'ImportExpression':
      return { specifier: literal(node.source), typeOnly: false };
    case 'TSImportType':
      return { specifier: literal(node.source ?? node.argument), typeOnly: true };
    default:
      return undefined;
  }
};

/** Reads a source text: what it imports and what it makes with `new`. */
export const readSource = (file: string, text: string): SourceFile => {
  const program = parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node;
  const lineOf = (position: number): number => text.slice(0, position).split('\n').length;
  const imports: SourceImport[] = [];
  const newExpressions: SourceFile['newExpressions'] = [];
  for (const node of descendants(program)) {
    const found = named(node);
    if (found?.specifier !== undefined) {
      const { specifier, typeOnly } = found;
      const bare = specifier.split('?')[0] ?? specifier;
      const to = bare.startsWith('.') ? path.posix.join(path.posix.dirname(file), bare) : undefined;
      imports.push({ from: file, line: lineOf(node.start), specifier, to, typeOnly });
    }
    if (node.type === 'NewExpression' && isNode(node.callee)) {
      const { callee } = node;
      const property = isNode(callee.property) ? callee.property.name : undefined;
      newExpressions.push({ callee: String(property ?? callee.name ?? ''), line: lineOf(node.start) });
    }
  }
  return { file, imports, newExpressions };
};

/** Every TypeScript file of the product, tests beside the sources left out. */
export const productSources = (): SourceFile[] =>
  globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !/\.(test\.tsx?|d\.ts)$/.test(file))
    .sort()
    .map((file) => readSource(file, readFileSync(path.join(root, file), 'utf8')));
