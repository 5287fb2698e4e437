import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Reader, sql } from './database.ts';
import { fileSize } from './document-format.ts';
import { documentPath } from './documents.ts';

export type DocumentScan = {
  scanned: number;
  /** Rows whose file is not there. */
  missing: number;
  /** Files that are not as long as their row says. */
  wrongSize: number;
  /** Files of no row; the sweep of the next start removes them. */
  orphans: number;
};

const PAGE = 2000;
/** Younger files may belong to work that has not committed yet. */
const ORPHAN_AGE_MS = 3600_000;

const filesIn = async (folder: string): Promise<string[]> => {
  const parts = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const names = await Promise.all(parts.map((part) => readdir(path.join(folder, part))));
  return names.flat().filter((name) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name));
};

const isOld = async (file: string, now: number): Promise<boolean> => {
  const mtime = (await stat(file).catch(() => undefined))?.mtimeMs ?? now;
  return now - mtime > ORPHAN_AGE_MS;
};

/** Compares rows and files of all documents by presence and length (SECURITY D10); contents prove themselves when read. */
export const scanDocuments = async (reader: Reader, folder: string, now: number): Promise<DocumentScan> => {
  const orphans = new Set(await filesIn(folder));
  const scan = { scanned: 0, missing: 0, wrongSize: 0, orphans: 0 };
  for (let last = ''; ; ) {
    const page = reader.all<{ id: string; size: number }>(
      sql`SELECT id, size FROM document WHERE id > ${last} ORDER BY id LIMIT ${PAGE}`,
    );
    for (const { id, size } of page) {
      last = id;
      orphans.delete(id);
      scan.scanned += 1;
      const found = await stat(documentPath(folder, id)).catch(() => undefined);
      if (found === undefined) scan.missing += 1;
      else if (found.size !== fileSize(size)) scan.wrongSize += 1;
    }
    if (page.length < PAGE) break;
  }
  for (const id of orphans) if (await isOld(documentPath(folder, id), now)) scan.orphans += 1;
  return scan;
};
