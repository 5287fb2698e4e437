import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../electron/core/store/database.ts';
import { documentRow } from '../../electron/core/store/documents.ts';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import type { Application } from '../central-service/online-service/online-service.ts';
import { destinationOf, type IntakeDesk, openIntakeDesk } from './intake-desk.ts';

const person = (id: string, rolle: string, vornamen: string) => ({
  id,
  rolle,
  familienname: 'Nguyễn',
  vornamen,
  geburtsdatum: '1989-04-03',
  geburtsort: 'Huế',
  geschlecht: 'w',
  familienstand: 'VH',
  staatsangehoerigkeiten: ['432'],
  anschrift: { strasse: 'Lindenweg', hausnummer: '4', postleitzahl: '12345', ort: 'Musterstadt' },
  rechtsgrundlage: 'LB-10-1',
  gruppen: ['G-EMP'],
  straftatenAngegeben: false,
});

const pdf = (pages: number, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((resolve) => {
    const file = new PDFDocument(options);
    const pieces: Buffer[] = [];
    file.on('data', (piece: Buffer) => pieces.push(piece));
    file.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))));
    for (let page = 1; page < pages; page += 1) file.addPage();
    file.end();
  });

const attachment = (bytes: Uint8Array, changes: Partial<Application['attachments'][number]> = {}) => ({
  attachmentId: randomUUID(),
  filename: 'Unterlage.pdf',
  mimeType: 'application/pdf',
  bytes,
  purpose: 'attachment' as const,
  ...changes,
});

const application = (
  persons: ReturnType<typeof person>[],
  attachments: Application['attachments'] = [],
  nachweise: object[] = [],
): Application => ({
  fachdaten: JSON.stringify({
    $schema: 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0',
    personen: persons,
    nachweise,
    hobby: 'Schach',
  }),
  schemaUri: 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0',
  attachments,
  replyChannel: true,
});

const single = () => application([person('p1', 'antragsteller', 'Thị Mai')]);

