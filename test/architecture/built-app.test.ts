import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { buildIfNeeded } from '../../tools/build/freshness.ts';
import { startBuiltCore } from '../bench/built-core.ts';
import { root } from './source-files.ts';

const dist = path.join(root, 'dist');

describe('the built app', () => {
  let folder: string;
  beforeAll(async () => {
    await buildIfNeeded();
    folder = await mkdtemp(path.join(tmpdir(), 'built-app-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has a core that starts from its bundle and answers', async () => {
    const core = startBuiltCore(folder);
    await core.ready;
    expect(await core.call('administration', 'state', {})).toEqual({ store: 'none' });
    await core.stop();
  });

  it('has a preload without zod that names every call', async () => {
    const preload = await readFile(path.join(dist, 'preload.cjs'), 'utf8');
    expect(preload).not.toMatch(/zod|new Function/i);
    for (const calls of Object.values(contract))
      for (const name of Object.keys(calls)) expect(preload).toContain(`"${name}"`);
    expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1])).toEqual(['electron']);
  });

  it('needs no package at run time but the database and electron', async () => {
    const wanted = new Set<string>();
    for (const name of ['main', 'core', 'crypto-worker', 'reader-worker', 'press']) {
      const text = await readFile(path.join(dist, `${name}.cjs`), 'utf8');
      for (const match of text.matchAll(/\brequire\("([^".][^"]*)"\)/g)) wanted.add(match[1] ?? '');
    }
    const { builtinModules } = await import('node:module');
    const packages = [...wanted].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));
    expect(packages.sort()).toEqual(['better-sqlite3-multiple-ciphers', 'electron']);
  });

  it('has beside its bundles what they read from there', () => {
    const needed = ['data/sRGB_IEC61966_2_1.icc', 'resources/fonts/NotoSans-Regular.ttf', 'renderer/pdfjs/cmaps'];
    expect(needed.filter((file) => !existsSync(path.join(dist, file)))).toEqual([]);
  });

  it('parses on the Node it is built for', async () => {
    for (const name of ['main', 'preload', 'core', 'crypto-worker', 'reader-worker', 'press']) {
      await promisify(execFile)(process.execPath, ['--check', path.join(dist, `${name}.cjs`)]);
    }
  });
});
