/**
 * Rule: SECURITY L3 and D8: whatever part of the store is damaged in whatever way, the next start says so with the right
 * code, destroys nothing, and the undamaged files open again.
 * Threat: T1, a bad sector, a half-restored backup, a tool that copies files while they change.
 * Consequence: the only copy of acknowledged applications is overwritten or silently forgotten.
 *
 * `npm test` runs a quarter of the matrix, chosen so that every part and every damage comes; DAMAGE_MATRIX=all runs it whole.
 */
import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, sql } from '../../electron/core/store/database.ts';
import { documentPath } from '../../electron/core/store/documents.ts';
import { readKeyFile, unlockWithPassphrase } from '../../electron/core/store/keys.ts';
import { storePaths } from '../../electron/core/store/store.ts';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import { type CoreProcess, startCore } from '../integration/core-process.ts';
import { application, openTroubleOffice, PASSPHRASE, value } from '../integration/trouble-office.ts';

const PAGE = 4096;
const PAPER_SIZE = 200_000;
const PREFERENCES = {
  language: 'de',
  theme: 'light',
  density: 'normal',
  singleKeys: true,
  leftPane: 260,
  rightPane: 300,
} as const;
const DAMAGES = ['flip', 'zero', 'truncate', 'duplicate', 'swap', 'old'] as const;
type Damage = (typeof DAMAGES)[number];
const PARTS = [
  'first page',
  'table page',
  'list of papers',
  'index page',
  'freelist page',
  'database file',
  'write-ahead log',
  'shared memory',
  'key file',
  'paper',
] as const;
type Part = (typeof PARTS)[number];

let home: string;
let service: CentralService;
/** After an orderly stop: everything stands in the database file. */
let clean: string;
/** The same at an earlier time. */
let earlier: string;
/** After SIGKILL: an acknowledged application stands in the write-ahead log alone. */
let killed: string;
let documentId: string;
/** The write-ahead log before the last application. */
const olderLog = (): string => path.join(home, 'older-log');
let pages: { table: number; papers: number; index: number; free: number; roots: Record<string, number> };
let running: CoreProcess[] = [];

const signInOn = (core: CoreProcess) =>
  core.call('administration', 'signIn', { accountName: 'anna', passphrase: PASSPHRASE });

/** Root pages of a table and an index with content, and a page that is free. */
const findPages = async (profileFolder: string): Promise<typeof pages> => {
  const paths = storePaths(profileFolder);
  const reading = await readKeyFile(paths.keyFile);
  if (reading.state !== 'usable') throw new Error(reading.state);
  const key = await unlockWithPassphrase(reading.keyFile, 'anna', PASSPHRASE);
  if (key === undefined) throw new Error('the passphrase does not open it');
  const db = openDatabase(paths.database, key, { readonly: false, create: false });
  try {
    db.maintenance('CREATE TABLE thrown_away (content BLOB)');
    db.maintenance('INSERT INTO thrown_away SELECT zeroblob(40000)');
    db.maintenance('DROP TABLE thrown_away');
    db.maintenance('PRAGMA wal_checkpoint(TRUNCATE)');
    const root = (name: string) =>
      db.get<{ rootpage: number }>(sql`SELECT rootpage FROM sqlite_schema WHERE name = ${name}`)?.rootpage ?? 0;
    const count = db.get<{ page_count: number }>(sql`PRAGMA page_count`)?.page_count ?? 0;
    const named = db.all<{ name: string; rootpage: number }>(
      sql`SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0 ORDER BY rootpage`,
    );
    return {
      table: root('cases'),
      papers: root('document'),
      index: root('cases_filing'),
      free: count,
      roots: Object.fromEntries(named.map(({ name, rootpage }) => [name, rootpage])),
    };
  } finally {
    db.close();
  }
};

