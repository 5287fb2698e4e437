import { appendFileSync } from 'node:fs';
import { type Step, watchSteps } from '../../../electron/core/steps.ts';
import { passedFile, readPlan } from './plan.ts';

/*
 * Runs first in each thread of the child: ends the process at the planned step, as a crash would, and notes which steps
 * were passed. The product's code knows nothing of it; this file is only part of the harness's own bundle.
 */
const folder = process.env.FAULTS_FOLDER ?? '';
const noted = new Set<Step>();
let counted = { id: '', passes: 0 };

const note = (step: Step): void => {
  if (noted.has(step)) return;
  try {
    appendFileSync(passedFile(folder), `${step}\n`);
    noted.add(step);
  } catch {
    // A fault of the file system hit the note; another pass will be noted.
  }
};

watchSteps((step) => {
  note(step);
  const plan = readPlan(folder);
  if (plan?.step !== step) return;
  counted = { id: plan.id, passes: plan.id === counted.id ? counted.passes + 1 : 1 };
  if (counted.passes === plan.pass) process.kill(process.pid, 'SIGKILL');
});

/** How far the machine's clock is off, in milliseconds; the harness moves it by messages core knows nothing of. */
let offset = 0;
const now = Date.now;
Date.now = () => now() + offset;
process.on('message', (message: unknown) => {
  if (typeof message === 'object' && message !== null && 'faultsClock' in message) offset = Number(message.faultsClock);
});

// A file size limit set from outside (prlimit) signals before it answers EFBIG; as on a full disk, only the answer counts.
process.on('SIGXFSZ', () => undefined);
