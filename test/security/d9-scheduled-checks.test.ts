/**
 * Rules: SECURITY D9, D10, J4, F4. Database and papers are looked at weekly and whenever there is reason to doubt them,
 * the journal's new entries at every start, free space always; what is found is shown, nothing is repaired silently.
 * Threat: T1, rot that nobody notices until the last good backup was rotated away; a disk that fills up.
 * Consequence: the only copy is damaged for months before anybody opens that case.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../electron/core/journal/verify.ts';
import { type CheckJobs, createChecks } from '../../electron/core/store/checks.ts';
import type { StoreKey } from '../../electron/core/store/database.ts';
import { sql } from '../../electron/core/store/database.ts';
import { documentPath } from '../../electron/core/store/documents.ts';
import { openStore, type Store, storePaths } from '../../electron/core/store/store.ts';
import { startCentralService } from '../central-service/central-service.ts';
import { application, codeOf, openTroubleOffice, type TroubleOffice, value } from '../integration/trouble-office.ts';
import { openWholeDesk, type WholeDesk } from './whole-desk.ts';

const DAY = 24 * 3600_000;

const CASE = {
  channel: 'post' as const,
  receivedOn: '2026-02-03',
  familyName: 'Łukasz',
  givenNames: 'Ana',
  birthDate: '1990',
  birthPlace: 'Łódź',
  nationalities: ['152'],
  legalBasis: 'LB-10-1',
  groups: ['G-EMP'],
};

describe('the schedule', () => {
  let folder: string;
  let store: Store;
  let now: number;
  let ran: string[];
  let jobs: CheckJobs;
  const judged: boolean[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'desk-checks-'));
    const key = randomBytes(32) as Uint8Array as StoreKey;
    store = await openStore({ profileFolder: folder, key, storeId: randomUUID(), create: true });
    now = 1_000_000_000_000;
    ran = [];
    judged.length = 0;
    const note = <T>(name: string, answer: T): Promise<T> => {
      ran.push(name);
      return Promise.resolve(answer);
    };
    jobs = {
      database: () => note('database', 0),
      journal: (from) =>
        note(`journal after ${from?.sequence ?? 0}`, { to: { sequence: 7, hash: 'x' }, firstBreak: null }),
      documents: () => note('documents', { scanned: 3, missing: 0, wrongSize: 0, orphans: 0 }),
    };
  });
  afterEach(async () => {
    store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** One start with everything that is due; answers the results. */
  const oneStart = async (suspicious = false) => {
    const checks = createChecks({
      db: store.db,
      clock: () => now,
      jobs,
      suspicious,
      changed: () => undefined,
      judged: (whole) => judged.push(whole),
      log: () => undefined,
    });
    checks.begin();
    await expect.poll(() => checks.results().every(({ running }) => !running) && ran.length > 0).toBe(true);
    await checks.end();
    return checks;
  };

  it('looks at database and papers weekly, at the journal at every start from where it stopped', async () => {
    await oneStart();
    expect(ran.splice(0)).toEqual(['database', 'journal after 0', 'documents']);
    now += 6 * DAY;
    await oneStart();
    expect(ran.splice(0)).toEqual(['journal after 7']);
    now += 1 * DAY;
    await oneStart();
    expect(ran.splice(0)).toEqual(['database', 'journal after 7', 'documents']);
  });

  it('looks at once when the file was not left like this, and when the clock says it was looked at in the future', async () => {
    await oneStart();
    ran.length = 0;
    await oneStart(true);
    expect(ran.splice(0)).toEqual(['database', 'journal after 7', 'documents']);
    now -= 30 * DAY;
    await oneStart();
    expect(ran).toContain('database');
  });

  it('keeps a finding over restarts until a later look finds nothing', async () => {
    const sound = jobs.database;
    jobs.database = async () => {
      ran.push('database');
      return 4;
    };
    const first = await oneStart();
    expect([first.isSound(), first.isWhole(), judged]).toEqual([false, false, [false]]);
    expect(first.mayWrite()).toBe(false);
    const second = await oneStart();
    expect(second.results()[0]).toEqual({ check: 'database', at: now, found: 4, running: false });
    expect(second.isSound()).toBe(false);
    jobs.database = sound;
    ran.length = 0;
    const third = await oneStart();
    expect([third.isSound(), third.mayWrite(), ran[0]]).toEqual([true, true, 'database']);
  });

  it('takes damage that ends a look for a finding, and any other failure for no look at all', async () => {
    jobs.database = async () => {
      ran.push('database');
      throw Object.assign(new Error('damaged'), { code: 'SQLITE_CORRUPT' });
    };
    jobs.documents = async () => {
      throw Object.assign(new Error('the disk is away'), { code: 'SQLITE_IOERR_READ' });
    };
    const checks = await oneStart();
    const [database, , documents] = checks.results();
    expect(database).toMatchObject({ found: 1, at: now });
    expect(documents).toMatchObject({ found: 0, at: null });
  });
});

