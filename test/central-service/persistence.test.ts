import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCentralService } from './central-service.ts';
import { privateJwkSchema } from './crypto/jwk.ts';
import { decryptJwe } from './reference-subscriber.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

let state: string;
let running: ChildProcess | undefined;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'central-service-'));
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await rm(state, { recursive: true, force: true });
});

/** Starts the CLI and reads its JSON line. */
async function startProcess() {
  const child = spawn(process.execPath, [MAIN, '--state', state, '--test-keys'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error('the service ended without a word');
}

async function kill(): Promise<void> {
  const child = running;
  if (!child) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function command(info: { controlUrl: string; controlToken: string }, name: string, body: object = {}) {
  const response = await fetch(`${info.controlUrl}/${name}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { Authorization: `Bearer ${info.controlToken}` },
  });
  const result = await response.json();
  if (!response.ok) throw new Error(result.error);
  return result;
}

describe('the service as a process', () => {
  it('is the same after being killed: port, clients, keys, clock, cases and contents', async () => {
    const before = await startProcess();
    const attachmentId = randomUUID();
    const bytes = randomBytes(5000);
    const sent = await command(before, 'sendApplication', {
      fachdaten: '{"name":"Ünal"}',
      schemaUri: 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0',
      replyChannel: true,
      attachments: [
        {
          attachmentId,
          filename: 'a.pdf',
          mimeType: 'application/pdf',
          purpose: 'attachment',
          base64: bytes.toString('base64'),
        },
      ],
    });
    await command(before, 'moveClock', { days: 2 });
    const stateBefore = await command(before, 'state');
    await kill();

    const after = await startProcess();
    expect(after).toEqual(before);
    const stateAfter = await command(after, 'state');
    expect(stateAfter.cases).toEqual(stateBefore.cases);
    expect(Date.parse(stateAfter.now)).toBeGreaterThanOrEqual(Date.parse(stateBefore.now));

    const headers = { 'User-Agent': 'Reference-Subscriber/1.0' };
    const token = await fetch(after.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: after.subscriber.clientId,
        client_secret: after.subscriber.clientSecret,
      }),
    }).then((response) => response.json());
    const part = await fetch(`${after.submissionApi}/v2/submissions/${sent.submissionId}/attachments/${attachmentId}`, {
      headers: { ...headers, Authorization: `Bearer ${token.access_token}` },
    }).then((response) => response.text());
    const key = privateJwkSchema.parse(JSON.parse(await readFile(after.keyFiles.destinationDecryption.jwk, 'utf8')));
    expect(decryptJwe(part, key).equals(bytes)).toBe(true);
  });

  it('keeps everything it answered when killed in the middle of work', async () => {
    const before = await startProcess();
    const application = {
      fachdaten: '{}',
      schemaUri: 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0',
      replyChannel: false,
      attachments: [],
    };
    const answered: string[] = [];
    const enough = Promise.withResolvers<void>();
    const work = async () => {
      for (;;) {
        answered.push((await command(before, 'sendApplication', application)).submissionId);
        if (answered.length === 4) enough.resolve();
      }
    };
    const workers = [1, 2, 3].map(() => work().catch(() => undefined));
    await enough.promise;
    await kill();
    await Promise.all(workers);

    const after = await command(await startProcess(), 'state');
    const kept = after.cases.flatMap((c: { submissions: { id: string; state: string }[] }) => c.submissions);
    for (const id of answered) expect(kept).toContainEqual(expect.objectContaining({ id, state: 'submitted' }));
  });

  it('writes a Verbindungsdatei with which an office can be set up', async () => {
    const info = await startProcess();
    const connection = JSON.parse(await readFile(info.connectionFile, 'utf8'));
    expect(connection).toMatchObject({
      format: 'einbuergerungsdesk-connection/1',
      environment: 'TEST',
      apiVersion: 'v2',
      tokenUrl: info.tokenUrl,
      submissionApi: info.submissionApi,
      issuer: info.issuer,
      clientId: info.subscriber.clientId,
      clientSecret: info.subscriber.clientSecret,
      destinations: [{ destinationId: info.destinationId }],
    });
    const [destination] = connection.destinations;
    expect(destination.decryptionKeys[0]).toMatchObject({ alg: 'RSA-OAEP-256', key_ops: ['unwrapKey'] });
    expect(destination.signingKey).toMatchObject({ alg: 'PS512', key_ops: ['sign'] });
    expect(await readFile(info.keyFiles.destinationSigning.pem, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });

  it('guards its control path with the printed token', async () => {
    const info = await startProcess();
    await expect(command({ ...info, controlToken: 'wrong' }, 'state')).rejects.toThrow(/token/);
    await expect(command(info, 'unknown')).rejects.toThrow(/POST one of/);
    await expect(command(info, 'moveClock', { days: 'x' })).rejects.toThrow();
  });
});

describe('the service inside a test', () => {
  it('takes its former port again when started on the same state', async () => {
    const first = await startCentralService({ state, testKeys: true });
    await first.close();
    const second = await startCentralService({ state });
    await second.close();
    expect(second.port).toBe(first.port);
    expect(second.subscriber).toEqual(first.subscriber);
  });

  it('says so when its port is taken', async () => {
    const first = await startCentralService({ state, testKeys: true });
    await expect(startCentralService({ state: `${state}/other`, port: first.port })).rejects.toThrow(/EADDRINUSE/);
    await first.close();
  });
});
