import { randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeSnapshot, readManifest } from './backup-manifest.ts';
import { openDatabase, type StoreKey, sql } from './database.ts';
import { documentPath, recordDocument, verifyDocument, writeDocument } from './documents.ts';
import { openSecondCopy, type SecondCopy } from './second-copy.ts';
import { judgeSecondCopyFolder } from './second-copy-folder.ts';
import { openSegment, SegmentDamagedError } from './segment.ts';
import { copyDatabase, openStore, type Store } from './store.ts';

const key = randomBytes(32) as Uint8Array as StoreKey;
const storeId = randomUUID();
const DAY = 24 * 60 * 60 * 1000;
let base: string;
let profileFolder: string;
let folder: string;
let target: string;
let store: Store;
let now: number;
let changes: number;

const openCopy = (waived = false): SecondCopy =>
  openSecondCopy({
    store,
    workstation: 'AP-1',
    clock: () => now,
    waived,
    snapshot: async (file) => {
      await copyDatabase(store.db, key, file);
      return describeSnapshot(file, key);
    },
    changed: () => {
      changes += 1;
    },
    failed: () => undefined,
  });

/** A document with its row and an Eingang with Fachdaten, as intake keeps them. */
const keep = async (text: string) => {
  const file = await writeDocument(store.paths.documents, Buffer.from(text));
  const eingangId = randomUUID();
  store.db.transaction((writer) => {
    recordDocument(writer, { ...file, detectedType: 'x', declaredType: 'x', name: text, createdAt: now });
    writer.run(sql`INSERT INTO eingang (id, channel, received_on, recorded_by, collected_at, kind)
      VALUES (${eingangId}, 'file', '2026-01-02', 'system', ${now}, 'application')`);
    writer.run(sql`INSERT INTO fachdaten (eingang_id, schema_uri, mime_type, sha512, bytes, metadata, events)
      VALUES (${eingangId}, 'u', 'm', 'h', ${Buffer.from(text)}, ${Buffer.from('m')}, '[]')`);
  });
  return file;
};
const segments = async () => (await readdir(path.join(target, 'segments'))).sort();
const snapshots = async () => (await readdir(target)).filter((name) => name.endsWith('.db')).sort();
const segment = async (number: number) => {
  const { copyId } = JSON.parse(await readFile(path.join(target, 'copy.json'), 'utf8')) as { copyId: string };
  const bytes = await readFile(path.join(target, 'segments', `${String(number).padStart(8, '0')}.seg`));
  return { bytes, place: { storeId, copyId, number } };
};

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'desk-copy-'));
  profileFolder = path.join(base, 'profile');
  folder = path.join(base, 'share');
  await mkdir(folder);
  target = path.join(folder, `einbuergerungsdesk-${storeId}`);
  now = 1_000_000;
  changes = 0;
  store = await openStore({ profileFolder, key, storeId, create: true });
  await writeFile(store.paths.keyFile, '{"slots":[]}');
});
afterEach(async () => {
  store.close();
  await rm(base, { recursive: true, force: true });
});

