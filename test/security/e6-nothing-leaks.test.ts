/*
 * Rules: SECURITY E1 and E6 (keys and secrets stay in core), D1 (nothing in the clear on disk), K5 (no temporary
 * files), B7 (only listed hosts), J5 (technical log without personal data).
 * Threat: T2, T5 and T8, a secret or a name leaves by a side door: log, message to a window, crash text, left-over file.
 * Consequence: whoever holds a log or a disk holds the applications, or can act as the office.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromCore } from '../../electron/core/messages.ts';
import { readKeyFile, unlockWithPassphrase } from '../../electron/core/store/keys.ts';
import { storePaths } from '../../electron/core/store/store.ts';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import {
  application,
  openTroubleOffice,
  PASSPHRASE,
  type TroubleOffice,
  value,
} from '../integration/trouble-office.ts';

/** Loaded into core before it starts: notes every message it sends and every address it connects to. */
const TAP = `
  import fs from 'node:fs';
  import net from 'node:net';
  import v8 from 'node:v8';
  const folder = process.env.DESK_TEST_TAP;
  // Threads of core load this too; only its main thread has a line to main.
  const send = process.send?.bind(process);
  if (send) process.send = (message, ...rest) => {
    fs.appendFileSync(folder + '/messages', v8.serialize(message).toString('base64') + '\\n');
    return send(message, ...rest);
  };
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...all) {
    const [first] = all.flat();
    fs.appendFileSync(folder + '/connections', (first?.host ?? first) + ':' + (first?.port ?? '') + '\\n');
    return connect.apply(this, all);
  };
`;

const APPLICANT = ['Nguyễn', 'Thị Mai', 'Lindenweg', '1989-04-03'];

let office: TroubleOffice;
let service: CentralService;
let messages: { message: FromCore; bytes: Buffer }[];
let connections: string[];
let stderr: string;
let secrets: Map<string, Uint8Array>;
let recoveryCode: string;

/** Every way in which bytes could be written down. */
const spellings = (secret: Uint8Array): Buffer[] => {
  const bytes = Buffer.from(secret);
  const text = bytes.toString('utf8');
  return [
    bytes,
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    Buffer.from(bytes.toString('base64').replace(/=+$/, '')),
    Buffer.from(bytes.toString('base64url')),
    Buffer.from(text, 'utf16le'),
    Buffer.from(JSON.stringify(text).slice(1, -1)),
  ];
};
const holds = (haystack: Buffer, secret: Uint8Array): boolean =>
  spellings(secret).some((spelling) => haystack.includes(spelling));
const found = (haystack: Buffer): string[] =>
  [...secrets].filter(([, secret]) => holds(haystack, secret)).map(([name]) => name);

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

