import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { sql } from './database.ts';
import { documentPath } from './documents.ts';
import { makeFolder, syncFile, syncFolder, writeDurably } from './durable-file.ts';
import { currentCursor, NOTHING_COPIED, rowsSince } from './second-copy-rows.ts';
import { openSegment, type SegmentPlace, sealSegment } from './segment.ts';
import type { Store } from './store.ts';

const DAY = 24 * 60 * 60 * 1000;
const META = 'second-copy';

/** What the store remembers of its copy; the copy itself names its store and its own id in `copy.json`. */
const progressSchema = z.strictObject({
  folder: z.string(),
  copyId: z.uuid().nullable(),
  segment: z.number().int(),
  cursor: z.strictObject({
    sequence: z.number().int(),
    fachdaten: z.number().int(),
    at: z.number().int(),
    digests: z.record(z.string(), z.string()),
  }),
  snapshotAt: z.number().int(),
  lastAt: z.number().int().nullable(),
});
type Progress = z.infer<typeof progressSchema>;

const copyMark = z.strictObject({
  format: z.literal('einbuergerungsdesk-copy'),
  version: z.literal(1),
  storeId: z.uuid(),
  copyId: z.uuid(),
});

/** What the copy holds did not read back as it stands here. */
class CopyDiffersError extends Error {
  constructor() {
    super('the second copy does not read back');
  }
}

export type SecondCopyState = { state: 'ok' | 'unavailable' | 'waived' | 'none'; lastAt: number | null };

export type SecondCopy = {
  /**
   * Brings the copy up to date and reads back what was written. `ok` means: everything committed before this call
   * stands in the copy, or policy waives it. Calls at the same time share a run.
   */
  ensureCopied(): Promise<'ok' | 'unavailable'>;
  state(): SecondCopyState;
  /** Moves the copy to another folder, already judged usable; the copy there is made anew by the next run. */
  use(folder: string): void;
  /** Whether anything was written since the last run. */
  isBehind(): boolean;
};

export type SecondCopyOptions = {
  store: Store;
  /** UTC milliseconds. */
  clock: () => number;
  /** Policy: work goes on without a copy, and the status line says so for good. */
  waived: boolean;
  /** Writes a checked copy of the database to a file that does not exist yet (in the reader's thread). */
  snapshot: (file: string) => Promise<void>;
  /** Told when the state changed. */
  changed: () => void;
  /** Told why a run failed; the code holds no paths. */
  failed: (error: unknown) => void;
};

const hashOfFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
};

/** Copies a file durably and reads the copy back; an equal copy that is already there is left. */
const copyAndCompare = async (from: string, to: string): Promise<void> => {
  const expected = await hashOfFile(from);
  if (existsSync(to) && (await hashOfFile(to)) === expected) return;
  await makeFolder(path.dirname(to));
  const unfinished = `${to}.part`;
  await copyFile(from, unfinished);
  await syncFile(unfinished);
  await rename(unfinished, to);
  await syncFolder(path.dirname(to));
  if ((await hashOfFile(to)) !== expected) throw new CopyDiffersError();
};

const segmentName = (number: number): string => `${String(number).padStart(8, '0')}.seg`;
const snapshotName = (number: number): string => `snapshot-${String(number).padStart(8, '0')}.db`;

/**
 * Keeps a second, encrypted copy of the store outside the machine's profile (ARCHITECTURE §8). Its folder
 * `einbuergerungsdesk-<store id>` holds the key file, the document files as they are, snapshots of the database and
 * the numbered segments of rows written since. Restoring: newest snapshot, then the segments with higher numbers.
 */
