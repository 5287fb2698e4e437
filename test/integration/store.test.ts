import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, sql } from '../../electron/core/store/database.ts';
import { documentPath, recordDocument, writeDocument } from '../../electron/core/store/documents.ts';
import { readKeyFile, unlockWithPassphrase, unlockWithRecovery } from '../../electron/core/store/keys.ts';
import { storePaths } from '../../electron/core/store/store.ts';
import { readPolicy } from '../../shared/policy/effective-policy.ts';
import { type CoreOptions, type CoreProcess, startCore } from './core-process.ts';
import { firstBreakOf } from './store-verifier.ts';

const PASSPHRASE = 'korrekt pferd batterie';
const FOLDER_GRANT = randomUUID();
const FILE_GRANT = randomUUID();
let base: string;
let profileFolder: string;
let share: string;
let running: CoreProcess[];

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'desk-core-'));
  profileFolder = path.join(base, 'profile');
  share = path.join(base, 'share');
  await Promise.all([mkdir(profileFolder), mkdir(share)]);
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((core) => core.kill()));
  await rm(base, { recursive: true, force: true });
});

const start = async (options: Partial<CoreOptions> = {}): Promise<CoreProcess> => {
  const core = await startCore({ profileFolder, ...options });
  running.push(core);
  return core;
};
const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? 'ok' : result.error.code;
const create = (core: CoreProcess, passphrase = PASSPHRASE, folder = share) =>
  core.call(
    'administration',
    'createStore',
    {
      officeName: 'Einbürgerungsamt Musterstadt',
      land: 'BE',
      accountName: 'anna',
      displayName: 'Anna Beispiel',
      passphrase,
      secondCopyGrant: FOLDER_GRANT,
    },
    { grants: { [FOLDER_GRANT]: folder } },
  );
const setUp = async (core: CoreProcess): Promise<string> => {
  const { recoveryCode } = value(await create(core));
  value(await core.call('administration', 'confirmRecovery', { recoveryCode }));
  return recoveryCode;
};
const signIn = (core: CoreProcess, passphrase = PASSPHRASE, session = 'window-1') =>
  core.call('administration', 'signIn', { accountName: 'anna', passphrase }, { session });
const stateOf = async (core: CoreProcess, session = 'window-1') =>
  value(await core.call('administration', 'state', {}, { session }));
const openedFromOutside = async () => {
  const reading = await readKeyFile(storePaths(profileFolder).keyFile);
  if (reading.state !== 'usable') throw new Error(reading.state);
  const key = await unlockWithPassphrase(reading.keyFile, 'anna', PASSPHRASE);
  return openDatabase(storePaths(profileFolder).database, key!, { readonly: false, create: false });
};

