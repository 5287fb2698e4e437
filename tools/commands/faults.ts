import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { STEPS } from '../../electron/core/steps.ts';
import { buildChild } from '../../test/faults/child-build.ts';
import { KIND_NAMES, KINDS, notRun } from '../../test/faults/kinds.ts';
import { runLoops } from '../../test/faults/loops.ts';

// `npm run faults [-- --loops N] [--seed S] [--point STEP] [--kind KIND …] [--batch B] [--workers N]`: core is killed, its
// disk and its network fail, its clock jumps, over and over; after each time everything acknowledged must be there,
// nothing twice, nothing damaged. The same seed draws the same faults; their timing is the machine's.

const { values } = parseArgs({
  options: {
    loops: { type: 'string', default: '200' },
    seed: { type: 'string' },
    point: { type: 'string' },
    kind: { type: 'string', multiple: true },
    batch: { type: 'string' },
    workers: { type: 'string', default: '2' },
    report: { type: 'string' },
  },
});

const one = <Name extends string>(names: readonly Name[], what: string, given: string): Name => {
  const found = names.find((name) => name === given);
  if (found === undefined) throw new Error(`There is no ${what} "${given}"; there are: ${names.join(', ')}`);
  return found;
};

const number = (given: string, what: string): number => {
  if (!/^\d{1,9}$/.test(given)) throw new Error(`${what} is a number, not "${given}"`);
  return Number(given);
};

const wanted = values.kind === undefined ? KINDS : values.kind.map((kind) => one(KINDS, 'kind of fault', kind));
const kinds = wanted.filter((kind) => notRun(kind) === undefined);
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : number(values.seed, 'The seed');
const folder = await mkdtemp(path.join(tmpdir(), 'desk-faults-'));
console.log(`Seed ${seed}`);
const outcome = await runLoops({
  seed,
  loops: number(values.loops, 'The number of loops'),
  kinds,
  ...(values.point === undefined ? {} : { point: one(STEPS, 'step', values.point) }),
  ...(values.batch === undefined ? {} : { batch: number(values.batch, 'The batch') }),
  entry: await buildChild(path.join(folder, 'child')),
  folder,
  workers: number(values.workers, 'The number of workers'),
  told: (line) => console.log(line),
});

console.log('');
for (const kind of KINDS) {
  const why = notRun(kind);
  const { loops, felt, milliseconds } = outcome.counts.get(kind) ?? { loops: 0, felt: 0, milliseconds: 0 };
  const each = loops === 0 ? '' : `felt in ${felt}, ${(milliseconds / loops / 1000).toFixed(1)} s each`;
  console.log(
    KIND_NAMES[kind].padEnd(50) + (why === undefined ? `${loops} loops`.padEnd(14) + each : `not run: ${why}`),
  );
}
// A name nobody passes would be a step nobody tests.
const unreached = values.point === undefined ? outcome.unreached : [];
if (unreached.length > 0) console.log(`never reached, so never tried: ${unreached.join(', ')}`);
const failed = outcome.findings.length + unreached.length;
if (values.report !== undefined) {
  const notPossible = KINDS.filter((kind) => notRun(kind) !== undefined).length;
  await writeFile(values.report, JSON.stringify({ loops: outcome.loops, failed, notRun: notPossible }));
}
if (outcome.findings.length === 0) await rm(folder, { recursive: true, force: true });
const count = (kind: string): number => outcome.findings.filter((finding) => finding.kind === kind).length;
console.log(
  `faults: loops ${outcome.loops} acknowledged ${outcome.acknowledged} lost ${count('lost')} doubled ${count('doubled')} damaged ${count('damaged')}`,
);
process.exit(failed === 0 ? 0 : 1);
