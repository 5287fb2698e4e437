import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptJwe } from '../reference-subscriber.ts';
import { openTestOffice, sampleApplication, type TestOffice } from '../test-office.ts';
import type { ForgeryKind } from './tampering.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const attachmentId = randomUUID();
const send = async (id = attachmentId) => {
  const attachment = {
    attachmentId: id,
    filename: 'scan.pdf',
    mimeType: 'application/pdf',
    purpose: 'attachment' as const,
    bytes: randomBytes(200_000),
  };
  return office.service.onlineService.sendApplication(sampleApplication({ attachments: [attachment] }));
};

describe('injected faults', () => {
  it('answer the chosen status as often as told and only where told', async () => {
    const action = { kind: 'status', status: 503, retryAfter: 7 } as const;
    await office.service.control.injectFault({ method: 'GET', path: '/submissions$', times: 2, action });
    const first = await office.call('GET', '/v2/submissions');
    expect(first.status).toBe(503);
    expect(first.headers.get('Retry-After')).toBe('7');
    expect(JSON.parse(first.text).status).toBe(503);
    expect((await office.call('GET', '/v1/info')).status).toBe(200);
    expect((await office.call('GET', '/v2/submissions')).status).toBe(503);
    expect((await office.call('GET', '/v2/submissions')).status).toBe(200);
  });

  it('drop a connection before anything happened', async () => {
    const sent = await send(randomUUID());
    const downloaded = await office.download(sent.submissionId);
    const action = { kind: 'drop', when: 'before' } as const;
    await office.service.control.injectFault({ method: 'POST', path: '/events$', action });
    await expect(office.accept(downloaded)).rejects.toThrow();
    expect((await office.accept(downloaded)).status).toBe(204);
  });

  it('lose only the answer: the receipt counts although the client never learns', async () => {
    const sent = await send(randomUUID());
    const downloaded = await office.download(sent.submissionId);
    const action = { kind: 'drop', when: 'after' } as const;
    await office.service.control.injectFault({ method: 'POST', path: '/events$', action });
    await expect(office.accept(downloaded)).rejects.toThrow();
    expect((await office.accept(downloaded)).status).toBe(409);
    expect((await office.service.onlineService.readEvents(sent.caseId)).at(-1)?.event).toBe('accept-submission');
  });

  it('cut a body short', async () => {
    const id = randomUUID();
    const { submissionId } = await send(id);
    const path = `/v2/submissions/${submissionId}/attachments/${id}`;
    await office.service.control.injectFault({ path: '/attachments/', action: { kind: 'truncate' } });
    await expect(office.call('GET', path)).rejects.toThrow();
    expect((await office.call('GET', path)).status).toBe(200);
  });

  it('delay an answer', async () => {
    await office.service.control.injectFault({ action: { kind: 'delay', milliseconds: 60 } });
    const before = performance.now();
    expect((await office.call('GET', '/v1/info')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(55);
  });

  it('name every waiting submission twice', async () => {
    const action = { kind: 'duplicate-listing' } as const;
    await office.service.control.injectFault({ path: '/submissions$', action });
    const { submissions } = JSON.parse((await office.call('GET', '/v2/submissions?limit=500')).text);
    const ids = submissions.map((item: { submissionId: string }) => item.submissionId);
    expect(ids).toHaveLength(new Set(ids).size * 2);
  });

  it('are survived by the online service', async () => {
    await office.service.control.injectFault({ method: 'PUT', action: { kind: 'status', status: 500 } });
    await office.service.control.injectFault({ path: '/submissions$', action: { kind: 'status', status: 401 } });
    await office.service.control.injectFault({ path: '/keys/', action: { kind: 'drop', when: 'before' } });
    await expect(send(randomUUID())).resolves.toMatchObject({ caseId: expect.any(String) });
    expect((await office.service.control.state()).pendingFaults).toBe(0);
  });
});

describe('falsified content', () => {
  it.each(['ciphertext', 'tag'] as const)('with another %s no longer decrypts', async (how) => {
    for (const part of ['metadata', 'data', 'attachment'] as const) {
      const id = randomUUID();
      const sent = await send(id);
      const name = part === 'attachment' ? id : part;
      await office.service.control.tamperContent({ kind: 'submission', id: sent.submissionId, part: name, how });
      const { encryptedMetadata, encryptedData, attachments } = await office.download(sent.submissionId);
      const jwe = { metadata: encryptedMetadata, data: encryptedData, attachment: attachments[id] ?? '' }[part];
      expect(() => decryptJwe(jwe, office.decryptionKey)).toThrow();
    }
  });

  it('can be another valid JWE whose tag is not that of the submit event', async () => {
    const id = randomUUID();
    const sent = await send(id);
    await office.service.control.tamperContent({ kind: 'submission', id: sent.submissionId, part: id, how: 'swap' });
    const { attachments, tags } = await office.download(sent.submissionId);
    expect(decryptJwe(attachments[id] ?? '', office.decryptionKey).toString()).toBe('another content');
    const state = await office.service.control.state();
    const submission = state.cases.flatMap((c) => c.submissions).find(({ id: own }) => own === sent.submissionId);
    expect(submission?.tags?.attachments?.[id]).not.toBe(tags.attachments?.[id]);
  });

  it('can name a key nobody has', async () => {
    const sent = await send(randomUUID());
    const target = { kind: 'submission', id: sent.submissionId, part: 'data', how: 'kid' } as const;
    await office.service.control.tamperContent(target);
    const { encryptedData } = await office.download(sent.submissionId);
    const header = JSON.parse(Buffer.from(encryptedData.split('.')[0] ?? '', 'base64url').toString());
    expect(header.kid).not.toBe(office.decryptionKey.kid);
  });
});

describe('a falsified event log', () => {
  it.each<[ForgeryKind, RegExp | undefined]>([
    ['wrong-key', /signature/],
    ['wrong-issuer', /404/],
    ['alg-none', /PS512|alg/],
    ['two-events', /exactly one event/],
  ])('with %s is noticed by a verifying reader', async (forgery, message) => {
    const sent = await send(randomUUID());
    await office.service.control.forgeEvent({ kind: 'submission', id: sent.submissionId, forgery });
    await expect(office.service.onlineService.readEvents(sent.caseId)).rejects.toThrow(message);
  });

  it('can hold wrong tags, an unknown event or a second submit event under a valid signature', async () => {
    const sent = await send(randomUUID());
    const target = { kind: 'submission', id: sent.submissionId } as const;
    const genuine = (await office.download(sent.submissionId)).tags;
    await office.service.control.forgeEvent({ ...target, forgery: 'wrong-tags' });
    await office.service.control.forgeEvent({ ...target, forgery: 'unknown-event' });
    await office.service.control.forgeEvent({ ...target, forgery: 'second-submit' });
    const events = await office.service.onlineService.readEvents(sent.caseId);
    expect(events.map(({ event }) => event)).toEqual([
      'create-submission',
      'submit-submission',
      'submit-submission-unknown',
      'submit-submission',
    ]);
    expect(events[1]?.payload.authenticationTags?.metadata).not.toBe(genuine.metadata);
  });
});

describe('a faulty sender', () => {
  it.each(['unknown-kid', 'foreign-key'] as const)(
    'with %s is let through, for the receiver to notice',
    async (defect) => {
      const sent = await office.service.onlineService.sendApplication(sampleApplication({ defect }));
      const { encryptedData } = await office.download(sent.submissionId);
      const { kid } = JSON.parse(Buffer.from(encryptedData.split('.')[0] ?? '', 'base64url').toString());
      if (defect === 'unknown-kid') expect(kid).not.toBe(office.decryptionKey.kid);
      else expect(() => decryptJwe(encryptedData, office.decryptionKey)).toThrow();
    },
  );
});
