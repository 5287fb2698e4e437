import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchSteps } from '../steps.ts';
import { type StoreKey, sql } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { openStore, StoreTrouble, storePaths } from './store.ts';

const key = randomBytes(32) as Uint8Array as StoreKey;
const storeId = randomUUID();
let profileFolder: string;
beforeEach(async () => {
  profileFolder = await mkdtemp(path.join(tmpdir(), 'desk-store-'));
});
afterEach(() => rm(profileFolder, { recursive: true, force: true }));

const open = (changes: Partial<Parameters<typeof openStore>[0]> = {}) =>
  openStore({ profileFolder, key, storeId, create: false, ...changes });
const make = async () => (await open({ create: true })).close();
const troubleOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof StoreTrouble ? error.code : error),
  );

describe('a store', () => {
  it('is made once with the newest schema and opens again with its key', async () => {
    await make();
    const store = await open();
    expect(store.db.get(sql`PRAGMA user_version`)).toEqual({ user_version: MIGRATIONS.length });
    expect(store.db.all(sql`SELECT * FROM cases`)).toEqual([]);
    store.close();
    await expect(open({ create: true })).rejects.toThrow('exists');
  });

  it('leaves an empty write-ahead log behind when it closes', async () => {
    await make();
    const names = await readdir(storePaths(profileFolder).folder);
    expect(names).not.toContain('desk.db-wal');
  });

  it('refuses a missing database, another key, another store and a damaged file, and changes none of them', async () => {
    expect(await troubleOf(open())).toBe('database-missing');
    await make();
    const file = storePaths(profileFolder).database;
    const before = await readFile(file);
    expect(await troubleOf(open({ key: randomBytes(32) as Uint8Array as StoreKey }))).toBe('database-damaged');
    expect(await troubleOf(open({ storeId: randomUUID() }))).toBe('database-damaged');
    expect((await readFile(file)).equals(before)).toBe(true);
    const damaged = Buffer.from(before);
    damaged.fill(7, 0, 4096);
    await writeFile(file, damaged);
    expect(await troubleOf(open())).toBe('database-damaged');
    expect((await readFile(file)).equals(damaged)).toBe(true);
  });

  it('refuses a database of a newer program and says both versions', async () => {
    (await open({ create: true, migrations: [...MIGRATIONS, 'CREATE TABLE later (a TEXT)'] })).close();
    const before = await readFile(storePaths(profileFolder).database);
    const refusal = await open().catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'newer-version',
      details: { found: MIGRATIONS.length + 1, known: MIGRATIONS.length },
    });
    expect((await readFile(storePaths(profileFolder).database)).equals(before)).toBe(true);
  });

  it('migrates step by step and removes the copy made before once all is checked', async () => {
    await make();
    const store = await open({ migrations: [...MIGRATIONS, 'CREATE TABLE later (a TEXT) STRICT'] });
    expect(store.db.all(sql`SELECT * FROM later`)).toEqual([]);
    store.close();
    expect((await readdir(storePaths(profileFolder).folder)).sort()).toEqual(['desk.db', 'documents']);
  });

  it('leaves a failed step undone, with the checked copy beside it', async () => {
    await make();
    const failing = 'CREATE TABLE half (a TEXT); CREATE TABLE half (a TEXT);';
    await expect(open({ migrations: [...MIGRATIONS, failing] })).rejects.toThrow('already exists');
    const copy = await stat(`${storePaths(profileFolder).database}.before-${MIGRATIONS.length + 1}`);
    expect(copy.size).toBeGreaterThan(0);
    const store = await open();
    expect(store.db.get(sql`SELECT name FROM sqlite_schema WHERE name = 'half'`)).toBeUndefined();
    store.close();
  });

  it.each(['migration.migrated', 'migration.checked'] as const)(
    'stopped at %s, checks at the next start and lets the copy of before go only then',
    async (where) => {
      await make();
      const migrations = [...MIGRATIONS, 'CREATE TABLE later (a TEXT) STRICT;'];
      const copy = `${storePaths(profileFolder).database}.before-${migrations.length}`;
      watchSteps((step) => {
        if (step === where) throw new Error('pulled plug');
      });
      await expect(open({ migrations })).rejects.toThrow('pulled plug');
      watchSteps(() => undefined);
      expect(existsSync(copy)).toBe(true);
      (await open({ migrations })).close();
      expect(existsSync(copy)).toBe(false);
    },
  );

  it('is readable by this user only', async () => {
    if (process.platform === 'win32') return;
    await make();
    expect((await stat(storePaths(profileFolder).folder)).mode & 0o077).toBe(0);
  });
});