describe('the journal since the last look', () => {
  let desk: WholeDesk;
  beforeAll(async () => {
    desk = await openWholeDesk();
  });
  afterAll(() => desk.close());

  it('is walked from there, and an altered entry is named on either side of it', () => {
    const { db } = desk;
    const whole = verifyChain(db, null);
    expect(whole.firstBreak).toBeNull();
    expect(whole.to.sequence).toBeGreaterThan(2);
    expect(verifyChain(db, whole.to)).toEqual(whole);
    const { hash } = db.get<{ hash: string }>(sql`SELECT hash FROM journal_header WHERE sequence = 2`) ?? { hash: '' };
    db.maintenance('DROP TRIGGER journal_header_fixed');
    db.transaction((writer) => writer.run(sql`UPDATE journal_header SET actor = 'Mallory' WHERE sequence = 3`));
    expect(verifyChain(db, { sequence: 2, hash }).firstBreak).toBe(3);
    db.transaction((writer) => writer.run(sql`UPDATE journal_header SET hash = ${'0'.repeat(64)} WHERE sequence = 2`));
    expect(verifyChain(db, { sequence: 2, hash }).firstBreak).toBe(2);
  });
});

describe('through the real start-up', () => {
  let office: TroubleOffice;
  beforeEach(async () => {
    office = await openTroubleOffice();
    value(await office.signIn(office.core));
  });
  afterEach(() => office.close());

  const checksDone = async () => {
    let seen: { check: string; found: number }[] = [];
    await expect
      .poll(async () => {
        const { checks } = value(await office.core.call('administration', 'storeHealth', {}));
        seen = checks.map(({ check, found }) => ({ check, found }));
        return checks.every(({ at, running }) => at !== null && !running);
      })
      .toBe(true);
    return seen;
  };
  const newCase = async (): Promise<string> => value(await office.core.call('intake', 'createCase', CASE)).caseId;

  it('counts papers that are missing or cut after a crash, and takes the count back when they are there again', async () => {
    const caseId = await newCase();
    const files = ['eins.bin', 'zwei.bin'].map((name) => ({ name, bytes: new Uint8Array(randomBytes(5000)) }));
    const { documents } = value(
      await office.core.call('intake', 'addFiles', { caseId, channel: 'post', receivedOn: '2026-02-04', files }),
    );
    const [one, two] = documents.map(({ documentId }) =>
      documentPath(storePaths(office.profileFolder).documents, documentId),
    ) as [string, string];
    await rename(one, office.place('aside'));
    await truncate(two, 100);
    await office.restart();
    expect(await checksDone()).toEqual([
      { check: 'database', found: 0 },
      { check: 'journal', found: 0 },
      { check: 'documents', found: 2 },
    ]);
    await rename(office.place('aside'), one);
    await office.restart();
    expect((await checksDone())[2]?.found).toBe(1);
  });

  const canMount =
    process.getuid?.() === 0 &&
    (() => {
      try {
        execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt'], { stdio: 'pipe' });
        return true;
      } catch {
        return false;
      }
    })();

  it.skipIf(!canMount)(
    'pauses intake and not work on a small disk, and loses nothing when it is full (skipped without the right to mount)',
    async () => {
      const state = office.place('service');
      const service = await startCentralService({ port: 0, state, testKeys: true });
      const small = office.place('small');
      await office.connect(service);
      await office.core.stop();
      await mkdir(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', small]);
      try {
        execFileSync('cp', ['-a', `${office.profileFolder}/.`, small]);
        const core = await office.startAnother({ profileFolder: small });
        value(await office.signIn(core));
        expect(value(await core.call('administration', 'storeHealth', {})).disk.state).toBe('full');
        await service.onlineService.sendApplication(application());
        value(await core.call('intake', 'fetchNow', {}));
        await expect
          .poll(async () => value(await core.call('intake', 'status', {})).troubles.map(({ code }) => code))
          .toEqual(['storage-full']);
        const create = () => core.call('intake', 'createCase', CASE);
        expect(codeOf(await create())).toBe('ok');
        await writeFile(path.join(small, 'filler'), Buffer.alloc(24 * 1024 * 1024)).catch(() => undefined);
        const refused = async () => {
          for (let tries = 0; tries < 200; tries += 1) {
            const code = codeOf(await create());
            if (code !== 'ok') return code;
          }
          return 'never';
        };
        expect(await refused()).toBe('storage-trouble');
        const total = async () =>
          value(
            await core.call('cases', 'openList', {
              filter: { view: 'all', statuses: [], search: '' },
              sort: { by: 'received', direction: 'ascending' },
            }),
          ).total;
        const kept = await total();
        expect(kept).toBeGreaterThan(0);
        await rm(path.join(small, 'filler'));
        expect(codeOf(await create())).toBe('ok');
        expect(await total()).toBe(kept + 1);
        await core.stop();
      } finally {
        await Promise.resolve(execFileSync('umount', ['-l', small]));
        await service.close();
      }
    },
  );
});
