import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import { passed } from '../steps.ts';
import {
  hashOfFile,
  hasItsSize,
  readManifest,
  type SnapshotFacts,
  type SnapshotManifest,
  writeManifest,
} from './backup-manifest.ts';
import { rotation } from './backup-rotation.ts';
import { sql } from './database.ts';
import { makeFolder, syncFolder, writeDurably } from './durable-file.ts';
import { type Generation, presentGeneration } from './generation.ts';
import {
  CopyDiffersError,
  copyAndCompare,
  copyDocuments,
  forgetCopied,
  inspectDocuments,
  lostDocuments,
} from './second-copy-documents.ts';
import {
  type CopyMark,
  copyFolder,
  keyFileOf,
  ledgerOf,
  manifestFile,
  readMark,
  segmentFile,
  segmentNumbers,
  segmentsOf,
  snapshotFile,
  snapshotNumbers,
  writeMark,
} from './second-copy-layout.ts';
import { currentCursor, NOTHING_COPIED, rowsSince } from './second-copy-rows.ts';
import { openSegment, type Segment, type SegmentPlace, sealSegment } from './segment.ts';
import type { Store } from './store.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const META = 'second-copy';
const SUPERSEDED = 'superseded';
/** Documents whose content is compared at each hourly look. */
const INSPECTED_AT_ONCE = 25;
/** Numbers a new copy leaves free, so that a run under way on a machine being replaced meets no name of ours. */
const GAP = 100;

/** What the store remembers of its copy; the copy itself says whose it is in `copy.json`. */
const progressSchema = z.strictObject({
  folder: z.string(),
  copyId: z.uuid().nullable(),
  segment: z.number().int(),
  cursor: z.strictObject({
    sequence: z.number().int(),
    fachdaten: z.number().int(),
    document: z.number().int(),
    at: z.number().int(),
    digests: z.record(z.string(), z.string()),
  }),
  snapshotAt: z.number().int(),
  lastAt: z.number().int().nullable(),
  /** The last look whether the copy still holds what it was given, and where its next inspection of documents goes on. */
  checkedAt: z.number().int(),
  inspected: z.string(),
});
type Progress = z.infer<typeof progressSchema>;

/** Another machine restored this store: it is the living one, ours must not write any more. */
const supersededSchema = z.strictObject({
  generation: z.number().int(),
  workstation: z.string(),
  since: z.number().int(),
  /** Last journal entry of ours that it took over. */
  sequence: z.number().int(),
});
export type Superseded = z.infer<typeof supersededSchema>;

class SupersededError extends Error {
  constructor() {
    super('another machine restored this store');
  }
}

/** The copy holds journal entries that the store lacks: an older state of the store was put back (SECURITY J3). */
export class RolledBackError extends Error {
  constructor() {
    super('the store is older than its copy');
  }
}

export type SecondCopyState = {
  state: 'ok' | 'unavailable' | 'waived' | 'none' | 'superseded' | 'rolled-back';
  lastAt: number | null;
};

export type SecondCopy = {
  /**
   * Brings the copy up to date and reads back what was written. `ok` means: everything committed before this call
   * stands in the copy, or policy waives it. Calls at the same time share a run.
   */
  ensureCopied(): Promise<'ok' | 'unavailable'>;
  /** The regular look: brings the copy up to date when it is behind, and sees whether it is still whole and ours. */
  tend(): Promise<void>;
  state(): SecondCopyState;
  /** Moves the copy to another folder, already judged usable; the copy there is made anew by the next run. */
  use(folder: string): void;
  /** The folder the copy stands in; `undefined` before one was chosen. */
  folder(): string | undefined;
  /** Whether anything was written since the last run. */
  isBehind(): boolean;
  /** Who restored this store elsewhere; then nothing may be changed here any more. */
  superseded(): Superseded | undefined;
  generation(): Generation;
  /** Snapshots that are there with a valid manifest, newest first. */
  snapshots(): Promise<SnapshotManifest[]>;
};