describe('first start', () => {
  it('goes from nothing over an untested recovery to an open desk, and survives being killed', async () => {
    const core = await start();
    expect(await stateOf(core)).toEqual({ store: 'none' });
    const { recoveryCode } = value(await create(core));
    expect(await stateOf(core)).toEqual({ store: 'recovery-untested', accounts: ['anna'] });
    expect(codeOf(await create(core, 'ein anderes kennwort'))).toBe('store-exists');
    expect(codeOf(await core.call('intake', 'status', {}))).toBe('store-locked');
    const typo = `${recoveryCode.startsWith('A') ? 'B' : 'A'}${recoveryCode.slice(1)}`;
    expect(codeOf(await core.call('administration', 'confirmRecovery', { recoveryCode: typo }))).toBe(
      'recovery-code-typo',
    );
    expect(codeOf(await core.call('administration', 'confirmRecovery', { recoveryCode }))).toBe('ok');
    expect(await stateOf(core)).toMatchObject({ store: 'open', account: { name: 'anna' }, environment: 'none' });
    expect(codeOf(await core.call('intake', 'status', {}))).toBe('ok');
    expect(await stateOf(core, 'another-window')).toEqual({ store: 'locked', accounts: ['anna'] });
    await core.kill();

    const again = await start();
    expect(await stateOf(again)).toEqual({ store: 'locked', accounts: ['anna'] });
    expect(value(await signIn(again)).account).toMatchObject({ name: 'anna', displayName: 'Anna Beispiel' });
    const { profile } = value(await again.call('administration', 'office', {}));
    expect(profile).toMatchObject({ officeName: 'Einbürgerungsamt Musterstadt', land: 'BE' });
  });

  it('can be finished after a crash between store and recovery, with a new code', async () => {
    const core = await start();
    const { recoveryCode: lost } = value(await create(core));
    await core.kill();
    const again = await start();
    const { recoveryCode } = value(await create(again));
    expect(codeOf(await again.call('administration', 'confirmRecovery', { recoveryCode: lost }))).toBe(
      'wrong-recovery-code',
    );
    expect(codeOf(await again.call('administration', 'confirmRecovery', { recoveryCode }))).toBe('ok');
    expect(value(await again.call('administration', 'accounts', {}))).toHaveLength(1);
    expect(codeOf(await create(again))).toBe('store-exists');
  });

  it('confirms recovery also while nobody is signed in, and the journal knows', async () => {
    const core = await start();
    const { recoveryCode } = value(await create(core));
    await core.kill();
    const again = await start();
    expect(codeOf(await again.call('administration', 'confirmRecovery', { recoveryCode }))).toBe('ok');
    expect(await stateOf(again)).toEqual({ store: 'locked', accounts: ['anna'] });
    value(await signIn(again));
    const { entries } = value(await again.call('administration', 'verifyJournal', {}));
    expect(entries).toBe(3);
  });

  it('refuses a weak passphrase, an unknown grant, and a second copy in the profile', async () => {
    const core = await start();
    expect(codeOf(await create(core, 'aaaaaaaaaaaaaa'))).toBe('passphrase-too-weak');
    expect(codeOf(await create(core, PASSPHRASE, profileFolder))).toBe('same-place');
    expect(codeOf(await create(core, PASSPHRASE, path.join(base, 'missing')))).toBe('folder-not-writable');
    const request = {
      officeName: 'A',
      land: 'BE',
      accountName: 'anna',
      displayName: 'A',
      passphrase: PASSPHRASE,
    } as const;
    const call = core.call('administration', 'createStore', { ...request, secondCopyGrant: FOLDER_GRANT });
    expect(codeOf(await call)).toBe('unknown-grant');
    expect(await stateOf(core)).toEqual({ store: 'none' });
  });
});

describe('signing in', () => {
  it('makes wrong passphrases wait, also after a restart, and treats unknown names alike', async () => {
    const core = await start();
    await setUp(core);
    await core.kill();
    const again = await start();
    for (let count = 0; count < 3; count += 1) expect(codeOf(await signIn(again, 'falsch'))).toBe('wrong-passphrase');
    const waiting = await signIn(again);
    expect(waiting).toMatchObject({ ok: false, error: { code: 'wait' } });
    if (!waiting.ok) expect(waiting.error.details?.seconds).toBeGreaterThan(0);
    await again.kill();
    const { attempts } = storePaths(profileFolder);
    expect(JSON.parse(await readFile(attempts, 'utf8'))).toMatchObject({ anna: { failures: 3 } });
    // Starting again takes longer than the first wait; a longer one shows that the file counts.
    await writeFile(attempts, JSON.stringify({ anna: { failures: 8, lastAt: Date.now() } }));
    const third = await start();
    expect(codeOf(await signIn(third))).toBe('wait');
    const unknown = { accountName: 'nobody', passphrase: 'falsch' };
    expect(codeOf(await third.call('administration', 'signIn', unknown))).toBe('wrong-passphrase');
    const guesses = Array.from({ length: 6 }, () => third.call('administration', 'signIn', unknown));
    const codes = (await Promise.all(guesses)).map(codeOf);
    expect(codes).toEqual(['wrong-passphrase', 'wrong-passphrase', 'wait', 'wait', 'wait', 'wait']);
  });

  it('recovers access with the recovery code and a new passphrase', async () => {
    const core = await start();
    const recoveryCode = await setUp(core);
    await core.kill();
    const again = await start();
    const recover = (accountName: string, newPassphrase: string) =>
      again.call('administration', 'recoverAccess', { recoveryCode, accountName, newPassphrase });
    expect(codeOf(await recover('berta', 'ganz neue worte hier'))).toBe('unknown-account');
    expect(codeOf(await recover('anna', 'abababababab'))).toBe('passphrase-too-weak');
    expect(codeOf(await recover('anna', 'ganz neue worte hier'))).toBe('ok');
    expect(await stateOf(again)).toMatchObject({ store: 'open' });
    await again.kill();
    const third = await start();
    expect(codeOf(await signIn(third))).toBe('wrong-passphrase');
    expect(codeOf(await signIn(third, 'ganz neue worte hier'))).toBe('ok');
  });

  it('ends core when locked; the next one is locked and leaves no log of writes behind', async () => {
    const core = await start();
    await setUp(core);
    expect(codeOf(await core.call('administration', 'lock', {}))).toBe('ok');
    expect(await core.ended()).toBe(0);
    const names = await readdir(storePaths(profileFolder).folder);
    expect(names).not.toContain('lock');
    expect(names).not.toContain('desk.db-wal');
    const again = await start();
    expect(await stateOf(again)).toEqual({ store: 'locked', accounts: ['anna'] });
    expect(codeOf(await again.call('administration', 'accounts', {}))).toBe('not-signed-in');
  });

  it('lets a second core wait until the first one is gone', async () => {
    const core = await start();
    await setUp(core);
    const second = await start();
    expect(await stateOf(second)).toMatchObject({ store: 'trouble', code: 'held-by-other' });
    expect(codeOf(await signIn(second))).toBe('held-by-other');
    await core.kill();
    expect(codeOf(await signIn(second))).toBe('ok');
  });
});