beforeAll(async () => {
  office = await openTroubleOffice();
  ({ recoveryCode } = office);
  await office.core.stop();
  const tap = office.place('tap');
  const temporary = office.place('tmp');
  await Promise.all([mkdir(tap), mkdir(temporary)]);
  service = await startCentralService({ port: 0, state: office.place('service'), testKeys: true });

  // A whole day: wrong passphrase, recovery, sign-in, connection, collecting, work, letter, export, trouble, lock.
  const core = await office.startAnother({
    env: {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TAP)}`,
      DESK_TEST_TAP: tap,
      TMPDIR: temporary,
    },
  });
  const ask = core.call;
  await ask('administration', 'signIn', { accountName: 'anna', passphrase: `${PASSPHRASE}!` });
  await ask('administration', 'signIn', { accountName: PASSPHRASE, passphrase: PASSPHRASE });
  value(await ask('administration', 'confirmRecovery', { recoveryCode }));
  value(await office.signIn(core));
  const grantId = randomUUID();
  const grants = { [grantId]: service.connectionFile };
  value(await ask('administration', 'connect', { grantId }, { grants }));
  const sent = await service.onlineService.sendApplication(application());
  await service.onlineService.sendApplication(application({ defect: 'data-hash' }));
  await service.onlineService.sendApplication(application({ fachdaten: '{"personen":["Nguyễn"]}' }));
  value(await ask('intake', 'fetchNow', {}));
  while (value(await ask('intake', 'status', {})).state === 'running')
    await new Promise((done) => setTimeout(done, 20));
  const filter = { view: 'all' as const, statuses: [], search: 'nguyen' };
  const { listId } = value(await ask('cases', 'openList', { filter, sort: { by: 'name', direction: 'ascending' } }));
  const [row] = value(await ask('cases', 'listPage', { listId, from: 0, count: 10 })).rows;
  if (row === undefined) throw new Error('nothing was collected');
  const { caseId } = row;
  const [me] = value(await ask('administration', 'accounts', {}));
  let { version } = value(await ask('cases', 'get', { caseId }));
  ({ version } = value(await ask('cases', 'assign', { caseId, version, accountId: me?.id ?? null })));
  const { draft } = value(await ask('requests', 'editor', { caseId }));
  const { previewId } = value(await ask('requests', 'preview', { caseId, draft }));
  value(await ask('requests', 'send', { caseId, version, draft, previewId }));
  value(await ask('intake', 'fetchNow', {}));
  await service.control.injectFault({ path: '', times: 50, action: { kind: 'status', status: 500 } });
  ({ version } = value(await ask('cases', 'get', { caseId })));
  const target = { grants: { [grantId]: office.place('target') } };
  value(await ask('export', 'run', { caseId, version, grantId }, target));
  await core.rawCall('cases', 'get', { caseId: 'Nguyễn' });
  value(await ask('administration', 'connection', {}));
  value(await ask('administration', 'verifyJournal', {}));
  value(await ask('statistics', 'figures', {}));
  value(await ask('administration', 'lock', {}));
  await core.ended();
  stderr = core.stderr();
  expect(sent.caseId).not.toBe('');

  const { deserialize } = await import('node:v8');
  messages = (await readFile(path.join(tap, 'messages'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => {
      const bytes = Buffer.from(line, 'base64');
      return { message: deserialize(bytes) as FromCore, bytes };
    });
  connections = (await readFile(path.join(tap, 'connections'), 'utf8')).trim().split('\n');
  const reading = await readKeyFile(storePaths(office.profileFolder).keyFile);
  if (reading.state !== 'usable') throw new Error(reading.state);
  const storeKey = await unlockWithPassphrase(reading.keyFile, 'anna', PASSPHRASE);
  const connection = JSON.parse(await readFile(service.connectionFile, 'utf8'));
  const text = (words: string): Uint8Array => new TextEncoder().encode(words);
  secrets = new Map([
    ['store key', storeKey ?? new Uint8Array()],
    ['passphrase', text(PASSPHRASE)],
    ['recovery code', text(recoveryCode)],
    ['recovery code without hyphens', text(recoveryCode.replaceAll('-', ''))],
    ['client secret', text(connection.clientSecret)],
    ['decryption key', text(connection.destinations[0].decryptionKeys[0].d)],
    ['decryption prime', text(connection.destinations[0].decryptionKeys[0].p)],
    ['signing key', text(connection.destinations[0].signingKey.d)],
  ]);
});
afterAll(async () => {
  await service?.close();
  await office?.close();
});

describe('after a whole day', () => {
  it('the search would find a secret, however it were written', () => {
    for (const [name, secret] of secrets) {
      expect(secret.length, name).toBeGreaterThan(10);
      for (const spelling of spellings(secret))
        expect(found(Buffer.concat([Buffer.from('…'), spelling]))).toContain(name);
    }
  });

  it('no key and no secret was in any message to main', () => {
    expect(messages.length).toBeGreaterThan(25);
    expect(new Set(messages.map(({ message }) => message.type))).toContain('announce');
    expect(messages.flatMap(({ bytes }) => found(bytes))).toEqual([]);
  });

  it('the log and the error output hold no secret and nothing of the applicant, and do hold what happened', async () => {
    const log = await readFile(path.join(office.profileFolder, 'log', 'core.log'));
    expect(log.toString()).toMatch(/"event":"intake-kept"/);
    expect(log.toString()).toMatch(/"code":"hash-mismatch"/);
    for (const [name, text] of [
      ['log', log],
      ['stderr', Buffer.from(stderr)],
    ] as const) {
      expect(found(text), name).toEqual([]);
      for (const word of [...APPLICANT, 'nguyen', office.profileFolder, 'Kreis Musterland']) {
        expect(holds(text, Buffer.from(word)), `${name}: ${word}`).toBe(false);
      }
    }
  });

  it('no file of profile and second copy holds a secret, a name or a table in the clear', async () => {
    const files = [...(await filesIn(office.profileFolder)), ...(await filesIn(office.place('share')))];
    expect(files.length).toBeGreaterThan(6);
    for (const file of files) {
      const bytes = await readFile(file);
      const name = path.relative(path.dirname(office.profileFolder), file);
      expect(found(bytes), name).toEqual([]);
      for (const word of [...APPLICANT, 'SQLite format 3', 'CREATE TABLE', '%PDF-']) {
        expect(holds(bytes, Buffer.from(word)), `${name}: ${word}`).toBe(false);
      }
    }
  });

  it('no temporary file is left', async () => {
    expect(await filesIn(office.place('tmp'))).toEqual([]);
  });

  it('nobody was spoken to but the service of the connection file', () => {
    expect(connections.length).toBeGreaterThan(0);
    expect([...new Set(connections)]).toEqual([`127.0.0.1:${service.port}`]);
  });
});
