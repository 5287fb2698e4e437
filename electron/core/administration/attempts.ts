import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../store/durable-file.ts';

const attemptsFile = z.record(
  z.string().max(64),
  z.strictObject({ failures: z.number().int().nonnegative(), lastAt: z.number().int().nonnegative() }),
);

/** Wrong tries that cost nothing yet. */
const FREE_FAILURES = 3;
const FIRST_WAIT_MILLISECONDS = 5_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;

/** How long after the last of `failures` wrong tries the next one is taken, in milliseconds; doubles each time. */
export const waitAfter = (failures: number): number =>
  failures < FREE_FAILURES
    ? 0
    : Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(20, failures - FREE_FAILURES));

export type Attempts = {
  /** Seconds until somebody may try again for this name; 0 when now. */
  secondsToWait(name: string): number;
  /** Counts a try as failed before it is made, so that ending the program does not undo it. */
  countFailure(name: string): Promise<void>;
  forget(name: string): Promise<void>;
};

/**
 * Counts wrong passphrases per name in a file of its own, because the store is closed when they happen. Whoever can
 * edit that file can also try offline; the count slows down people at the keyboard.
 *
 * @param clock UTC milliseconds
 */
export const openAttempts = (file: string, clock: () => number): Attempts => {
  const read = (): z.infer<typeof attemptsFile> => {
    try {
      return attemptsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return {};
    }
  };
  const write = (attempts: z.infer<typeof attemptsFile>): Promise<void> =>
    writeDurably(file, (handle) => handle.writeFile(JSON.stringify(attempts)));
  return {
    secondsToWait: (name) => {
      const known = read()[name];
      if (known === undefined) return 0;
      // A clock set back must not lengthen the wait beyond what it was.
      const passed = Math.max(0, clock() - known.lastAt);
      return Math.ceil(Math.max(0, waitAfter(known.failures) - passed) / 1000);
    },
    countFailure: (name) => {
      const attempts = read();
      return write({ ...attempts, [name]: { failures: (attempts[name]?.failures ?? 0) + 1, lastAt: clock() } });
    },
    forget: async (name) => {
      const { [name]: forgotten, ...others } = read();
      if (forgotten !== undefined) await write(others);
    },
  };
};
