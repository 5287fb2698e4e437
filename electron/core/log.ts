import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** Facts of a log line: ids, codes, durations, counts. Never content, names, addresses of persons, or paths. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;
export type Log = (event: string, facts?: LogFacts) => void;

const LIMIT_BYTES = 5 * 1024 * 1024;

/**
 * Opens the technical log `<profile>/log/core.log`: one JSON line per event. At start a file over 5 MiB becomes
 * `core.log.1`, replacing the one before. A log that cannot be written is no reason to stop working.
 *
 * @param clock UTC milliseconds
 */
export const openLog = (profileFolder: string, clock: () => number): Log => {
  const file = path.join(profileFolder, 'log', 'core.log');
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) renameSync(file, `${file}.1`);
  } catch {
    // Falls through: every line below tries again.
  }
  return (event, facts = {}) => {
    try {
      const at = new Date(clock()).toISOString();
      appendFileSync(file, `${JSON.stringify({ at, event, ...facts })}\n`, { mode: 0o600 });
    } catch {
      // Disk full or folder gone: the work itself reports that through its own failures.
    }
  };
};

/** What may be logged of something thrown: its class and its code, never its message (SECURITY C5, K). */
export const errorFacts = (error: unknown): LogFacts => {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  // The place in our own code helps and says nothing about persons; only its file name, never the whole path.
  const place = /([\w.-]+\.(?:ts|cjs):\d+)/.exec(error.stack?.split('\n').slice(1).join('\n') ?? '')?.[1] ?? null;
  return { error: error.name, code, place };
};
