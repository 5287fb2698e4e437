/*
 * Rule: SECURITY B7. Only core speaks to the network, through one client.
 * Threat: T5 and T6, a second, forgotten way out that no limit, no User-Agent and no policy is applied to.
 * Consequence: applications, or the fact of an application, reach a host nobody listed.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { productSources, root } from '../architecture/source-files.ts';

const CLIENT = 'electron/core/delivery/fit-connect/http.ts';
/** Reads stored papers from our own scheme; the window's policy lets it reach nothing else (B3, B6). */
const OWN_SCHEME = 'renderer/viewer/document-transport.ts';

const NETWORK_MODULES =
  /^(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises|inspector)$|^(undici|ws|axios|got|node-fetch|request|socket\.io.*)$/;
const NETWORK_GLOBALS = new Set(['WebSocket', 'XMLHttpRequest', 'EventSource', 'WebTransport', 'RTCPeerConnection']);
/** Members that reach out, of whatever object. */
const NETWORK_MEMBERS = new Set(['sendBeacon', 'fetch', 'openExternal', 'loadURL', 'setFeedURL', 'downloadURL']);

type Node = { type: string } & Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
  }
}

/** Every way to the network a source text names: globals it uses, members it calls, by their names. */
const reachesFor = (file: string, text: string): string[] => {
  const found: string[] = [];
  for (const node of nodesOf(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node)) {
    const { callee } = node;
    if ((node.type === 'CallExpression' || node.type === 'NewExpression') && isNode(callee)) {
      const name = callee.type === 'Identifier' ? callee.name : undefined;
      if (name === 'fetch' || (typeof name === 'string' && NETWORK_GLOBALS.has(name))) found.push(name);
      const member = isNode(callee.property) ? callee.property.name : undefined;
      if (typeof member === 'string' && NETWORK_MEMBERS.has(member)) found.push(`.${member}`);
    }
    // `const get = globalThis.fetch` and friends: the name alone is enough.
    if (node.type === 'MemberExpression' && isNode(node.object) && isNode(node.property)) {
      const of = String(node.object.name);
      if (['globalThis', 'window', 'self', 'global'].includes(of) && node.property.name === 'fetch')
        found.push('fetch');
    }
  }
  return found;
};

const sources = productSources();
const reaching = sources.flatMap(({ file }) =>
  [...new Set(reachesFor(file, readFileSync(path.join(root, file), 'utf8')))].map((name) => `${file} ${name}`),
);

describe('the product', () => {
  it('calls the network in one file, its own scheme in one other, and opens one page', () => {
    expect(reaching).toEqual([`${CLIENT} fetch`, 'electron/main/windows.ts .loadURL', `${OWN_SCHEME} fetch`]);
  });

  it('imports no module that could', () => {
    const imported = sources.flatMap(({ file, imports }) =>
      imports.filter(({ specifier }) => NETWORK_MODULES.test(specifier)).map(({ specifier }) => `${file} ${specifier}`),
    );
    expect(imported).toEqual([]);
  });

  it('takes neither net nor shell from electron', () => {
    const texts = sources.filter(({ imports }) => imports.some(({ specifier }) => specifier === 'electron'));
    expect(texts.length).toBeGreaterThan(5);
    for (const { file } of texts) {
      const names =
        /import\s*\{([^}]*)\}\s*from 'electron'/.exec(readFileSync(path.join(root, file), 'utf8'))?.[1] ?? '';
      expect(names.match(/\b(net|shell|autoUpdater|crashReporter|netLog)\b/g), file).toBeNull();
    }
  });
});

describe('the check itself', () => {
  it.each([
    ["await fetch('https://a.example')", ['fetch']],
    ['const f = globalThis.fetch; f(1)', ['fetch']],
    ["new WebSocket('wss://a.example')", ['WebSocket']],
    ["navigator.sendBeacon('x')", ['.sendBeacon']],
    ["session.defaultSession.fetch('x')", ['.fetch']],
    ["shell.openExternal('x')", ['.openExternal']],
    ["const text = 'fetch(1)'; prefetch(1)", []],
  ])('sees in %s: %j', (text, names) => {
    expect(reachesFor('x.ts', text)).toEqual(names);
  });
});
