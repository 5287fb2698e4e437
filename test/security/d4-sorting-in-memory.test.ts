/*
 * Rule: SECURITY D4. `temp_store=MEMORY` on every connection: what SQLite sorts never touches a disk.
 * Threat: T2 and T8, without it a large sort spills to a temporary file in the clear, whatever the cipher.
 * Consequence: names of applicants in unencrypted blocks of the disk, long after the file was deleted.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase, type StoreKey, sql } from '../../electron/core/store/database.ts';

const MARKER = 'Marker-Musterfrau';

/** Looks at this process's open files all the time; its thread runs while SQLite keeps the main one busy. */
const WATCHER = `
  const fs = require('node:fs');
  const { parentPort, workerData } = require('node:worker_threads');
  const stop = new Int32Array(workerData.stop);
  const piece = Buffer.alloc(65536);
  let looks = 0, inTheClear = false;
  const spilled = new Set();
  parentPort.postMessage('looking');
  while (Atomics.load(stop, 0) === 0) {
    looks += 1;
    for (const name of fs.readdirSync('/proc/self/fd')) {
      try {
        const target = fs.readlinkSync('/proc/self/fd/' + name);
        if (!/etilqs/.test(target)) continue;
        spilled.add(target);
        const handle = fs.openSync('/proc/self/fd/' + name, 'r');
        const length = fs.readSync(handle, piece, 0, piece.length, 0);
        fs.closeSync(handle);
        inTheClear ||= piece.subarray(0, length).includes(workerData.marker);
      } catch {}
    }
  }
  parentPort.postMessage({ looks, spilled: spilled.size, inTheClear });
`;

let folder: string;
let db: OpenDatabase;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-sort-'));
  const key = randomBytes(32) as Uint8Array as StoreKey;
  db = openDatabase(path.join(folder, 'desk.db'), key, { readonly: false, create: true });
  db.migrate('CREATE TABLE t (a TEXT NOT NULL)', 1);
  db.transaction((writer) =>
    writer.run(sql`INSERT INTO t
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
      SELECT ${MARKER} || hex(randomblob(60)) FROM n`),
  );
  db.maintenance('PRAGMA cache_size=-200');
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sorts everything while the watcher looks. */
const sortWatched = async (): Promise<{ looks: number; spilled: number; inTheClear: boolean }> => {
  const stop = new SharedArrayBuffer(4);
  const watcher = new Worker(WATCHER, { eval: true, workerData: { stop, marker: MARKER } });
  await new Promise((resolve) => watcher.once('message', resolve));
  const report = new Promise<Awaited<ReturnType<typeof sortWatched>>>((resolve) => watcher.once('message', resolve));
  for (let round = 0; round < 3; round += 1) {
    db.maintenance('SELECT max(place) FROM (SELECT row_number() OVER (ORDER BY substr(a, 40), a) AS place FROM t)');
  }
  Atomics.store(new Int32Array(stop), 0, 1);
  const seen = await report;
  await watcher.terminate();
  return seen;
};

// Open files of a process are only listed under /proc.
it.skipIf(!existsSync('/proc/self/fd'))('leaves nothing on the disk, while the default would', async () => {
  expect(db.maintenance('PRAGMA temp_store')).toEqual([{ temp_store: 2 }]);
  const ours = await sortWatched();
  expect(ours.looks).toBeGreaterThan(20);
  expect(ours).toMatchObject({ spilled: 0, inTheClear: false });
  // The same sort under SQLite's own default shows that the watcher sees what there is to see.
  db.maintenance('PRAGMA temp_store=FILE');
  expect(await sortWatched()).toMatchObject({ spilled: expect.any(Number), inTheClear: true });
});