describe('a store in trouble', () => {
  const paths = () => storePaths(profileFolder);
  const lockedStore = async (): Promise<void> => {
    const core = await start();
    await setUp(core);
    await core.stop();
  };

  it('names a missing, damaged or newer key file, never makes a new one, and touches no file', async () => {
    await lockedStore();
    const [keys, database] = await Promise.all([readFile(paths().keyFile, 'utf8'), readFile(paths().database)]);
    const cases = [
      [null, 'key-file-missing', 'key-file-damaged'],
      [keys.slice(0, 300), 'key-file-damaged', 'key-file-damaged'],
      [keys.replace('"version": 1', '"version": 2'), 'newer-version', 'newer-version'],
    ] as const;
    for (const [content, code, signInCode] of cases) {
      if (content === null) await rm(paths().keyFile);
      else await writeFile(paths().keyFile, content);
      const core = await start();
      expect(await stateOf(core)).toMatchObject({ store: 'trouble', code });
      expect(codeOf(await signIn(core))).toBe(signInCode);
      expect(codeOf(await create(core))).toBe('store-exists');
      await core.stop();
      expect(await readFile(paths().keyFile, 'utf8').catch(() => null)).toBe(content);
      expect((await readFile(paths().database)).equals(database)).toBe(true);
    }
    await writeFile(paths().keyFile, keys);
    expect(codeOf(await signIn(await start()))).toBe('ok');
  });

  it('names a damaged database and one of a newer program', async () => {
    await lockedStore();
    const db = await openedFromOutside();
    db.maintenance('PRAGMA user_version=99');
    db.close();
    const newer = await start();
    expect(codeOf(await signIn(newer))).toBe('newer-version');
    expect(await stateOf(newer)).toMatchObject({ store: 'trouble', code: 'newer-version', details: { found: 99 } });
    await newer.stop();
    const bytes = await readFile(paths().database);
    bytes.fill(1, 100, 3000);
    await writeFile(paths().database, bytes);
    const damaged = await start();
    expect(codeOf(await signIn(damaged))).toBe('database-damaged');
    await damaged.stop();
    expect((await readFile(paths().database)).equals(bytes)).toBe(true);
  });
});

