import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchToken, rawCalls } from '../reference-subscriber.ts';
import { openTestOffice, sampleApplication, type TestOffice } from '../test-office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

async function token(form: Record<string, string> | string, headers: Record<string, string> = {}) {
  const body = typeof form === 'string' ? form : new URLSearchParams(form);
  const response = await fetch(office.service.tokenUrl, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  });
  return { status: response.status, body: await response.json() };
}

const secret = () => ({
  client_id: office.service.subscriber.clientId,
  client_secret: office.service.subscriber.clientSecret,
});
const grant = { grant_type: 'client_credentials' };

describe('the token endpoint', () => {
  it('gives a bearer token for half an hour with all scopes of the client', async () => {
    const { status, body } = await token({ ...grant, ...secret() });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 1800,
      scope:
        'https://schema.fitko.de/fit-connect/oauth/scopes/subscribe-destinations https://schema.fitko.de/fit-connect/oauth/scopes/manage-destinations',
    });
  });

  it.each<[string, number, string, () => ReturnType<typeof token>]>([
    ['a wrong secret', 401, 'invalid_client', () => token({ ...grant, ...secret(), client_secret: 'wrong' })],
    ['an unknown client', 401, 'invalid_client', () => token({ ...grant, ...secret(), client_id: randomUUID() })],
    ['a missing secret', 401, 'invalid_client', () => token({ ...grant, client_id: secret().client_id })],
    [
      'HTTP Basic',
      401,
      'invalid_client',
      () => {
        const { client_id, client_secret } = secret();
        const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64');
        return token(grant, { Authorization: `Basic ${basic}` });
      },
    ],
    ['another grant', 400, 'unsupported_grant_type', () => token({ ...secret(), grant_type: 'password' })],
    ['no grant', 400, 'invalid_request', () => token(secret())],
    ['a repeated parameter', 400, 'invalid_request', () => token(`${new URLSearchParams(grant)}&grant_type=x`)],
    ['JSON', 400, 'invalid_request', () => token('{}', { 'Content-Type': 'application/json' })],
    ['a foreign scope', 400, 'invalid_scope', () => token({ ...grant, ...secret(), scope: 'send:region:DE05' })],
  ])('refuses %s', async (_name, status, error, call) => {
    expect(await call()).toMatchObject({ status, body: { error } });
  });

  it('answers invalid_scope to a subscriber without a destination', async () => {
    const client = await office.service.control.addClient({ role: 'subscriber', destinations: [] });
    const form = { ...grant, client_id: client.clientId, client_secret: client.clientSecret };
    expect(await token(form)).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });

  it('gives tokens that end with the clock or when they are revoked', async () => {
    const own = await openTestOffice();
    try {
      await own.service.control.moveClock({ seconds: 1790 });
      expect((await own.call('GET', '/v2/submissions')).status).toBe(200);
      await own.service.control.moveClock({ seconds: 20 });
      expect((await own.call('GET', '/v2/submissions')).status).toBe(401);
      const fresh = rawCalls(own.service, await fetchToken(own.service, own.service.subscriber));
      expect((await fresh('GET', '/v2/submissions')).status).toBe(200);
      await own.service.control.revokeTokens();
      expect((await fresh('GET', '/v2/submissions')).status).toBe(401);
    } finally {
      await own.close();
    }
  });
});

