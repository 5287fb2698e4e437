import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccess } from '../../electron/core/administration/access.ts';
import { createAdministration } from '../../electron/core/administration/administration.ts';
import { createDispatcher } from '../../electron/core/dispatcher.ts';
import { entryKinds } from '../../electron/core/entry-kinds.ts';
import type { Actor } from '../../electron/core/journal/entry.ts';
import type { LogFacts } from '../../electron/core/log.ts';
import { type OpenModules, openModules } from '../../electron/core/modules.ts';
import type { OpenDatabase } from '../../electron/core/store/database.ts';
import { openPersistence } from '../../electron/core/store/persistence.ts';
import { openPlaceGuard } from '../../electron/core/store/place-guard.ts';
import { storePaths } from '../../electron/core/store/store.ts';
import type { Result } from '../../shared/contract/call.ts';
import { ROLES } from '../../shared/domain/permissions.ts';
import { TEST_POLICY } from '../integration/core-process.ts';

const PASSPHRASE = 'korrekt pferd batterie';
const SESSION = 'window-1';

/** Whoever is in it acts with these roles instead of those of the account, which has all of them. */
export type Roles = readonly string[];

/** Everything a stranger could name in a request, by the name of the field that takes it. */
export type KnownValues = ReadonlyMap<string, readonly unknown[]>;

/**
 * All of core in this process over a real encrypted store: access, every module, the real dispatcher. Nothing runs by
 * itself, so whatever changes was changed by a call. Holds one case with papers on its checklist, a sent
 * Nachforderung, an export and every kind of grant.
 */
