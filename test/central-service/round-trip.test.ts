import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NACHREICHUNG_1_0, nachreichungSchema } from '../../electron/core/intake/fachdaten-1.0.ts';
import { bareJwkSchema } from './crypto/jwk.ts';
import { decryptJwe, encryptJwe, sha512Hex, tagsOf } from './reference-subscriber.ts';
import { openTestOffice, sampleApplication, type TestOffice } from './test-office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const pdf = (bytes: Uint8Array) => ({
  attachmentId: randomUUID(),
  filename: 'Nachweis Ǧülşen.pdf',
  mimeType: 'application/pdf',
  purpose: 'attachment' as const,
  bytes,
});

async function eventNames(caseId: string): Promise<string[]> {
  return (await office.service.onlineService.readEvents(caseId)).map(({ event }) => event);
}

describe('an application on its way to the office', () => {
  it('arrives byte for byte, is accepted, and can no longer be read afterwards', async () => {
    const attachment = pdf(randomBytes(300_000));
    const fachdaten = '{ "$schema": "urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0",  "name": "Müller-Łukasz" }';
    const sent = await office.service.onlineService.sendApplication(
      sampleApplication({ fachdaten, attachments: [attachment] }),
    );
    const list = JSON.parse((await office.call('GET', '/v2/submissions?offset=0&limit=100')).text);
    expect(list).toEqual({
      offset: 0,
      count: 1,
      totalCount: 1,
      submissions: [{ destinationId: office.service.destinationId, ...sent }],
    });

    const downloaded = await office.download(sent.submissionId);
    expect(decryptJwe(downloaded.encryptedData, office.decryptionKey).toString('utf8')).toBe(fachdaten);
    const metadata = JSON.parse(decryptJwe(downloaded.encryptedMetadata, office.decryptionKey).toString('utf8'));
    const received = decryptJwe(downloaded.attachments[attachment.attachmentId] ?? '', office.decryptionKey);
    expect(received.equals(attachment.bytes)).toBe(true);
    expect(metadata.contentStructure.attachments[0].hash.content).toBe(sha512Hex(received));
    expect(metadata.contentStructure.data.hash.content).toBe(sha512Hex(Buffer.from(fachdaten)));
    expect(metadata.additionalReferenceInfo.applicationDate).toBe('2026-03-01');

    expect((await office.accept(downloaded)).status).toBe(204);
    expect((await office.call('GET', `/v2/submissions/${sent.submissionId}`)).status).toBe(404);
    const path = `/v2/submissions/${sent.submissionId}/attachments/${attachment.attachmentId}`;
    expect((await office.call('GET', path)).status).toBe(404);
    expect(JSON.parse((await office.call('GET', '/v2/submissions')).text).submissions).toEqual([]);
    expect(await eventNames(sent.caseId)).toEqual([
      'create-submission',
      'submit-submission',
      'notify-submission',
      'accept-submission',
    ]);
  });

  it('travels in fragments that together give the file', async () => {
    const attachment = pdf(randomBytes(50_000));
    const sent = await office.service.onlineService.sendApplication(
      sampleApplication({ attachments: [attachment], fragmentBytes: 20_000 }),
    );
    const downloaded = await office.download(sent.submissionId);
    const metadata = JSON.parse(decryptJwe(downloaded.encryptedMetadata, office.decryptionKey).toString('utf8'));
    const ids: string[] = metadata.contentStructure.attachments[0].fragments;
    expect(ids).toHaveLength(3);
    const joined = Buffer.concat(ids.map((id) => decryptJwe(downloaded.attachments[id] ?? '', office.decryptionKey)));
    expect(joined.equals(attachment.bytes)).toBe(true);
  });

  it('may be empty and may be read by both API generations', async () => {
    const sent = await office.service.onlineService.sendApplication(
      sampleApplication({ attachments: [pdf(new Uint8Array())] }),
    );
    const first = JSON.parse((await office.call('GET', `/v1/submissions/${sent.submissionId}`)).text);
    const second = JSON.parse((await office.call('GET', `/v2/submissions/${sent.submissionId}`)).text);
    expect(first.serviceType).toEqual(office.service.publicService);
    expect(second.publicService).toEqual(office.service.publicService);
    const downloaded = await office.download(sent.submissionId);
    expect(decryptJwe(Object.values(downloaded.attachments)[0] ?? '', office.decryptionKey)).toHaveLength(0);
  });

  it('works in v1 with its own status and names', async () => {
    const old = await openTestOffice('v1');
    try {
      const sent = await old.service.onlineService.sendApplication(sampleApplication());
      const downloaded = await old.download(sent.submissionId);
      expect((await old.accept(downloaded)).status).toBe(204);
    } finally {
      await old.close();
    }
  });
});