describe('who may do what', () => {
  it('needs a token everywhere but on public reads', async () => {
    const anonymous = rawCalls(office.service, '');
    expect((await anonymous('GET', '/v2/submissions')).status).toBe(401);
    const { destinationId } = office.service;
    const path = `/v2/destinations/${destinationId}`;
    const destination = await anonymous('GET', path);
    expect(destination.status).toBe(200);
    expect(destination.headers.get('Cache-Control')).toBe('no-cache');
    const { encryptionKid, publicServices, status } = JSON.parse(destination.text);
    expect(status).toBe('active');
    expect(publicServices[0].identifier).toBe('urn:de:fim:leika:leistung:99099002067003');
    const key = await anonymous('GET', `${path}/keys/${encryptionKid}`);
    expect(JSON.parse(key.text)).toMatchObject({ kid: encryptionKid, alg: 'RSA-OAEP-256', key_ops: ['wrapKey'] });
    expect((await anonymous('GET', `${path}/keys`)).status).toBe(404);
    expect((await anonymous('GET', `${path}/keys/unknown-kid`)).status).toBe(404);
    expect((await anonymous('GET', '/v1/info')).status).toBe(200);
    expect((await anonymous('GET', `/v1/destinations/${destinationId}`)).status).toBe(401);
    expect(JSON.parse((await office.call('GET', `/v1/destinations/${destinationId}`)).text).services).toHaveLength(1);
    expect((await anonymous('GET', `/v2/destinations/${randomUUID()}`)).status).toBe(404);
  });

  it('offers the same destination and a list of keys below the Destination API', async () => {
    const base = `${office.service.destinationApi}/v2/destinations/${office.service.destinationId}`;
    const headers = { 'User-Agent': 'Reference-Subscriber/1.0' };
    expect((await fetch(base, { headers })).status).toBe(200);
    const { keys } = await (await fetch(`${base}/keys`, { headers })).json();
    expect(keys).toHaveLength(2);
  });

  it('refuses requests without a product User-Agent', async () => {
    for (const agent of ['', 'node', 'curl/8.5.0', 'python-requests/2.32', 'Mozilla']) {
      const answer = await office.call('GET', '/v2/submissions', { headers: { 'User-Agent': agent } });
      expect(answer.status, agent).toBe(403);
    }
  });

  it('keeps senders and subscribers apart', async () => {
    const { submissionId, caseId } = await office.service.onlineService.sendApplication(sampleApplication());
    expect((await office.senderCall('GET', '/v2/submissions')).status).toBe(403);
    expect((await office.senderCall('GET', `/v2/submissions/${submissionId}`)).status).toBe(403);
    expect((await office.call('POST', '/v2/submissions')).status).toBe(403);
    expect((await office.call('GET', '/v2/replies')).status).toBe(403);

    const stranger = await office.service.control.addClient({ role: 'subscriber', destinations: [randomUUID()] });
    const strange = rawCalls(office.service, await fetchToken(office.service, stranger));
    expect((await strange('GET', `/v2/submissions/${submissionId}`)).status).toBe(403);
    expect((await strange('GET', `/v2/cases/${caseId}/events`)).status).toBe(403);
    expect((await strange('GET', `/v2/submissions?destinationId=${office.service.destinationId}`)).status).toBe(403);
    expect(JSON.parse((await strange('GET', '/v2/submissions')).text).submissions).toEqual([]);

    const other = await office.service.control.addClient({ role: 'sender', destinations: [] });
    const otherSender = rawCalls(office.service, await fetchToken(office.service, other));
    expect((await otherSender('GET', `/v2/cases/${caseId}/events`)).status).toBe(403);
  });

  it('counts requests and answers 429 with Retry-After beyond the limit', async () => {
    const answer = await office.call('GET', '/v2/submissions');
    expect(Number(answer.headers.get('RateLimit-Remaining'))).toBeGreaterThan(0);
    expect(Number(answer.headers.get('RateLimit-Reset'))).toBeLessThanOrEqual(60);
    const { requestsPerWindow } = { requestsPerWindow: Number(answer.headers.get('RateLimit-Limit')) };
    await office.service.control.setLimits({ requestsPerWindow: 1 });
    const refused = await office.call('GET', '/v2/submissions');
    await office.service.control.setLimits({ requestsPerWindow });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('answers unknown paths with 404 and wrong methods with 405', async () => {
    expect((await office.call('GET', '/v3/submissions')).status).toBe(404);
    expect((await office.call('GET', '/v2/nothing')).status).toBe(404);
    const answer = await office.call('PUT', '/v2/submissions');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('Allow')).toBe('POST, GET');
  });
});
