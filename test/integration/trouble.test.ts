import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/store/database.ts';
import { documentPath } from '../../electron/core/store/documents.ts';
import { readKeyFile, unlockWithPassphrase } from '../../electron/core/store/keys.ts';
import { storePaths } from '../../electron/core/store/store.ts';
import { character } from '../applicants/cast.ts';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import { application, codeOf, openTroubleOffice, PASSPHRASE, type TroubleOffice, value } from './trouble-office.ts';

/* Issue "The main job", §6: what goes wrong is named, nothing is lost, and it goes on by itself afterwards. */

let state: string;
let service: CentralService;
let office: TroubleOffice;

beforeAll(async () => {
  state = await mkdtemp(path.join(tmpdir(), 'trouble-service-'));
  service = await startCentralService({ port: 0, state, testKeys: true });
});
afterAll(async () => {
  await service.close();
  await rm(state, { recursive: true, force: true });
});

const eventsOf = async (name: string, subject?: string) =>
  (await service.control.state()).cases
    .flatMap(({ events }) => events)
    .filter(({ event, subject: of }) => event === name && (subject === undefined || of === subject));
const isAccepted = async (submissionId: string): Promise<boolean> =>
  (await eventsOf('accept-submission', `submission:${submissionId}`)).length === 1;

/** Name and digest of every file of the store; lock, tries to sign in and the mark of the last start come and go. */
const filesOf = async (folder: string): Promise<Record<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && !/^(lock|attempts\.json|persistence\.json|desk\.db-(wal|shm))$/.test(entry.name),
  );
  const digests = files.map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [
      path.relative(folder, file),
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ];
  });
  return Object.fromEntries(await Promise.all(digests));
};

