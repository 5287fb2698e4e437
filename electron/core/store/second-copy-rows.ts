import { createHash } from 'node:crypto';
import { type Reader, type Row, type Sql, sql } from './database.ts';

/** How far the copy holds the rows of the store. */
export type RowCursor = {
  /** Last journal sequence. */
  sequence: number;
  /** Last row number of `fachdaten`, which only grows; whoever erases rows must begin a new copy anyway. */
  fachdaten: number;
  /** When it was taken, UTC milliseconds; outbox rows done before are not copied again. */
  at: number;
  /** SHA-256 of each small table as it was last copied. */
  digests: Record<string, string>;
};

export const NOTHING_COPIED: RowCursor = { sequence: 0, fachdaten: 0, at: 0, digests: {} };

/**
 * Small tables of primary data that change in place; copied whole whenever they differ from the last copy. Restoring
 * replaces their rows, except in `outbox`, where rows are put over those of the same id.
 */
const smallTables = (doneSince: number): Readonly<Record<string, Sql>> => ({
  store_meta: sql`SELECT * FROM store_meta WHERE name <> 'second-copy'`,
  account: sql`SELECT * FROM account ORDER BY id`,
  preference: sql`SELECT * FROM preference ORDER BY account_id`,
  office: sql`SELECT * FROM office`,
  reference_number: sql`SELECT * FROM reference_number ORDER BY year`,
  destination: sql`SELECT id, name, environment, settings FROM destination ORDER BY id`,
  request_draft: sql`SELECT * FROM request_draft ORDER BY case_id`,
  outbox: sql`SELECT * FROM outbox WHERE state = 'pending' OR done_at >= ${doneSince} ORDER BY id`,
});

const digestOf = (rows: readonly Row[]): string => createHash('sha256').update(JSON.stringify(rows)).digest('hex');

/** Where the rows stand now; `at` in UTC milliseconds. */
export const currentCursor = (reader: Reader, at: number): RowCursor => ({
  at,
  sequence: reader.get<{ last: number }>(sql`SELECT coalesce(max(sequence), 0) AS last FROM journal_header`)?.last ?? 0,
  fachdaten: reader.get<{ last: number }>(sql`SELECT coalesce(max(rowid), 0) AS last FROM fachdaten`)?.last ?? 0,
  digests: Object.fromEntries(
    Object.entries(smallTables(at)).map(([table, query]) => [table, digestOf(reader.all(query))]),
  ),
});

/** Journal, Fachdaten, the given documents and changed small tables since `cursor`; without empty tables. */
export const rowsSince = (reader: Reader, cursor: RowCursor, documentIds: readonly string[]): Record<string, Row[]> => {
  const tables: Record<string, Row[]> = {
    journal_header: reader.all(sql`SELECT * FROM journal_header WHERE sequence > ${cursor.sequence} ORDER BY sequence`),
    journal_payload: reader.all(
      sql`SELECT * FROM journal_payload WHERE sequence > ${cursor.sequence} ORDER BY sequence`,
    ),
    fachdaten: reader.all(sql`SELECT * FROM fachdaten WHERE rowid > ${cursor.fachdaten} ORDER BY rowid`),
    document: documentIds.flatMap((id) => reader.all<Row>(sql`SELECT * FROM document WHERE id = ${id}`)),
  };
  for (const [table, query] of Object.entries(smallTables(cursor.at))) {
    const rows = reader.all(query);
    if (digestOf(rows) !== cursor.digests[table]) tables[table] = rows;
  }
  return Object.fromEntries(
    Object.entries(tables).filter(([table, rows]) => rows.length > 0 || table in cursor.digests),
  );
};