describe('a Nachforderung on its way to the applicant', () => {
  it('reaches the online service as an encrypted reply and is answered by a submission of the same case', async () => {
    const { onlineService } = office.service;
    const sent = await onlineService.sendApplication(sampleApplication());
    const downloaded = await office.download(sent.submissionId);
    const metadata = JSON.parse(decryptJwe(downloaded.encryptedMetadata, office.decryptionKey).toString('utf8'));
    const replyKey = bareJwkSchema.parse(metadata.replyChannel.fitConnect.encryptionPublicKey);
    await office.accept(downloaded);

    const position = { positionId: randomUUID(), person: 'p1', nachweis: 'EV-PASS' };
    const nachforderung = {
      $schema: 'urn:einbuergerungsdesk:nachforderung:1.0.0',
      nachforderungId: randomUUID(),
      aktenzeichen: 'EB-2026-0001',
      frist: '2026-05-04',
      positionen: [{ ...position, bezeichnung: 'Reisepass', grund: 'FEHLT', erlaeuterung: 'Bitte alle Seiten.' }],
      text: 'Bitte reichen Sie nach.',
    };
    const letter = randomBytes(2000);
    const letterId = randomUUID();
    const data = Buffer.from(JSON.stringify(nachforderung));
    const replyMetadata = {
      $schema: 'https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json',
      contentStructure: {
        data: {
          hash: { type: 'sha512', content: sha512Hex(data) },
          submissionSchema: { schemaUri: nachforderung.$schema, mimeType: 'application/json' },
        },
        attachments: [
          {
            attachmentId: letterId,
            purpose: 'form',
            mimeType: 'application/pdf',
            filename: 'Nachforderung.pdf',
            hash: { type: 'sha512', content: sha512Hex(letter) },
          },
        ],
      },
    };
    const created = await office.call('POST', '/v2/replies', {
      type: 'application/json',
      body: JSON.stringify({ caseId: sent.caseId, announcedAttachments: [letterId], encryptionKid: replyKey.kid }),
    });
    expect(created.status).toBe(201);
    const { replyId } = JSON.parse(created.text);
    const part = encryptJwe(letter, replyKey, 'application/pdf');
    const path = `/v2/replies/${replyId}`;
    const upload = { type: 'application/jose', body: part };
    expect((await office.call('PUT', `${path}/attachments/${letterId}`, upload)).status).toBe(204);
    const body = {
      encryptedMetadata: encryptJwe(Buffer.from(JSON.stringify(replyMetadata)), replyKey, 'application/json'),
      encryptedData: encryptJwe(data, replyKey, 'application/json'),
    };
    const submitted = await office.call('PUT', path, { type: 'application/json', body: JSON.stringify(body) });
    expect(submitted.status).toBe(200);

    const [reply, ...others] = await onlineService.receiveReplies();
    expect(others).toEqual([]);
    expect(reply?.data).toEqual(nachforderung);
    expect(Buffer.from(reply?.attachments[0]?.bytes ?? []).equals(letter)).toBe(true);
    const log = await onlineService.readEvents(sent.caseId);
    const replyEvents = log.filter(({ subject }) => subject === `reply:${replyId}`);
    expect(replyEvents.map(({ event }) => event)).toEqual([
      'create-reply',
      'submit-reply',
      'notify-reply',
      'accept-reply',
    ]);
    expect(replyEvents[1]?.payload.authenticationTags).toEqual(
      tagsOf(body.encryptedMetadata, body.encryptedData, { [letterId]: part }),
    );
    expect(await onlineService.receiveReplies()).toEqual([]);
    expect((await onlineService.keptReplies()).map(({ replyId: id }) => id)).toEqual([replyId]);

    const paper = pdf(randomBytes(1000));
    const answer = await onlineService.answerNachforderung(reply!, [paper], 'Anbei der Pass.');
    expect(answer.caseId).toBe(sent.caseId);
    const followUp = await office.download(answer.submissionId);
    const nachreichung = JSON.parse(decryptJwe(followUp.encryptedData, office.decryptionKey).toString('utf8'));
    expect(nachreichungSchema.parse(nachreichung)).toMatchObject({
      $schema: NACHREICHUNG_1_0,
      nachforderungId: nachforderung.nachforderungId,
      nachweise: [{ anlageId: paper.attachmentId, positionId: position.positionId, art: 'EV-PASS', personen: ['p1'] }],
      mitteilung: 'Anbei der Pass.',
    });
  });

  it('is refused for a case in which nothing was submitted', async () => {
    const answer = await office.call('POST', '/v2/replies', {
      type: 'application/json',
      body: JSON.stringify({ caseId: randomUUID(), announcedAttachments: [] }),
    });
    expect(answer.status).toBe(404);
  });
});