export type SecondCopyOptions = {
  store: Store;
  workstation: string;
  /** UTC milliseconds. */
  clock: () => number;
  /** Policy: work goes on without a copy, and the status line says so for good. */
  waived: boolean;
  /** Writes a checked copy of the database to a file that does not exist yet (in the reader's thread). */
  snapshot: (file: string) => Promise<SnapshotFacts>;
  /** Told when the state changed. */
  changed: () => void;
  /** Told why a run failed; the code holds no paths. */
  failed: (error: unknown) => void;
  /** Told what the regular look found; counts only. */
  found?: (event: string, facts: Readonly<Record<string, number>>) => void;
};

/** How a store starts with a folder that holds nothing of it yet. */
export const freshProgress = (folder: string): string =>
  JSON.stringify({
    folder,
    copyId: null,
    segment: 0,
    cursor: NOTHING_COPIED,
    snapshotAt: 0,
    lastAt: null,
    checkedAt: 0,
    inspected: '',
  } satisfies Progress);

/**
 * Keeps a second, encrypted copy of the store outside the machine's profile (ARCHITECTURE §8). Its folder
 * `einbuergerungsdesk-<store id>` holds the key file, the document files as they are, snapshots of the database with
 * their manifests, and the numbered segments of rows written since. Restoring: newest snapshot, then the segments with
 * higher numbers (`administration/restore.ts`).
 */
