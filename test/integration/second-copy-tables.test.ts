import { expect, it } from 'vitest';
import { PROJECTION_TABLES } from '../../electron/core/journal/verify.ts';
import { openMemoryDatabase, sql } from '../../electron/core/store/database.ts';
import { MIGRATIONS } from '../../electron/core/store/migrations.ts';
import { SMALL_TABLES } from '../../electron/core/store/second-copy-rows.ts';

/** Copied by row number or sequence, because they only grow. */
const GROWING = ['document', 'fachdaten', 'journal_header', 'journal_payload'];
/** Says what waits at the service; the next round says it anew. */
const NOT_COPIED = ['intake_trouble'];

/** A table that no segment brings and no reducer writes would be empty after a restore, unnoticed. */
it('brings every table of the schema through a restore, or says why not', () => {
  const db = openMemoryDatabase();
  MIGRATIONS.forEach((script, index) => {
    db.migrate(script, index + 1);
  });
  const tables = db
    .all<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .map(({ name }) => name);
  db.close();
  expect([...PROJECTION_TABLES, ...SMALL_TABLES, ...GROWING, ...NOT_COPIED].sort()).toEqual(tables.sort());
});