const accepts = async (): Promise<number> =>
  (await service.control.state()).cases
    .flatMap(({ events }) => events)
    .filter(({ event }) => event === 'accept-submission').length;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'desk-damage-'));
  [clean, earlier, killed] = ['clean', 'earlier', 'killed'].map((name) => path.join(home, name)) as [
    string,
    string,
    string,
  ];
  service = await startCentralService({ port: 0, state: path.join(home, 'service'), testKeys: true });
  const office = await openTroubleOffice();
  try {
    value(await office.signIn(office.core));
    await office.connect(service);
    const paper = () => ({
      attachmentId: randomUUID(),
      filename: 'nachweis.bin',
      mimeType: 'application/octet-stream',
      purpose: 'attachment' as const,
      bytes: new Uint8Array(PAPER_SIZE).fill(7),
    });
    await service.onlineService.sendApplication(application({ attachments: [paper()] }));
    await office.fetch();
    await office.core.stop();
    await findPages(office.profileFolder);
    await cp(office.profileFolder, earlier, { recursive: true, preserveTimestamps: true });
    await office.restart();
    await service.onlineService.sendApplication(application({ attachments: [paper()] }));
    await office.fetch();
    await office.core.stop();
    pages = await findPages(office.profileFolder);
    await cp(office.profileFolder, clean, { recursive: true, preserveTimestamps: true });
    await office.restart();
    await cp(`${storePaths(office.profileFolder).database}-wal`, olderLog());
    await service.onlineService.sendApplication(application());
    await office.fetch();
    expect(await accepts()).toBe(3);
    await office.core.kill();
    await cp(office.profileFolder, killed, { recursive: true, preserveTimestamps: true });
    const names = await readdir(storePaths(clean).documents, { recursive: true, withFileTypes: true });
    const largest = names.find((entry) => entry.isFile());
    documentId = largest?.name ?? '';
  } finally {
    await office.close();
  }
}, 120_000);
afterAll(async () => {
  await service.close();
  await rm(home, { recursive: true, force: true });
});
afterEach(async () => {
  await Promise.all(running.map((core) => core.kill()));
  running = [];
});

type Region = { file: string; from: number; length: number; older: string };

const regionOf = async (part: Part, profile: string): Promise<Region> => {
  const paths = storePaths(profile);
  const old = storePaths(earlier);
  const whole = async (file: string, older: string): Promise<Region> => ({
    file,
    from: 0,
    length: (await readFile(file)).length,
    older,
  });
  const page = (number: number): Region => ({
    file: paths.database,
    from: (number - 1) * PAGE,
    length: PAGE,
    older: old.database,
  });
  switch (part) {
    case 'first page':
      return page(1);
    case 'table page':
      return page(pages.table);
    case 'list of papers':
      return page(pages.papers);
    case 'index page':
      return page(pages.index);
    case 'freelist page':
      return page(pages.free);
    case 'database file':
      return whole(paths.database, old.database);
    case 'write-ahead log': {
      const file = `${paths.database}-wal`;
      const { length } = await readFile(file);
      return { file, from: Math.floor(length / 2), length: Math.floor(length / 4), older: olderLog() };
    }
    case 'shared memory':
      return whole(`${paths.database}-shm`, old.keyFile);
    case 'key file':
      return whole(paths.keyFile, old.keyFile);
    case 'paper':
      return whole(documentPath(paths.documents, documentId), old.keyFile);
  }
};

