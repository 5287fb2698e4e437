import { createHash } from 'node:crypto';
import { type Reader, type Row, type Sql, sql } from './database.ts';

/** How far the copy holds the rows of the store. */
export type RowCursor = {
  /** Last journal sequence. */
  sequence: number;
  /** Last row numbers of tables that only grow; whoever erases rows must begin a new copy anyway. */
  fachdaten: number;
  document: number;
  /** When it was taken, UTC milliseconds; outbox rows done before are not copied again. */
  at: number;
  /** SHA-256 of each small table as it was last copied. */
  digests: Record<string, string>;
};

export const NOTHING_COPIED: RowCursor = { sequence: 0, fachdaten: 0, document: 0, at: 0, digests: {} };

/** Entries of `store_meta` that mean something on this machine only; a restore leaves them behind. */
export const OF_THIS_MACHINE = ['second-copy', 'superseded', 'checks'] as const;

/** The answer to a delivered reply is noted on its row for so long after the row ended (PROTOCOL §10: 21 days). */
const REPLY_OPEN_MS = 22 * 24 * 3600_000;

/**
 * Small tables of primary data that change in place; copied whole whenever they differ from the last copy. Restoring
 * replaces their rows, except in `outbox`, where rows are put over those of the same id.
 */
const smallTables = (doneSince: number): Readonly<Record<string, Sql>> => ({
  store_meta: sql`SELECT * FROM store_meta
    WHERE name NOT IN (SELECT value FROM json_each(${JSON.stringify(OF_THIS_MACHINE)})) ORDER BY name`,
  preference: sql`SELECT * FROM preference ORDER BY account_id`,
  reference_number: sql`SELECT * FROM reference_number ORDER BY year`,
  destination: sql`SELECT id, name, environment, settings FROM destination ORDER BY id`,
  request_draft: sql`SELECT * FROM request_draft ORDER BY case_id`,
  outbox: sql`SELECT * FROM outbox WHERE state = 'pending' OR done_at >= ${doneSince}
    OR (kind = 'reply' AND done_at >= ${doneSince - REPLY_OPEN_MS}) ORDER BY id`,
});

/** Names of the small tables; a test counts them with the rest of the schema. */
export const SMALL_TABLES: readonly string[] = Object.keys(smallTables(0));

const digestOf = (rows: readonly Row[]): string => createHash('sha256').update(JSON.stringify(rows)).digest('hex');

const lastRow = (reader: Reader, query: Sql): number => reader.get<{ last: number }>(query)?.last ?? 0;

/** Where the rows stand now; `at` in UTC milliseconds. */
export const currentCursor = (reader: Reader, at: number): RowCursor => ({
  at,
  sequence: lastRow(reader, sql`SELECT coalesce(max(sequence), 0) AS last FROM journal_header`),
  fachdaten: lastRow(reader, sql`SELECT coalesce(max(rowid), 0) AS last FROM fachdaten`),
  document: lastRow(reader, sql`SELECT coalesce(max(rowid), 0) AS last FROM document`),
  digests: Object.fromEntries(
    Object.entries(smallTables(at)).map(([table, query]) => [table, digestOf(reader.all(query))]),
  ),
});

/** Journal, Fachdaten and documents since `cursor`, and small tables that changed; without empty tables. */
export const rowsSince = (reader: Reader, cursor: RowCursor): Record<string, Row[]> => {
  const tables: Record<string, Row[]> = {
    journal_header: reader.all(sql`SELECT * FROM journal_header WHERE sequence > ${cursor.sequence} ORDER BY sequence`),
    journal_payload: reader.all(
      sql`SELECT * FROM journal_payload WHERE sequence > ${cursor.sequence} ORDER BY sequence`,
    ),
    fachdaten: reader.all(sql`SELECT * FROM fachdaten WHERE rowid > ${cursor.fachdaten} ORDER BY rowid`),
    document: reader.all(sql`SELECT * FROM document WHERE rowid > ${cursor.document} ORDER BY rowid`),
  };
  for (const [table, query] of Object.entries(smallTables(cursor.at))) {
    const rows = reader.all(query);
    if (digestOf(rows) !== cursor.digests[table]) tables[table] = rows;
  }
  return Object.fromEntries(
    Object.entries(tables).filter(([table, rows]) => rows.length > 0 || table in cursor.digests),
  );
};
