import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { passed } from '../steps.ts';
import { type Anchor, type AnchorWriter, isAsLeft, lossSince, openAnchor, readAnchor } from './anchor.ts';
import { type OpenDatabase, openDatabase, type StoreKey, sql, WrongKeyError } from './database.ts';
import { makeFolder, syncFile, syncFolder } from './durable-file.ts';
import { MIGRATIONS } from './migrations.ts';

/** Where a profile keeps what. */
export type StorePaths = {
  folder: string;
  keyFile: string;
  database: string;
  documents: string;
  lock: string;
  attempts: string;
  erasureLedger: string;
  /** Which loss would be noticed at the next start. */
  anchor: string;
  /** What an earlier start left, to prove that the folder lasts. */
  persistence: string;
};

/** The files of the store inside a profile folder. */
export const storePaths = (profileFolder: string): StorePaths => {
  const folder = path.join(profileFolder, 'store');
  return {
    folder,
    keyFile: path.join(folder, 'keys.json'),
    database: path.join(folder, 'desk.db'),
    documents: path.join(folder, 'documents'),
    lock: path.join(folder, 'lock'),
    attempts: path.join(folder, 'attempts.json'),
    erasureLedger: path.join(folder, 'erasure-ledger'),
    persistence: path.join(folder, 'persistence.json'),
    anchor: path.join(folder, 'anchor.json'),
  };
};

export type StoreTroubleCode = 'newer-version' | 'database-damaged' | 'database-missing' | 'rolled-back';