const schemaFile = new URL('../../../shared/fit-connect/schemas/metadata-2.1.0.schema.json', import.meta.url);
describe.skipIf(!existsSync(schemaFile))('our metadata against the official schema (only where it lies beside)', () => {
  it('carries every required member and no forbidden one', async () => {
    const sent = await office.service.onlineService.sendApplication(
      sampleApplication({ attachments: [pdf(randomBytes(10))] }),
    );
    const downloaded = await office.download(sent.submissionId);
    const metadata = JSON.parse(decryptJwe(downloaded.encryptedMetadata, office.decryptionKey).toString('utf8'));
    const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
    expect(violations(metadata, schema, schema)).toEqual([]);
    expect(violations({ ...metadata, contentStructure: {} }, schema, schema)).not.toEqual([]);
  });
});

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; items?: Schema; required?: string[] };

/** The JSON Schema keywords the metadata schema relies on; enough to notice a wrong record. */
function violations(value: unknown, schema: Schema, root: Schema, path = '$'): string[] {
  if (typeof schema.$ref === 'string') {
    const target = schema.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], root);
    return violations(value, target as Schema, root, path);
  }
  const found: string[] = [];
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) found.push(`${path}: not in enum`);
  if (typeof value === 'string') {
    if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern, 'u').test(value))
      found.push(`${path}: pattern`);
    if (typeof schema.minLength === 'number' && value.length < schema.minLength) found.push(`${path}: too short`);
    if (typeof schema.maxLength === 'number' && value.length > schema.maxLength) found.push(`${path}: too long`);
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      found.push(...violations(item, schema.items ?? {}, root, `${path}[${index}]`));
  } else if (typeof value === 'object' && value !== null) {
    const members = new Map(Object.entries(value));
    for (const name of schema.required ?? []) if (!members.has(name)) found.push(`${path}.${name}: missing`);
    if (typeof schema.maxProperties === 'number' && members.size > schema.maxProperties)
      found.push(`${path}: too many`);
    for (const [name, member] of members) {
      const sub = schema.properties?.[name];
      if (sub) found.push(...violations(member, sub, root, `${path}.${name}`));
      else if (schema.additionalProperties === false) found.push(`${path}.${name}: not allowed`);
    }
  } else if (schema.type === 'object' || schema.type === 'array') found.push(`${path}: not ${schema.type}`);
  return found;
}
