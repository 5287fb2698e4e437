import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { STEPS } from '../../../electron/core/steps.ts';

/** What the harness asks of the child's steps; written anew for every fault, read at every step by each thread. */
const planSchema = z.object({
  /** Tells this plan from the one before, so that passes are counted anew. */
  id: z.string(),
  /** Step at which the process ends itself by SIGKILL; `null` for none. */
  step: z.enum(STEPS).nullable(),
  /** At which pass of that step, counted per thread from 1. */
  pass: z.number().int().min(1),
});
export type Plan = z.infer<typeof planSchema>;

/** Where a folder of the harness keeps its plan. */
export const planFile = (folder: string): string => path.join(folder, 'plan.json');
/** Where the child notes each step the first time a thread passes it, one name a line. */
export const passedFile = (folder: string): string => path.join(folder, 'passed.txt');

/** Reads the plan; `undefined` when there is none or it cannot be read (faults may hit this very file). */
export const readPlan = (folder: string): Plan | undefined => {
  try {
    return planSchema.parse(JSON.parse(readFileSync(planFile(folder), 'utf8')));
  } catch {
    return undefined;
  }
};