/** Damages a region; what stands outside it stays, except behind a cut. */
const damage = async (how: Damage, { file, from, length, older }: Region): Promise<void> => {
  const bytes = await readFile(file);
  const region = bytes.subarray(from, from + length);
  const put = (content: Uint8Array, at = from): Promise<void> => {
    bytes.set(content.subarray(0, Math.max(0, bytes.length - at)), at);
    return writeFile(file, bytes);
  };
  const half = Math.floor(length / 2);
  switch (how) {
    case 'flip':
      region[half] = (region[half] ?? 0) ^ 1;
      return writeFile(file, bytes);
    case 'zero':
      return put(new Uint8Array(length));
    case 'truncate':
      return truncate(file, from + half);
    case 'duplicate':
      // Over its neighbour, as a write that went astray does; a whole file is written twice into itself.
      return from + 2 * length <= bytes.length
        ? put(region, from + length)
        : put(region.subarray(0, half), from + half);
    case 'swap': {
      const other = from + 2 * length <= bytes.length ? from + length : Math.max(0, from - length);
      if (other === from || length === bytes.length)
        return put(Buffer.concat([region.subarray(half), region.subarray(0, half)]));
      const neighbour = Uint8Array.from(bytes.subarray(other, other + length));
      bytes.set(region, other);
      return put(neighbour);
    }
    case 'old': {
      const old = await readFile(older);
      // A log has no places of its own: an older one is a shorter one.
      return length === bytes.length || older === olderLog()
        ? writeFile(file, old)
        : put(old.subarray(from, from + length));
    }
  }
};

/** Files of the store by digest; lock and counters come and go, and SQLite leaves an empty log where it only read. */
const digests = async (profile: string): Promise<Record<string, string>> => {
  const { folder } = storePaths(profile);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const result: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.isFile() || /^(lock|attempts\.json|persistence\.json|desk\.db-shm)$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    if (entry.name === 'desk.db-wal' && bytes.length === 0) continue;
    result[path.relative(folder, file)] = createHash('sha256').update(bytes).digest('hex');
  }
  return result;
};

type Outcome = { code: string; found: number; cases: number; paper: string; writing: string };

/** Starts the real core on a profile and tells what a person would learn there. */
const outcomeOf = async (profileFolder: string): Promise<Outcome> => {
  const core = await startCore({ profileFolder });
  running.push(core);
  const nothing = { found: 0, cases: 0, paper: '-', writing: '-' };
  const state = value(await core.call('administration', 'state', {}));
  const entered = state.store === 'trouble' ? undefined : await signInOn(core);
  if (entered?.ok !== true) {
    // Both doors say the same, and the page that is shown from then on too.
    const code = entered?.error.code ?? (state.store === 'trouble' ? state.code : '');
    expect(value(await core.call('administration', 'state', {}))).toMatchObject({ store: 'trouble', code });
    await core.stop();
    return { code, ...nothing };
  }
  const checked = async () => {
    const { checks } = value(await core.call('administration', 'storeHealth', {}));
    return checks.every(({ at, running: busy }) => at !== null && !busy) ? checks : undefined;
  };
  await expect.poll(checked, { timeout: 10_000, interval: 50 }).toBeDefined();
  const found = (await checked())?.reduce((sum, check) => sum + check.found, 0) ?? 0;
  const listed = await core.call('cases', 'openList', {
    filter: { view: 'all', statuses: [], search: '' },
    sort: { by: 'received', direction: 'ascending' },
  });
  const part = await core.document(documentId, 0, PAPER_SIZE);
  const changing = await core.call('administration', 'savePreferences', PREFERENCES);
  const outcome = {
    code: 'ok',
    found,
    cases: listed.ok ? listed.value.total : -1,
    paper: part.ok ? 'ok' : 'refused',
    writing: changing.ok ? 'ok' : changing.error.code,
  };
  await core.stop();
  return outcome;
};

/**
 * What must come of it: a code that keeps everybody out and changes no byte; `found`: opens, the check finds it, and
 * nothing is changed or acknowledged any more; `paper`: that paper is refused; `sound`: everything is there, because the
 * part holds nothing (free pages, shared memory) or what stands there is valid.
 */
