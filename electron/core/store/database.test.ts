import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase, type StoreKey, sql, WrongKeyError } from './database.ts';

const newKey = () => randomBytes(32) as Uint8Array as StoreKey;
const key = newKey();
let folder: string;
let file: string;
let db: OpenDatabase;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-db-'));
  file = path.join(folder, 'desk.db');
  db = openDatabase(file, key, { readonly: false, create: true });
  db.migrate('CREATE TABLE t (a TEXT NOT NULL)', 1);
  db.transaction((writer) => writer.run(sql`INSERT INTO t VALUES (${'Marker-Musterfrau'})`));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
const pragma = (name: string) => Object.values(db.maintenance(`PRAGMA ${name}`)[0] ?? {})[0];

describe('an encrypted database', () => {
  it('runs under every pragma of SECURITY D1 to D4', () => {
    expect({
      cipher: pragma('cipher'),
      journal: pragma('journal_mode'),
      synchronous: pragma('synchronous'),
      foreignKeys: pragma('foreign_keys'),
      trustedSchema: pragma('trusted_schema'),
      cellSizeCheck: pragma('cell_size_check'),
      secureDelete: pragma('secure_delete'),
      tempStore: pragma('temp_store'),
    }).toEqual({
      cipher: 'sqlcipher',
      journal: 'wal',
      synchronous: 2,
      foreignKeys: 1,
      trustedSchema: 0,
      cellSizeCheck: 1,
      secureDelete: 1,
      tempStore: 2,
    });
  });

  it('shows neither content nor its nature in file and log', () => {
    const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
    expect(bytes.includes('Musterfrau')).toBe(false);
    expect(bytes.includes('SQLite format 3')).toBe(false);
    expect(bytes.includes('CREATE TABLE')).toBe(false);
  });

  it('refuses another key, and a file that is no database', () => {
    expect(() => openDatabase(file, newKey(), { readonly: true, create: false })).toThrow(WrongKeyError);
    const other = path.join(folder, 'other.db');
    writeFileSync(other, randomBytes(8192));
    expect(() => openDatabase(other, key, { readonly: true, create: false })).toThrow(WrongKeyError);
  });

  it('notices one flipped bit in a page', () => {
    db.transaction((writer) => writer.run(sql`INSERT INTO t VALUES (${'x'.repeat(40_000)})`));
    db.maintenance('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 2000) ^ 1, bytes.length - 2000);
    writeFileSync(file, bytes);
    const damaged = openDatabase(file, key, { readonly: true, create: false });
    expect(() => damaged.all(sql`SELECT a FROM t`)).toThrow();
    damaged.close();
  });

  it('binds every value, so that none becomes a statement', () => {
    const hostile = "'); DROP TABLE t; --";
    db.transaction((writer) => writer.run(sql`INSERT INTO t VALUES (${hostile})`));
    expect(db.all(sql`SELECT a FROM t WHERE a = ${hostile}`)).toEqual([{ a: hostile }]);
  });

  it('rolls back what throws, and cannot write through a read-only connection', () => {
    expect(() =>
      db.transaction((writer) => {
        writer.run(sql`DELETE FROM t`);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(db.all(sql`SELECT * FROM t`)).toHaveLength(1);
    const reader = openDatabase(file, key, { readonly: true, create: false });
    expect(() => reader.transaction((writer) => writer.run(sql`DELETE FROM t`))).toThrow('readonly');
    reader.close();
  });
});
