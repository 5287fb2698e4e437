import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildChild } from './child-build.ts';
import { runLoops } from './loops.ts';

/* That the loops of `npm run faults` can fail: a harness that never finds anything would prove nothing. */
describe('the crash loops', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'desk-faults-self-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const crashAtKeeping = async (mistake: 'none' | 'accepts-too-early') => {
    const told: string[] = [];
    const outcome = await runLoops({
      seed: 1,
      loops: 1,
      kinds: ['step'],
      point: 'keep.begun',
      entry: await buildChild(path.join(folder, `child-${mistake}`), mistake),
      folder: path.join(folder, mistake),
      workers: 1,
      told: (line) => told.push(line),
    });
    return { ...outcome, told, lost: outcome.findings.filter(({ kind }) => kind === 'lost').length };
  };

  it('find a core that acknowledges before it keeps, and say how to see it again', async () => {
    const { lost, told } = await crashAtKeeping('accepts-too-early');
    expect(lost).toBeGreaterThan(0);
    expect(told.join('\n')).toContain('npm run faults -- --seed 1 --loops 1 --batch 0');
  });

  it('find nothing in ours at the same moment', async () => {
    const { findings, acknowledged, unreached } = await crashAtKeeping('none');
    expect(findings).toEqual([]);
    expect(unreached).toEqual([]);
    expect(acknowledged).toBeGreaterThan(0);
  });
});
