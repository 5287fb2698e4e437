import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { osUser } from './os-user.ts';

const holderSchema = z.strictObject({
  /** Tells this holding from any other, also of the same process. */
  token: z.uuid(),
  pid: z.number().int().positive(),
  /** When that process began, as the system tells it; `null` where it does not. A pid alone may be used again. */
  processStart: z.string().max(40).nullable(),
  host: z.string().max(255),
  /** User of the operating system that process runs as. */
  user: z.string().max(255),
  since: z.number().int(),
});
export type LockHolder = z.infer<typeof holderSchema>;

export type LockAttempt =
  | { state: 'held'; release: () => void }
  | { state: 'held-by-other'; holder: { pid: number; host: string; user: string; since: number } };

/** Start time of a process in clock ticks since boot (Linux, proc(5) field 22); `null` where the system has no /proc. */
const processStartOf = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the command in brackets and may hold blanks and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

const readHolder = (file: string): LockHolder | 'none' | 'unreadable' => {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : 'unreadable';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'none' : 'unreadable';
  }
};

/** A lock counts while its process runs; from another machine it always counts, because we cannot look there. */
const stillHolds = (holder: LockHolder): boolean => {
  if (holder.host !== hostname()) return true;
  if (!isAlive(holder.pid)) return false;
  return holder.processStart === null || holder.processStart === processStartOf(holder.pid);
};

const tokenIn = (file: string): string | undefined => {
  const holder = readHolder(file);
  return typeof holder === 'string' ? undefined : holder.token;
};

const placeWithoutLink = (file: string, holder: LockHolder): boolean => {
  try {
    writeFileSync(file, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

/** Puts a finished lock file in place by a hard link, which is atomic and fails when there is one already. */
const place = (file: string, holder: LockHolder): boolean => {
  const finished = `${file}.${holder.token}`;
  writeFileSync(finished, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(finished, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // A file system without hard links (FAT): a crash in the middle leaves an unreadable lock, which counts as stale.
    return placeWithoutLink(file, holder);
  } finally {
    rmSync(finished, { force: true });
  }
};

/** What whoever is turned away may know of the holder. */
const nameable = ({ pid, host, user, since }: LockHolder) => ({ pid, host, user, since });

/** Takes a dead holder's lock away. Whoever moved a living one by bad luck puts it back. */
const removeStale = (file: string, stale: string | undefined): void => {
  const aside = path.join(path.dirname(file), `${path.basename(file)}.${randomUUID()}.stale`);
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (tokenIn(aside) !== stale) {
    try {
      linkSync(aside, file);
    } catch {
      // Somebody holds it by now; either way it is not ours.
    }
  }
  rmSync(aside, { force: true });
};

/**
 * Tries to become the one process that works on a store (SECURITY D6). A lock whose process is gone, or whose number
 * belongs to another process by now, is taken over; an unreadable lock file counts as left by a crash.
 *
 * @param now UTC milliseconds, shown to whoever finds the lock
 */
export const acquireLock = (file: string, now: number): LockAttempt => {
  const mine: LockHolder = {
    token: randomUUID(),
    pid: process.pid,
    processStart: processStartOf(process.pid),
    host: hostname(),
    user: osUser(),
    since: now,
  };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (place(file, mine)) {
      return {
        state: 'held',
        release: () => {
          if (tokenIn(file) === mine.token) rmSync(file, { force: true });
        },
      };
    }
    const holder = readHolder(file);
    if (holder === 'none') continue;
    if (holder !== 'unreadable' && stillHolds(holder)) {
      return { state: 'held-by-other', holder: nameable(holder) };
    }
    removeStale(file, holder === 'unreadable' ? undefined : holder.token);
  }
  return { state: 'held-by-other', holder: { pid: 0, host: hostname(), user: '', since: now } };
};