export const openSecondCopy = (options: SecondCopyOptions): SecondCopy => {
  const { store, clock } = options;
  const { db, key, storeId } = store;
  const mine = presentGeneration(db);
  let available: boolean | null = null;
  let rolledBack = false;

  const meta = (name: string): string | undefined =>
    db.get<{ value: string }>(sql`SELECT value FROM store_meta WHERE name = ${name}`)?.value;
  const writeMeta = (name: string, value: string): void =>
    db.transaction((writer) => {
      writer.run(sql`INSERT INTO store_meta (name, value) VALUES (${name}, ${value})
        ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
    });
  const progress = (): Progress | undefined => {
    const value = meta(META);
    if (value === undefined) return undefined;
    // A row of another shape begins the copy anew in the same folder; only the folder matters then.
    const parsed = progressSchema.safeParse(JSON.parse(value));
    return parsed.success ? parsed.data : progressSchema.parse(JSON.parse(freshProgress(JSON.parse(value).folder)));
  };
  const remember = (next: Progress): void => writeMeta(META, JSON.stringify(next));
  const superseded = (): Superseded | undefined => {
    const value = meta(SUPERSEDED);
    return value === undefined ? undefined : supersededSchema.parse(JSON.parse(value));
  };

  const target = (folder: string): string => copyFolder(folder, storeId);
  const placeOf = (copyId: string, number: number): SegmentPlace => ({ storeId, copyId, number });

  /** Reads whose copy it is; notes it for good when it is another machine's by now. */
  const demandOurs = async (folder: string): Promise<CopyMark | undefined> => {
    const mark = await readMark(target(folder), key, storeId);
    if (mark === undefined || mark.generation.id === mine.id || mark.generation.number < mine.number) return mark;
    const by: Superseded = {
      generation: mark.generation.number,
      workstation: mark.workstation,
      since: mark.since,
      sequence: mark.generation.restoredFrom?.sequence ?? 0,
    };
    writeMeta(SUPERSEDED, JSON.stringify(by));
    throw new SupersededError();
  };

  const holdsEntry = (sequence: number, hash: string): boolean =>
    sequence === 0 ||
    db.get(sql`SELECT 1 FROM journal_header WHERE sequence = ${sequence} AND hash = ${hash}`) !== undefined;

  const manifests = async (folder: string): Promise<SnapshotManifest[]> => {
    const numbers = (await snapshotNumbers(target(folder))).reverse();
    const read = await Promise.all(numbers.map((number) => readManifest(target(folder), key, storeId, number)));
    return read.filter((manifest) => manifest !== undefined);
  };

  const openAt = async (folder: string, place: SegmentPlace): Promise<Segment | undefined> => {
    try {
      return openSegment(key, place, await readFile(segmentFile(target(folder), place.number)));
    } catch {
      return undefined;
    }
  };

  /** Refuses to write over what a later state of this store has written (SECURITY J3). */
  const assertNotOlder = async (known: Progress): Promise<void> => {
    for (const { generation, journal } of await manifests(known.folder)) {
      if (generation.id === mine.id && !holdsEntry(journal.sequence, journal.hash)) throw new RolledBackError();
    }
    for (const number of await segmentNumbers(target(known.folder))) {
      // One segment more than we remember is what a crash between writing and remembering leaves.
      if (known.copyId === null || number <= known.segment) continue;
      const segment = await openAt(known.folder, placeOf(known.copyId, number));
      for (const { sequence, hash } of segment?.tables.journal_header ?? []) {
        if (!holdsEntry(Number(sequence), String(hash))) throw new RolledBackError();
      }
    }
  };

  /** Removes what rotation does not keep. */
  const prune = async (folder: string): Promise<void> => {
    const valid = await manifests(folder);
    const { keep, coveredUpTo } = rotation(valid);
    const newest = valid[0]?.number ?? 0;
    for (const number of await snapshotNumbers(target(folder))) {
      // What has no valid manifest is of no use, unless it is just being written.
      if (keep.has(number) || number > newest) continue;
      await rm(manifestFile(target(folder), number), { force: true });
      await rm(snapshotFile(target(folder), number), { force: true });
    }
    for (const number of await segmentNumbers(target(folder))) {
      if (number <= coveredUpTo) await rm(segmentFile(target(folder), number), { force: true });
    }
  };

  /** Writes a snapshot that holds all segments up to `number`, reads it back, and puts its manifest beside it. */
  const takeSnapshot = async (folder: string, copyId: string, number: number): Promise<void> => {
    const file = snapshotFile(target(folder), number);
    const unfinished = `${file}.part`;
    await rm(unfinished, { force: true });
    const facts = await options.snapshot(unfinished);
    passed('copy.snapshot-written');
    await rename(unfinished, file);
    passed('copy.snapshot-renamed');
    await syncFolder(target(folder));
    if ((await hashOfFile(file)) !== facts.database.sha256) throw new CopyDiffersError();
    await writeManifest(target(folder), key, {
      format: 'einbuergerungsdesk-snapshot',
      version: 1,
      storeId,
      copyId,
      generation: mine,
      number,
      createdAt: clock(),
      ...facts,
    });
    passed('copy.manifest-written');
  };

  const firstNumber = async (folder: string): Promise<number> => {
    const present = [...(await segmentNumbers(target(folder))), ...(await snapshotNumbers(target(folder)))];
    return present.length === 0 ? 0 : Math.max(...present) + GAP;
  };

  /**
   * Begins a copy: documents, first snapshot, then the mark. What an earlier copy left stays until rotation removes
   * it, so that at no moment the folder holds less than before.
   */
  const begin = async (folder: string): Promise<Progress> => {
    const copyId = randomUUID();
    await makeFolder(segmentsOf(target(folder)));
    db.transaction((writer) => writer.run(sql`UPDATE document SET copied_at = NULL`));
    await copyAndCompare(store.paths.keyFile, keyFileOf(target(folder)));
    await copyDocuments(store, target(folder), clock);
    const at = clock();
    const cursor = currentCursor(db, at);
    const number = await firstNumber(folder);
    await takeSnapshot(folder, copyId, number);
    await writeMark(target(folder), key, {
      format: 'einbuergerungsdesk-copy',
      version: 1,
      storeId,
      copyId,
      generation: mine,
      workstation: options.workstation,
      since: at,
    });
    passed('copy.marked');
    const next: Progress = {
      folder,
      copyId,
      segment: number,
      cursor,
      snapshotAt: at,
      lastAt: null,
      checkedAt: at,
      inspected: '',
    };
    remember(next);
    return next;
  };

  const writeSegment = async (known: Progress, copyId: string): Promise<Progress> => {
    await copyDocuments(store, target(known.folder), clock);
    const at = clock();
    const cursor = currentCursor(db, at);
    const tables = rowsSince(db, known.cursor);
    if (Object.keys(tables).length === 0) return { ...known, lastAt: at };
    const schema = db.get<{ user_version: number }>(sql`PRAGMA user_version`)?.user_version ?? 0;
    const place = placeOf(copyId, known.segment + 1);
    const file = segmentFile(target(known.folder), place.number);
    const sealed = sealSegment(key, place, { schema, tables });
    await writeDurably(file, (handle) => handle.writeFile(sealed));
    passed('copy.segment-written');
    const readBack = await readFile(file);
    if (!readBack.equals(sealed)) throw new CopyDiffersError();
    openSegment(key, place, readBack);
    const next: Progress = { ...known, segment: place.number, cursor, lastAt: at };
    remember(next);
    passed('copy.segment-noted');
    return next;
  };

  /**
   * Whether all segments since the newest snapshot, and that snapshot, are still there as written.
   *
   * @param thoroughly reads the snapshot whole; otherwise only its length is looked at
   */
  const isChainWhole = async (known: Progress, copyId: string, thoroughly: boolean): Promise<boolean> => {
    const [newest] = await manifests(known.folder);
    if (newest?.copyId !== copyId || !(await hasItsSize(target(known.folder), newest))) return false;
    for (let number = newest.number + 1; number <= known.segment; number += 1) {
      if ((await openAt(known.folder, placeOf(copyId, number))) === undefined) return false;
    }
    if (!thoroughly) return true;
    return (await hashOfFile(snapshotFile(target(known.folder), newest.number))) === newest.database.sha256;
  };

  /** The hourly look: what a share lost or let rot since it was written is noticed and written again. */
  const check = async (known: Progress, copyId: string): Promise<{ looked: Progress; whole: boolean }> => {
    const lost = await lostDocuments(db, target(known.folder));
    const seen = await inspectDocuments(store, target(known.folder), known.inspected, INSPECTED_AT_ONCE);
    forgetCopied(db, [...lost, ...seen.rotten]);
    const counts = { lost: lost.length, rotten: seen.rotten.length, healed: seen.healed.length };
    const found = { ...counts, damaged: seen.damaged.length };
    // The snapshot is read whole once per turn through the documents: it is the largest file of all.
    const whole = await isChainWhole(known, copyId, seen.cursor === '');
    if (!whole || Object.values(found).some((count) => count > 0)) {
      options.found?.('second-copy-mended', { ...found, snapshots: whole ? 0 : 1 });
    }
    return { looked: { ...known, checkedAt: clock(), inspected: seen.cursor }, whole };
  };

  const copyAll = async (known: Progress): Promise<void> => {
    const mark = await demandOurs(known.folder);
    const inPlace = known.copyId !== null && mark?.copyId === known.copyId;
    if (!inPlace || available !== true) await assertNotOlder(known);
    const begun = inPlace ? known : await begin(known.folder);
    const copyId = begun.copyId ?? '';
    await copyAndCompare(store.paths.keyFile, keyFileOf(target(begun.folder)));
    if (existsSync(store.paths.erasureLedger)) {
      await copyAndCompare(store.paths.erasureLedger, ledgerOf(target(begun.folder)));
    }
    const checkDue = clock() - begun.checkedAt >= HOUR;
    const { looked, whole } = checkDue ? await check(begun, copyId) : { looked: begun, whole: true };
    const written = await writeSegment(looked, copyId);
    const due = !whole || clock() - written.snapshotAt >= DAY;
    if (due) {
      // Nothing new since a good snapshot: it stays the newest.
      const [newest] = await manifests(written.folder);
      const covered = newest?.copyId === copyId && newest.number === written.segment && whole;
      if (!covered) await takeSnapshot(written.folder, copyId, written.segment);
      await prune(written.folder);
      passed('copy.pruned');
    }
    // A restore that claims the copy reads what is there afterwards. What we wrote counts only if it was still ours now.
    if ((await demandOurs(written.folder))?.copyId !== copyId) throw new CopyDiffersError();
    // A folder chosen meanwhile is not overwritten by the run that was still on the old one.
    if (progress()?.folder === written.folder) {
      remember({ ...written, snapshotAt: due ? clock() : written.snapshotAt });
    }
  };

  const isFolderThere = async (folder: string): Promise<boolean> =>
    (await stat(folder).catch(() => undefined))?.isDirectory() === true;

  const attempt = async (work: (known: Progress) => Promise<void>): Promise<'ok' | 'unavailable'> => {
    const before = `${available} ${rolledBack}`;
    if (superseded() !== undefined) return 'unavailable';
    const known = progress();
    if (known === undefined) return options.waived ? 'ok' : 'unavailable';
    try {
      // A folder that vanished (share gone, stick pulled) must not be made anew at some mount point.
      if (!(await isFolderThere(known.folder))) throw Object.assign(new Error('no folder'), { code: 'ENOENT' });
      await work(known);
      available = true;
      rolledBack = false;
    } catch (error) {
      available = false;
      rolledBack = error instanceof RolledBackError;
      options.failed(error);
    }
    if (before !== `${available} ${rolledBack}`) options.changed();
    const waived = options.waived && !rolledBack && superseded() === undefined;
    return available || waived ? 'ok' : 'unavailable';
  };

  let running: Promise<'ok' | 'unavailable'> | null = null;
  let following: Promise<'ok' | 'unavailable'> | null = null;
  const start = (): Promise<'ok' | 'unavailable'> => {
    following = null;
    running = attempt(copyAll).finally(() => {
      running = null;
    });
    return running;
  };
  const ensureCopied = (): Promise<'ok' | 'unavailable'> => {
    if (running === null) return start();
    // The run under way may have passed what this caller has just written: one more, shared by all who wait.
    following ??= running.then(start);
    return following;
  };
  const isBehind = (): boolean => {
    const known = progress();
    if (known === undefined) return false;
    return known.lastAt === null || Object.keys(rowsSince(db, known.cursor)).length > 0;
  };

  return {
    ensureCopied,
    isBehind,
    superseded,
    tend: async () => {
      const known = progress();
      if (known === undefined || running !== null || superseded() !== undefined) return;
      const due = available !== true || clock() - known.checkedAt >= HOUR || clock() - known.snapshotAt >= DAY;
      if (due || isBehind()) await ensureCopied();
      else {
        await attempt(async () => {
          await demandOurs(known.folder);
        });
      }
    },
    state: () => {
      const known = progress();
      const lastAt = known?.lastAt ?? null;
      if (superseded() !== undefined) return { state: 'superseded', lastAt };
      if (rolledBack) return { state: 'rolled-back', lastAt };
      if (options.waived) return { state: 'waived', lastAt };
      if (known === undefined) return { state: 'none', lastAt };
      return { state: available === false || lastAt === null ? 'unavailable' : 'ok', lastAt };
    },
    use: (folder) => {
      writeMeta(META, freshProgress(folder));
      available = null;
    },
    folder: () => progress()?.folder,
    generation: () => mine,
    snapshots: async () => {
      const folder = progress()?.folder;
      return folder === undefined || !(await isFolderThere(folder)) ? [] : manifests(folder);
    },
  };
};