describe('the open desk', () => {
  it('journals what it does so that an independent verifier agrees, and finds tampering', async () => {
    const core = await start();
    await setUp(core);
    const { profile, version } = value(await core.call('administration', 'office', {}));
    const changed = { profile: { ...profile, town: 'Musterstadt' }, version };
    expect(codeOf(await core.call('administration', 'saveOffice', changed))).toBe('ok');
    expect(codeOf(await core.call('administration', 'saveOffice', changed))).toBe('stale-version');
    expect(core.announcements).toContainEqual({ topic: 'administration', ids: [] });
    expect(value(await core.call('administration', 'verifyJournal', {}))).toEqual({
      entries: 3,
      chain: 'whole',
      firstBreak: null,
      projections: 'equal',
      differing: [],
    });
    await core.stop();

    const db = await openedFromOutside();
    const rows = () =>
      [
        db.all<Record<string, string>>(sql`SELECT * FROM journal_header ORDER BY sequence`),
        db.all<Record<string, string>>(sql`SELECT * FROM journal_payload`),
      ] as const;
    expect(firstBreakOf(...rows())).toBeNull();
    db.maintenance('DROP TRIGGER journal_header_fixed');
    db.maintenance("UPDATE journal_header SET actor = 'somebody' WHERE sequence = 2");
    db.maintenance('UPDATE office SET version = 7');
    expect(firstBreakOf(...rows())).toBe(2);
    db.close();
    const again = await start();
    value(await signIn(again));
    expect(value(await again.call('administration', 'verifyJournal', {}))).toMatchObject({
      chain: 'broken',
      firstBreak: 2,
      projections: 'different',
      differing: ['office'],
    });
  });

  it('keeps preferences for the account', async () => {
    const core = await start();
    await setUp(core);
    const preferences = {
      language: 'en',
      theme: 'dark',
      density: 'comfortable',
      singleKeys: true,
      leftPane: 300,
      rightPane: 400,
    } as const;
    expect(codeOf(await core.call('administration', 'savePreferences', preferences))).toBe('ok');
    expect(await stateOf(core)).toMatchObject({ preferences });
  });

  it('has a second copy that opens with the recovery code alone', async () => {
    const core = await start();
    const recoveryCode = await setUp(core);
    await core.stop();
    await rm(profileFolder, { recursive: true });
    const [name] = await readdir(share);
    const reading = await readKeyFile(path.join(share, name!, 'keys.json'));
    if (reading.state !== 'usable') throw new Error(reading.state);
    const opened = await unlockWithRecovery(reading.keyFile, recoveryCode);
    if (opened.state !== 'opened') throw new Error(opened.state);
    const file = path.join(share, name!, 'snapshot-00000000.db');
    const copy = openDatabase(file, opened.storeKey, { readonly: true, create: false, journalMode: 'delete' });
    expect(copy.all(sql`SELECT name FROM account`)).toEqual([{ name: 'anna' }]);
    copy.close();
  });

  it('moves the second copy to another folder', async () => {
    const core = await start();
    await setUp(core);
    const other = path.join(base, 'other-share');
    await mkdir(other);
    const change = (folder: string) =>
      core.call(
        'administration',
        'changeSecondCopy',
        { grantId: FOLDER_GRANT },
        { grants: { [FOLDER_GRANT]: folder } },
      );
    expect(codeOf(await change(path.join(profileFolder, 'store')))).toBe('same-place');
    expect(codeOf(await change(other))).toBe('ok');
    expect(await readdir(other)).toEqual(await readdir(share));
  });

  it('serves documents in ranges to signed-in sessions only', async () => {
    const core = await start();
    await setUp(core);
    await core.stop();
    const bytes = randomBytes(1_500_000);
    const file = await writeDocument(storePaths(profileFolder).documents, bytes);
    const db = await openedFromOutside();
    const facts = { detectedType: 'application/pdf', declaredType: 'application/pdf', name: 'x.pdf', createdAt: 1 };
    db.transaction((writer) => recordDocument(writer, { ...file, ...facts }));
    db.close();
    const again = await start();
    expect(await again.document(file.id, 0, -1)).toMatchObject({ ok: false, code: 'locked' });
    value(await signIn(again));
    const part = await again.document(file.id, 1_000_000, -1);
    expect(part).toMatchObject({ ok: true, size: bytes.length, contentType: 'application/pdf' });
    if (part.ok) expect(Buffer.from(part.bytes).equals(bytes.subarray(1_000_000))).toBe(true);
    const capped = await again.document(file.id, 0, -1);
    if (capped.ok) expect(capped.bytes).toHaveLength(1024 * 1024);
    expect(await again.document(file.id, 0, 9, { session: 'other' })).toMatchObject({ ok: false, code: 'locked' });
    expect(await again.document(randomUUID(), 0, 9)).toMatchObject({ ok: false, code: 'unknown-document' });
    await writeFile(documentPath(storePaths(profileFolder).documents, file.id), 'rotten');
    expect(await again.document(file.id, 0, 9)).toMatchObject({ ok: false, code: 'damaged' });
  });
});

