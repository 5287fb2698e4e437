import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { closingLine, type Measure } from '../../test/bench/measure.ts';
import { buildIfNeeded } from '../build/freshness.ts';
import { root } from '../root.ts';
import { heading, messageOf } from '../terminal.ts';

// `npm run bench [-- GROUP …]`: each group prints its table; all measures close the output, one line each.

type Group = { bench: () => Promise<Measure[]> };

const folder = path.join(root, 'test', 'bench');

const load = async (file: string): Promise<Group | undefined> => {
  const loaded: Partial<Group> = await import(pathToFileURL(path.join(folder, file)).href);
  return loaded.bench === undefined ? undefined : { bench: loaded.bench };
};

const run = async (): Promise<void> => {
  const groups = new Map<string, Group>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()) {
    const group = await load(file);
    if (group !== undefined) groups.set(file.replace(/\.ts$/, ''), group);
  }
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !groups.has(name));
  if (unknown !== undefined) {
    throw new Error(`There is no bench group "${unknown}"; there are: ${[...groups.keys()].join(', ')}`);
  }
  await buildIfNeeded();
  const measures: Measure[] = [];
  for (const [name, group] of groups) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    heading(`Bench ${name}`);
    measures.push(...(await group.bench()));
  }
  for (const measure of measures) console.log(closingLine(measure));
};

try {
  await run();
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