describe('the way in', () => {
  beforeAll(async () => {
    office = await openTroubleOffice();
    await office.connect(service);
  });
  afterAll(async () => {
    // Whatever went wrong, we never rejected: rejecting destroys the only copy (SECURITY F2). The service itself may.
    const rejected = await eventsOf('reject-submission');
    expect(rejected.filter(({ issuer }) => issuer !== service.issuer)).toEqual([]);
    await office.close();
  });
  afterEach(() => service.control.clearFaults());

  const waitingWith = async (submissionId: string | null) => {
    const { troubles, state: intake } = await office.fetch();
    return { code: troubles.find((trouble) => trouble.submissionId === submissionId)?.code, intake };
  };

  it.each([
    ['is down', 'service-unreachable', { action: { kind: 'drop', when: 'before' } }],
    ['answers with errors', 'service-error', { action: { kind: 'status', status: 503 } }],
    ['asks for much patience', 'service-busy', { action: { kind: 'status', status: 429, retryAfter: 3600 } }],
    ['cuts its answers short', 'service-unreachable', { action: { kind: 'truncate' } }],
    ['does not know us any more', 'not-connected-to-destination', { action: { kind: 'status', status: 403 } }],
  ] as const)('waits for a service that %s', async (_what, code, { action }) => {
    const { submissionId } = await service.onlineService.sendApplication(application());
    const known = (await office.rows()).length;
    await service.control.injectFault({ path: '/submissions$', times: 20, action });
    expect(await waitingWith(null)).toEqual({ code, intake: 'trouble' });
    expect((await office.rows()).length).toBe(known);
    expect(await isAccepted(submissionId)).toBe(false);
    await service.control.clearFaults();
    expect((await office.fetch()).troubles).toEqual([]);
    expect((await office.rows()).length).toBe(known + 1);
    expect(await isAccepted(submissionId)).toBe(true);
  });

  it('names a wrong client secret, and goes on with the right one', async () => {
    const { submissionId } = await service.onlineService.sendApplication(application());
    await office.connect(service, { clientSecret: 'wrong' });
    expect(await waitingWith(null)).toEqual({ code: 'credentials-refused', intake: 'trouble' });
    expect(value(await office.core.call('administration', 'connection', {}))[0]?.trouble?.code).toBe(
      'credentials-refused',
    );
    expect(await isAccepted(submissionId)).toBe(false);
    await office.connect(service);
    await office.fetch();
    expect(await isAccepted(submissionId)).toBe(true);
  });

  it('names a service that is not there at all', async () => {
    const nowhere = 'http://127.0.0.1:9';
    await office.connect(service, { tokenUrl: `${nowhere}/token`, submissionApi: nowhere, destinationApi: nowhere });
    expect(await waitingWith(null)).toEqual({ code: 'service-unreachable', intake: 'trouble' });
    await office.connect(service);
    expect((await office.fetch()).troubles).toEqual([]);
  });

  it('leaves what cannot be proved at the service, each with its own reason, and takes in the rest', async () => {
    const known = (await office.rows()).length;
    const broken = [
      ['unknown-key', { defect: 'unknown-kid' }],
      ['key-mismatch', { defect: 'foreign-key' }],
      ['hash-mismatch', { defect: 'data-hash' }],
      ['metadata-invalid', { defect: 'metadata-violation' }],
      ['metadata-version-unknown', { defect: 'metadata-version' }],
      ['schema-violation', { fachdaten: '{"personen":[]}' }],
    ] as const;
    const sent = new Map<string, string>();
    for (const [code, changes] of broken) {
      sent.set((await service.onlineService.sendApplication(application(changes))).submissionId, code);
    }
    const fine = await service.onlineService.sendApplication(application());
    for (const [how, code] of [
      ['ciphertext', 'ciphertext-altered'],
      ['tag', 'tag-mismatch'],
      ['kid', 'unknown-key'],
    ] as const) {
      const altered = await service.onlineService.sendApplication(application());
      await service.control.tamperContent({ kind: 'submission', id: altered.submissionId, part: 'data', how });
      sent.set(altered.submissionId, code);
    }
    const { troubles, waiting } = await office.fetch();
    expect(new Map(troubles.map(({ submissionId, code }) => [submissionId, code]))).toEqual(sent);
    expect(waiting).toBe(sent.size);
    expect((await office.rows()).length).toBe(known + 1);
    expect(await isAccepted(fine.submissionId)).toBe(true);
    for (const submissionId of sent.keys()) expect(await isAccepted(submissionId), submissionId).toBe(false);
    // Tried again and again, noted once each.
    const again = await office.fetch();
    expect(again.troubles.map(({ attempts }) => attempts)).toEqual(Array.from({ length: sent.size }, () => 2));
    // The service takes back what nobody collects (PROTOCOL §10); then nothing waits here any more either.
    await service.control.moveClock({ days: 15 });
    expect((await office.fetch()).troubles).toEqual([]);
  });

  it('takes in every paper of somebody whose files are bad, and says of each what is wrong with it', async () => {
    const ioana = character('ioana-bad-files');
    const documents = await ioana.documents();
    const { submissionId } = await service.onlineService.sendApplication({
      ...application(),
      fachdaten: JSON.stringify(ioana.fachdaten),
      attachments: documents,
    });
    await office.fetch();
    expect(await isAccepted(submissionId)).toBe(true);
    const row = (await office.rows()).find(({ familyName }) => familyName === 'Petrescu');
    const view = value(await office.core.call('cases', 'get', { caseId: row?.caseId ?? '' }));
    const troubles = new Map(view.documents.map(({ name, trouble, detectedType }) => [name, [detectedType, trouble]]));
    expect(Object.fromEntries(troubles)).toMatchObject({
      'Kontoauszug_geschuetzt.pdf': ['pdf', 'encrypted'],
      'Reisepass.pdf': ['empty', 'empty'],
      'Arbeitsvertrag.pdf': [expect.stringMatching(/jpeg|png/), 'mislabelled'],
      'Gehaltsabrechnung.pdf': ['pdf', 'damaged'],
      'IMG_0099.HEIC': ['heic', 'not-openable'],
      'Mietvertrag.pdf': ['pdf', null],
    });
    // None is lost: what core serves is what was sent.
    for (const sent of documents) {
      const kept = view.documents.find(({ name }) => name === sent.filename);
      if (sent.bytes.length === 0 || sent.bytes.length > 1_000_000) continue;
      const part = await office.core.document(kept?.documentId ?? '', 0, -1);
      expect(part.ok && Buffer.from(part.bytes).equals(Buffer.from(sent.bytes)), sent.filename).toBe(true);
    }
  });

  it('keeps a reply when the network goes away in the middle, and sends it exactly once', async () => {
    const sent = await service.onlineService.sendApplication(application());
    await office.fetch();
    const row = (await office.rows()).at(-1);
    const caseId = row?.caseId ?? '';
    const accounts = value(await office.core.call('administration', 'accounts', {}));
    const opened = value(await office.core.call('cases', 'get', { caseId }));
    const accountId = accounts[0]?.id ?? null;
    value(await office.core.call('cases', 'assign', { caseId, version: opened.version, accountId }));
    const { draft, version } = value(await office.core.call('requests', 'editor', { caseId }));
    expect(draft.channel).toBe('fit-connect');
    const { previewId } = value(await office.core.call('requests', 'preview', { caseId, draft }));
    // The line goes down after the announcement was taken and stays down.
    await service.control.injectFault({
      method: 'PUT',
      path: '/replies/',
      times: 100,
      action: { kind: 'drop', when: 'before' },
    });
    value(await office.core.call('requests', 'send', { caseId, version, draft, previewId }));
    const failing = async (): Promise<boolean> => (await office.fetch()).outbox.failing === 1;
    while (!(await failing())) expect(await eventsOf('submit-reply')).toEqual([]);
    expect(value(await office.core.call('requests', 'list', { caseId }))[0]?.delivery).toBe('sending');
    // Pulled plug, an hour later, the line is back but the answer to the last step is lost once more.
    await service.control.clearFaults();
    await service.control.injectFault({
      method: 'PUT',
      path: '/replies/[^/]+$',
      action: { kind: 'drop', when: 'after' },
    });
    await office.restart(3_600_000);
    await office.fetch();
    while ((await office.fetch()).outbox.pending > 0);
    expect(value(await office.core.call('requests', 'list', { caseId }))[0]?.delivery).toBe('delivered');
    const ofCase = (await service.control.state()).cases.find((one) => one.caseId === sent.caseId);
    expect(ofCase?.replies).toHaveLength(1);
    expect(await eventsOf('submit-reply')).toHaveLength(1);
    const received = await service.onlineService.receiveReplies();
    expect(received.map((reply) => reply.caseId)).toEqual([sent.caseId]);
  });

  it('tells the later of two windows who changed the case and when, and overwrites nothing', async () => {
    const caseId = (await office.rows())[0]?.caseId ?? '';
    value(await office.signIn(office.core, 'window-2'));
    const seen = value(await office.core.call('cases', 'get', { caseId }));
    const mark = {
      caseId,
      version: seen.version,
      slotId: seen.slots[0]?.slotId ?? '',
      mark: 'missing',
      reason: null,
    } as const;
    const since = Date.now();
    value(await office.core.call('cases', 'markSlot', mark, { session: 'window-2' }));
    const late = await office.core.call('cases', 'markSlot', { ...mark, mark: 'not-needed' });
    expect(late).toMatchObject({
      ok: false,
      error: { code: 'stale-version', details: { changedBy: 'Anna Beispiel', kind: 'case.slot-marked' } },
    });
    if (!late.ok) expect(Number(late.error.details?.changedAt)).toBeGreaterThanOrEqual(since);
    const now = value(await office.core.call('cases', 'get', { caseId }));
    expect(now.slots[0]?.state).toBe('missing');
    value(await office.core.call('cases', 'markSlot', { ...mark, mark: 'not-needed', version: now.version }));
  });
});

