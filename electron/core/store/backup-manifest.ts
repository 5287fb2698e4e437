import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { authenticationCode, codeHolds } from './authentication.ts';
import { openDatabase, type Reader, type StoreKey, sql } from './database.ts';
import { writeDurably } from './durable-file.ts';
import { generation } from './generation.ts';
import { manifestFile, snapshotFile, textOf } from './second-copy-layout.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

const body = z.strictObject({
  format: z.literal('einbuergerungsdesk-snapshot'),
  version: z.literal(1),
  storeId: z.uuid(),
  copyId: z.uuid(),
  generation,
  /** The snapshot holds all segments of its copy up to this number. */
  number: z.number().int().nonnegative(),
  /** UTC milliseconds. */
  createdAt: z.number().int().nonnegative(),
  schema: z.number().int().nonnegative(),
  /** The journal's last entry in it. */
  journal: z.strictObject({ sequence: z.number().int().nonnegative(), hash: hex }),
  /** How many documents it names, and SHA-256 over their ids and hashes in order. */
  documents: z.strictObject({ count: z.number().int().nonnegative(), digest: hex }),
  /** The file: bytes and SHA-256. */
  database: z.strictObject({ size: z.number().int().positive(), sha256: hex }),
});
const manifest = body.extend({ anchor: hex });

/** What a snapshot holds, written beside it (`snapshot-NNNNNNNN.json`). */
export type SnapshotManifest = z.infer<typeof body>;
/** The part of a manifest that is read from the snapshot itself. */
export type SnapshotFacts = Pick<SnapshotManifest, 'schema' | 'journal' | 'documents' | 'database'>;

const GENESIS = '0'.repeat(64);

/** SHA-256 of a file, lower-case hex. */
export const hashOfFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
};

/** The journal's last entry. */
export const journalHead = (reader: Reader): { sequence: number; hash: string } =>
  reader.get<{ sequence: number; hash: string }>(
    sql`SELECT sequence, hash FROM journal_header ORDER BY sequence DESC LIMIT 1`,
  ) ?? { sequence: 0, hash: GENESIS };

const documentsDigest = (reader: Reader): SnapshotFacts['documents'] => {
  const hash = createHash('sha256');
  let count = 0;
  for (let last = ''; ; ) {
    const page = reader.all<{ id: string; sha512: string }>(
      sql`SELECT id, sha512 FROM document WHERE id > ${last} ORDER BY id LIMIT 5000`,
    );
    for (const { id, sha512 } of page) hash.update(`${id}\n${sha512}\n`);
    count += page.length;
    last = page.at(-1)?.id ?? last;
    if (page.length < 5000) return { count, digest: hash.digest('hex') };
  }
};

/** Opens a snapshot for reading and says what it holds. Throws what opening throws. */
export const describeSnapshot = async (file: string, key: StoreKey): Promise<SnapshotFacts> => {
  const db = openDatabase(file, key, { readonly: true, create: false, journalMode: 'delete' });
  try {
    const schema = db.get<{ user_version: number }>(sql`PRAGMA user_version`)?.user_version ?? 0;
    const { size } = await stat(file);
    return {
      schema,
      journal: journalHead(db),
      documents: documentsDigest(db),
      database: { size, sha256: await hashOfFile(file) },
    };
  } finally {
    db.close();
  }
};

const anchorOf = (key: StoreKey, content: SnapshotManifest): string =>
  authenticationCode(key, content.storeId, 'snapshot manifest', JSON.stringify(content));

/** Writes the manifest of a snapshot with its anchor: whoever lacks the store key can neither make nor alter one. */
export const writeManifest = async (target: string, key: StoreKey, content: SnapshotManifest): Promise<void> => {
  const checked = body.parse(content);
  const text = JSON.stringify({ ...checked, anchor: anchorOf(key, checked) });
  await writeDurably(manifestFile(target, checked.number), (handle) => handle.writeFile(text, 'utf8'));
};

/** The manifest of a snapshot, or `undefined` when it is missing, altered, or of another store. */
export const readManifest = async (
  target: string,
  key: StoreKey,
  storeId: string,
  number: number,
): Promise<SnapshotManifest | undefined> => {
  const text = await textOf(manifestFile(target, number));
  if (text === undefined) return undefined;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = manifest.safeParse(content);
  if (!parsed.success || parsed.data.storeId !== storeId || parsed.data.number !== number) return undefined;
  const { anchor, ...checked } = parsed.data;
  return codeHolds(anchorOf(key, checked), anchor) ? checked : undefined;
};

/** Whether the snapshot's file has the length its manifest says; cheap, for regular looks. */
export const hasItsSize = async (target: string, content: SnapshotManifest): Promise<boolean> => {
  const found = await stat(snapshotFile(target, content.number)).catch(() => undefined);
  return found?.size === content.database.size;
};
