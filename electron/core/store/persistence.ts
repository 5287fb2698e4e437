import { readFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import type { StorePlace } from './place.ts';

/** What has still to happen before the folder counts as lasting; nothing is acknowledged until it is `proved`. */
export type Persistence = 'proved' | 'restart-app' | 'restart-computer';

/** A run of the operating system: its id (Linux), or when it began, in UTC milliseconds. */
export type Boot = { readonly id: string } | { readonly startedAt: number };

const boot = z.union([z.strictObject({ id: z.string() }), z.strictObject({ startedAt: z.number() })]);

/** What a start leaves for the next one to find. */
const markSchema = z.strictObject({
  format: z.literal('einbuergerungsdesk-persistence'),
  version: z.literal(1),
  host: z.string(),
  place: z.strictObject({ kind: z.string(), sign: z.string() }),
  boot,
  at: z.number().int(),
  provedAt: z.number().int().nullable(),
});
type Mark = z.infer<typeof markSchema>;

/** The clock may be set while the machine runs; a start of the system moves by more than this. */
const SAME_BOOT_MILLISECONDS = 10 * 60_000;

/** The run of the operating system we are in. */
const currentBoot = async (now: number): Promise<Boot> => {
  try {
    return { id: (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim() };
  } catch {
    return { startedAt: Math.round(now - uptime() * 1000) };
  }
};

const isSameBoot = (one: Boot, other: Boot): boolean => {
  if ('id' in one) return 'id' in other && one.id === other.id;
  return 'startedAt' in other && Math.abs(one.startedAt - other.startedAt) < SAME_BOOT_MILLISECONDS;
};

const readMark = async (file: string): Promise<Mark | undefined> => {
  try {
    const mark = markSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return mark.success ? mark.data : undefined;
  } catch {
    // None yet, or not readable: the proof begins anew.
    return undefined;
  }
};

/**
 * What proves a place lasting. A disk that Linux shows as plainly local outlives the program that wrote to it, so a
 * second start is enough. Elsewhere (containers, memory, unknown or allowed network places, and Windows, where
 * a desktop that forgets everything looks like any other) only a restart of the computer shows it.
 */
const needed = ({ kind }: StorePlace): Exclude<Persistence, 'proved'> =>
  kind === 'local' ? 'restart-app' : 'restart-computer';

export type PersistenceProof = {
  /** What holds, or has still to happen. Rejects when the mark could be neither read nor written. */
  state(): Promise<Persistence | 'declared'>;
  /** Whether the folder counts as lasting; a proof that could not be made is none. */
  isProved(): Promise<boolean>;
};

/**
 * The proof of one start, made once, when the store's lock is held.
 *
 * @param options.declared policy vouches for the folder; the mark is left all the same, for the day it no longer does
 */
export const openPersistence = (options: {
  file: string;
  place: () => Promise<StorePlace>;
  declared: boolean;
  clock: () => number;
}): PersistenceProof => {
  const { file, declared, clock } = options;
  let made: Promise<Persistence> | undefined;
  const make = async (): Promise<Persistence> => {
    const now = clock();
    return provePersistence(file, { place: await options.place(), boot: await currentBoot(now), now });
  };
  const proof = (): Promise<Persistence> => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return {
    state: async () => {
      const state = await proof();
      return declared ? 'declared' : state;
    },
    isProved: async () => declared || (await proof().catch(() => 'unproved')) === 'proved',
  };
};

/**
 * Looks for the mark of an earlier start and leaves this start's (ARCHITECTURE §8, issue "Where the store may live").
 * Call once per start, holding the store's lock. A mark of another machine or another kind of place proves nothing.
 *
 * @param file the mark, in the store's folder
 * @param start.now UTC milliseconds
 */
export const provePersistence = async (
  file: string,
  start: { place: StorePlace; boot: Boot; now: number; host?: string },
): Promise<Persistence> => {
  const { place, now } = start;
  const host = start.host ?? hostname();
  const found = await readMark(file);
  const earlier =
    found !== undefined && found.host === host && found.place.kind === place.kind && found.place.sign === place.sign
      ? found
      : undefined;
  const open = needed(place);
  const proved =
    earlier !== undefined &&
    (earlier.provedAt !== null || open === 'restart-app' || !isSameBoot(earlier.boot, start.boot));
  const mark: Mark = {
    format: 'einbuergerungsdesk-persistence',
    version: 1,
    host,
    place: { ...place },
    boot: start.boot,
    at: now,
    provedAt: proved ? (earlier.provedAt ?? now) : null,
  };
  await writeDurably(file, (handle) => handle.writeFile(JSON.stringify(mark)));
  return proved ? 'proved' : open;
};
