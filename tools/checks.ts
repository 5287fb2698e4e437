import { spawn } from 'node:child_process';
import { root } from './root.ts';
import { heading, seconds } from './terminal.ts';

type Check = { name: string; tool: string; args: readonly string[] };

/** What is asked of the sources without running them: types, rules and format, dead code and unused dependencies. */
const CHECKS: readonly Check[] = [
  { name: 'Types (tsc)', tool: 'tsc', args: ['--noEmit'] },
  { name: 'Rules and format (biome)', tool: 'biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'Dead code and dependencies (knip)', tool: 'knip', args: ['--no-progress'] },
];

export type CheckOutcome = { name: string; ok: boolean; milliseconds: number };

const run = ({ name, tool, args }: Check): Promise<CheckOutcome & { output: string }> =>
  new Promise((resolve) => {
    const started = performance.now();
    const pieces: Buffer[] = [];
    const child = spawn(tool, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = (ok: boolean, more = ''): void =>
      resolve({
        name,
        ok,
        milliseconds: performance.now() - started,
        output: (Buffer.concat(pieces).toString() + more).trim(),
      });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', (error) => ended(false, error.message));
    child.on('close', (code) => ended(code === 0));
  });

/** Runs all checks side by side and prints each as it ends. */
export const runChecks = (): Promise<CheckOutcome[]> =>
  Promise.all(
    CHECKS.map(async (check) => {
      const { output, ...outcome } = await run(check);
      heading(`${outcome.name}: ${outcome.ok ? 'ok' : 'FAILED'}, ${seconds(outcome.milliseconds)}`);
      if (!outcome.ok && output !== '') console.log(output);
      return outcome;
    }),
  );
