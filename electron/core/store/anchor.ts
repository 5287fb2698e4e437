import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { type Reader, sql } from './database.ts';
import { writeDurably } from './durable-file.ts';

/** Acknowledged submissions that stand in the anchor by name; older ones are covered by the journal's head. */
const NAMED_SUBMISSIONS = 500;

const anchorSchema = z.strictObject({
  format: z.literal('einbuergerungsdesk-anchor'),
  version: z.literal(1),
  storeId: z.uuid(),
  /** The journal's last entry when the anchor was set. */
  sequence: z.number().int().nonnegative(),
  hash: z.string(),
  submissions: z.array(z.uuid()).max(NAMED_SUBMISSIONS),
  /** The database file as the last orderly stop left it; `null` while the store is open, and after a crash. */
  closed: z.strictObject({ size: z.number(), mtimeMs: z.number() }).nullable(),
});
export type Anchor = z.infer<typeof anchorSchema>;

/** Reads the anchor of a store; one that is missing, damaged or another store's says nothing. */
export const readAnchor = async (file: string, storeId: string): Promise<Anchor | undefined> => {
  try {
    const parsed = anchorSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success && parsed.data.storeId === storeId ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

const fingerprint = async (database: string): Promise<Anchor['closed']> => {
  const { size, mtimeMs } = await stat(database);
  return { size, mtimeMs };
};

/** Whether the database file is byte for byte as long and as old as our last orderly stop left it. */
export const isAsLeft = async (anchor: Anchor | undefined, database: string): Promise<boolean> => {
  if (anchor === undefined || anchor.closed === null) return false;
  const now = await fingerprint(database);
  return now?.size === anchor.closed.size && now.mtimeMs === anchor.closed.mtimeMs;
};

export type Loss = {
  /** Journal entries that were there when the anchor was set and are not now; 0 when others stand in their place. */
  entries: number;
  /** Acknowledged submissions that are gone. */
  submissions: string[];
};

/**
 * What the store had when the anchor was set and has no more; `undefined` when nothing is missing. SQLite drops the
 * damaged end of a write-ahead log without a word, and an old file put in its place reads as valid.
 */
export const lossSince = (reader: Reader, anchor: Anchor): Loss | undefined => {
  const same = reader.get(
    sql`SELECT 1 FROM journal_header WHERE sequence = ${anchor.sequence} AND hash = ${anchor.hash}`,
  );
  const gone = reader.all<{ id: string }>(sql`
    SELECT value AS id FROM json_each(${JSON.stringify(anchor.submissions)})
    WHERE value NOT IN (SELECT submission_id FROM eingang WHERE submission_id IS NOT NULL)`);
  if ((same !== undefined || anchor.sequence === 0) && gone.length === 0) return undefined;
  const head = reader.get<{ last: number }>(sql`SELECT coalesce(max(sequence), 0) AS last FROM journal_header`);
  return { entries: Math.max(0, anchor.sequence - (head?.last ?? 0)), submissions: gone.map(({ id }) => id) };
};

/** Sets the anchor of an open store. */
export type AnchorWriter = {
  /** Durably names these submissions and the journal's head: after this their loss would be noticed. */
  advance(submissionIds: readonly string[]): Promise<void>;
  /** After the database was closed: remembers how its file was left. */
  closed(): Promise<void>;
};

/**
 * @param found the anchor as it was when the store was opened
 */
export const openAnchor = (options: {
  file: string;
  database: string;
  storeId: string;
  reader: Reader;
  found: Anchor | undefined;
}): AnchorWriter => {
  const { file, database, storeId, reader } = options;
  let current: Anchor = options.found ?? {
    format: 'einbuergerungsdesk-anchor',
    version: 1,
    storeId,
    sequence: 0,
    hash: '',
    submissions: [],
    closed: null,
  };
  const write = (next: Anchor): Promise<void> => {
    current = next;
    return writeDurably(file, (handle) => handle.writeFile(JSON.stringify(next)));
  };
  return {
    advance: async (submissionIds) => {
      const head = reader.get<{ sequence: number; hash: string }>(
        sql`SELECT sequence, hash FROM journal_header ORDER BY sequence DESC LIMIT 1`,
      );
      const submissions = [...new Set([...current.submissions, ...submissionIds])].slice(-NAMED_SUBMISSIONS);
      await write({ ...current, ...(head ?? {}), submissions, closed: null });
    },
    closed: async () => write({ ...current, closed: await fingerprint(database) }),
  };
};