describe('the store', () => {
  beforeEach(async () => {
    office = await openTroubleOffice();
  });
  afterEach(() => office.close());

  const paths = () => storePaths(office.profileFolder);
  const newCase = async () => {
    const { caseId } = value(
      await office.core.call('intake', 'createCase', {
        channel: 'post',
        receivedOn: '2026-02-03',
        familyName: 'Łukasz',
        givenNames: 'Ana',
        birthDate: '1990',
        birthPlace: 'Łódź',
        nationalities: ['152'],
        legalBasis: 'LB-10-1',
        groups: ['G-EMP'],
      }),
    );
    return caseId;
  };

  it('belongs to one program at a time; the other one says so and changes nothing', async () => {
    const second = await office.startAnother();
    const before = await filesOf(paths().folder);
    expect(value(await second.call('administration', 'state', {}))).toMatchObject({
      store: 'trouble',
      code: 'held-by-other',
      details: { host: expect.any(String), since: expect.any(Number) },
    });
    expect(codeOf(await office.signIn(second))).toBe('held-by-other');
    expect(codeOf(await second.call('cases', 'counts', {}))).toBe('not-signed-in');
    expect(await filesOf(paths().folder)).toEqual(before);
    expect(codeOf(await office.core.call('cases', 'counts', {}))).toBe('ok');
  });

  it('made by a newer program is left as it is, to the byte', async () => {
    await office.core.stop();
    const copy = { ...storePaths(office.place('newer')) };
    await cp(office.profileFolder, office.place('newer'), { recursive: true });
    const reading = await readKeyFile(copy.keyFile);
    if (reading.state !== 'usable') throw new Error(reading.state);
    const key = await unlockWithPassphrase(reading.keyFile, 'anna', PASSPHRASE);
    if (key === undefined) throw new Error('the passphrase does not open the copy');
    const db = openDatabase(copy.database, key, { readonly: false, create: false });
    db.maintenance('PRAGMA user_version=7');
    db.maintenance('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const before = await filesOf(copy.folder);
    const core = await office.startAnother({ profileFolder: office.place('newer') });
    expect(await office.signIn(core)).toEqual({
      ok: false,
      error: { code: 'newer-version', details: { found: 7, known: 1 } },
    });
    expect(value(await core.call('administration', 'state', {}))).toMatchObject({
      store: 'trouble',
      code: 'newer-version',
    });
    await core.stop();
    expect(await filesOf(copy.folder)).toEqual(before);
  });

  it('keeps its key file for itself: another office’s, half of it or none opens nothing and changes nothing', async () => {
    const other = await openTroubleOffice();
    const foreign = await readFile(storePaths(other.profileFolder).keyFile, 'utf8');
    await other.close();
    await office.core.stop();
    const own = await readFile(paths().keyFile, 'utf8');
    const slotsExchanged = JSON.parse(own);
    slotsExchanged.slots[0] = JSON.parse(foreign).slots[0];
    for (const [content, expected] of [
      [foreign, 'database-damaged'],
      [JSON.stringify(slotsExchanged), 'key-file-damaged'],
      [own.slice(0, own.length / 2), 'key-file-damaged'],
      ['', 'key-file-damaged'],
      [null, 'key-file-damaged'],
    ] as const) {
      if (content === null) await rm(paths().keyFile);
      else await writeFile(paths().keyFile, content);
      const before = await filesOf(paths().folder);
      const core = await office.startAnother();
      expect(codeOf(await office.signIn(core))).toBe(expected);
      await core.stop();
      expect(await filesOf(paths().folder), expected).toEqual(before);
    }
    await writeFile(paths().keyFile, own);
    expect(codeOf(await office.signIn(await office.startAnother()))).toBe('ok');
  });

  it('survives a paper whose file cannot be read: that paper is named damaged, the rest goes on', async () => {
    const caseId = await newCase();
    const added = value(
      await office.core.call('intake', 'addFiles', {
        caseId,
        channel: 'post',
        receivedOn: '2026-02-04',
        files: [1, 2, 3, 4].map((n) => ({ name: `${n}.bin`, bytes: new Uint8Array(5000).fill(n) })),
      }),
    );
    const [gone = '', folder = '', unreadable = '', whole = ''] = added.documents.map(({ documentId }) => documentId);
    await rm(documentPath(paths().documents, gone));
    await rm(documentPath(paths().documents, folder));
    await mkdir(documentPath(paths().documents, folder));
    // A disk that fails cannot be had; a link that leads to itself fails in the same call.
    await rm(documentPath(paths().documents, unreadable));
    await symlink(unreadable, documentPath(paths().documents, unreadable));
    expect(await office.core.document(gone, 0, -1)).toMatchObject({ ok: false, code: 'damaged' });
    expect(await office.core.document(folder, 0, -1)).toMatchObject({ ok: false, code: 'damaged' });
    expect(await office.core.document(unreadable, 0, -1)).toMatchObject({ ok: false, code: 'damaged' });
    expect(await office.core.document(whole, 0, -1)).toMatchObject({ ok: true, size: 5000 });
    const { version } = value(await office.core.call('cases', 'get', { caseId }));
    const grantId = randomUUID();
    const exported = await office.core.call(
      'export',
      'run',
      { caseId, version, grantId },
      { grants: { [grantId]: office.place('target') } },
    );
    expect(codeOf(exported)).toBe('document-unreadable');
    expect(await readdir(office.place('target'))).toEqual([]);
  });

  const isRoot = process.getuid?.() === 0;
  /** A file system of its own with one mebibyte; only root may mount one, everywhere else there is none to fill. */
  const smallDisk = async (name: string): Promise<string> => {
    const folder = office.place(name);
    await mkdir(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'pipe' });
    return folder;
  };
  const canMount =
    isRoot &&
    (() => {
      try {
        execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt'], { stdio: 'pipe' });
        return true;
      } catch {
        return false;
      }
    })();

  it.skipIf(!canMount)(
    'names a full disk at the export target and leaves nothing there (skipped without the right to mount)',
    async () => {
      const caseId = await newCase();
      const bytes = new Uint8Array(2_000_000).fill(7);
      const files = [{ name: 'gross.bin', bytes }];
      value(await office.core.call('intake', 'addFiles', { caseId, channel: 'post', receivedOn: '2026-02-04', files }));
      const small = await smallDisk('small');
      try {
        const grantId = randomUUID();
        const run = async (folder: string) => {
          const { version } = value(await office.core.call('cases', 'get', { caseId }));
          return office.core.call('export', 'run', { caseId, version, grantId }, { grants: { [grantId]: folder } });
        };
        expect(codeOf(await run(small))).toBe('folder-full');
        expect(await readdir(small)).toEqual([]);
        expect(value(await office.core.call('cases', 'get', { caseId })).handover).toBe('FEHLER');
        expect(codeOf(await run(office.place('target')))).toBe('ok');
      } finally {
        execFileSync('umount', [small]);
      }
    },
  );

  it.skipIf(!canMount)(
    'acknowledges nothing while the second copy’s disk is full (skipped without the right to mount)',
    async () => {
      await office.connect(service);
      const small = await smallDisk('small');
      try {
        const grantId = randomUUID();
        const move = (folder: string) =>
          office.core.call('administration', 'changeSecondCopy', { grantId }, { grants: { [grantId]: folder } });
        await writeFile(path.join(small, 'somebody-elses'), Buffer.alloc(700_000)).catch(() => undefined);
        await move(small);
        const { submissionId } = await service.onlineService.sendApplication(application());
        const { troubles, secondCopy } = await office.fetch();
        expect(troubles.find((trouble) => trouble.submissionId === submissionId)?.code).toBe('second-copy-unavailable');
        expect(secondCopy.state).toBe('unavailable');
        expect((await office.rows()).length).toBeGreaterThan(0);
        expect(await isAccepted(submissionId)).toBe(false);
        value(await move(office.place('target')));
        await office.fetch();
        expect(await isAccepted(submissionId)).toBe(true);
      } finally {
        execFileSync('umount', [small]);
      }
    },
  );

  it.skipIf(isRoot)('names an export target it may not write to (root may write everywhere)', async () => {
    const caseId = await newCase();
    await chmod(office.place('target'), 0o500);
    const { version } = value(await office.core.call('cases', 'get', { caseId }));
    const grantId = randomUUID();
    const grants = { [grantId]: office.place('target') };
    expect(codeOf(await office.core.call('export', 'run', { caseId, version, grantId }, { grants }))).toBe(
      'folder-not-writable',
    );
    await chmod(office.place('target'), 0o700);
  });
});