export const openSecondCopy = (options: SecondCopyOptions): SecondCopy => {
  const { store, clock } = options;
  let available: boolean | null = null;

  const progress = (): Progress | undefined => {
    const row = store.db.get<{ value: string }>(sql`SELECT value FROM store_meta WHERE name = ${META}`);
    return row === undefined ? undefined : progressSchema.parse(JSON.parse(row.value));
  };
  const remember = (next: Progress, copiedDocuments: readonly string[] = []): void => {
    const at = clock();
    store.db.transaction((writer) => {
      writer.run(sql`INSERT INTO store_meta (name, value) VALUES (${META}, ${JSON.stringify(next)})
        ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
      for (const id of copiedDocuments) writer.run(sql`UPDATE document SET copied_at = ${at} WHERE id = ${id}`);
    });
  };

  const target = (folder: string): string => path.join(folder, `einbuergerungsdesk-${store.storeId}`);

  const isCopyInPlace = async (folder: string, copyId: string | null): Promise<boolean> => {
    if (copyId === null) return false;
    try {
      const mark = copyMark.safeParse(JSON.parse(await readFile(path.join(target(folder), 'copy.json'), 'utf8')));
      return mark.success && mark.data.copyId === copyId && mark.data.storeId === store.storeId;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    }
  };

  /** Copies documents that the copy does not hold yet; answers their ids. */
  const copyDocuments = async (folder: string): Promise<string[]> => {
    const rows = store.db.all<{ id: string }>(sql`SELECT id FROM document WHERE copied_at IS NULL ORDER BY created_at`);
    for (const { id } of rows) {
      await copyAndCompare(
        documentPath(store.paths.documents, id),
        documentPath(path.join(target(folder), 'documents'), id),
      );
    }
    return rows.map(({ id }) => id);
  };

  /** Removes what the two newest snapshots make unnecessary. */
  const prune = async (folder: string): Promise<void> => {
    const names = (await readdir(target(folder))).filter((name) => /^snapshot-\d{8}\.db$/.test(name)).sort();
    const [oldestKept] = names.slice(-2);
    for (const name of names.slice(0, -2)) await rm(path.join(target(folder), name), { force: true });
    const covered = Number(oldestKept?.slice(9, 17) ?? 0);
    const segments = path.join(target(folder), 'segments');
    for (const name of await readdir(segments)) {
      if (/^\d{8}\.seg$/.test(name) && Number(name.slice(0, 8)) <= covered) {
        await rm(path.join(segments, name), { force: true });
      }
    }
  };

  /** Writes a snapshot that holds all segments up to `number`. */
  const takeSnapshot = async (folder: string, number: number): Promise<void> => {
    const file = path.join(target(folder), snapshotName(number));
    const unfinished = `${file}.part`;
    await rm(unfinished, { force: true });
    await options.snapshot(unfinished);
    await rename(unfinished, file);
    await syncFolder(target(folder));
  };

  /** Begins a copy in an empty or foreign place: mark, documents, first snapshot. */
  const begin = async (folder: string): Promise<Progress> => {
    const copyId = randomUUID();
    await makeFolder(path.join(target(folder), 'segments'));
    store.db.transaction((writer) => writer.run(sql`UPDATE document SET copied_at = NULL`));
    // Leftovers of an older copy of this store would be taken for ours when restoring.
    for (const name of await readdir(path.join(target(folder), 'segments'))) {
      await rm(path.join(target(folder), 'segments', name), { force: true });
    }
    for (const name of await readdir(target(folder))) {
      if (/^snapshot-\d{8}\.db(\.part)?$/.test(name)) await rm(path.join(target(folder), name), { force: true });
    }
    const copied = await copyDocuments(folder);
    const at = clock();
    const cursor = currentCursor(store.db, at);
    await takeSnapshot(folder, 0);
    const mark = { format: 'einbuergerungsdesk-copy', version: 1, storeId: store.storeId, copyId };
    await writeDurably(path.join(target(folder), 'copy.json'), (handle) => handle.writeFile(JSON.stringify(mark)));
    const next: Progress = { folder, copyId, segment: 0, cursor, snapshotAt: at, lastAt: null };
    remember(next, copied);
    return next;
  };

  const writeSegment = async (known: Progress, copyId: string): Promise<Progress> => {
    const documents = await copyDocuments(known.folder);
    const at = clock();
    const cursor = currentCursor(store.db, at);
    const tables = rowsSince(store.db, known.cursor, documents);
    if (Object.keys(tables).length === 0) return { ...known, lastAt: at };
    const schema = store.db.get<{ user_version: number }>(sql`PRAGMA user_version`)?.user_version ?? 0;
    const place: SegmentPlace = { storeId: store.storeId, copyId, number: known.segment + 1 };
    const file = path.join(target(known.folder), 'segments', segmentName(place.number));
    const sealed = sealSegment(store.key, place, { schema, tables });
    await writeDurably(file, (handle) => handle.writeFile(sealed));
    const readBack = await readFile(file);
    if (!readBack.equals(sealed)) throw new CopyDiffersError();
    openSegment(store.key, place, readBack);
    const next: Progress = { ...known, segment: place.number, cursor, lastAt: at };
    remember(next, documents);
    return next;
  };

  const copyAll = async (known: Progress): Promise<void> => {
    const inPlace = await isCopyInPlace(known.folder, known.copyId);
    const begun = inPlace ? known : await begin(known.folder);
    await copyAndCompare(store.paths.keyFile, path.join(target(begun.folder), 'keys.json'));
    const written = await writeSegment(begun, begun.copyId ?? '');
    const due = clock() - written.snapshotAt >= DAY;
    if (due) {
      await takeSnapshot(written.folder, written.segment);
      await prune(written.folder);
    }
    // A folder chosen meanwhile is not overwritten by the run that was still on the old one.
    if (progress()?.folder === written.folder) {
      remember({ ...written, snapshotAt: due ? clock() : written.snapshotAt });
    }
  };

  const run = async (): Promise<'ok' | 'unavailable'> => {
    const before = available;
    try {
      const known = progress();
      if (known === undefined) return options.waived ? 'ok' : 'unavailable';
      // A folder that vanished (share gone, stick pulled) must not be made anew at some mount point.
      if (!existsSync(known.folder)) throw Object.assign(new Error('no folder'), { code: 'ENOENT' });
      await copyAll(known);
      available = true;
    } catch (error) {
      available = false;
      options.failed(error);
    }
    if (before !== available) options.changed();
    return available || options.waived ? 'ok' : 'unavailable';
  };

  let running: Promise<'ok' | 'unavailable'> | null = null;
  let following: Promise<'ok' | 'unavailable'> | null = null;
  const start = (): Promise<'ok' | 'unavailable'> => {
    following = null;
    running = run().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    ensureCopied: () => {
      if (running === null) return start();
      // The run under way may have passed what this caller has just written: one more, shared by all who wait.
      following ??= running.then(start);
      return following;
    },
    state: () => {
      const known = progress();
      const lastAt = known?.lastAt ?? null;
      if (options.waived) return { state: 'waived', lastAt };
      if (known === undefined) return { state: 'none', lastAt };
      return { state: available === false || lastAt === null ? 'unavailable' : 'ok', lastAt };
    },
    use: (folder) => {
      remember({ folder, copyId: null, segment: 0, cursor: NOTHING_COPIED, snapshotAt: 0, lastAt: null });
      available = null;
    },
    isBehind: () => {
      const known = progress();
      if (known === undefined) return false;
      return known.lastAt === null || Object.keys(rowsSince(store.db, known.cursor, [])).length > 0;
    },
  };
};
