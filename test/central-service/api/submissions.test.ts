import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicJwkSchema } from '../crypto/jwk.ts';
import { encryptJwe } from '../reference-subscriber.ts';
import { openTestOffice, sampleApplication, type TestOffice } from '../test-office.ts';

let office: TestOffice;
let jwe: string;
beforeAll(async () => {
  office = await openTestOffice();
  const { destinationId } = office.service;
  const key = await office.call('GET', `/v2/destinations/${destinationId}/keys/${office.decryptionKey.kid}`);
  jwe = encryptJwe(Buffer.from('{}'), publicJwkSchema.parse(JSON.parse(key.text)), 'application/json');
});
afterAll(() => office.close());

const announcement = (changes: object = {}) => ({
  destinationId: office.service.destinationId,
  announcedAttachments: [],
  publicService: office.service.publicService,
  region: 'DE051110000000',
  ...changes,
});
const announce = (changes: object = {}, version = 'v2') =>
  office.senderCall('POST', `/${version}/submissions`, {
    type: 'application/json',
    body: JSON.stringify(announcement(changes)),
  });
const put = (path: string, body: string, type: string) => office.senderCall('PUT', path, { body, type });
const withHeader = (changes: object) => {
  const [header, ...rest] = jwe.split('.');
  const members = JSON.parse(Buffer.from(header ?? '', 'base64url').toString('utf8'));
  return [Buffer.from(JSON.stringify({ ...members, ...changes })).toString('base64url'), ...rest].join('.');
};

describe('announcing a submission', () => {
  it('ignores members it does not know, such as bidirectional', async () => {
    expect((await announce({ bidirectional: true })).status).toBe(201);
  });

  it.each<[string, number, object]>([
    ['an unknown destination', 404, { destinationId: randomUUID() }],
    ['a service the destination does not offer', 422, { publicService: { name: 'x', identifier: 'urn:de:other' } }],
    ['a region the destination does not serve', 422, { region: 'DE09' }],
    ['no service', 400, { publicService: undefined }],
    ['an id that is no UUID', 400, { announcedAttachments: ['1'] }],
    ['an unknown case', 404, { caseId: randomUUID() }],
    ['more than 100 attachments', 413, { announcedAttachments: Array.from({ length: 101 }, () => randomUUID()) }],
  ])('with %s is answered %i', async (_name, status, changes) => {
    expect((await announce(changes)).status).toBe(status);
  });

  it('to an inactive destination is answered 422', async () => {
    const { destinationId } = office.service;
    await office.service.control.setDestinationStatus({ destinationId, status: 'inactive' });
    const answer = await announce();
    await office.service.control.setDestinationStatus({ destinationId, status: 'active' });
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text).type).toMatch(/\/problems\/destination-state-invalid$/);
  });

  it('in v1 needs serviceType', async () => {
    expect((await announce({}, 'v1')).status).toBe(400);
    expect((await announce({ serviceType: office.service.publicService }, 'v1')).status).toBe(201);
  });
});

