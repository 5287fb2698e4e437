import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closingLine, faultsTotals, playwrightTotals, totalsFrom, vitestTotals } from './test-report.ts';

const vitest = (changes: object = {}) => ({
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
  ...changes,
});
const playwright = (stats: object = {}, errors: unknown[] = []) => ({
  errors,
  stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0, ...stats },
});

describe('totals of a runner', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'test-report-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('counts loops of faults as tests and kinds that cannot be made here as skipped', () => {
    expect(faultsTotals({ loops: 75, failed: 2, notRun: 1 })).toEqual({ passed: 73, failed: 2, skipped: 1 });
  });

  it('counts a test file that could not be loaded as failed', () => {
    const unloadable = { status: 'failed', assertionResults: [] };
    expect(vitestTotals(vitest({ testResults: [unloadable] }))).toEqual({ passed: 7, failed: 1, skipped: 0 });
  });

  it('counts a flaky end-to-end test and an error outside of tests as failed', () => {
    expect(playwrightTotals(playwright({ flaky: 1 }, [{}])).failed).toBe(2);
  });

  it('counts a runner that left no report as failed', async () => {
    const absent = path.join(folder, 'absent.json');
    expect(await totalsFrom(absent, vitestTotals, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a runner that ended badly although every test passed as failed', async () => {
    const file = path.join(folder, 'vitest.json');
    await writeFile(file, JSON.stringify(vitest()));
    expect(await totalsFrom(file, vitestTotals, 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
    expect(await totalsFrom(file, vitestTotals, 0)).toEqual({ passed: 7, failed: 0, skipped: 0 });
  });

  it('mentions skipped tests only when there are any', () => {
    expect(closingLine({ passed: 10, failed: 0, skipped: 0 })).toBe('10 passed, 0 failed');
    expect(closingLine({ passed: 10, failed: 1, skipped: 2 })).toBe('10 passed, 1 failed, 2 skipped');
  });
});
