import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.ts';
import { seconds } from '../terminal.ts';
import { buildAll } from './build.ts';
import { out } from './configs.ts';

const SOURCES = ['electron', 'renderer', 'shared', 'resources', 'tools/build', 'package-lock.json'];

const listFiles = (place: string): string[] =>
  statSync(place).isDirectory()
    ? readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))
    : [place];

/** One value over name, size and time of everything the build reads. */
const fingerprint = (): string => {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => listFiles(path.join(root, source))).sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

/** Builds dist/ unless it already is of these sources. Rejects with what the bundler says. */
export const buildIfNeeded = async (): Promise<void> => {
  const stamp = path.join(out, 'built-from');
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  const started = performance.now();
  console.log('Building the app …');
  await buildAll();
  writeFileSync(stamp, now);
  console.log(`Built in ${seconds(performance.now() - started)}.`);
};
