import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Reader } from './database.ts';
import { documentPath, documentRow } from './documents.ts';

/** A clock that moved by more than this since the process began says nothing about which files are older than it. */
const CLOCK_TOLERANCE_MS = 1000;

const isDocumentOf = (folder: string, part: string, name: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name) &&
  documentPath(folder, name) === path.join(folder, part, name);

/**
 * Removes document files that no row names: a crash between writing a file and the commit that refers to it leaves
 * them. Their keys stood in rows that never came to be, so nobody could ever read them.
 *
 * Safe beside running work: only files older than this process are looked at, each is asked for once more right before
 * it goes, and files of other names are left. Does nothing when the machine's clock was moved since the start.
 *
 * @param reader the open database of the same store
 * @param folder the store's documents folder
 * @param startedAt when this process began, UTC milliseconds; another one only in tests
 * @returns how many files were removed
 */
export const sweepOrphans = async (
  reader: Reader,
  folder: string,
  startedAt: number = performance.timeOrigin,
): Promise<number> => {
  const startAsSeenNow = Date.now() - performance.now();
  if (Math.abs(startAsSeenNow - performance.timeOrigin) > CLOCK_TOLERANCE_MS) return 0;
  let removed = 0;
  for (const part of (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const id of (await readdir(path.join(folder, part))).filter((name) => isDocumentOf(folder, part, name))) {
      if (documentRow(reader, id) !== undefined) continue;
      // A file that is gone by now was removed by the work it belonged to.
      const mtimeMs = (await stat(documentPath(folder, id)).catch(() => undefined))?.mtimeMs ?? startedAt;
      if (mtimeMs >= startedAt || documentRow(reader, id) !== undefined) continue;
      await rm(documentPath(folder, id), { force: true });
      removed += 1;
    }
  }
  return removed;
};
