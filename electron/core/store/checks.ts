import { z } from 'zod';
import { type OpenDatabase, sql } from './database.ts';
import type { DocumentScan } from './document-scan.ts';

export const CHECKS = ['database', 'journal', 'documents'] as const;
export type CheckName = (typeof CHECKS)[number];

/** How the newest run of a check ended. `found` counts what is wrong. */
export type CheckResult = { check: CheckName; at: number | null; found: number; running: boolean };

const WEEK = 7 * 24 * 3600_000;
const META = 'checks';

const outcome = z.strictObject({ at: z.number().int(), found: z.number().int() });
const memory = z.strictObject({
  database: outcome.optional(),
  journal: outcome.optional(),
  documents: outcome.optional(),
  /** How far the journal was verified. */
  verified: z.strictObject({ sequence: z.number().int(), hash: z.string() }).optional(),
});
type Memory = z.infer<typeof memory>;

export type VerifiedTo = { sequence: number; hash: string };

/** The long looks themselves; all of them run in the reader's thread. */
export type CheckJobs = {
  /** SQLite's quick check over a connection of its own; answers the number of problems. */
  database(): Promise<number>;
  /** Verifies the chain after `from`; answers how far it goes, and the first entry that does not hold. */
  journal(from: VerifiedTo | null): Promise<{ to: VerifiedTo; firstBreak: number | null }>;
  documents(): Promise<DocumentScan>;
};

export type Checks = {
  /** Runs what is due in the background, one after the other; again every hour until `end`. */
  begin(): void;
  /** Something read or written failed as only damage does: the database is looked at as soon as possible. */
  suspect(): void;
  results(): CheckResult[];
  /** Whether database and journal are sound as far as is known. */
  isSound(): boolean;
  /** Whether the database file is whole as far as is known. */
  isWhole(): boolean;
  /**
   * `false` once a look of this process found the file damaged: nothing is written to it any more (SECURITY D8). What an
   * earlier process found is looked at again first, because its disk may only have failed for a while.
   */
  mayWrite(): boolean;
  /** Waits for the run under way; nothing starts any more. */
  end(): Promise<void>;
};

export type ChecksOptions = {
  db: OpenDatabase;
  /** UTC milliseconds. */
  clock: () => number;
  jobs: CheckJobs;
  /** The store was not left as it lies now: crash, or somebody touched the file. Then database and papers are due. */
  suspicious: boolean;
  /** Results changed. */
  changed: () => void;
  /** The database was looked at. */
  judged: (whole: boolean) => void;
  log: (event: string, facts: Readonly<Record<string, string | number | boolean | null>>) => void;
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether an error says that stored bytes are not what was written (SECURITY D8). */
export const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(codeOf(error));

/** A look that fails on damaged pages has found them; a disk that does not answer is no finding, the look is due again. */
const damageAsFinding = (error: unknown): { found: number } => {
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error))) return { found: 1 };
  throw error;
};

const LOOK_AGAIN_MILLISECONDS = 3600_000;

/**
 * Looks for rot on a schedule (SECURITY D9, D10, J4): the journal's new entries at every start, database and papers
 * once a week and whenever there is reason to doubt them. Findings are kept and shown; nothing is repaired.
 */
export const createChecks = ({ db, clock, jobs, suspicious, changed, judged, log }: ChecksOptions): Checks => {
  const doubtful = new Set<CheckName>(suspicious ? ['database', 'documents'] : []);
  doubtful.add('journal');
  let running: CheckName | undefined;
  let round: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  const recall = (): Memory => {
    const row = db.get<{ value: string }>(sql`SELECT value FROM store_meta WHERE name = ${META}`);
    const parsed = memory.safeParse(row === undefined ? {} : JSON.parse(row.value));
    return parsed.success ? parsed.data : {};
  };
  // Kept here too: a store that can no longer be written must still say what was found.
  let known = recall();
  let damaged = false;
  for (const check of CHECKS) if ((known[check]?.found ?? 0) > 0) doubtful.add(check);
  const remember = (part: Memory): void => {
    known = { ...known, ...part };
    const value = JSON.stringify(known);
    db.transaction((writer) =>
      writer.run(sql`INSERT INTO store_meta (name, value) VALUES (${META}, ${value})
        ON CONFLICT (name) DO UPDATE SET value = excluded.value`),
    );
  };

  const isDue = (check: CheckName): boolean => {
    const at = known[check]?.at;
    return doubtful.has(check) || (check !== 'journal' && (at === undefined || Math.abs(clock() - at) >= WEEK));
  };

  const look = async (check: CheckName): Promise<{ found: number; verified?: VerifiedTo }> => {
    switch (check) {
      case 'database':
        return { found: await jobs.database() };
      case 'journal': {
        const { to, firstBreak } = await jobs.journal(known.verified ?? null);
        return firstBreak === null ? { found: 0, verified: to } : { found: 1 };
      }
      case 'documents': {
        const { missing, wrongSize, orphans } = await jobs.documents();
        if (orphans > 0) log('orphans-seen', { orphans });
        return { found: missing + wrongSize };
      }
    }
  };

  const runOne = async (check: CheckName): Promise<void> => {
    running = check;
    changed();
    try {
      const { found, ...verified } = await look(check).catch(damageAsFinding);
      doubtful.delete(check);
      log('check-ended', { check, found });
      known = { ...known, [check]: { at: clock(), found } };
      if (check === 'database') {
        damaged = found > 0;
        judged(!damaged);
      }
      remember({ [check]: { at: clock(), found }, ...verified });
    } catch (error) {
      log('check-failed', { check, code: codeOf(error) });
    } finally {
      running = undefined;
      changed();
    }
  };

  const runDue = async (): Promise<void> => {
    for (const check of CHECKS) if (!ended && isDue(check)) await runOne(check);
  };
  const start = (): void => {
    round ??= runDue().finally(() => {
      round = undefined;
    });
  };

  const isWhole = (): boolean => (known.database?.found ?? 0) === 0;

  return {
    begin: () => {
      if (timer !== undefined) return;
      timer = setInterval(start, LOOK_AGAIN_MILLISECONDS);
      timer.unref();
      start();
    },
    suspect: () => {
      doubtful.add('database');
      if (timer !== undefined) start();
    },
    results: () =>
      CHECKS.map((check) => ({
        check,
        at: known[check]?.at ?? null,
        found: known[check]?.found ?? 0,
        running: running === check,
      })),
    isWhole,
    mayWrite: () => !damaged,
    isSound: () => (known.database?.found ?? 0) === 0 && (known.journal?.found ?? 0) === 0,
    end: async () => {
      ended = true;
      clearInterval(timer);
      await round;
    },
  };
};
