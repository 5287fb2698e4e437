import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { STEPS, type Step } from '../../electron/core/steps.ts';
import { type Prng, prng } from '../applicants/prng.ts';
import { type Central, startCentral } from './central.ts';
import { checkWorld, type Finding } from './check.ts';
import { passedFile } from './child/plan.ts';
import { type Kind, type Trouble, troubleOf } from './kinds.ts';
import { type Office, openOffice, within } from './office.ts';
import { createWork, type Work } from './work.ts';

/** What to run. Loops come in batches; each batch founds an office of its own and can be run again alone. */
export type Run = {
  seed: number;
  loops: number;
  /** Kinds to draw from. */
  kinds: readonly Kind[];
  /** Only this step. */
  point?: Step;
  /** Only this batch of the run. */
  batch?: number;
  /** The child to start. */
  entry: string;
  /** Empty folder; batches without findings remove what is theirs. */
  folder: string;
  /** How many batches run side by side. */
  workers: number;
  told: (line: string) => void;
};

export type Outcome = {
  loops: number;
  acknowledged: number;
  findings: (Finding & { loop: number })[];
  counts: ReadonlyMap<Kind, Count>;
  passed: ReadonlySet<string>;
  /** Steps at which core was to end and did not, because it never came there. */
  unreached: readonly Step[];
};

/** How many loops of a kind, in how many of them the fault was felt, and how long they took together. */
export type Count = { loops: number; felt: number; milliseconds: number };

export const BATCH = 25;
const STRIKE_MS = 15_000;

type Batch = { central: Central; office: Office; work: Work };

const openBatch = async (folder: string, entry: string): Promise<Batch> => {
  await mkdir(folder, { recursive: true });
  const central = await startCentral(path.join(folder, 'central'));
  const office = await openOffice({ folder, entry, central });
  const work = createWork(office, central);
  // Cases to work with, so that every deed of the first loop finds one.
  for (const name of ['first', 'second']) await work.apply(prng(name), 1);
  await office.rest();
  return { central, office, work };
};

/**
 * Brings core up for a fault, lets people and applicants work while it strikes, and ends core. Answers whether the
 * fault was felt: core died of it, or something was refused or troubled.
 */
const strike = async ({ central, office, work }: Batch, trouble: Trouble, chance: Prng): Promise<boolean> => {
  let isFelt = false;
  /** What the fault interrupts is no finding; what is true is looked at afterwards. */
  const attempt = (deed: () => Promise<unknown>): Promise<unknown> =>
    deed().catch(() => {
      isFelt = true;
    });
  const fetching = async (): Promise<void> => {
    const { troubles, outbox } = await office.round();
    if (troubles.length > 0 || outbox.failing > 0) isFelt = true;
  };
  if (trouble.replies) {
    await attempt(work.receive);
    await attempt(() => work.answer(chance));
  }
  for (let count = chance.int(1, 2); count > 0; count -= 1)
    await work.apply(chance, trouble.must === undefined ? 0 : 1);
  if (trouble.newerSchema) office.bringNewerSchema();
  if (trouble.newerSchema || (trouble.start.failing === true && !office.canFail())) await office.end('stopped');
  await trouble.strike(office, central);
  if (!office.isRunning()) await attempt(() => office.start(trouble.start));
  const busy = (async () => {
    await Promise.all([
      attempt(fetching),
      (async () => {
        for (const deed of trouble.deeds) await attempt(() => work.do(deed, chance));
      })(),
    ]);
    await attempt(fetching);
    // Replies wait for somebody to take them; only then the step after can come.
    if (trouble.replies && office.isRunning()) {
      await attempt(work.receive);
      await attempt(fetching);
    }
  })();
  await attempt(() => within(Promise.race([busy, office.core.ended()]), 'the work of a loop', STRIKE_MS));
  if (!office.isRunning()) isFelt = true;
  await trouble.end(office, central);
  await office.end(chance.next() < 0.7 ? 'killed' : 'stopped');
  office.plan(undefined);
  const felt = isFelt;
  await busy;
  return felt;
};