describe('intake from a central service', () => {
  let state: string;
  let service: CentralService;
  let desk: IntakeDesk;

  beforeAll(async () => {
    state = await mkdtemp(path.join(tmpdir(), 'intake-service-'));
    service = await startCentralService({ port: 0, state, testKeys: true });
  });
  afterAll(async () => {
    await service.close();
    await rm(state, { recursive: true, force: true });
  });
  beforeEach(async () => {
    desk = await openIntakeDesk(await destinationOf(service));
  });
  afterEach(async () => {
    await desk.close();
    await service.control.clearFaults();
    // Whatever a test left waiting is taken by a desk of its own, so that tests do not see each other's submissions.
    await service.control.moveClock({ days: 15 });
  });

  const stateOf = async (submissionId: string) =>
    (await service.control.state()).cases
      .flatMap(({ submissions }) => submissions)
      .find(({ id }) => id === submissionId)?.state;
  const acceptsOf = async (submissionId: string) =>
    (await service.control.state()).cases
      .flatMap(({ events }) => events)
      .filter(({ event, subject }) => event === 'accept-submission' && subject === `submission:${submissionId}`).length;
  const troubleOf = async (submissionId: string | null) =>
    (await desk.status()).troubles.find((trouble) => trouble.submissionId === submissionId)?.code;

  it('keeps a family submission as linked cases with its papers and accepts it afterwards', async () => {
    const passports = attachment(await pdf(3), { filename: '../Pässe\u202e.pdf' });
    const mine = attachment(await pdf(1));
    const locked = attachment(await pdf(1, { userPassword: 'geheim' }));
    const photo = attachment(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 1, 2), { filename: 'Foto.pdf' });
    const empty = attachment(new Uint8Array());
    const form = attachment(await pdf(2), { purpose: 'form', filename: 'Antrag.pdf' });
    const sent = await service.onlineService.sendApplication(
      application(
        [person('p1', 'antragsteller', 'Thị Mai'), person('p2', 'kind', 'An')],
        [passports, mine, locked, photo, empty, form],
        [
          { anlageId: passports.attachmentId, art: 'EV-PASS', personen: ['p1', 'p2'] },
          { anlageId: mine.attachmentId, art: 'EV-INC', personen: ['p1'] },
          { anlageId: locked.attachmentId, personen: ['p2'] },
          { anlageId: photo.attachmentId, personen: [] },
        ],
      ),
    );
    await desk.fetch();

    expect(await stateOf(sent.submissionId)).toBe('accepted');
    const cases = desk.db.all<{
      id: string;
      given_names: string;
      family_id: string;
      filing_date: string;
      declared: string;
    }>(sql`SELECT id, given_names, family_id, filing_date, declared FROM cases ORDER BY given_names DESC`);
    expect(cases.map(({ given_names }) => given_names)).toEqual(['Thị Mai', 'An']);
    expect(new Set(cases.map(({ family_id }) => family_id)).size).toBe(1);
    expect(JSON.parse(cases[0]!.declared).further).toEqual([{ path: 'hobby', label: 'hobby', value: 'Schach' }]);
    const documentsOf = (caseId: string) =>
      desk.db.all<{ name: string; pages: number | null; trouble: string | null }>(sql`
          SELECT document.name, document.pages, document.trouble FROM case_document
          JOIN document ON document.id = case_document.document_id WHERE case_id = ${caseId} ORDER BY case_document.position`);
    expect(documentsOf(cases[0]!.id)).toEqual([
      { name: 'Pässe\ufffd.pdf', pages: 3, trouble: null },
      { name: 'Unterlage.pdf', pages: 1, trouble: null },
      { name: 'Foto.pdf', pages: 1, trouble: 'mislabelled' },
      { name: 'Unterlage.pdf', pages: null, trouble: 'empty' },
      { name: 'Antrag.pdf', pages: 2, trouble: null },
    ]);
    expect(documentsOf(cases[1]!.id).map(({ trouble }) => trouble)).toEqual([
      null,
      'encrypted',
      'mislabelled',
      'empty',
      null,
    ]);
    expect(desk.journalKinds().at(-1)).toBe('eingang.acknowledged');
    expect(await desk.status()).toMatchObject({ state: 'paused', troubles: [], waiting: 0, newSinceSignIn: 1 });
  });

  it('keeps the Fachdaten byte for byte and the verified event log', async () => {
    const odd = { ...single(), fachdaten: `\t${String(single().fachdaten)}\n ` };
    await service.onlineService.sendApplication(odd);
    await desk.fetch();
    const kept = desk.db.get<{ bytes: Uint8Array; sha512: string; events: string; reply_channel: string }>(
      sql`SELECT bytes, sha512, events, reply_channel FROM fachdaten`,
    )!;
    expect(Buffer.from(kept.bytes).toString()).toBe(odd.fachdaten);
    expect(kept.sha512).toBe(createHash('sha512').update(String(odd.fachdaten)).digest('hex'));
    expect(JSON.parse(kept.events).length).toBeGreaterThanOrEqual(2);
    expect(JSON.parse(kept.reply_channel)).toMatchObject({ kind: 'fit-connect' });
  });

  it('joins a fragmented attachment to the file it was', async () => {
    const bytes = await pdf(30);
    await service.onlineService.sendApplication({
      ...application([person('p1', 'antragsteller', 'Mai')], [attachment(bytes)]),
      fragmentBytes: 2000,
    });
    await desk.fetch();
    const row = desk.db.get<{ id: string }>(sql`SELECT id FROM document`)!;
    expect(documentRow(desk.db, row.id)).toMatchObject({ size: bytes.length, pages: 30 });
  });

  it.each([
    ['altered ciphertext', 'ciphertext', 'metadata', 'ciphertext-altered'],
    ['an altered tag', 'tag', 'data', 'tag-mismatch'],
    ['a key that is not ours', 'kid', 'data', 'unknown-key'],
    ['an exchanged attachment', 'swap', 'attachment', 'tag-mismatch'],
    ['an altered attachment', 'ciphertext', 'attachment', 'ciphertext-altered'],
  ] as const)('leaves %s at the service, shows it and keeps nothing of it', async (_name, how, part, code) => {
    const file = attachment(await pdf(1));
    const sent = await service.onlineService.sendApplication(
      application([person('p1', 'antragsteller', 'Mai')], [file]),
    );
    const target = part === 'attachment' ? file.attachmentId : part;
    await service.control.tamperContent({ kind: 'submission', id: sent.submissionId, part: target, how });
    await desk.fetch();
    expect(await troubleOf(sent.submissionId)).toBe(code);
    expect(await stateOf(sent.submissionId)).toBe('submitted');
    expect([desk.count('eingang'), desk.count('cases'), desk.count('document'), desk.count('outbox')]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it.each([
    ['data-hash', 'hash-mismatch'],
    ['attachment-hash', 'hash-mismatch'],
    ['metadata-syntax', 'metadata-syntax'],
    ['metadata-version', 'metadata-version-unknown'],
    ['metadata-violation', 'metadata-invalid'],
    ['missing-attachment', 'attachments-mismatch'],
    ['undeclared-attachment', 'attachments-mismatch'],
    ['unknown-kid', 'unknown-key'],
    ['foreign-key', 'key-mismatch'],
  ] as const)('shows a sender that is faulty by %s and never rejects', async (defect, code) => {
    const sent = await service.onlineService.sendApplication({
      ...application([person('p1', 'antragsteller', 'Mai')], [attachment(await pdf(1))]),
      defect,
    });
    await desk.fetch();
    expect(await troubleOf(sent.submissionId)).toBe(code);
    expect(await stateOf(sent.submissionId)).toBe('submitted');
    expect(desk.count('document')).toBe(0);
  });

  it.each([
    ['wrong-tags', 'tag-mismatch'],
    ['wrong-key', 'event-log-signature'],
    ['wrong-issuer', 'event-log-issuer'],
    ['alg-none', 'event-log-malformed'],
    ['two-events', 'event-log-malformed'],
    ['second-submit', 'event-log-submits'],
  ] as const)('does not trust an event log with %s', async (forgery, code) => {
    const sent = await service.onlineService.sendApplication(single());
    await service.control.forgeEvent({ kind: 'submission', id: sent.submissionId, forgery });
    await desk.fetch();
    expect(await troubleOf(sent.submissionId)).toBe(code);
    expect(desk.count('eingang')).toBe(0);
  });

  it('warns from day 7 on, counted from the signed submit event, also of what waits here for its acknowledgement', async () => {
    const broken = await service.onlineService.sendApplication({ ...single(), defect: 'data-hash' });
    const held = await service.onlineService.sendApplication(single());
    desk.setSecondCopy('unavailable');
    await desk.fetch();
    const submitted = (await service.control.state()).cases
      .flatMap(({ events }) => events)
      .filter(({ event }) => event === 'submit-submission');
    // The service's clock was moved by the tests before; the signed event counts, not when we first looked.
    const near = async () => {
      const { troubles } = await desk.status();
      return [broken, held].map(({ submissionId }) => {
        const trouble = troubles.find((one) => one.submissionId === submissionId);
        const event = submitted.find(({ subject }) => subject === `submission:${submissionId}`);
        expect(trouble?.waitingSince).toBe(Date.parse(event?.issuedAt ?? ''));
        return trouble?.nearness;
      });
    };
    const [first] = (await desk.status()).troubles;
    desk.passTime((first?.waitingSince ?? 0) - Date.now());
    expect(await near()).toEqual(['none', 'none']);
    desk.passTime(8 * 24 * 3600_000);
    expect(await near()).toEqual(['soon', 'soon']);
    desk.passTime(2 * 24 * 3600_000);
    expect(await near()).toEqual(['urgent', 'urgent']);
  });

  it('ignores an event of a later version and takes in the others of the list although one is broken', async () => {
    const broken = await service.onlineService.sendApplication({ ...single(), fachdaten: '{"personen":[]}' });
    const fine = await service.onlineService.sendApplication(single());
    await service.control.forgeEvent({ kind: 'submission', id: fine.submissionId, forgery: 'unknown-event' });
    await desk.fetch();
    expect(await troubleOf(broken.submissionId)).toBe('schema-violation');
    expect(await stateOf(fine.submissionId)).toBe('accepted');
    expect((await desk.status()).waiting).toBe(1);
  });

  it('tells a wrong client secret from a service that is down', async () => {
    desk.connect(await destinationOf(service, { clientSecret: 'wrong' }));
    await desk.fetch();
    expect(await troubleOf(null)).toBe('credentials-refused');
    expect((await desk.status()).state).toBe('trouble');

    desk.connect(await destinationOf(service, { submissionBase: 'http://127.0.0.1:9/submission-api' }));
    await desk.fetch();
    expect(await troubleOf(null)).toBe('service-unreachable');

    desk.connect(await destinationOf(service));
    await desk.fetch();
    expect(await desk.status()).toMatchObject({ state: 'paused', troubles: [] });
  });

  it('survives passing trouble: errors, cut connections, expired tokens, doubled lists', async () => {
    const sent = await service.onlineService.sendApplication(single());
    await service.control.revokeTokens();
    await service.control.injectFault({ path: '/submissions$', action: { kind: 'status', status: 503 } });
    await service.control.injectFault({ path: '/submissions/[^/]+$', action: { kind: 'truncate' } });
    await service.control.injectFault({ path: '/submissions$', action: { kind: 'duplicate-listing' } });
    await service.control.injectFault({
      path: '/cases/[^/]+/events$',
      method: 'GET',
      action: { kind: 'drop', when: 'before' },
    });
    await desk.fetch();
    expect(await stateOf(sent.submissionId)).toBe('accepted');
    expect(desk.count('eingang')).toBe(1);
  });

  it('names a service that is too slow', async () => {
    await service.onlineService.sendApplication(single());
    await service.control.injectFault({ path: '/submissions$', action: { kind: 'delay', milliseconds: 2500 } });
    await desk.fetch();
    expect(await troubleOf(null)).toBe('service-slow');
  });

  it('acknowledges nothing before the second copy was read back, and goes on by itself afterwards', async () => {
    const sent = await service.onlineService.sendApplication(single());
    desk.setSecondCopy('unavailable');
    await desk.fetch();
    expect(desk.count('cases')).toBe(1);
    expect(await troubleOf(sent.submissionId)).toBe('second-copy-unavailable');
    expect(await stateOf(sent.submissionId)).toBe('submitted');

    desk.setSecondCopy('ok');
    desk.setRecoveryTested(false);
    await desk.fetch();
    expect(await troubleOf(sent.submissionId)).toBe('recovery-untested');

    desk.setRecoveryTested(true);
    await desk.restart();
    await desk.fetch();
    expect(await stateOf(sent.submissionId)).toBe('accepted');
    expect(await acceptsOf(sent.submissionId)).toBe(1);
    expect([desk.count('eingang'), desk.count('cases')]).toEqual([1, 1]);
    expect((await desk.status()).troubles).toEqual([]);
  });

  it('never gives an acknowledgement up, however often the service refuses its form', async () => {
    const sent = await service.onlineService.sendApplication(single());
    const refusing = { path: '/events$', method: 'POST', times: 4, action: { kind: 'status', status: 400 } } as const;
    await service.control.injectFault(refusing);
    for (let round = 0; round < 6; round += 1) {
      await desk.fetch();
      desk.passTime(3_600_000);
    }
    expect(await stateOf(sent.submissionId)).toBe('accepted');
    expect(await acceptsOf(sent.submissionId)).toBe(1);
    expect((await desk.status()).outbox).toEqual({ pending: 0, failing: 0 });
  });

  it('does not acknowledge what does not read back', async () => {
    const file = attachment(await pdf(1));
    const sent = await service.onlineService.sendApplication(
      application([person('p1', 'antragsteller', 'Mai')], [file]),
    );
    desk.setSecondCopy('unavailable');
    await desk.fetch();
    desk.setSecondCopy('ok');
    const { id } = desk.db.get<{ id: string }>(sql`SELECT id FROM document`)!;
    await desk.core.crypto.discardDocuments({ ids: [id] });
    await desk.fetch();
    expect(await troubleOf(sent.submissionId)).toBe('storage-trouble');
    expect(await stateOf(sent.submissionId)).toBe('submitted');
  });

  it('adopts its own accept when the answer was lost, and does not send another', async () => {
    const sent = await service.onlineService.sendApplication(single());
    await service.control.injectFault({
      path: '/cases/[^/]+/events$',
      method: 'POST',
      action: { kind: 'drop', when: 'after' },
    });
    await desk.fetch();
    expect(await acceptsOf(sent.submissionId)).toBe(1);
    expect(await desk.status()).toMatchObject({ troubles: [], outbox: { pending: 0, failing: 0 } });
    expect(desk.journalKinds().filter((kind) => kind === 'eingang.acknowledged')).toHaveLength(1);
  });

  it('sends the same accept again after an error, also after a restart', async () => {
    const sent = await service.onlineService.sendApplication(single());
    await service.control.injectFault({ path: '/events$', method: 'POST', action: { kind: 'status', status: 503 } });
    await desk.fetch();
    const { jti } = desk.db.get<{ jti: string }>(sql`SELECT jti FROM outbox`)!;
    expect((await desk.status()).outbox).toEqual({ pending: 1, failing: 1 });
    await desk.restart();
    desk.passTime(3_600_000);
    await desk.fetch();
    expect(await stateOf(sent.submissionId)).toBe('accepted');
    expect(desk.db.get(sql`SELECT jti, state FROM outbox`)).toEqual({ jti, state: 'done' });
  });

  it('shows an accept of another workplace instead of overwriting it', async () => {
    const sent = await service.onlineService.sendApplication(single());
    desk.setSecondCopy('unavailable');
    await desk.fetch();
    const other = await openIntakeDesk(await destinationOf(service));
    await other.fetch();
    await other.close();
    desk.setSecondCopy('ok');
    await desk.fetch();
    expect(await troubleOf(sent.submissionId)).toBe('accepted-elsewhere');
    expect(await acceptsOf(sent.submissionId)).toBe(1);
    expect(desk.db.get(sql`SELECT state, trouble FROM outbox`)).toEqual({
      state: 'conflict',
      trouble: 'accepted-elsewhere',
    });
  });

  it('adds a Nachreichung to the cases of its Vorgang, and opens more cases for a further application', async () => {
    const first = await service.onlineService.sendApplication(
      application([person('p1', 'antragsteller', 'Mai'), person('p2', 'kind', 'An')]),
    );
    await desk.fetch();
    const proof = attachment(await pdf(1));
    await service.onlineService.sendApplication({
      ...single(),
      caseId: first.caseId,
      schemaUri: 'urn:einbuergerungsdesk:fachdaten:nachreichung:1.0.0',
      fachdaten: JSON.stringify({
        $schema: 'urn:einbuergerungsdesk:fachdaten:nachreichung:1.0.0',
        nachweise: [{ anlageId: proof.attachmentId, art: 'EV-INC', personen: ['p2'] }],
        mitteilung: 'Anbei.',
      }),
      attachments: [proof],
    });
    await service.onlineService.sendApplication({ ...single(), caseId: first.caseId });
    await desk.fetch();
    expect(desk.count('eingang')).toBe(3);
    expect(desk.count('cases')).toBe(3);
    const withPapers = desk.db.all<{ given_names: string }>(
      sql`SELECT given_names FROM cases JOIN case_document ON case_document.case_id = cases.id`,
    );
    expect(withPapers).toEqual([{ given_names: 'An' }]);
    expect(desk.journalKinds()).toContain('eingang.message');
  });

  it('keeps a Nachreichung at the service while its Vorgang is not here', async () => {
    const sent = await service.onlineService.sendApplication({
      ...single(),
      schemaUri: 'urn:einbuergerungsdesk:fachdaten:nachreichung:1.0.0',
      fachdaten: JSON.stringify({ $schema: 'urn:einbuergerungsdesk:fachdaten:nachreichung:1.0.0', nachweise: [] }),
    });
    await desk.fetch();
    expect(await troubleOf(sent.submissionId)).toBe('case-unknown');
    expect(await stateOf(sent.submissionId)).toBe('submitted');
  });

  it('sends a reply the applicant can read, survives a lost answer, and sees it taken', async () => {
    const sent = await service.onlineService.sendApplication(single());
    await desk.fetch();
    const { reply_channel } = desk.db.get<{ reply_channel: string }>(sql`SELECT reply_channel FROM fachdaten`)!;
    const { outbox } = desk.core;
    const requestId = randomUUID();
    const { enqueueReply } = await import('../../electron/core/delivery/outbox-rows.ts');
    const letter = attachment(await pdf(1), { purpose: 'form', filename: 'Nachforderung.pdf' });
    const prepared = await outbox.prepareReply(
      { destinationId: service.destinationId, fitCaseId: sent.caseId, subjectId: requestId },
      {
        publicKey: JSON.parse(reply_channel).publicKey,
        schemaUri: 'urn:einbuergerungsdesk:nachforderung:1.0.0',
        data: new TextEncoder().encode('{"nachforderungId":"x"}'),
        attachments: [{ ...letter, purpose: 'form' }],
      },
    );
    desk.db.transaction((writer) => enqueueReply(writer, prepared, { id: randomUUID(), at: 0, createdAt: Date.now() }));
    const settled: string[] = [];
    outbox.onSettled('reply', (_row, settlement, mark) => {
      settled.push(settlement.state);
      desk.db.transaction(mark);
    });
    outbox.onReplyAnswered((_row, outcome, _at, mark) => {
      settled.push(outcome);
      desk.db.transaction(mark);
    });
    await service.control.injectFault({
      method: 'PUT',
      path: '/replies/[^/]+$',
      action: { kind: 'drop', when: 'after' },
    });
    expect(await outbox.sendDue()).toBe(1);
    const [received] = await service.onlineService.receiveReplies();
    expect(Buffer.from(received!.attachments[0]!.bytes).equals(Buffer.from(letter.bytes))).toBe(true);
    await outbox.watchReplies();
    expect(settled).toEqual(['done', 'accepted']);
    expect((await service.control.state()).cases.find(({ caseId }) => caseId === sent.caseId)?.replies).toHaveLength(1);
  });

  it('opens a case by hand and adds files to it as an Eingang of their own', async () => {
    const { handlers } = desk.core.intake;
    const wanted = {
      channel: 'post' as const,
      receivedOn: '2026-02-03',
      familyName: 'Łukasz',
      givenNames: 'Ana',
      birthDate: '1990',
      birthPlace: 'Łódź',
      nationalities: ['152'],
      legalBasis: 'LB-10-1',
      groups: ['G-EMP'],
    };
    const refusals = await Promise.all([
      handlers.createCase(desk.context, { ...wanted, familyName: ' ', givenNames: '' }),
      handlers.createCase(desk.context, { ...wanted, familyName: 'Ana 7' }),
      handlers.createCase(desk.context, { ...wanted, receivedOn: '2999-01-01' }),
      handlers.createCase(desk.context, { ...wanted, legalBasis: 'LB-99' }),
    ]);
    expect(refusals.map((answer) => (answer.ok ? 'opened' : answer.error.code))).toEqual([
      'name-missing',
      'name-characters',
      'date-in-future',
      'invalid-request',
    ]);
    const opened = await handlers.createCase(desk.context, wanted);
    if (!opened.ok) throw new Error(opened.error.code);
    const { caseId } = opened.value;
    const scan = { name: 'C:\\Scans\\Pass.pdf', bytes: await pdf(2) };
    const files = { caseId, channel: 'post' as const, receivedOn: '2026-02-04', files: [scan] };
    const first = await handlers.addFiles(desk.context, files);
    const second = await handlers.addFiles(desk.context, {
      ...files,
      files: [scan, { name: '', bytes: new Uint8Array() }],
    });
    if (!first.ok || !second.ok) throw new Error('not added');
    const [pass] = first.value.documents;
    expect(pass).toMatchObject({ name: 'Pass.pdf', trouble: null, duplicateOf: null });
    expect(second.value.documents).toMatchObject([
      { duplicateOf: pass!.documentId },
      { name: 'Anlage-2.bin', trouble: 'empty', duplicateOf: null },
    ]);
    expect(desk.db.get(sql`SELECT count(*) AS count FROM case_document WHERE case_id = ${caseId}`)).toEqual({
      count: 3,
    });
    const nowhere = await handlers.addFiles(desk.context, { ...files, caseId: randomUUID() });
    expect(nowhere.ok ? 'added' : nowhere.error.code).toBe('case-not-found');
  });

  it('leaves no document file behind that no row names', async () => {
    const good = attachment(await pdf(1));
    const bad = attachment(await pdf(1));
    const sent = await service.onlineService.sendApplication(
      application([person('p1', 'antragsteller', 'Mai')], [good, bad]),
    );
    await service.control.tamperContent({
      kind: 'submission',
      id: sent.submissionId,
      part: bad.attachmentId,
      how: 'swap',
    });
    await desk.fetch();
    const names = await readdir(path.join(path.dirname(desk.db.file), 'documents'), { recursive: true });
    expect(names.filter((name) => /[0-9a-f]{8}-/.test(name))).toEqual([]);
  });
});