describe('the connection', () => {
  const privateJwk = (alg: string, operation: string) => ({
    ...generateKeyPairSync('rsa', { modulusLength: 4096 }).privateKey.export({ format: 'jwk' }),
    alg,
    kid: `kid-${randomUUID()}`,
    key_ops: [operation],
  });
  const signingKey = privateJwk('PS512', 'sign');
  const decryptionKey = privateJwk('RSA-OAEP-256', 'unwrapKey');
  const destinationId = randomUUID();
  const content = (changes: object = {}, destination: object = {}) => ({
    format: 'einbuergerungsdesk-connection/1',
    environment: 'TEST',
    name: 'Zustelldienst',
    apiVersion: 'v2',
    tokenUrl: 'http://127.0.0.1:9/token',
    submissionApi: 'http://127.0.0.1:9/submission',
    destinationApi: 'http://127.0.0.1:9/destination',
    issuer: 'http://127.0.0.1:9',
    clientId: 'client',
    clientSecret: 'Marker-Geheimnis',
    destinations: [
      { destinationId, name: 'Einbürgerung', decryptionKeys: [decryptionKey], signingKey, ...destination },
    ],
    ...changes,
  });
  const connect = async (core: CoreProcess, file: unknown) => {
    const name = path.join(base, 'connection.json');
    await writeFile(name, typeof file === 'string' ? file : JSON.stringify(file));
    return core.call('administration', 'connect', { grantId: FILE_GRANT }, { grants: { [FILE_GRANT]: name } });
  };

  it('is read from a file, shown without secrets, and keeps old keys through a roll-over', async () => {
    const core = await start();
    await setUp(core);
    expect(value(await connect(core, content()))).toEqual({ destinations: [{ destinationId, name: 'Einbürgerung' }] });
    const rolled = { ...decryptionKey, kid: `kid-${randomUUID()}` };
    value(await connect(core, content({}, { decryptionKeys: [rolled] })));
    const shown = value(await core.call('administration', 'connection', {}));
    expect(shown).toMatchObject([
      { destinationId, environment: 'TEST', host: '127.0.0.1:9', decryptionKeyIds: [rolled.kid, decryptionKey.kid] },
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/Geheimnis|"d"/);
    expect(await stateOf(core)).toMatchObject({ environment: 'TEST' });
    const file = { grantId: FILE_GRANT };
    expect(codeOf(await core.call('administration', 'connect', file))).toBe('unknown-grant');
    const missing = { grants: { [FILE_GRANT]: path.join(base, 'none.json') } };
    expect(codeOf(await core.call('administration', 'connect', file, missing))).toBe('file-unreadable');
    expect(codeOf(await connect(core, content({ environment: 'PROD' })))).toBe('address-not-allowed');
    const secure = {
      environment: 'PROD',
      tokenUrl: 'https://a.example/token',
      submissionApi: 'https://a.example/s',
      destinationApi: 'https://a.example/d',
    };
    const prod = content(secure, { destinationId: randomUUID() });
    expect(codeOf(await connect(core, prod))).toBe('already-connected-elsewhere');
    await core.stop();
    const db = await openedFromOutside();
    const payloads = JSON.stringify(db.all(sql`SELECT payload FROM journal_payload`));
    db.close();
    expect(payloads).toContain(rolled.kid);
    expect(payloads).not.toContain('Geheimnis');
    expect(payloads).not.toContain(signingKey.d);
  });

  it('refuses other files, unusable keys, and environments that policy forbids', async () => {
    const policy = readPolicy('{"allowedEnvironments": ["PROD"]}', 'file');
    const core = await start({ policy });
    await setUp(core);
    expect(codeOf(await connect(core, '{'))).toBe('not-a-connection-file');
    expect(codeOf(await connect(core, content({ format: 'x' })))).toBe('not-a-connection-file');
    const wrongKey = content({}, { signingKey: { ...signingKey, alg: 'RS256' } });
    expect(codeOf(await connect(core, wrongKey))).toBe('key-unusable');
    expect(codeOf(await connect(core, content()))).toBe('address-not-allowed');
    const shown = value(await core.call('administration', 'policy', {}));
    expect(shown).toContainEqual({ name: 'allowedEnvironments', value: 'PROD', source: 'file' });
    expect(value(await core.call('administration', 'connection', {}))).toEqual([]);
  });
});