/** Everybody comes to rest, with nothing failing any more. */
const recover = async ({ central, office, work }: Batch, next: Trouble | undefined): Promise<void> => {
  await central.clearFaults();
  await office.start(next?.start);
  await office.rest();
  if (await within(work.receive(), 'receiving replies')) await office.rest();
};

const checkAll = async ({ central, office, work }: Batch) =>
  checkWorld({
    office,
    state: await central.state(),
    sent: work.sent,
    promised: work.promised,
    received: await work.received(),
  });

/** The faults of a run by loop: first every named step once, then whatever the seed draws. */
const troubleOfLoop = (run: Run, loop: number): Trouble => {
  const chance = prng(`${run.seed}/${loop}`);
  if (run.point !== undefined) return troubleOf('step', chance, run.point);
  const systematic = run.kinds.includes('step') ? STEPS[loop] : undefined;
  return systematic === undefined ? troubleOf(chance.pick(run.kinds), chance) : troubleOf('step', chance, systematic);
};

const runBatch = async (
  run: Run,
  batch: number,
  note: (trouble: Trouble, felt: boolean, milliseconds: number) => void,
) => {
  const folder = path.join(run.folder, `batch-${batch}`);
  const findings: Outcome['findings'] = [];
  const first = batch * BATCH;
  const last = Math.min(first + BATCH, run.loops);
  let acknowledged = 0;
  let open: Batch | undefined;
  for (let loop = first; loop < last; loop += 1) {
    const trouble = troubleOfLoop(run, loop);
    const began = performance.now();
    let felt = false;
    const find = (finding: Finding): void => {
      findings.push({ ...finding, loop });
      run.told(`loop ${loop}, ${trouble.kind} (${trouble.name}): ${finding.kind}: ${finding.what}`);
    };
    try {
      open ??= await openBatch(folder, run.entry);
      felt = await strike(open, trouble, prng(`${run.seed}/${loop}/work`));
      await recover(open, loop + 1 < last ? troubleOfLoop(run, loop + 1) : undefined);
      const checked = await checkAll(open);
      acknowledged = checked.acknowledged;
      checked.findings.forEach(find);
    } catch (error) {
      find({ kind: 'damaged', what: error instanceof Error ? error.message : String(error) });
    }
    note(trouble, felt, performance.now() - began);
    // What one fault broke would be found again in every loop after it.
    if (findings.length > 0) break;
  }
  const passed = await readFile(passedFile(folder), 'utf8').catch(() => '');
  await open?.office.end('killed');
  await open?.central.close();
  if (findings.length === 0) await rm(folder, { recursive: true, force: true });
  else run.told(`kept: ${folder}; again: npm run faults -- --seed ${run.seed} --loops ${run.loops} --batch ${batch}`);
  return { acknowledged, findings, passed: passed.split('\n').filter((name) => name !== '') };
};

/** Runs loops until all are done; batches with findings end early and say so. */
export const runLoops = async (run: Run): Promise<Outcome> => {
  const batches = run.batch === undefined ? [...Array(Math.ceil(run.loops / BATCH)).keys()] : [run.batch];
  const counts = new Map<Kind, Count>();
  const outcome = { loops: 0, acknowledged: 0, findings: [] as Outcome['findings'] };
  const passed = new Set<string>();
  const unreached: Step[] = [];
  const lane = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const ended = await runBatch(run, batch, ({ kind, must }, felt, milliseconds) => {
        if (must !== undefined && !felt) unreached.push(must);
        const before = counts.get(kind) ?? { loops: 0, felt: 0, milliseconds: 0 };
        counts.set(kind, {
          loops: before.loops + 1,
          felt: before.felt + (felt ? 1 : 0),
          milliseconds: before.milliseconds + milliseconds,
        });
        outcome.loops += 1;
      });
      outcome.acknowledged += ended.acknowledged;
      outcome.findings.push(...ended.findings);
      for (const name of ended.passed) passed.add(name);
      run.told(`${outcome.loops} loops, ${outcome.acknowledged} acknowledged, ${outcome.findings.length} findings`);
    }
  };
  await Promise.all(Array.from({ length: run.workers }, lane));
  return { ...outcome, counts, passed, unreached };
};
