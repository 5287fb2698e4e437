import { existsSync } from 'node:fs';
import { copyFile, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { passed } from '../steps.ts';
import { hashOfFile } from './backup-manifest.ts';
import { type OpenDatabase, sql } from './database.ts';
import { fileSize } from './document-format.ts';
import { type DocumentRow, documentPath, documentRow, verifyDocument } from './documents.ts';
import { makeFolder, syncFile, syncFolder } from './durable-file.ts';
import { documentsOf } from './second-copy-layout.ts';
import type { Store } from './store.ts';

/** What the copy holds did not read back as it stands here. */
export class CopyDiffersError extends Error {
  constructor() {
    super('the second copy does not read back');
  }
}

/** Copies a file durably and reads the copy back; an equal copy that is already there is left. */
export const copyAndCompare = async (from: string, to: string): Promise<void> => {
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

const uncopied = (store: Store): string[] =>
  store.db
    .all<{ id: string }>(sql`SELECT id FROM document WHERE copied_at IS NULL ORDER BY created_at`)
    .map(({ id }) => id);

/** Copies every document the copy does not hold yet, also those that arrive meanwhile: afterwards none is missing. */
export const copyDocuments = async (store: Store, target: string, clock: () => number): Promise<void> => {
  for (let ids = uncopied(store); ids.length > 0; ids = uncopied(store)) {
    for (const id of ids) {
      await copyAndCompare(documentPath(store.paths.documents, id), documentPath(documentsOf(target), id));
      passed('copy.document-copied');
      const at = clock();
      store.db.transaction((writer) => writer.run(sql`UPDATE document SET copied_at = ${at} WHERE id = ${id}`));
    }
  }
};

/** Makes documents count as not copied, so that the next run copies them again. */
export const forgetCopied = (db: OpenDatabase, ids: readonly string[]): void => {
  db.transaction((writer) => {
    for (const id of ids) writer.run(sql`UPDATE document SET copied_at = NULL WHERE id = ${id}`);
  });
};

const sizesIn = async (target: string): Promise<ReadonlyMap<string, number>> => {
  const sizes = new Map<string, number>();
  const folder = documentsOf(target);
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  for (const entry of entries) {
    if (entry.isFile()) sizes.set(entry.name, (await stat(path.join(entry.parentPath, entry.name))).size);
  }
  return sizes;
};

/** Documents that count as copied although the copy lacks them or holds them with another length. Reads no content. */
export const lostDocuments = async (db: OpenDatabase, target: string): Promise<string[]> => {
  const sizes = await sizesIn(target);
  return db
    .all<{ id: string; size: number }>(sql`SELECT id, size FROM document WHERE copied_at IS NOT NULL`)
    .filter(({ id, size }) => sizes.get(id) !== fileSize(size))
    .map(({ id }) => id);
};

const readsBack = async (folder: string, row: DocumentRow): Promise<boolean> => {
  try {
    await verifyDocument(folder, row);
    return true;
  } catch {
    return false;
  }
};

export type Inspection = {
  /** Where the next look goes on. */
  cursor: string;
  /** Copied files that are not what was written, while ours are. */
  rotten: string[];
  /** Our files that are not what was written, and were put back from the copy. */
  healed: string[];
  /** Neither here nor there. */
  damaged: string[];
};

/**
 * Opens the next `most` copied documents after `cursor` and compares their content with what was written. A file that
 * is rotten here is put back from the copy; a good copy is never replaced by a rotten original.
 */
export const inspectDocuments = async (
  store: Store,
  target: string,
  cursor: string,
  most: number,
): Promise<Inspection> => {
  const rows = store.db.all<{ id: string }>(
    sql`SELECT id FROM document WHERE copied_at IS NOT NULL AND id > ${cursor} ORDER BY id LIMIT ${most}`,
  );
  const found: Inspection = {
    cursor: rows.length < most ? '' : (rows.at(-1)?.id ?? ''),
    rotten: [],
    healed: [],
    damaged: [],
  };
  for (const { id } of rows) {
    const row = documentRow(store.db, id);
    if (row === undefined || (await readsBack(documentsOf(target), row))) {
      if (row === undefined || (await readsBack(store.paths.documents, row))) continue;
      await copyAndCompare(documentPath(documentsOf(target), id), documentPath(store.paths.documents, id));
      found.healed.push(id);
    } else if (await readsBack(store.paths.documents, row)) found.rotten.push(id);
    else found.damaged.push(id);
  }
  return found;
};
