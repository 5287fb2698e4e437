import Database from 'better-sqlite3-multiple-ciphers';

/** Values SQLite binds and returns. */
export type SqlValue = string | number | bigint | Uint8Array | null;
export type Row = Record<string, SqlValue>;

/** A statement with its bound values, made by {@link sql} only: every `${}` is a parameter, never text. */
export type Sql = { readonly text: string; readonly values: readonly SqlValue[] };

/** Tagged template that turns every interpolation into a bound parameter. */
export const sql = (strings: TemplateStringsArray, ...values: SqlValue[]): Sql => ({ text: strings.join('?'), values });

/** Reads; a query function that gets only this cannot write by accident. */
export type Reader = {
  all<T extends object = Row>(query: Sql): T[];
  get<T extends object = Row>(query: Sql): T | undefined;
};

/** Writes; exists only inside {@link Database.transaction}. */
export type Writer = Reader & { run(statement: Sql): { changes: number } };

export type OpenDatabase = Reader & {
  readonly file: string;
  /**
   * Runs `work` in one immediate transaction with full durability. Throws what `work` throws, after rolling back.
   * Not nestable.
   */
  transaction<T>(work: (writer: Writer) => T): T;
  /** Statements outside a transaction that concern the file itself (checkpoint, vacuum into, integrity). */
  maintenance(statement: string): Row[];
  /** Runs a script of schema statements and sets `user_version`, both in one transaction. Only for store/migrations. */
  migrate(script: string, version: number): void;
  close(): void;
};

/** Store key: 32 random bytes. */
export type StoreKey = Uint8Array & { readonly __brand: 'store-key' };

/** The scheme's name stands beside the wrapped key so that it can change one day (SECURITY D1, docs/decisions). */
export const CIPHER = 'sqlcipher';

/** Raised when the file is not opened by this key, or is no database at all (`SQLITE_NOTADB`). */
export class WrongKeyError extends Error {
  constructor() {
    super('the database does not open with this key');
  }
}

/** What SECURITY D1–D4 demand of a connection; read back on every opening. */
const EXPECTED_PRAGMAS: Readonly<Record<string, SqlValue>> = {
  cipher: CIPHER,
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  secure_delete: 1,
  temp_store: 2,
};

const pragmaValue = (db: Database.Database, name: string): SqlValue => {
  const rows = db.pragma(name) as Row[];
  return Object.values(rows[0] ?? {})[0] ?? null;
};

/** Our way of reading and writing over a connection that is open already; benches put it over a plain one. */
export const overConnection = (db: Database.Database, file: string): OpenDatabase => {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string): Database.Statement => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const statement = db.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  const reader: Reader = {
    all: <T extends object>(query: Sql) => prepare(query.text).all(...query.values) as T[],
    get: <T extends object>(query: Sql) => prepare(query.text).get(...query.values) as T | undefined,
  };
  const writer: Writer = {
    ...reader,
    run: (statement) => ({ changes: prepare(statement.text).run(...statement.values).changes }),
  };
  return {
    ...reader,
    file,
    transaction: (work) => db.transaction(() => work(writer)).immediate(),
    maintenance: (statement) => {
      const prepared = db.prepare(statement);
      if (prepared.reader) return prepared.all() as Row[];
      prepared.run();
      return [];
    },
    migrate: (script, version) =>
      db
        .transaction(() => {
          db.exec(script);
          db.pragma(`user_version=${Math.trunc(version)}`);
        })
        .immediate(),
    close: () => db.close(),
  };
};

export type OpenOptions = {
  readonly: boolean;
  create: boolean;
  /** `delete` only for a file made by `VACUUM INTO`, which never carries the WAL mode of its origin. */
  journalMode?: 'wal' | 'delete';
};

/**
 * Opens an encrypted database file with the raw store key and proves every security pragma by reading it back.
 *
 * @throws {WrongKeyError} key does not fit or the file is no database
 * @throws {Error} a pragma did not take effect, or the file cannot be opened
 */
export const openDatabase = (file: string, key: StoreKey, options: OpenOptions): OpenDatabase => {
  if (key.length !== 32) throw new Error('the store key has 32 bytes');
  const db = new Database(file, { readonly: options.readonly, fileMustExist: !options.create });
  try {
    db.pragma(`cipher='${CIPHER}'`);
    db.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`);
    db.pragma('temp_store=MEMORY');
    db.pragma('trusted_schema=OFF');
    db.pragma('cell_size_check=ON');
    db.pragma('foreign_keys=ON');
    db.pragma('busy_timeout=5000');
    // From here on pages are read: cache_size already needs the schema.
    db.pragma('cache_size=-262144');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    const journalMode = options.journalMode ?? 'wal';
    if (!options.readonly) db.pragma(`journal_mode=${journalMode}`);
    db.pragma('synchronous=FULL');
    db.pragma('secure_delete=ON');
    for (const [name, expected] of Object.entries({ ...EXPECTED_PRAGMAS, journal_mode: journalMode })) {
      const actual = pragmaValue(db, name);
      if (actual !== expected) throw new Error(`pragma ${name} is ${String(actual)}, not ${String(expected)}`);
    }
    return overConnection(db, file);
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') throw new WrongKeyError();
    throw error;
  }
};

/**
 * Opens an empty database that lives in memory only and therefore has no key; for rebuilding projections
 * (journal/verify). Foreign keys are off, because primary data are not rebuilt beside them.
 */
export const openMemoryDatabase = (): OpenDatabase => {
  const db = new Database(':memory:');
  db.pragma('temp_store=MEMORY');
  db.pragma('trusted_schema=OFF');
  db.pragma('foreign_keys=OFF');
  return overConnection(db, ':memory:');
};
