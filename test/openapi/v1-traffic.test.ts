import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import { type PrivateJwk, privateJwkSchema } from '../central-service/crypto/jwk.ts';
import { createOnlineService, type OnlineService } from '../central-service/online-service/online-service.ts';
import { acceptClaims, fetchToken, rawCalls, signJws } from '../central-service/reference-subscriber.ts';
import { application, openTroubleOffice, type TroubleOffice, value } from '../integration/trouble-office.ts';
import { startValidatingProxy, type ValidatingProxy } from './validating-proxy.ts';

/*
 * In v1 the traffic between app, simulator and online service is judged by the official OpenAPI file, which is not part
 * of this repository: not run where it does not lie beside it.
 */
const OFFICIAL = fileURLToPath(
  new URL('../../../shared/fit-connect/openapi/submission-api-1.1.3.yaml', import.meta.url),
);

/**
 * The file contradicts itself: a key id has 8–64 characters in the JWK but at most 36 in the path that fetches it. Real
 * ids are longer than 36 (PROTOCOL §1), so the JWK's bound is taken for both.
 */
const KEY_ID_IN_PATH = /(- name: keyId\n(?:\s+.*\n){1,8}?\s+maxLength: )36/g;

const withOneKeyIdBound = (file: string): string => {
  const places = [...file.matchAll(KEY_ID_IN_PATH)];
  if (places.length !== 1) throw new Error(`the path's key id was found ${places.length} times`);
  return file.replace(KEY_ID_IN_PATH, '$164');
};

const paper = (name: string) => ({
  attachmentId: randomUUID(),
  filename: `${name}.pdf`,
  mimeType: 'application/pdf',
  purpose: 'attachment' as const,
  bytes: new TextEncoder().encode(`%PDF-1.7 ${name}`),
});

describe.skipIf(!existsSync(OFFICIAL))('v1 traffic by the official OpenAPI file (not run without ../shared)', () => {
  let folder: string;
  let service: CentralService;
  let proxy: ValidatingProxy;
  let office: TroubleOffice;
  let sender: OnlineService;
  let otherKey: PrivateJwk;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'openapi-'));
    service = await startCentralService({
      port: 0,
      state: path.join(folder, 'state'),
      testKeys: true,
      apiVersion: 'v1',
    });
    const file = path.join(folder, 'submission-api.yaml');
    await writeFile(file, withOneKeyIdBound(await readFile(OFFICIAL, 'utf8')));
    // Replies stand in no published v1 file (PROTOCOL §11.3).
    proxy = await startValidatingProxy({ file, upstream: service.submissionApi, unknownToTheFile: /^\/v1\/replies/ });
    const key = async (name: 'senderReply' | 'senderSigning') =>
      privateJwkSchema.parse(JSON.parse(await readFile(service.keyFiles[name].jwk, 'utf8')));
    otherKey = await key('senderSigning');
    sender = createOnlineService({
      ...service,
      ...service.sender,
      submissionApi: proxy.base,
      folder: path.join(folder, 'online-service'),
      replyKey: await key('senderReply'),
      signingKey: otherKey,
    });
    office = await openTroubleOffice();
    await office.connect(service, { submissionApi: proxy.base, destinationApi: proxy.base });
  });
  afterAll(async () => {
    await office.close();
    await proxy.close();
    await service.close();
    await rm(folder, { recursive: true, force: true });
  });

  const passed = () => {
    const wrong = proxy.exchanges.filter(({ judged, violations }) => judged && violations.length > 0);
    expect(wrong).toEqual([]);
    return new Set(
      proxy.exchanges.filter(({ judged }) => judged).map((one) => `${one.method} ${one.path} ${one.status}`),
    );
  };

  it('is valid in every request and answer of the main path', async () => {
    const sent = await sender.sendApplication(application({ attachments: [paper('Pass'), paper('Vertrag')] }));
    expect((await office.fetch()).troubles).toEqual([]);
    const caseId = (await office.rows())[0]?.caseId ?? '';
    const opened = value(await office.core.call('cases', 'get', { caseId }));
    expect(opened.documents).toHaveLength(2);
    const accountId = value(await office.core.call('administration', 'accounts', {}))[0]?.id ?? null;
    value(await office.core.call('cases', 'assign', { caseId, version: opened.version, accountId }));
    const { draft, version } = value(await office.core.call('requests', 'editor', { caseId }));
    const { previewId } = value(await office.core.call('requests', 'preview', { caseId, draft }));
    value(await office.core.call('requests', 'send', { caseId, version, draft, previewId }));
    while ((await office.fetch()).outbox.pending > 0);
    const [reply] = await sender.receiveReplies();
    await sender.answerNachforderung(reply!, [paper('Nachtrag')]);
    expect((await office.fetch()).troubles).toEqual([]);
    expect((await sender.readEvents(sent.caseId)).filter(({ event }) => event === 'accept-submission')).toHaveLength(2);

    const seen = passed();
    for (const used of [
      'GET /v1/destinations/* 200',
      'GET /v1/destinations/*/keys/* 200',
      'GET /.well-known/jwks.json 200',
      'GET /v1/cases/*/events 200',
      'POST /v1/cases/*/events 204',
      'GET /v1/submissions 200',
      'POST /v1/submissions 201',
      'GET /v1/submissions/* 200',
      'PUT /v1/submissions/* 202',
      'GET /v1/submissions/*/attachments/* 200',
      'PUT /v1/submissions/*/attachments/* 204',
    ])
      expect(seen).toContain(used);
  });

  it('is valid in its refusals too', async () => {
    const taken = await sender.sendApplication(application());
    await service.control.revokeTokens();
    expect((await office.fetch()).troubles).toEqual([]);
    const waiting = await sender.sendApplication(application());
    const ids = Array.from({ length: 101 }, (_, nth) => paper(String(nth)));
    await expect(sender.sendApplication(application({ attachments: ids }))).rejects.toThrow('413');
    const through = { ...service, submissionApi: proxy.base };
    const call = rawCalls(through, await fetchToken(service, service.subscriber));
    await call('GET', `/v1/submissions/${taken.submissionId}`);
    await call('GET', `/v1/destinations/${randomUUID()}`);
    await call('GET', `/v1/destinations/${service.destinationId}/keys/${randomUUID()}`);
    for (const set of ['a.b.c', signJws(acceptClaims(service.destinationId, waiting, {}), otherKey)])
      await call('POST', `/v1/cases/${waiting.caseId}/events`, { body: set, type: 'application/jose' });
    const seen = passed();
    for (const refused of [
      'GET /v1/submissions 401',
      'POST /v1/submissions 413',
      'GET /v1/submissions/* 404',
      'GET /v1/destinations/* 404',
      'GET /v1/destinations/*/keys/* 404',
      'POST /v1/cases/*/events 400',
      'POST /v1/cases/*/events 422',
    ])
      expect(seen).toContain(refused);
  });

  it('would be caught when it is not: the proxy refuses what the file forbids, and says where', async () => {
    const bad = await fetch(`${proxy.base}/v1/submissions?limit=9000`, {
      headers: { Authorization: 'Bearer x', 'User-Agent': 'Test/1' },
    });
    expect(bad.status).toBe(422);
    await service.control.injectFault({ path: '/v1/info$', action: { kind: 'status', status: 200 } });
    expect((await fetch(`${proxy.base}/v1/info`, { headers: { 'User-Agent': 'Test/1' } })).status).toBe(500);
    expect(proxy.exchanges.at(-1)?.violations.length).toBeGreaterThan(0);
  });
});
