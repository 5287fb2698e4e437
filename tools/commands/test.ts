import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIfNeeded } from '../build/freshness.ts';
import { type CheckOutcome, runChecks } from '../checks.ts';
import { needChromium } from '../chromium.ts';
import { root } from '../root.ts';
import { chooseRuntime } from '../runtime.ts';
import { heading, messageOf, seconds } from '../terminal.ts';
import { closingLine, faultsTotals, playwrightTotals, type Totals, totalsFrom, vitestTotals } from '../test-report.ts';

// `npm test`: everything, in one go. A failing step does not hide the ones after it; only without a build there is
// nothing to test.

type Runner = { name: string; totals: Totals; milliseconds: number };

const reports = await mkdtemp(path.join(tmpdir(), 'einbuergerungsdesk-test-'));
const started = performance.now();

const runTool = (tool: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(tool, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, pass);
    const ended = (code: number): void => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, pass);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(error.message);
      ended(1);
    });
    child.on('close', (code) => ended(code ?? 1));
  });

const runRunner = async (
  name: string,
  read: (report: unknown) => Totals,
  run: (reportFile: string) => Promise<number>,
): Promise<Runner> => {
  heading(name);
  const since = performance.now();
  const report = path.join(reports, `${name}.json`);
  const exitCode = await run(report);
  const totals = await totalsFrom(report, read, exitCode);
  return { name, totals, milliseconds: performance.now() - since };
};

/** Prints what every step came to and, as the very last line, the totals; sets the exit code. */
const finish = async (checks: readonly CheckOutcome[], runners: readonly Runner[]): Promise<never> => {
  await rm(reports, { recursive: true, force: true });
  heading(`Summary after ${seconds(performance.now() - started)}`);
  for (const { name, ok, milliseconds } of checks) {
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name}, ${seconds(milliseconds)}`);
  }
  for (const { name, totals, milliseconds } of runners) {
    console.log(
      `${totals.failed === 0 ? 'ok    ' : 'FAILED'}  ${name}: ${closingLine(totals)}, ${seconds(milliseconds)}`,
    );
  }
  // A failed check counts like a failed test, so that the last line alone never looks better than it is.
  const sum = (pick: (totals: Totals) => number): number =>
    runners.reduce((total, runner) => total + pick(runner.totals), 0);
  const failed = sum((totals) => totals.failed) + checks.filter(({ ok }) => !ok).length;
  console.log(
    closingLine({ passed: sum((totals) => totals.passed), failed, skipped: sum((totals) => totals.skipped) }),
  );
  process.exit(failed === 0 ? 0 : 1);
};

heading('Build');
needChromium();
const since = performance.now();
try {
  await buildIfNeeded();
} catch (error) {
  console.error(messageOf(error));
  await finish([{ name: 'Build', ok: false, milliseconds: performance.now() - since }], []);
}
const build: CheckOutcome = { name: 'Build', ok: true, milliseconds: performance.now() - since };
process.env.ELECTRON_OVERRIDE_DIST_PATH ??= (await chooseRuntime({ mayDownload: false })).folder;

const checks = [build, ...(await runChecks())];
const vitest = await runRunner(
  'Unit, integration, architecture, security and host tests (vitest)',
  vitestTotals,
  (file) => runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]),
);
const playwright = await runRunner('End-to-end tests (Playwright)', playwrightTotals, (file) =>
  runTool('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
);
// Every named step once, then some of every kind; the same faults each time, because a test run must not be a lottery.
const faults = await runRunner('Faults (npm run faults)', faultsTotals, (file) =>
  runTool(process.execPath, [
    path.join(root, 'tools', 'commands', 'faults.ts'),
    ...['--seed', '20261124', '--loops', '75', '--report', file],
  ]),
);
await finish(checks, [vitest, playwright, faults]);
