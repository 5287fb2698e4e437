import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { privateJwkSchema } from '../crypto/jwk.ts';
import { obtainPrivateKey } from '../crypto/key-pair.ts';
import { acceptClaims, signJws } from '../reference-subscriber.ts';
import { type Downloaded, openTestOffice, sampleApplication, type TestOffice } from '../test-office.ts';

const EVENTS = 'https://schema.fitko.de/fit-connect/events/';
const PROBLEM = {
  type: 'https://schema.fitko.de/fit-connect/events/problems/hash-mismatch',
  title: 'Hash',
  detail: 'The hash differs.',
  instance: 'data',
};

let office: TestOffice;
/** Stays in state submitted: every refusal must leave it untouched. */
let waiting: Downloaded;
let attachmentId: string;
beforeAll(async () => {
  office = await openTestOffice();
  waiting = await send();
});
afterAll(() => office.close());

async function send(): Promise<Downloaded> {
  attachmentId = randomUUID();
  const attachment = {
    attachmentId,
    filename: 'a.pdf',
    mimeType: 'application/pdf',
    purpose: 'form' as const,
    bytes: new Uint8Array([1, 2, 3]),
  };
  const sent = await office.service.onlineService.sendApplication(sampleApplication({ attachments: [attachment] }));
  return office.download(sent.submissionId);
}

const claims = (changes: object = {}) => ({
  ...acceptClaims(office.service.destinationId, waiting, waiting.tags),
  ...changes,
});
const sign = (changes: object, header: object = {}) => signJws(claims(changes), office.signingKey, header);
const event = (name: string, payload: object) => ({ events: { [EVENTS + name]: payload } });
const otherTag = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('posting a security event token', () => {
  const refused: [string, number, string | undefined, () => string | Promise<string>][] = [
    ['is no JWS', 400, undefined, () => 'not a token'],
    ['has an unreadable payload', 400, undefined, () => 'e30.bm8ganNvbg.c2ln'],
    ['has typ JWT', 422, 'typ', () => sign({}, { typ: 'JWT' })],
    ['has alg RS512', 422, 'alg', () => sign({}, { alg: 'RS512' })],
    ['has alg none', 422, 'alg', () => sign({}, { alg: 'none' })],
    ['has no kid', 422, 'kid', () => sign({}, { kid: undefined })],
    ['names an unknown kid', 422, 'kid', () => sign({}, { kid: randomUUID() })],
    ['names the encryption key', 422, 'kid', () => sign({}, { kid: office.decryptionKey.kid })],
    ['was changed after signing', 422, 'signature', () => withChangedSignature(sign({}))],
    [
      'was signed with another key',
      422,
      'signature',
      async () =>
        signJws(claims(), await obtainPrivateKey('service-signing', 'test-keys'), { kid: office.signingKey.kid }),
    ],
    ['has no $schema', 422, '$schema', () => sign({ $schema: undefined })],
    [
      'names set-payload 1.0.0',
      422,
      '$schema',
      () => sign({ $schema: 'https://schema.fitko.de/fit-connect/set-payload/1.0.0/set-payload.schema.json' }),
    ],
    ['has no jti', 422, 'jti', () => sign({ jti: undefined })],
    ['has an iat in milliseconds of 1970', 422, 'iat', () => sign({ iat: 1_000_000_000 })],
    ['has a fractional iat', 422, 'iat', () => sign({ iat: Date.now() / 1000 + 0.5 })],
    ['is issued by someone else', 422, 'iss', () => sign({ iss: randomUUID() })],
    ['claims to be the service', 422, 'iss', () => sign({ iss: office.service.issuer })],
    ['names another case', 422, 'txn', () => sign({ txn: `case:${randomUUID()}` })],
    ['names an unknown submission', 422, 'sub', () => sign({ sub: `submission:${randomUUID()}` })],
    ['names a reply as subject', 422, 'sub', () => sign({ sub: `reply:${waiting.submissionId}` })],
    ['holds no event', 422, 'events', () => sign({ events: {} })],
    [
      'holds two events',
      422,
      'events',
      () => sign({ events: { ...claims().events, [`${EVENTS}reject-submission`]: { problems: [PROBLEM] } } }),
    ],
    [
      'holds an event only the service writes',
      422,
      'events',
      () => sign(event('submit-submission', { authenticationTags: waiting.tags })),
    ],
    ['holds an unknown event', 422, 'events', () => sign(event('approve-submission', {}))],
    ['accepts without tags', 422, 'authenticationTags', () => sign(event('accept-submission', {}))],
    [
      'accepts with a wrong metadata tag',
      422,
      'authenticationTags',
      () => sign(event('accept-submission', { authenticationTags: { ...waiting.tags, metadata: otherTag } })),
    ],
    [
      'accepts with a wrong data tag',
      422,
      'authenticationTags',
      () => sign(event('accept-submission', { authenticationTags: { ...waiting.tags, data: otherTag } })),
    ],
    [
      'accepts without the tag of an attachment',
      422,
      'authenticationTags',
      () => sign(event('accept-submission', { authenticationTags: { ...waiting.tags, attachments: {} } })),
    ],
    [
      'accepts with a wrong attachment tag',
      422,
      'authenticationTags',
      () =>
        sign(
          event('accept-submission', {
            authenticationTags: {
              ...waiting.tags,
              attachments: { [Object.keys(waiting.attachments)[0] ?? '']: otherTag },
            },
          }),
        ),
    ],
    ['rejects without problems', 422, 'problems', () => sign(event('reject-submission', { problems: [] }))],
    [
      'rejects with a malformed problem',
      422,
      'problems',
      () => sign(event('reject-submission', { problems: [{ ...PROBLEM, instance: 'somewhere' }] })),
    ],
  ];

  it.each(refused)('that %s is answered %i', async (_name, status, issue, token) => {
    const answer = await office.post(waiting.caseId, await token());
    expect({ status: answer.status, issue: JSON.parse(answer.text).issue }).toEqual({ status, issue });
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect((await office.call('GET', `/v2/submissions/${waiting.submissionId}`)).status).toBe(200);
  });

  it('as JSON is answered 415', async () => {
    const path = `/v2/cases/${waiting.caseId}/events`;
    expect((await office.call('POST', path, { body: sign({}), type: 'application/json' })).status).toBe(415);
  });

  it('into an unknown case is answered 404', async () => {
    expect((await office.post(randomUUID(), sign({}))).status).toBe(404);
  });

  it('with upper-case ids is accepted, since UUIDs compare without case', async () => {
    const submission = await send();
    const set = acceptClaims(office.service.destinationId.toUpperCase(), submission, submission.tags);
    const upper = { ...set, sub: `submission:${submission.submissionId.toUpperCase()}`, jti: set.jti.toUpperCase() };
    expect((await office.post(submission.caseId, signJws(upper, office.signingKey))).status).toBe(204);
  });
});

