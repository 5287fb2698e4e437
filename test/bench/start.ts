import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBuiltCore } from './built-core.ts';
import { type Measure, median } from './measure.ts';
import { benchAccount, populatedStore } from './populated-store.ts';

const FEW = 1_000;
const MANY = 10_000;
const PAIRS = 17;

/** Milliseconds from process start. */
type Start = { ready: number; signedIn: number; rows: number };

/** One start of the built core as a person has it: process, sign-in (which opens the store), first 100 rows. */
const startOnce = async (profileFolder: string, expected: number): Promise<Start> => {
  const began = performance.now();
  const core = startBuiltCore(profileFolder);
  const since = (): number => performance.now() - began;
  await core.ready;
  const ready = since();
  await core.call('administration', 'signIn', benchAccount);
  const signedIn = since();
  const { listId, total } = await core.call('cases', 'openList', {
    filter: { view: 'all', statuses: [], search: '' },
    sort: { by: 'received', direction: 'ascending' },
  });
  const page = await core.call('cases', 'listPage', { listId, from: 0, count: 100 });
  const rows = since();
  if (total !== expected || page.rows.length !== 100) throw new Error(`${total} cases instead of ${expected}`);
  await core.stop();
  return { ready, signedIn, rows };
};

const row = (name: string, starts: readonly Start[]): string => {
  const part = (pick: (start: Start) => number): string => `${median(starts.map(pick)).toFixed(0)} ms`.padStart(12);
  return [
    name.padEnd(14),
    part(({ ready }) => ready),
    part(({ ready, signedIn }) => signedIn - ready),
    part(({ signedIn, rows }) => rows - signedIn),
    part(({ rows }) => rows),
  ].join('');
};

/**
 * Group `start`: does starting core grow with the number of cases? Alternates the two stores and takes the median of
 * the paired ratios, so that the machine's mood cancels out. Sign-in is inside the measured span; its key derivation is
 * the same for both and the largest part, therefore the parts are printed too.
 */
export const bench = async (): Promise<Measure[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-bench-start-'));
  try {
    console.log(`Making stores of ${FEW} and ${MANY} cases …`);
    const few = await populatedStore(folder, FEW);
    const many = await populatedStore(folder, MANY);
    // The first start of each warms the operating system's cache and does not count.
    await startOnce(few, FEW);
    await startOnce(many, MANY);
    console.log(`Starting core ${PAIRS} times on each, in turns …`);
    const [ofFew, ofMany]: [Start[], Start[]] = [[], []];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      if (pair % 2 === 0) ofFew.push(await startOnce(few, FEW));
      ofMany.push(await startOnce(many, MANY));
      if (pair % 2 === 1) ofFew.push(await startOnce(few, FEW));
    }
    const ratios = (pick: (start: Start) => number): number[] =>
      ofMany.map((start, pair) => pick(start) / pick(ofFew[pair] ?? start));
    const whole = ratios(({ rows }) => rows);
    const lists = ratios(({ signedIn, rows }) => rows - signedIn);
    const quartile = (part: number): string =>
      ([...whole].sort((a, b) => a - b)[Math.floor((whole.length - 1) * part)] ?? Number.NaN).toFixed(2);
    console.log(
      `\n${['medians'.padEnd(14), 'ready', 'sign-in', '100 rows', 'in all'].map((text, at) => (at === 0 ? text : text.padStart(12))).join('')}`,
    );
    console.log(row(`${FEW} cases`, ofFew));
    console.log(row(`${MANY} cases`, ofMany));
    console.log(`\n${PAIRS} pairs, ratio in all: quartiles ${quartile(0.25)} to ${quartile(0.75)}`);
    console.log(`ratio of the list alone: ${median(lists).toFixed(2)}\n`);
    return [{ name: 'start.slope', value: median(whole), aim: '<= 1.15' }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
