import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { authenticationCode, codeHolds } from './authentication.ts';
import type { StoreKey } from './database.ts';
import { writeDurably } from './durable-file.ts';
import { generation } from './generation.ts';

/** Folder of a store's copy inside the folder a person chose. */
export const copyFolder = (folder: string, storeId: string): string =>
  path.join(folder, `einbuergerungsdesk-${storeId}`);

const eightDigits = (number: number): string => String(number).padStart(8, '0');

export const keyFileOf = (target: string): string => path.join(target, 'keys.json');
export const documentsOf = (target: string): string => path.join(target, 'documents');
export const ledgerOf = (target: string): string => path.join(target, 'erasure-ledger');
export const segmentsOf = (target: string): string => path.join(target, 'segments');
export const segmentFile = (target: string, number: number): string =>
  path.join(segmentsOf(target), `${eightDigits(number)}.seg`);
export const snapshotFile = (target: string, number: number): string =>
  path.join(target, `snapshot-${eightDigits(number)}.db`);
export const manifestFile = (target: string, number: number): string =>
  path.join(target, `snapshot-${eightDigits(number)}.json`);

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
};

const numbersOf = (names: readonly string[], pattern: RegExp): number[] =>
  names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((left, right) => left - right);

/** Numbers of the segments that lie there, ascending. */
export const segmentNumbers = async (target: string): Promise<number[]> =>
  numbersOf(await namesIn(segmentsOf(target)), /^(\d{8})\.seg$/);

/** Numbers of the snapshots whose manifest or database lies there, ascending. */
export const snapshotNumbers = async (target: string): Promise<number[]> => [
  ...new Set(numbersOf(await namesIn(target), /^snapshot-(\d{8})\.(?:db|json)$/)),
];

/** The text of a file, or `undefined` when there is none. */
export const textOf = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const markBody = z.strictObject({
  format: z.literal('einbuergerungsdesk-copy'),
  version: z.literal(1),
  storeId: z.uuid(),
  /** This copy; segments and snapshots belong to exactly one. */
  copyId: z.uuid(),
  generation,
  /** Machine that writes this copy, and since when (UTC milliseconds). */
  workstation: z.string().max(255),
  since: z.number().int().nonnegative(),
});
const copyMark = markBody.extend({ code: z.string() });

/** `copy.json`: whose copy this is. Whoever holds the newest generation may write here, nobody else. */
export type CopyMark = z.infer<typeof markBody>;

const markFile = (target: string): string => path.join(target, 'copy.json');
const markCode = (key: StoreKey, body: CopyMark): string =>
  authenticationCode(key, body.storeId, 'copy mark', JSON.stringify(body));

/** Reads the mark of a copy. One that is missing, altered or of another store is `undefined`; the copy begins anew then. */
export const readMark = async (target: string, key: StoreKey, storeId: string): Promise<CopyMark | undefined> => {
  const text = await textOf(markFile(target));
  if (text === undefined) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = copyMark.safeParse(content);
  if (!parsed.success || parsed.data.storeId !== storeId) return undefined;
  const { code, ...body } = parsed.data;
  return codeHolds(markCode(key, body), code) ? body : undefined;
};

/** Writes the mark, which makes the copy belong to its generation. */
export const writeMark = async (target: string, key: StoreKey, mark: CopyMark): Promise<void> => {
  const body = markBody.parse(mark);
  const text = JSON.stringify({ ...body, code: markCode(key, body) });
  await writeDurably(markFile(target), (handle) => handle.writeFile(text, 'utf8'));
};