describe('the state machine', () => {
  it('answers every receipt after the first with 409, also the very same token', async () => {
    const submission = await send();
    const accept = signJws(acceptClaims(office.service.destinationId, submission, submission.tags), office.signingKey);
    expect((await office.post(submission.caseId, accept)).status).toBe(204);
    expect((await office.post(submission.caseId, accept)).status).toBe(409);
    const reject = {
      ...acceptClaims(office.service.destinationId, submission, submission.tags),
      ...event('reject-submission', { problems: [PROBLEM] }),
    };
    expect((await office.post(submission.caseId, signJws(reject, office.signingKey))).status).toBe(409);
  });

  it('lets only one of two simultaneous receipts win', async () => {
    const submission = await send();
    const answers = await Promise.all([office.accept(submission), office.accept(submission)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('keeps a forwarded submission readable until it is accepted', async () => {
    const submission = await send();
    const forward = {
      ...acceptClaims(office.service.destinationId, submission, submission.tags),
      ...event('forward-submission', {}),
    };
    expect((await office.post(submission.caseId, signJws(forward, office.signingKey))).status).toBe(204);
    expect((await office.call('GET', `/v2/submissions/${submission.submissionId}`)).status).toBe(200);
    const { submissions } = JSON.parse((await office.call('GET', '/v2/submissions?limit=500')).text);
    expect(submissions.map((item: { submissionId: string }) => item.submissionId)).not.toContain(
      submission.submissionId,
    );
    expect((await office.accept(submission)).status).toBe(204);
  });

  it('refuses a receipt for a submission that was never submitted', async () => {
    const created = await office.senderCall('POST', '/v2/submissions', {
      type: 'application/json',
      body: JSON.stringify({
        destinationId: office.service.destinationId,
        announcedAttachments: [],
        publicService: office.service.publicService,
      }),
    });
    const ids = JSON.parse(created.text);
    const set = signJws(acceptClaims(office.service.destinationId, ids, { metadata: otherTag }), office.signingKey);
    expect((await office.post(ids.caseId, set)).status).toBe(409);
    expect((await office.call('GET', `/v2/submissions/${ids.submissionId}`)).status).toBe(404);
  });

  it('refuses a jti that was used before', async () => {
    const [first, second] = [await send(), await send()];
    const sameCase = await office.service.onlineService.sendApplication(sampleApplication({ caseId: first.caseId }));
    const further = await office.download(sameCase.submissionId);
    const { jti, ...rest } = acceptClaims(office.service.destinationId, first, first.tags);
    expect((await office.post(first.caseId, signJws({ jti, ...rest }, office.signingKey))).status).toBe(204);
    const reused = { ...acceptClaims(office.service.destinationId, further, further.tags), jti };
    const answer = await office.post(first.caseId, signJws(reused, office.signingKey));
    expect({ status: answer.status, issue: JSON.parse(answer.text).issue }).toEqual({ status: 422, issue: 'jti' });
    expect((await office.accept(second)).status).toBe(204);
  });
});

describe('the event log', () => {
  it('is given out in pages', async () => {
    const submission = await send();
    await office.call('GET', '/v2/submissions?limit=500');
    const path = `/v2/cases/${submission.caseId}/events`;
    const page = async (query: string) => JSON.parse((await office.call('GET', `${path}${query}`)).text);
    const all = await page('');
    expect(all).toMatchObject({ offset: 0, count: 3, totalCount: 3 });
    const second = await page('?offset=1&limit=1');
    expect(second).toEqual({ offset: 1, count: 1, totalCount: 3, eventLog: [all.eventLog[1]] });
    expect((await page('?offset=3')).eventLog).toEqual([]);
    const own = JSON.parse((await office.call('GET', `/v2/submissions/${submission.submissionId}/events`)).text);
    expect(own.eventLog).toEqual(all.eventLog);
  });

  it('stays verifiable after the service rolled its key', async () => {
    const submission = await send();
    const before = await office.service.onlineService.readEvents(submission.caseId);
    const { kid } = await office.service.control.rollServiceKey();
    const further = await office.service.onlineService.sendApplication(
      sampleApplication({ caseId: submission.caseId }),
    );
    const after = await office.service.onlineService.readEvents(further.caseId);
    expect(after).toHaveLength(before.length + 2);
    const jwks = JSON.parse((await office.call('GET', '/.well-known/jwks.json')).text);
    expect(jwks.keys).toHaveLength(2);
    expect(jwks.keys[0].kid).toBe(kid);
  });

  it('carries the SET of the sender itself when told so', async () => {
    const submission = await send();
    await office.service.control.setReceiptMode({ mode: 'verbatim' });
    const reply = await office.call('POST', '/v2/replies', {
      type: 'application/json',
      body: JSON.stringify({ caseId: submission.caseId, announcedAttachments: [] }),
    });
    const { replyId } = JSON.parse(reply.text);
    const { encryptedMetadata, encryptedData, tags } = submission;
    await office.call('PUT', `/v2/replies/${replyId}`, {
      type: 'application/json',
      body: JSON.stringify({ encryptedMetadata, encryptedData }),
    });
    const senderKey = privateJwkSchema.parse(await obtainPrivateKey('sender-signing', 'test-keys'));
    const accept = signJws(
      {
        ...acceptClaims(office.service.sender.clientId, submission, {}),
        sub: `reply:${replyId}`,
        ...event('accept-reply', { authenticationTags: { metadata: tags.metadata, data: tags.data } }),
      },
      senderKey,
    );
    const path = `/v2/cases/${submission.caseId}/events`;
    const posted = await office.senderCall('POST', path, { body: accept, type: 'application/jose' });
    await office.service.control.setReceiptMode({ mode: 'on-behalf' });
    expect(posted.status).toBe(204);
    expect(JSON.parse((await office.call('GET', path)).text).eventLog.at(-1)).toBe(accept);
  });
});

function withChangedSignature(set: string): string {
  return set.slice(0, -10) + (set.endsWith('AAAAAAAAAA') ? 'BBBBBBBBBB' : 'AAAAAAAAAA');
}
