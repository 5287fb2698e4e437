import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** How many tests of a runner passed, failed and were skipped. */
export type Totals = { passed: number; failed: number; skipped: number };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

const faultsReport = z.object({ loops: z.number(), failed: z.number(), notRun: z.number() });

/** Totals of a run of faults: loops count as tests, kinds of fault that this machine cannot make as skipped. */
export const faultsTotals = (report: unknown): Totals => {
  const { loops, failed, notRun } = faultsReport.parse(report);
  return { passed: Math.max(0, loops - failed), failed, skipped: notRun };
};

/** Totals of vitest's JSON report. A file that could not even be loaded has no tests and counts as one failed. */
export const vitestTotals = (report: unknown): Totals => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = vitestReport.parse(report);
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  };
};

/** Totals of Playwright's JSON report. A test that passed only when repeated has failed; so has an error outside of tests. */
export const playwrightTotals = (report: unknown): Totals => {
  const { stats, errors } = playwrightReport.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
};

/**
 * Totals of a runner's JSON report file; a runner that failed without naming a failed test (or left no report) counts
 * as one failed test, so that nothing that went wrong can look like success.
 *
 * @param exitCode what the runner ended with
 */
export const totalsFrom = async (
  file: string,
  read: (report: unknown) => Totals,
  exitCode: number,
): Promise<Totals> => {
  const totals = await readFile(file, 'utf8')
    .then((text) => read(JSON.parse(text)))
    .catch(() => undefined);
  if (totals === undefined) return { passed: 0, failed: 1, skipped: 0 };
  return exitCode !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
};

/** The closing line: `N passed, N failed`, and `, N skipped` only when there are any. */
export const closingLine = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