type Expected = 'database-damaged' | 'rolled-back' | 'key-file-damaged' | 'found' | 'paper' | 'sound';
const all = (expected: Expected, others: Partial<Record<Damage, Expected>> = {}): Record<Damage, Expected> => ({
  flip: expected,
  zero: expected,
  truncate: expected,
  duplicate: expected,
  swap: expected,
  old: expected,
  ...others,
});
const EXPECTED: Record<Part, Record<Damage, Expected>> = {
  // An old page put back reads as valid (SECURITY J3); that nothing is lost by it is looked at below.
  'first page': all('database-damaged', { old: 'sound' }),
  'table page': all('found', { truncate: 'database-damaged' }),
  // Rows that an old page lost must not make orphans of their papers: what is swept is gone for good.
  'list of papers': all('found', { truncate: 'database-damaged' }),
  'index page': all('found', { truncate: 'database-damaged' }),
  'freelist page': all('sound'),
  'database file': all('database-damaged', { flip: 'found', old: 'rolled-back' }),
  'write-ahead log': all('rolled-back'),
  'shared memory': all('sound'),
  // An older key file opens with the older passphrases: it wraps the same key.
  'key file': all('key-file-damaged', { old: 'sound' }),
  paper: all('paper'),
};

const named = (outcome: Outcome, cases: number): Expected | string => {
  if (outcome.code !== 'ok') return outcome.code;
  if (outcome.writing !== 'ok') return `found${outcome.writing === 'storage-trouble' ? '' : outcome.writing}`;
  if (outcome.paper !== 'ok') return outcome.cases === cases ? 'paper' : 'lost cases';
  return outcome.cases === cases && outcome.found === 0 ? 'sound' : JSON.stringify(outcome);
};

const whole = process.env.DAMAGE_MATRIX === 'all';

describe.each(PARTS)('damage of the %s', (part) => {
  const inLog = part === 'write-ahead log' || part === 'shared memory';
  const [base, cases] = inLog ? [() => killed, 3] : [() => clean, 2];
  const chosen = DAMAGES.filter((_how, at) => whole || (at + PARTS.indexOf(part)) % 4 === 0);
  it.each(chosen)('by %s', async (how) => {
    const profile = path.join(home, 'damaged');
    await rm(profile, { recursive: true, force: true });
    await cp(base(), profile, { recursive: true, preserveTimestamps: true });
    await damage(how, await regionOf(part, profile));
    const before = await digests(profile);
    const outcome = await outcomeOf(profile);
    expect(named(outcome, cases)).toBe(EXPECTED[part][how]);
    const after = await digests(profile);
    if (outcome.code !== 'ok') expect(after).toEqual(before);
    // What SQLite and we ourselves write on; no other file may change or go.
    const ours = ['desk.db', 'desk.db-wal', 'anchor.json'];
    const theirs = (files: Record<string, string>) => Object.entries(files).filter(([name]) => !ours.includes(name));
    expect(theirs(after)).toEqual(theirs(before));
    if (how !== 'flip') return;
    await rm(profile, { recursive: true });
    await cp(base(), profile, { recursive: true, preserveTimestamps: true });
    expect(named(await outcomeOf(profile), cases)).toBe('sound');
  });
});

describe('a table or index whose first page is lost', () => {
  it('is named, whichever it is: core neither ends nor says that all is well', async () => {
    const profile = path.join(home, 'damaged');
    const names = Object.keys(pages.roots).filter((_name, at) => whole || at % 16 === 5);
    const wrong: string[] = [];
    for (const name of names) {
      await rm(profile, { recursive: true, force: true });
      await cp(clean, profile, { recursive: true, preserveTimestamps: true });
      const region = { ...(await regionOf('first page', profile)), from: ((pages.roots[name] ?? 0) - 1) * PAGE };
      await damage('zero', region);
      const outcome = await outcomeOf(profile).catch((error: unknown) => String(error));
      const told = typeof outcome === 'string' ? outcome : named(outcome, 2);
      if (told !== 'database-damaged' && told !== 'found') wrong.push(`${name}: ${told}`);
    }
    expect(names.length).toBeGreaterThan(3);
    expect(wrong).toEqual([]);
  }, 300_000);
});
