import { runChecks } from '../checks.ts';

const outcomes = await runChecks();
const failed = outcomes.filter(({ ok }) => !ok);
console.log(`\n${outcomes.length - failed.length} checks passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
