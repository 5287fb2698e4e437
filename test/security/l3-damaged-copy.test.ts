/**
 * Rule: SECURITY L3 and F3, the part of the damage matrix that lies outside the machine: whatever is damaged in the second
 * copy, the store itself is untouched by it, and the copy is whole again at the latest an hour later.
 * Threat: T1, a share that loses or rots files while nobody reads them.
 * Consequence: the copy turns out to be worthless on the day the machine dies.
 *
 * `npm test` runs a third of it, DAMAGE_MATRIX=all the whole.
 */
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfFile, readManifest } from '../../electron/core/store/backup-manifest.ts';
import type { StoreKey } from '../../electron/core/store/database.ts';
import { readKeyFile, unlockWithPassphrase } from '../../electron/core/store/keys.ts';
import {
  copyFolder,
  documentsOf,
  keyFileOf,
  manifestFile,
  readMark,
  segmentFile,
  segmentNumbers,
  snapshotFile,
  snapshotNumbers,
} from '../../electron/core/store/second-copy-layout.ts';
import { openSegment } from '../../electron/core/store/segment.ts';
import { storePaths } from '../../electron/core/store/store.ts';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import {
  application,
  clockAhead,
  openTroubleOffice,
  PASSPHRASE,
  type TroubleOffice,
  value,
} from '../integration/trouble-office.ts';

const DAMAGES = ['flip', 'zero', 'truncate', 'gone'] as const;
type Damage = (typeof DAMAGES)[number];
const PARTS = ['mark', 'key file', 'snapshot', 'manifest', 'segment', 'paper'] as const;
type Part = (typeof PARTS)[number];

let home: string;
let service: CentralService;
let office: TroubleOffice;
let key: StoreKey;
let storeId: string;
/** A copy that ends before this one lost something. */
let lastSegment = 0;

const target = (): string => copyFolder(office.place('share'), storeId);
const store = () => storePaths(office.profileFolder);
const papersIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'desk-damaged-copy-'));
  service = await startCentralService({ port: 0, state: path.join(home, 'service'), testKeys: true });
  office = await openTroubleOffice();
  value(await office.signIn(office.core));
  await office.connect(service);
  const paper = {
    attachmentId: randomUUID(),
    filename: 'nachweis.bin',
    mimeType: 'application/octet-stream',
    purpose: 'attachment' as const,
    bytes: new Uint8Array(100_000).fill(7),
  };
  await service.onlineService.sendApplication(application({ attachments: [paper] }));
  expect((await office.fetch()).troubles).toEqual([]);
  await office.core.stop();
  const reading = await readKeyFile(store().keyFile);
  if (reading.state !== 'usable') throw new Error(reading.state);
  storeId = reading.keyFile.storeId;
  const unlocked = await unlockWithPassphrase(reading.keyFile, 'anna', PASSPHRASE);
  if (unlocked === undefined) throw new Error('the passphrase does not open it');
  key = unlocked;
  await cp(office.profileFolder, path.join(home, 'profile'), { recursive: true, preserveTimestamps: true });
  lastSegment = (await segmentNumbers(target())).at(-1) ?? 0;
  expect(lastSegment).toBeGreaterThan(1);
  await cp(office.place('share'), path.join(home, 'share'), { recursive: true, preserveTimestamps: true });
}, 60_000);
afterAll(async () => {
  await office.close();
  await service.close();
  await rm(home, { recursive: true, force: true });
});

const fileOf = async (part: Part): Promise<string> => {
  const newest = (await snapshotNumbers(target())).at(-1) ?? 0;
  switch (part) {
    case 'mark':
      return path.join(target(), 'copy.json');
    case 'key file':
      return keyFileOf(target());
    case 'snapshot':
      return snapshotFile(target(), newest);
    case 'manifest':
      return manifestFile(target(), newest);
    case 'segment':
      return segmentFile(target(), (await segmentNumbers(target()))[0] ?? 0);
    case 'paper':
      return path.join(documentsOf(target()), (await papersIn(documentsOf(target())))[0] ?? '');
  }
};

const damage = async (how: Damage, file: string): Promise<void> => {
  const bytes = await readFile(file);
  const half = Math.floor(bytes.length / 2);
  if (how === 'gone') return rm(file);
  if (how === 'truncate') return truncate(file, half);
  if (how === 'zero') bytes.fill(0);
  else bytes[half] = (bytes[half] ?? 0) ^ 1;
  return writeFile(file, bytes);
};

/** Everything a restore would need: what is wrong with it, in words. */
const wrongWithCopy = async (): Promise<string[]> => {
  const wrong: string[] = [];
  const mark = await readMark(target(), key, storeId);
  if (mark === undefined) return ['no mark'];
  const valid = [];
  for (const number of await snapshotNumbers(target())) {
    const manifest = await readManifest(target(), key, storeId, number);
    if (manifest === undefined || manifest.copyId !== mark.copyId) continue;
    const hash = await hashOfFile(snapshotFile(target(), number)).catch(() => 'none');
    if (hash === manifest.database.sha256) valid.push(number);
  }
  const newest = valid.at(-1);
  if (newest === undefined) return ['no snapshot'];
  const last = Math.max(lastSegment, ...(await segmentNumbers(target())));
  for (let number = newest + 1; number <= last; number += 1) {
    try {
      const bytes = await readFile(segmentFile(target(), number));
      openSegment(key, { storeId, copyId: mark.copyId, number }, bytes);
    } catch {
      wrong.push(`segment ${number}`);
    }
  }
  const copiedKeys = await readFile(keyFileOf(target()), 'utf8').catch(() => '');
  if (copiedKeys !== (await readFile(store().keyFile, 'utf8'))) wrong.push('key file');
  for (const name of await papersIn(store().documents)) {
    const [own, copied] = await Promise.all([
      readFile(path.join(store().documents, name)),
      readFile(path.join(documentsOf(target()), name)).catch(() => undefined),
    ]);
    if (copied === undefined || !own.equals(copied)) wrong.push('paper');
  }
  return wrong;
};

const whole = process.env.DAMAGE_MATRIX === 'all';

describe.each(PARTS)('damage of the %s of the second copy', (part) => {
  it.each(DAMAGES.filter((_how, at) => whole || (at + PARTS.indexOf(part)) % 3 === 0))('by %s', async (how) => {
    for (const [kept, place] of [
      ['profile', office.profileFolder],
      ['share', office.place('share')],
    ] as const) {
      await rm(place, { recursive: true, force: true });
      await cp(path.join(home, kept), place, { recursive: true, preserveTimestamps: true });
    }
    expect(await wrongWithCopy()).toEqual([]);
    await damage(how, await fileOf(part));
    expect(await wrongWithCopy()).not.toEqual([]);
    const core = await office.startAnother({ env: clockAhead(2 * 3600_000) });
    expect((await office.signIn(core)).ok).toBe(true);
    // Whatever is new is copied before core ends; the hourly look is due by then.
    await core.stop();
    expect(await wrongWithCopy()).toEqual([]);
    expect((await readKeyFile(store().keyFile)).state).toBe('usable');
  });
});