describe('uploading and submitting', () => {
  it('follows the order announce, upload, submit and says what is missing', async () => {
    const attachmentId = randomUUID();
    const { submissionId } = JSON.parse((await announce({ announcedAttachments: [attachmentId] })).text);
    const path = `/v2/submissions/${submissionId}`;
    const attachment = `${path}/attachments/${attachmentId}`;
    const content = JSON.stringify({ encryptedMetadata: jwe, encryptedData: jwe });
    expect((await put(path, content, 'application/json')).status).toBe(422);
    expect((await put(attachment, jwe, 'application/json')).status).toBe(415);
    expect((await put(attachment, 'no jwe', 'application/jose')).status).toBe(400);
    expect((await put(attachment, `${jwe}.x`, 'application/jose')).status).toBe(400);
    expect((await put(attachment, withHeader({ zip: 'DEF' }), 'application/jose')).status).toBe(422);
    expect((await put(`${path}/attachments/${randomUUID()}`, jwe, 'application/jose')).status).toBe(422);
    expect((await put(attachment, jwe, 'application/jose')).status).toBe(204);
    expect((await put(attachment, jwe, 'application/jose')).status).toBe(204);
    const submitted = await put(path, content, 'application/json');
    expect(submitted.status).toBe(200);
    expect(JSON.parse(submitted.text)).toMatchObject({ submissionId, attachments: [attachmentId] });
    expect((await put(path, content, 'application/json')).status).toBe(422);
    expect((await put(attachment, jwe, 'application/jose')).status).toBe(422);
  });

  it.each<[string, object, number]>([
    ['cty', { cty: undefined }, 422],
    ['cty', { cty: 'application/pdf' }, 422],
    ['zip', { zip: 'DEF' }, 422],
    ['alg', { alg: 'RSA-OAEP' }, 422],
    ['enc', { enc: 'A128GCM' }, 422],
    ['kid', { kid: undefined }, 422],
    ['crit', { crit: ['exp'] }, 422],
  ])('refuses metadata whose JWE header has a bad %s', async (member, changes, status) => {
    const { submissionId } = JSON.parse((await announce()).text);
    const body = JSON.stringify({ encryptedMetadata: withHeader(changes), encryptedData: jwe });
    const answer = await put(`/v2/submissions/${submissionId}`, body, 'application/json');
    expect({ status: answer.status, issue: JSON.parse(answer.text).issue }).toEqual({ status, issue: member });
  });

  it('needs Fachdaten in v2 but not in v1, which answers 202', async () => {
    const body = JSON.stringify({ encryptedMetadata: jwe });
    const { submissionId } = JSON.parse((await announce()).text);
    expect((await put(`/v2/submissions/${submissionId}`, body, 'application/json')).status).toBe(422);
    expect((await put(`/v1/submissions/${submissionId}`, body, 'application/json')).status).toBe(202);
  });

  it('refuses what is too large and still lets the sender read why', async () => {
    const attachmentId = randomUUID();
    const { submissionId } = JSON.parse((await announce({ announcedAttachments: [attachmentId] })).text);
    const path = `/v2/submissions/${submissionId}/attachments/${attachmentId}`;
    const large = `${jwe.slice(0, -23)}${'A'.repeat(3_000_000)}${jwe.slice(-23)}`;
    await office.service.control.setLimits({ attachmentBytes: 1_000_000 });
    const answer = await put(path, large, 'application/jose');
    await office.service.control.setLimits({ attachmentBytes: 500_000_000 });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text).status).toBe(413);
    await office.service.control.setLimits({ deliveryBytes: 1_000_000 });
    expect((await put(path, large, 'application/jose')).status).toBe(413);
    await office.service.control.setLimits({ deliveryBytes: 2_000_000_000 });
    expect((await put(path, large, 'application/jose')).status).toBe(204);
  });

  it('refuses metadata and Fachdaten that are too large together', async () => {
    const { submissionId } = JSON.parse((await announce()).text);
    await office.service.control.setLimits({ requestBytes: 1_000_000 });
    const body = JSON.stringify({ encryptedMetadata: jwe, encryptedData: 'A'.repeat(5_000_000) });
    const answer = await put(`/v2/submissions/${submissionId}`, body, 'application/json');
    await office.service.control.setLimits({ requestBytes: 50_000_000 });
    expect(answer.status).toBe(413);
  });

  it('refuses a sender that compresses or leaves out cty', async () => {
    const { onlineService } = office.service;
    await expect(onlineService.sendApplication(sampleApplication({ defect: 'zip' }))).rejects.toThrow(/422.*zip/);
    await expect(onlineService.sendApplication(sampleApplication({ defect: 'no-cty' }))).rejects.toThrow(/422.*cty/);
  });
});

describe('the list of waiting submissions', () => {
  it('is given out in pages, oldest first', async () => {
    const own = await openTestOffice();
    try {
      const sent: string[] = [];
      for (let index = 0; index < 5; index += 1)
        sent.push((await own.service.onlineService.sendApplication(sampleApplication())).submissionId);
      const page = async (query: string) => JSON.parse((await own.call('GET', `/v2/submissions${query}`)).text);
      const ids = (list: { submissions: { submissionId: string }[] }) => list.submissions.map((s) => s.submissionId);
      const middle = await page(`?destinationId=${own.service.destinationId}&offset=1&limit=2`);
      expect(middle).toMatchObject({ offset: 1, count: 2, totalCount: 5 });
      expect(ids(middle)).toEqual(sent.slice(1, 3));
      expect(ids(await page(''))).toEqual(sent);
      expect(ids(await page('?offset=5'))).toEqual([]);
    } finally {
      await own.close();
    }
  });

  it.each(['limit=0', 'limit=501', 'limit=x', 'offset=-1'])('refuses %s', async (query) => {
    expect((await office.call('GET', `/v2/submissions?${query}`)).status).toBe(400);
  });
});