describe('the second copy', () => {
  it('is none and unavailable before a folder was chosen', async () => {
    const copy = openCopy();
    expect(copy.state()).toEqual({ state: 'none', lastAt: null });
    expect(await copy.ensureCopied()).toBe('unavailable');
  });

  it('holds key file, documents, snapshot and every row since, readable without the profile', async () => {
    const copy = openCopy();
    const before = await keep('before');
    copy.use(folder);
    expect(await copy.ensureCopied()).toBe('ok');
    const after = await keep('after');
    now += 5000;
    expect(await copy.ensureCopied()).toBe('ok');
    expect(copy.state()).toEqual({ state: 'ok', lastAt: now });

    expect(await readFile(path.join(target, 'keys.json'), 'utf8')).toBe('{"slots":[]}');
    const snapshotFile = path.join(target, (await snapshots())[0]!);
    const snapshot = openDatabase(snapshotFile, key, { readonly: true, create: false, journalMode: 'delete' });
    expect(snapshot.all(sql`SELECT id FROM document`)).toEqual([{ id: before.id }]);
    snapshot.close();
    const last = await segment((await segments()).length);
    const { tables } = openSegment(key, last.place, last.bytes);
    expect(tables.document).toMatchObject([{ id: after.id, file_key: Buffer.from(after.fileKey) }]);
    expect(tables.fachdaten).toMatchObject([{ bytes: Buffer.from('after') }]);
    for (const file of [before, after]) await verifyDocument(path.join(target, 'documents'), file);
  });

  it('shows no content and no database in the clear', async () => {
    const copy = openCopy();
    copy.use(folder);
    await copy.ensureCopied();
    await keep('Marker-Musterfrau');
    await copy.ensureCopied();
    for (const entry of await readdir(target, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(path.join(entry.parentPath, entry.name));
      expect(bytes.includes('Musterfrau')).toBe(false);
      expect(bytes.includes('SQLite format 3')).toBe(false);
    }
  });

  it('writes nothing when nothing changed', async () => {
    const copy = openCopy();
    copy.use(folder);
    expect(copy.isBehind()).toBe(true);
    await copy.ensureCopied();
    const [present] = [await segments()];
    expect(copy.isBehind()).toBe(false);
    await copy.ensureCopied();
    expect(await segments()).toEqual(present);
    await keep('more');
    expect(copy.isBehind()).toBe(true);
  });

  it('copies small tables again when they change, and only then', async () => {
    const copy = openCopy();
    copy.use(folder);
    await copy.ensureCopied();
    const number = (await segments()).length + 1;
    store.db.transaction((writer) => writer.run(sql`INSERT INTO reference_number (year, last) VALUES (2026, 7)`));
    expect(copy.isBehind()).toBe(true);
    await copy.ensureCopied();
    const { place, bytes } = await segment(number);
    expect(openSegment(key, place, bytes).tables).toEqual({ reference_number: [{ year: 2026, last: 7 }] });
  });

  it('says unavailable while its folder is gone, does not make it anew, and catches up afterwards', async () => {
    const copy = openCopy();
    copy.use(folder);
    await copy.ensureCopied();
    const since = copy.state().lastAt;
    await rename(folder, `${folder}-away`);
    const file = await keep('meanwhile');
    expect(await copy.ensureCopied()).toBe('unavailable');
    expect(copy.state()).toEqual({ state: 'unavailable', lastAt: since });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    await rename(`${folder}-away`, folder);
    expect(await copy.ensureCopied()).toBe('ok');
    await verifyDocument(path.join(target, 'documents'), file);
    expect(changes).toBeGreaterThanOrEqual(3);
  });

  it('begins anew when the folder was emptied', async () => {
    const copy = openCopy();
    copy.use(folder);
    const file = await keep('one');
    await copy.ensureCopied();
    await rm(target, { recursive: true });
    expect(await copy.ensureCopied()).toBe('ok');
    await verifyDocument(path.join(target, 'documents'), file);
    expect(await snapshots()).toHaveLength(1);
  });

  it('takes a snapshot a day with a manifest that proves it, and keeps them by rotation', async () => {
    const copy = openCopy();
    copy.use(folder);
    for (let day = 0; day < 10; day += 1) {
      await keep(`day ${day}`);
      expect(await copy.ensureCopied()).toBe('ok');
      now += DAY;
    }
    const kept = await copy.snapshots();
    expect(await snapshots()).toHaveLength(kept.length);
    const oldestDaily = kept[6]!.number;
    expect((await segments()).map((name) => Number(name.slice(0, 8))).every((number) => number > oldestDaily)).toBe(
      true,
    );
    expect(await segments()).not.toHaveLength(0);
    const [newest] = kept;
    const facts = await describeSnapshot(path.join(target, (await snapshots()).at(-1)!), key);
    expect(newest).toMatchObject({ storeId, generation: { number: 1 }, ...facts });
  });

  it('takes no manifest that somebody altered or moved', async () => {
    const copy = openCopy();
    copy.use(folder);
    await copy.ensureCopied();
    const file = path.join(target, 'snapshot-00000000.json');
    const text = await readFile(file, 'utf8');
    expect(await readManifest(target, key, storeId, 0)).toBeDefined();
    await writeFile(file, text.replace('"createdAt":1000000', '"createdAt":2000000'));
    expect(await readManifest(target, key, storeId, 0)).toBeUndefined();
    await writeFile(path.join(target, 'snapshot-00000003.json'), text);
    expect(await readManifest(target, key, storeId, 3)).toBeUndefined();
    await writeFile(file, text);
    expect(await readManifest(target, randomBytes(32) as Uint8Array as StoreKey, storeId, 0)).toBeUndefined();
    expect(await readManifest(target, key, randomUUID(), 0)).toBeUndefined();
  });

  it('notices within the hour what the share lost or let rot, and writes it again', async () => {
    const copy = openCopy();
    copy.use(folder);
    const [lost, cut, rotten] = [await keep('lost'), await keep('cut'), await keep('rotten')];
    await copy.ensureCopied();
    await keep('later');
    await copy.ensureCopied();
    const inCopy = ({ id }: { id: string }) => documentPath(path.join(target, 'documents'), id);
    await rm(inCopy(lost));
    await writeFile(inCopy(cut), 'x');
    const bytes = await readFile(inCopy(rotten));
    bytes.writeUInt8(bytes.readUInt8(30) ^ 1, 30);
    await writeFile(inCopy(rotten), bytes);
    await rm(path.join(target, 'segments', (await segments())[0]!));
    await copy.tend();
    await expect(readFile(inCopy(lost))).rejects.toThrow('ENOENT');
    now += DAY / 24;
    await copy.tend();
    for (const file of [lost, cut, rotten]) await verifyDocument(path.join(target, 'documents'), file);
    // The lost segment is covered by a snapshot of its own.
    expect(await snapshots()).toHaveLength(2);
    now += DAY / 24;
    await copy.tend();
    expect(await snapshots()).toHaveLength(2);
  });

  it('puts a document back that rotted here, and never the other way', async () => {
    const copy = openCopy();
    copy.use(folder);
    const file = await keep('good');
    await copy.ensureCopied();
    const here = documentPath(store.paths.documents, file.id);
    const bytes = await readFile(here);
    bytes.writeUInt8(bytes.readUInt8(30) ^ 1, 30);
    await writeFile(here, bytes);
    now += DAY / 24;
    await copy.tend();
    await verifyDocument(store.paths.documents, file);
    await verifyDocument(path.join(target, 'documents'), file);
  });

  it('refuses to write over a later state of the store when an older one was put back here', async () => {
    const copy = openCopy();
    copy.use(folder);
    const older = path.join(base, 'older');
    const entry = (sequence: number) =>
      store.db.transaction((writer) =>
        writer.run(sql`INSERT INTO journal_header (sequence, id, at, actor, role, workstation, case_id, kind,
            kind_version, payload_digest, previous_hash, hash)
          VALUES (${sequence}, ${`e${sequence}`}, 1, 'a', 'r', 'w', NULL, 'k', 1, 'd', 'p', ${randomBytes(32).toString('hex')})`),
      );
    entry(1);
    expect(await copy.ensureCopied()).toBe('ok');
    store.checkpoint();
    await cp(profileFolder, older, { recursive: true });
    entry(2);
    expect(await copy.ensureCopied()).toBe('ok');
    store.close();
    store = await openStore({ profileFolder: older, key, storeId, create: false });
    entry(2);
    const held = await readFile(path.join(target, 'segments', (await segments()).at(-1)!));
    const put = openCopy(true);
    expect(await put.ensureCopied()).toBe('unavailable');
    expect(put.state().state).toBe('rolled-back');
    expect((await readFile(path.join(target, 'segments', (await segments()).at(-1)!))).equals(held)).toBe(true);
  });

  it('notices a document whose copy differs and refuses a segment that is altered or elsewhere', async () => {
    const copy = openCopy();
    copy.use(folder);
    await copy.ensureCopied();
    const file = await keep('one');
    await copy.ensureCopied();
    const copied = documentPath(path.join(target, 'documents'), file.id);
    await writeFile(copied, 'rotten');
    store.db.transaction((writer) => writer.run(sql`UPDATE document SET copied_at = NULL`));
    expect(await copy.ensureCopied()).toBe('ok');
    await verifyDocument(path.join(target, 'documents'), file);

    const { place, bytes } = await segment(1);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(40) ^ 1, 40);
    expect(() => openSegment(key, place, flipped)).toThrow(SegmentDamagedError);
    expect(() => openSegment(key, { ...place, number: 2 }, bytes)).toThrow(SegmentDamagedError);
    expect(() => openSegment(key, { ...place, copyId: randomUUID() }, bytes)).toThrow(SegmentDamagedError);
    expect(() => openSegment(key, place, bytes.subarray(0, 20))).toThrow(SegmentDamagedError);
  });

  it('gives every caller a run that began after its call', async () => {
    const copy = openCopy();
    copy.use(folder);
    const first = copy.ensureCopied();
    const file = await keep('while it runs');
    const [second, third] = [copy.ensureCopied(), copy.ensureCopied()];
    expect(await Promise.all([first, second, third])).toEqual(['ok', 'ok', 'ok']);
    await verifyDocument(path.join(target, 'documents'), file);
    expect(copy.isBehind()).toBe(false);
  });

  it('lets work go on when policy waives it, and says so for good', async () => {
    const copy = openCopy(true);
    expect(await copy.ensureCopied()).toBe('ok');
    expect(copy.state().state).toBe('waived');
  });
});

describe('the folder of the second copy', () => {
  it('must be another place than the profile, links followed, and writable', async () => {
    expect(await judgeSecondCopyFolder(profileFolder, folder)).toBe('usable');
    expect(await readdir(folder)).toEqual([]);
    expect(await judgeSecondCopyFolder(profileFolder, profileFolder)).toBe('same-place');
    expect(await judgeSecondCopyFolder(profileFolder, path.join(profileFolder, 'store'))).toBe('same-place');
    expect(await judgeSecondCopyFolder(profileFolder, base)).toBe('same-place');
    const link = path.join(base, 'link');
    await symlink(profileFolder, link);
    expect(await judgeSecondCopyFolder(profileFolder, link)).toBe('same-place');
    expect(await judgeSecondCopyFolder(profileFolder, path.join(base, 'missing'))).toBe('folder-not-writable');
    // A name that merely begins alike is another place.
    await cp(folder, `${profileFolder}-2`, { recursive: true });
    expect(await judgeSecondCopyFolder(profileFolder, `${profileFolder}-2`)).toBe('usable');
  });
});
