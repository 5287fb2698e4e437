/*
 * Rules: SECURITY D1 and D2. Every page is encrypted and authenticated; a changed one is refused, never read.
 * Threat: T1 and T2, a bad sector or somebody with the disk changes bytes of the only copy.
 * Consequence: another name, another decision, read back as if it had been written.
 */
import { randomUUID } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../electron/core/store/database.ts';
import { copyDatabase, storePaths } from '../../electron/core/store/store.ts';
import { codeOf, openTroubleOffice, PASSPHRASE } from '../integration/trouble-office.ts';
import { openWholeDesk, type WholeDesk } from './whole-desk.ts';

const PAGE = 4096;

describe('a database file', () => {
  let desk: WholeDesk;
  beforeAll(async () => {
    desk = await openWholeDesk();
  });
  afterAll(() => desk.close());

  const readEverything = (db: OpenDatabase): number => {
    const names = db.maintenance("SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (const { name } of names) db.maintenance(`SELECT * FROM ${String(name)}`);
    const [verdict] = db.maintenance('PRAGMA integrity_check');
    if (verdict?.integrity_check !== 'ok') throw new Error('not whole');
    return names.length;
  };

  it('with one bit flipped in any of its pages is refused', async () => {
    const file = path.join(desk.folder, 'flipped.db');
    await copyDatabase(desk.db, desk.key, file);
    const whole = await readFile(file);
    const pages = whole.length / PAGE;
    expect(pages).toBeGreaterThan(40);
    const opened = () => openDatabase(file, desk.key, { readonly: true, create: false, journalMode: 'delete' });
    const untouched = opened();
    expect(readEverything(untouched)).toBeGreaterThan(20);
    untouched.close();
    const accepted: number[] = [];
    for (let page = 0; page < pages; page += 1) {
      // Content, initialisation vector and tag of the page take turns.
      const at = page * PAGE + [100, PAGE - 70, PAGE - 10, 2000][page % 4]!;
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (page % 8)), at);
      await writeFile(file, bytes);
      let db: OpenDatabase | undefined;
      try {
        db = opened();
        readEverything(db);
        accepted.push(page);
      } catch {
        // Refused, as it must be.
      } finally {
        db?.close();
      }
    }
    expect(accepted).toEqual([]);
  });

  it('with two pages exchanged is refused', async () => {
    const file = path.join(desk.folder, 'swapped.db');
    await copyDatabase(desk.db, desk.key, file);
    const bytes = await readFile(file);
    const [fifth, ninth] = [5, 9].map((page) => Buffer.from(bytes.subarray(page * PAGE, (page + 1) * PAGE)));
    bytes.set(fifth!, 9 * PAGE);
    bytes.set(ninth!, 5 * PAGE);
    await writeFile(file, bytes);
    const read = () => {
      const db = openDatabase(file, desk.key, { readonly: true, create: false, journalMode: 'delete' });
      try {
        return readEverything(db);
      } finally {
        db.close();
      }
    };
    expect(read).toThrow();
  });
});

it('through the front door, a damaged store is named, served no further and left as it is', async () => {
  const office = await openTroubleOffice();
  try {
    await office.core.stop();
    const whole = await readFile(storePaths(office.profileFolder).database);
    const outcomes = new Set<string>();
    for (const page of [0, 1, 2, 20, Math.floor(whole.length / PAGE) - 1]) {
      const profileFolder = office.place(`damaged-${page}`);
      await cp(office.profileFolder, profileFolder, { recursive: true });
      const { database } = storePaths(profileFolder);
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(page * PAGE + 1000) ^ 4, page * PAGE + 1000);
      await writeFile(database, bytes);
      const core = await office.startAnother({ profileFolder });
      const signIn = codeOf(
        await core.call('administration', 'signIn', { accountName: 'anna', passphrase: PASSPHRASE }),
      );
      outcomes.add(signIn);
      expect(['ok', 'database-damaged', 'storage-trouble'], `page ${page}`).toContain(signIn);
      if (signIn !== 'ok') {
        expect((await readFile(database)).equals(bytes), `page ${page}`).toBe(true);
        const share = { secondCopyGrant: randomUUID() };
        const again = {
          officeName: 'x',
          land: 'NW',
          accountName: 'eve',
          displayName: 'E',
          passphrase: PASSPHRASE,
        } as const;
        const grants = { [share.secondCopyGrant]: office.place('target') };
        const created = await core.call('administration', 'createStore', { ...again, ...share }, { grants });
        expect(codeOf(created)).toBe('store-exists');
      }
      await core.stop();
    }
    expect(outcomes).toContain('database-damaged');
  } finally {
    await office.close();
  }
});
