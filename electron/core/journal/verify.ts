import { openMemoryDatabase, type Reader, type Row, type Sql, sql } from '../store/database.ts';
import { GENESIS_HASH, headerHash, payloadDigest } from './chain.ts';
import type { AnyEntryKind } from './entry.ts';
import { type HeaderRow, headerOfRow } from './header-row.ts';
import { kindsByName } from './journal.ts';

/**
 * Tables that reducers alone write, so that the journal can rebuild them row by row. Tables of primary data
 * (documents, Fachdaten, drafts, destinations, outbox) are not among them.
 */
export const PROJECTION_TABLES = [
  'account',
  'office',
  'eingang',
  'eingang_document',
  'cases',
  'case_document',
  'evidence_slot',
  'placement',
  'note',
  'status_interval',
  'request',
  'request_item',
  'request_extension',
  'export_package',
  'export_document',
] as const;

export type Verification = {
  entries: number;
  chain: 'whole' | 'broken';
  /** Sequence of the first entry that does not follow from the one before, or whose payload was altered. */
  firstBreak: number | null;
  projections: 'equal' | 'different';
  /** Names of the tables that differ; `kind:name/version` for entries nobody can replay any more. */
  differing: string[];
};

const PAGE = 2000;

type EntryRow = HeaderRow & { salt: Uint8Array | null; payload: string | null };

const linkHolds = (row: EntryRow, expectedSequence: number, previousHash: string): boolean => {
  const { hash, ...header } = headerOfRow(row);
  if (header.sequence !== expectedSequence || header.previousHash !== previousHash) return false;
  if (headerHash(header) !== hash) return false;
  // A payload may be gone (erased), but what is there must be what was written.
  return row.salt === null || row.payload === null || payloadDigest(row.salt, row.payload) === header.payloadDigest;
};

/** Where a walk along the chain stands: the last entry that holds. */
export type ChainPosition = { sequence: number; hash: string };

/**
 * Walks the hash chain from an entry verified before, without rebuilding anything (SECURITY J4). That entry must still be
 * there as it was.
 *
 * @param from `null` for the whole chain
 */
export const verifyChain = (
  reader: Reader,
  from: ChainPosition | null,
): { to: ChainPosition; firstBreak: number | null } => {
  let to = from ?? { sequence: 0, hash: GENESIS_HASH };
  if (from !== null) {
    const there = reader.get(
      sql`SELECT 1 FROM journal_header WHERE sequence = ${from.sequence} AND hash = ${from.hash}`,
    );
    if (there === undefined) return { to, firstBreak: from.sequence };
  }
  for (;;) {
    const page = reader.all<EntryRow>(sql`
      SELECT h.*, p.salt, p.payload FROM journal_header h LEFT JOIN journal_payload p USING (sequence)
      WHERE h.sequence > ${to.sequence} ORDER BY h.sequence LIMIT ${PAGE}`);
    for (const row of page) {
      if (!linkHolds(row, to.sequence + 1, to.hash)) return { to, firstBreak: row.sequence };
      to = { sequence: row.sequence, hash: row.hash };
    }
    if (page.length < PAGE) return { to, firstBreak: null };
  }
};

/** Statement over a table named in this module or in the schema itself, never by a caller: SQLite cannot bind names. */
const tableStatement = (text: string, ...values: number[]): Sql => ({ text, values });

const primaryKeyOf = (reader: Reader, table: string): string => {
  const columns = reader.all<{ name: string }>(
    sql`SELECT name FROM pragma_table_info(${table}) WHERE pk > 0 ORDER BY pk`,
  );
  return columns.map(({ name }) => `"${name}"`).join(', ');
};

const sameRow = (left: Row | undefined, right: Row | undefined): boolean => {
  if (left === undefined || right === undefined) return left === right;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => {
    const [one, other] = [left[name], right[name]];
    if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.compare(one, other) === 0;
    return one === other;
  });
};

const sameTable = (live: Reader, rebuilt: Reader, table: string): boolean => {
  const order = primaryKeyOf(live, table);
  for (let from = 0; ; from += PAGE) {
    const page = tableStatement(`SELECT * FROM "${table}" ORDER BY ${order} LIMIT ? OFFSET ?`, PAGE, from);
    const left = live.all(page);
    const right = rebuilt.all(page);
    if (left.length !== right.length) return false;
    if (!left.every((row, index) => sameRow(row, right[index]))) return false;
    if (left.length < PAGE) return true;
  }
};

/** The live schema's own statements, in the order they were made. */
const schemaOf = (reader: Reader): string =>
  reader
    .all<{ sql: string }>(
      sql`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`,
    )
    .map((row) => row.sql)
    .join(';\n');

/**
 * Walks the hash chain and rebuilds every projection from the payloads in a fresh database in memory, then compares
 * row by row (SECURITY J4). Erased payloads are allowed; their entries are not replayed. Writes nothing.
 */
export const verifyJournal = (reader: Reader, kinds: readonly AnyEntryKind[]): Verification => {
  const known = kindsByName(kinds);
  const rebuilt = openMemoryDatabase();
  const differing = new Set<string>();
  let firstBreak: number | null = null;
  let entries = 0;
  let previousHash = GENESIS_HASH;
  try {
    rebuilt.migrate(schemaOf(reader), 0);
    rebuilt.transaction((writer) => {
      for (let last = 0; ; ) {
        const page = reader.all<EntryRow>(sql`
          SELECT h.*, p.salt, p.payload FROM journal_header h LEFT JOIN journal_payload p USING (sequence)
          WHERE h.sequence > ${last} ORDER BY h.sequence LIMIT ${PAGE}`);
        for (const row of page) {
          entries += 1;
          if (firstBreak === null && !linkHolds(row, last + 1, previousHash)) firstBreak = row.sequence;
          last = row.sequence;
          previousHash = row.hash;
          if (row.payload === null) continue;
          const name = `${row.kind}/${row.kind_version}`;
          const kind = known.get(name);
          try {
            if (kind === undefined) throw new Error(`nobody can replay ${name}`);
            kind.replay(writer, headerOfRow(row), JSON.parse(row.payload));
          } catch {
            differing.add(`kind:${name}`);
          }
        }
        if (page.length < PAGE) break;
      }
    });
    for (const table of PROJECTION_TABLES) if (!sameTable(reader, rebuilt, table)) differing.add(table);
  } finally {
    rebuilt.close();
  }
  return {
    entries,
    chain: firstBreak === null ? 'whole' : 'broken',
    firstBreak,
    projections: differing.size === 0 ? 'equal' : 'different',
    differing: [...differing],
  };
};