export const openWholeDesk = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-security-'));
  const place = (name: string): string => path.join(folder, name);
  const profileFolder = place('profile');
  await Promise.all(['profile', 'share', 'target'].map((name) => mkdir(place(name))));
  await writeFile(place('no-connection.json'), '{"format":"something else"}');
  const policy = TEST_POLICY;
  const guard = openPlaceGuard({ profileFolder, policy: policy.values });
  const persistence = openPersistence({
    file: storePaths(profileFolder).persistence,
    place: guard.place,
    declared: policy.values.persistenceDeclared,
    clock: Date.now,
  });
  const lines: { event: string; facts: LogFacts | undefined }[] = [];
  const log = (event: string, facts?: LogFacts): void => void lines.push({ event, facts });
  let modules: OpenModules | undefined;
  const access = createAccess({
    profileFolder,
    workstation: 'AP-1',
    clock: Date.now,
    kdf: { name: 'argon2id', memoryKiB: 64, iterations: 1, parallelism: 1 },
    place: guard,
    kinds: entryKinds,
    open: (store) => {
      modules = openModules({
        store,
        clock: Date.now,
        policy,
        workstation: 'AP-1',
        log,
        announce: () => undefined,
        press: { inspectPdf: async () => ({ pages: 3 }) },
        version: '0.0.0',
        recoveryTested: () => access.recoveryTested(),
        place: guard,
        persistence,
      });
      return modules.desk;
    },
    ready: () => undefined,
  });
  const administration = createAdministration({ access, profileFolder, policy, end: () => undefined });
  const handlers = () => ({ administration: administration.handlers, ...modules?.handlers });

  let account: Actor | undefined;
  let acting: Roles = ROLES;
  const dispatch = createDispatcher({
    handlers,
    actorOf: (session) => (account === undefined ? access.actorOf(session) : { ...account, roles: acting }),
    log,
    clock: Date.now,
    checkResponses: true,
  });
  const grants = {
    [randomUUID()]: place('target'),
    [randomUUID()]: place('no-connection.json'),
    [randomUUID()]: place('missing'),
  };
  const [targetGrant = ''] = Object.keys(grants);
  const call = (module: string, name: string, request: unknown): Promise<Result<unknown>> =>
    dispatch({ module, call: name, request, session: SESSION, grants });
  const must = async <T>(module: string, name: string, request: unknown): Promise<T> => {
    const answer = await call(module, name, request);
    if (!answer.ok) throw new Error(`${module}.${name}: ${answer.error.code}`);
    return answer.value as T;
  };

  const shareGrant = randomUUID();
  const created = await dispatch({
    module: 'administration',
    call: 'createStore',
    request: {
      officeName: 'Kreis Musterland',
      land: 'NW',
      accountName: 'anna',
      displayName: 'Anna Beispiel',
      passphrase: PASSPHRASE,
      secondCopyGrant: shareGrant,
    },
    session: SESSION,
    grants: { [shareGrant]: place('share') },
  });
  if (!created.ok) throw new Error(created.error.code);
  const { recoveryCode } = created.value as { recoveryCode: string };
  await must('administration', 'confirmRecovery', { recoveryCode });
  account = access.actorOf(SESSION);
  const desk = access.desk();
  if (account === undefined || desk === undefined) throw new Error('the desk is not open');

  const { caseId } = await must<{ caseId: string }>('intake', 'createCase', {
    channel: 'post',
    receivedOn: '2026-02-03',
    familyName: 'Łukasz',
    givenNames: 'Ana',
    birthDate: '1990',
    birthPlace: 'Łódź',
    nationalities: ['152'],
    legalBasis: 'LB-10-1',
    groups: ['G-EMP'],
  });
  const bytes = new TextEncoder().encode('%PDF-1.7 synthetic');
  await must('intake', 'addFiles', {
    caseId,
    channel: 'post',
    receivedOn: '2026-02-04',
    files: [{ name: 'a.pdf', bytes }],
  });
  type View = {
    version: number;
    slots: { slotId: string; placements: { placementId: string }[] }[];
    documents: { documentId: string }[];
  };
  const view = (): Promise<View> => must<View>('cases', 'get', { caseId });
  const versionNow = (): number => desk.journal.caseVersion(caseId);
  await must('cases', 'assign', { caseId, version: versionNow(), accountId: account.id });
  const opened = await view();
  const [documentId] = opened.documents.map((document) => document.documentId);
  const [slotId, otherSlot] = opened.slots.map((slot) => slot.slotId);
  await must('cases', 'place', { caseId, version: versionNow(), documentId, slotId, pageFrom: 1, pageTo: 2 });
  const placementIds = (await view()).slots.flatMap(({ placements }) =>
    placements.map(({ placementId }) => placementId),
  );
  const { draft } = await must<{ draft: object }>('requests', 'editor', { caseId });
  const { previewId } = await must<{ previewId: string }>('requests', 'preview', { caseId, draft });
  const { requestId } = await must<{ requestId: string }>('requests', 'send', {
    caseId,
    version: versionNow(),
    draft,
    previewId,
  });
  const { exportId } = await must<{ exportId: string }>('export', 'run', {
    caseId,
    version: versionNow(),
    grantId: targetGrant,
  });
  const { listId } = await must<{ listId: string }>('cases', 'openList', {
    filter: { view: 'all', statuses: [], search: '' },
    sort: { by: 'name', direction: 'ascending' },
  });
  const known: KnownValues = new Map<string, readonly unknown[]>([
    ['caseId', [caseId]],
    ['documentId', [documentId]],
    ['slotId', [slotId, otherSlot]],
    ['placementId', placementIds],
    ['accountId', [account.id]],
    ['requestId', [requestId]],
    ['exportId', [exportId]],
    ['previewId', [previewId]],
    ['listId', [listId]],
    ['grantId', Object.keys(grants)],
    ['secondCopyGrant', Object.keys(grants)],
    ['accountName', ['anna']],
    ['draft', [draft]],
  ]);

  return {
    db: desk.store.db,
    key: desk.store.key,
    folder,
    access,
    caseId,
    known,
    lines,
    handlers,
    call,
    versionNow,
    head: () => desk.journal.head(),
    verify: () => desk.verifyJournal(),
    /** From now on calls are made with these roles only. */
    actAs: (roles: Roles): void => {
      acting = roles;
    },
    close: async (): Promise<void> => {
      await modules?.close();
      access.releaseLock();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type WholeDesk = Awaited<ReturnType<typeof openWholeDesk>>;

/** Digest of every table's rows, by name; the copy's own progress is left out, because it runs in the background. */
export const tableDigests = (db: OpenDatabase): Readonly<Record<string, string>> => {
  const names = db
    .maintenance("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .map(({ name }) => String(name))
    .filter((name) => name !== 'store_meta');
  return Object.fromEntries(
    names.map((name) => {
      const rows = db
        .all({ text: `SELECT * FROM ${name} ORDER BY rowid`, values: [] })
        .map((row) => ({ ...row, ...('copied_at' in row ? { copied_at: null } : {}) }));
      return [name, createHash('sha256').update(JSON.stringify(rows)).digest('hex')];
    }),
  );
};