/** The store cannot be opened; nothing was changed. `details` are facts for a message, never paths. */
export class StoreTrouble extends Error {
  readonly code: StoreTroubleCode;
  readonly details: Readonly<Record<string, string | number>>;
  constructor(code: StoreTroubleCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** An open store: its database with the newest schema, and where its files are. */
export type Store = {
  readonly db: OpenDatabase;
  readonly key: StoreKey;
  readonly storeId: string;
  readonly paths: StorePaths;
  readonly anchor: AnchorWriter;
  /** Whether the database file lies as our last orderly stop left it; otherwise a crash, or somebody touched it. */
  readonly asLeft: boolean;
  /** Empties the write-ahead log into the database file (SECURITY D5). */
  checkpoint(): void;
  /** Checkpoints and closes. */
  close(): void;
};

/** Quotes a text for a statement that cannot bind (`VACUUM INTO`). */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Writes a copy of the open database to a new file, encrypted with the same key, opens it and checks it whole.
 * `db.backup()` does not work on encrypted files in this build (SECURITY F3).
 *
 * @throws {StoreTrouble} `database-damaged` when the copy is not whole; the copy is removed then
 */
export const copyDatabase = async (db: OpenDatabase, key: StoreKey, file: string): Promise<void> => {
  await rm(file, { force: true });
  try {
    db.maintenance(`VACUUM INTO ${quoted(file)}`);
    // SQLite does not sync what VACUUM INTO writes.
    await syncFile(file);
    await syncFolder(path.dirname(file));
    checkDatabaseFile(file, key);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
};

/** Opens a database copy for reading and runs SQLite's full check. Throws {@link StoreTrouble} `database-damaged`. */
export const checkDatabaseFile = (file: string, key: StoreKey): void => {
  const copy = openDatabase(file, key, { readonly: true, create: false, journalMode: 'delete' });
  try {
    assertWhole(copy);
  } finally {
    copy.close();
  }
};

/**
 * SQLite's quick check through a connection of its own with a small cache, so that the file itself is read and not what
 * this process remembers of it (SECURITY D9).
 *
 * @returns the number of problems
 */
export const quickCheck = (file: string, key: StoreKey): number => {
  try {
    const fresh = openDatabase(file, key, { readonly: true, create: false });
    try {
      fresh.maintenance('PRAGMA cache_size=-8192');
      const rows = fresh.maintenance('PRAGMA quick_check');
      return Object.values(rows[0] ?? {})[0] === 'ok' ? 0 : rows.length;
    } finally {
      fresh.close();
    }
  } catch (error) {
    if (asTrouble(error) instanceof StoreTrouble) return 1;
    throw error;
  }
};

const assertWhole = (db: OpenDatabase): void => {
  const integrity = db.get<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
  if (integrity?.integrity_check !== 'ok') throw new StoreTrouble('database-damaged');
  if (db.maintenance('PRAGMA foreign_key_check').length > 0) throw new StoreTrouble('database-damaged');
};

const schemaVersion = (db: OpenDatabase): number => {
  const row = db.get<{ user_version: number }>(sql`PRAGMA user_version`);
  return row?.user_version ?? 0;
};

/**
 * Brings the schema to the newest version, one transaction per step. Before each step on a database that holds work,
 * a verified copy is written beside it and kept until the step was checked (SECURITY D7).
 */
const migrate = async (db: OpenDatabase, key: StoreKey, migrations: readonly string[]): Promise<void> => {
  const present = schemaVersion(db);
  if (present > migrations.length) {
    throw new StoreTrouble('newer-version', { found: present, known: migrations.length });
  }
  for (const [index, script] of migrations.entries()) {
    const version = index + 1;
    const copy = `${db.file}.before-${version}`;
    if (version <= present) {
      // A crash between a step and its check: check now, and only then let the copy of before go.
      if (existsSync(copy)) {
        assertWhole(db);
        await rm(copy, { force: true });
      }
      continue;
    }
    const holdsWork = version > 1;
    if (holdsWork) {
      await copyDatabase(db, key, copy);
      passed('migration.copied');
    }
    db.migrate(script, version);
    passed('migration.migrated');
    if (holdsWork) {
      assertWhole(db);
      passed('migration.checked');
      await rm(copy, { force: true });
      passed('migration.ended');
    }
  }
};

/** An error of SQLite that says the file is damaged, as a {@link StoreTrouble}; any other one as it is. */
export const asTrouble = (error: unknown): unknown => {
  if (error instanceof WrongKeyError) return new StoreTrouble('database-damaged', { reason: 'NOTADB' });
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB') {
      return new StoreTrouble('database-damaged', { reason: error.code.replace('SQLITE_', '') });
    }
  }
  return error;
};

export type OpenStoreOptions = {
  profileFolder: string;
  key: StoreKey;
  storeId: string;
  /** `true` only at first start; never together with an existing database. */
  create: boolean;
  /** Set-up may have been cut short between making the file and its schema; otherwise an empty database is damage. */
  mayBeEmpty?: boolean;
  /** For tests; default all released ones. */
  migrations?: readonly string[];
};

/**
 * Opens the store's database with its key and brings the schema up to date. Existing files are never replaced or
 * deleted, whatever is wrong with them (SECURITY D8, E3).
 *
 * @throws {StoreTrouble} newer version, damaged (also: not encrypted with this key), missing
 */
export const openStore = async (options: OpenStoreOptions): Promise<Store> => {
  const paths = storePaths(options.profileFolder);
  const there = existsSync(paths.database);
  if (options.create && there) throw new Error('a database exists already');
  if (!options.create && !there) throw new StoreTrouble('database-missing');
  await makeFolder(paths.folder);
  await makeFolder(paths.documents);
  const found = options.create ? undefined : await readAnchor(paths.anchor, options.storeId);
  const asLeft = options.create || (await isAsLeft(found, paths.database));
  let db: OpenDatabase | undefined;
  try {
    if (found !== undefined) assertNothingLost(paths.database, options.key, found);
    db = openDatabase(paths.database, options.key, { readonly: false, create: options.create });
    if (!options.create && options.mayBeEmpty !== true && schemaVersion(db) === 0) {
      throw new StoreTrouble('database-damaged', { reason: 'EMPTY' });
    }
    await migrate(db, options.key, options.migrations ?? MIGRATIONS);
    assertOwnStore(db, options.storeId);
  } catch (error) {
    db?.close();
    throw asTrouble(error);
  }
  if (options.create) await syncFolder(paths.folder);
  const open = db;
  const checkpoint = (): void => {
    open.maintenance('PRAGMA wal_checkpoint(TRUNCATE)');
  };
  return {
    db: open,
    key: options.key,
    storeId: options.storeId,
    paths,
    anchor: openAnchor({ file: paths.anchor, database: paths.database, storeId: options.storeId, reader: open, found }),
    asLeft,
    checkpoint,
    close: () => {
      try {
        checkpoint();
      } finally {
        open.close();
      }
    },
  };
};

/** Up to so many lost applications are named; the rest is counted. */
const NAMED_LOSSES = 5;

/**
 * Looks through a connection that cannot write, so that a damaged write-ahead log stays as it is: the first writer
 * would empty it into the database when it closes.
 */
const assertNothingLost = (file: string, key: StoreKey, anchor: Anchor): void => {
  const probe = openDatabase(file, key, { readonly: true, create: false });
  try {
    if (schemaVersion(probe) === 0) throw new StoreTrouble('database-damaged', { reason: 'EMPTY' });
    const loss = lossSince(probe, anchor);
    if (loss === undefined) return;
    const names = loss.submissions.slice(0, NAMED_LOSSES).map((id) => id.slice(0, 8));
    throw new StoreTrouble('rolled-back', {
      entries: loss.entries,
      applications: loss.submissions.length,
      ...(names.length === 0 ? {} : { named: names.join(', ') }),
    });
  } finally {
    probe.close();
  }
};

/** Key file and database must name the same store; a new database is given its name here. */
const assertOwnStore = (db: OpenDatabase, storeId: string): void => {
  const known = db.get<{ value: string }>(sql`SELECT value FROM store_meta WHERE name = 'store-id'`)?.value;
  if (known === undefined) {
    db.transaction((writer) => writer.run(sql`INSERT INTO store_meta (name, value) VALUES ('store-id', ${storeId})`));
  } else if (known !== storeId) throw new StoreTrouble('database-damaged', { reason: 'FOREIGN' });
};
