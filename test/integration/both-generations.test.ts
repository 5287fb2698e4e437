import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import { application, openTroubleOffice, type TroubleOffice, value } from './trouble-office.ts';

/*
 * The main path of ARCHITECTURE §6 through the whole of core, in both generations of the interface: take in, ask for
 * more, be answered, acknowledge. What v1 and v2 have apart must not be seen from outside of delivery/fit-connect.
 */

const paper = (text: string) => ({
  attachmentId: randomUUID(),
  filename: `${text}.pdf`,
  mimeType: 'application/pdf',
  purpose: 'attachment' as const,
  bytes: new TextEncoder().encode(`%PDF-1.7 ${text}`),
});

describe.each(['v1', 'v2'] as const)('the main path in %s', (apiVersion) => {
  let state: string;
  let service: CentralService;
  let office: TroubleOffice;
  beforeAll(async () => {
    state = await mkdtemp(path.join(tmpdir(), `generation-${apiVersion}-`));
    service = await startCentralService({ port: 0, state, testKeys: true, apiVersion });
    office = await openTroubleOffice();
    await office.connect(service);
  });
  afterAll(async () => {
    await office.close();
    await service.close();
    await rm(state, { recursive: true, force: true });
  });

  const eventsOf = async (caseId: string) => (await service.onlineService.readEvents(caseId)).map(({ event }) => event);
  const submissionState = async (submissionId: string) =>
    (await service.control.state()).cases
      .flatMap(({ submissions }) => submissions)
      .find(({ id }) => id === submissionId)?.state;

  it('takes in, asks for more by reply, takes the answer into the same case, and acknowledges both', async () => {
    const sent = await service.onlineService.sendApplication(
      application({ attachments: [paper('Pass'), paper('Vertrag')] }),
    );
    await office.fetch();
    expect(await submissionState(sent.submissionId)).toBe('accepted');
    const caseId = (await office.rows())[0]?.caseId ?? '';
    const opened = value(await office.core.call('cases', 'get', { caseId }));
    expect(opened.documents.map(({ name }) => name)).toEqual(['Pass.pdf', 'Vertrag.pdf']);

    const accountId = value(await office.core.call('administration', 'accounts', {}))[0]?.id ?? null;
    value(await office.core.call('cases', 'assign', { caseId, version: opened.version, accountId }));
    const { draft, version } = value(await office.core.call('requests', 'editor', { caseId }));
    const { previewId } = value(await office.core.call('requests', 'preview', { caseId, draft }));
    value(await office.core.call('requests', 'send', { caseId, version, draft, previewId }));
    while ((await office.fetch()).outbox.pending > 0);
    const [reply] = await service.onlineService.receiveReplies();
    expect(reply?.caseId).toBe(sent.caseId);

    const answer = await service.onlineService.answerNachforderung(reply!, [paper('Nachtrag')], 'Anbei.');
    await office.fetch();
    expect(await submissionState(answer.submissionId)).toBe('accepted');
    const later = value(await office.core.call('cases', 'get', { caseId }));
    expect(later.documents.map(({ name }) => name)).toContain('Nachtrag.pdf');
    expect(await office.rows()).toHaveLength(1);
    expect(value(await office.core.call('requests', 'list', { caseId }))[0]?.delivery).toBe('fetched');
    const events = await eventsOf(sent.caseId);
    expect(events.filter((event) => event === 'accept-submission')).toHaveLength(2);
    expect(events.filter((event) => event === 'submit-reply')).toHaveLength(1);
    expect((await office.status()).troubles).toEqual([]);
  });

  it.each(['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '2.0.0', '2.1.0'] as const)(
    'understands metadata %s',
    async (metadataVersion) => {
      const sent = await service.onlineService.sendApplication(
        application({ metadataVersion, attachments: [paper(metadataVersion)] }),
      );
      expect((await office.fetch()).troubles).toEqual([]);
      expect(await submissionState(sent.submissionId)).toBe('accepted');
      const view = value(await office.core.call('cases', 'get', { caseId: (await office.rows()).at(-1)!.caseId }));
      expect(view.documents.map(({ name }) => name)).toEqual([`${metadataVersion}.pdf`]);
      // Only 2.x can name a key for replies; who wrote with 1.x is answered by letter.
      const { draft } = value(await office.core.call('requests', 'editor', { caseId: view.caseId }));
      expect(draft.channel).toBe(metadataVersion.startsWith('1.') ? 'letter' : 'fit-connect');
    },
  );

  it.each([
    ['compressed parts (zip: DEF)', { compressed: true }],
    ['no cty', { defect: 'no-cty' }],
  ] as const)('%s: usual in v1, refused by the service in v2', async (_what, changes) => {
    const sending = service.onlineService.sendApplication(application({ ...changes, attachments: [paper('alt')] }));
    if (apiVersion === 'v2') return expect(sending).rejects.toThrow('422');
    const { submissionId } = await sending;
    expect((await office.fetch()).troubles).toEqual([]);
    expect(await submissionState(submissionId)).toBe('accepted');
  });

  it('a submission without Fachdaten: possible in v1, stays there with its own reason', async () => {
    const bare = application({ metadataVersion: '1.0.0', withoutData: true, attachments: [paper('nur Anlage')] });
    const known = (await office.rows()).length;
    if (apiVersion === 'v2') return expect(service.onlineService.sendApplication(bare)).rejects.toThrow('422');
    const { submissionId } = await service.onlineService.sendApplication(bare);
    const { troubles } = await office.fetch();
    expect(troubles).toMatchObject([{ submissionId, code: 'attachments-only', part: 'data' }]);
    expect(await submissionState(submissionId)).toBe('submitted');
    expect(await office.rows()).toHaveLength(known);
  });
});
