import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryKinds } from '../../electron/core/entry-kinds.ts';
import { verifyJournal } from '../../electron/core/journal/verify.ts';
import { Refusal } from '../../electron/core/runtime.ts';
import type { CaseView } from '../../shared/contract/cases.ts';
import type { RequestDraft } from '../../shared/contract/requests.ts';
import { character } from '../applicants/cast.ts';
import { type CaseDesk, openCaseDesk } from './case-desk.ts';

const family = () => character('elif-sahin').application;
const paper = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7 ${text}`);

/** Unwraps an answer that must be a success. */
const value = async <T>(
  answer:
    | Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>
    | { ok: true; value: T }
    | { ok: false; error: { code: string } },
): Promise<T> => {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
};

/** The refusal a command ends with, thrown or answered. */
const refusal = async (work: () => unknown): Promise<{ code: string; details?: unknown }> => {
  try {
    const result = (await work()) as { ok: boolean; error?: { code: string; details?: unknown } };
    if (!result.ok && result.error !== undefined) return result.error;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('the command was not refused');
};

describe('case work on a real store', () => {
  let desk: CaseDesk;
  let elif: string;
  const view = async (): Promise<CaseView> => value(desk.cases.get(desk.yildiz, { caseId: elif }));
  const slot = async (evidence: string) => {
    const found = (await view()).slots.find((one) => one.evidence === evidence);
    if (found === undefined) throw new Error(`no slot ${evidence}`);
    return found;
  };
  const take = async (): Promise<void> => {
    const { version } = await view();
    await value(
      desk.cases.changeStatus(desk.yildiz, {
        caseId: elif,
        version,
        transition: 'T02',
        to: null,
        reason: '',
        reasonCode: null,
        targetOffice: '',
        date: null,
        confirmed: false,
      }),
    );
  };

  beforeEach(async () => {
    desk = await openCaseDesk();
    const [first] = await desk.open(family(), [
      { name: 'Reisepass.pdf', bytes: paper('passport'), evidence: 'EV-PASS', pages: 3 },
      { name: 'Unterlagen.pdf', bytes: paper('bundle'), evidence: null, pages: 23 },
    ]);
    elif = first ?? '';
  });
  afterEach(() => desk.close());

  it('opens one linked case per person with a checklist, proposals for claimed papers and a reference', async () => {
    const opened = await view();
    expect(opened.family.map((member) => member.givenNames)).toEqual(
      family().persons.map((person) => person.name.givenNames),
    );
    expect(opened.reference).toBe('EB-2026-1');
    expect(opened.status).toBe('NEU');
    const passport = await slot('EV-PASS');
    expect(passport.placements).toMatchObject([{ proposed: true, pageFrom: 1, pageTo: 3, result: null }]);
    expect(opened.documents.filter((document) => document.unplaced).map((document) => document.name)).toEqual([
      'Unterlagen.pdf',
    ]);
  });

  it('finds a person by search form, birth date and reference, and pages a list by snapshot', async () => {
    const find = async (search: string): Promise<string[]> => {
      const { listId } = await value(
        desk.cases.openList(desk.yildiz, {
          filter: { view: 'all', statuses: [], search },
          sort: { by: 'name', direction: 'ascending' },
        }),
      );
      const { rows } = await value(desk.cases.listPage(desk.yildiz, { listId, from: 0, count: 200 }));
      return rows.map((row) => row.givenNames);
    };
    const all = await find('');
    expect(all).toHaveLength(family().persons.length);
    expect(await find('sahin elif')).toEqual(['Elif']);
    expect(await find('03.04.1989')).toEqual(['Elif']);
    expect(await find('EB-2026-1')).toEqual(['Elif']);
    expect(await find('100%')).toEqual([]);
  });

  it('lets a proof be judged, placed from a bundle and marked missing, and counts the way', async () => {
    await take();
    const before = (await view()).progress;
    const passport = await slot('EV-PASS');
    let { version } = await view();
    ({ version } = await value(
      desk.cases.review(desk.yildiz, {
        caseId: elif,
        version,
        placementId: passport.placements[0]!.placementId,
        result: 'OK_KOPIE',
        reason: null,
        note: '',
      }),
    ));
    const bundle = (await view()).documents.find((document) => document.name === 'Unterlagen.pdf')!;
    const birth = await slot('EV-BIRTH');
    ({ version } = await value(
      desk.cases.place(desk.yildiz, {
        caseId: elif,
        version,
        documentId: bundle.documentId,
        slotId: birth.slotId,
        pageFrom: 4,
        pageTo: 5,
      }),
    ));
    const placed = (await slot('EV-BIRTH')).placements[0]!;
    ({ version } = await value(
      desk.cases.review(desk.yildiz, {
        caseId: elif,
        version,
        placementId: placed.placementId,
        result: 'MANGEL',
        reason: 'UEBERSETZUNG',
        note: 'ohne Übersetzung',
      }),
    ));
    const after = await view();
    expect(after.progress).toEqual({ settled: before.settled + 1, total: before.total });
    expect((await slot('EV-BIRTH')).state).toBe('deficient');
    expect(
      await refusal(() =>
        desk.cases.place(desk.yildiz, {
          caseId: elif,
          version,
          documentId: bundle.documentId,
          slotId: birth.slotId,
          pageFrom: 20,
          pageTo: 24,
        }),
      ),
    ).toEqual({
      code: 'pages-out-of-range',
      details: { pages: 23 },
    });
    expect(
      await refusal(() =>
        desk.cases.review(desk.yildiz, {
          caseId: elif,
          version,
          placementId: placed.placementId,
          result: 'MANGEL',
          reason: null,
          note: '',
        }),
      ),
    ).toMatchObject({ code: 'reason-missing' });
  });

  it('tells the later of two sessions who changed the case and overwrites nothing', async () => {
    await take();
    const seen = await view();
    const passport = seen.slots.find((one) => one.evidence === 'EV-PASS')!;
    const judge = {
      caseId: elif,
      version: seen.version,
      placementId: passport.placements[0]!.placementId,
      reason: null,
      note: '',
    };
    await value(desk.cases.review(desk.berger, { ...judge, result: 'OK' }));
    const refused = await refusal(() => desk.cases.review(desk.yildiz, { ...judge, result: 'NICHT_RELEVANT' }));
    expect(refused).toMatchObject({
      code: 'stale-version',
      details: { changedBy: 'T. Berger', kind: 'case.reviewed' },
    });
    expect((await slot('EV-PASS')).placements[0]).toMatchObject({ result: 'OK', reviewedBy: 'T. Berger' });
  });

  it('offers only the transitions of the table and names what blocks them', async () => {
    const offers = (await view()).transitions;
    expect(offers.map((offer) => offer.transition)).toContain('T02');
    expect(offers.map((offer) => offer.transition)).not.toContain('T04');
    await take();
    const { version, transitions } = await view();
    expect(transitions.find((offer) => offer.transition === 'T10')?.needs).toEqual(['override']);
    const complete = {
      caseId: elif,
      version,
      transition: 'T10',
      to: null,
      reasonCode: null,
      targetOffice: '',
      date: null,
      confirmed: false,
    };
    expect(await refusal(() => desk.cases.changeStatus(desk.yildiz, { ...complete, reason: '' }))).toMatchObject({
      code: 'transition-not-allowed',
    });
    await value(
      desk.cases.changeStatus(desk.yildiz, { ...complete, reason: 'Originale lagen bei der Vorsprache vor.' }),
    );
    expect((await view()).status).toBe('VOLLSTAENDIG');
  });

  describe('Nachforderung by letter', () => {
    const draftOf = async (): Promise<RequestDraft> =>
      (await value(desk.requests.editor(desk.yildiz, { caseId: elif }))).draft;
    const send = async (): Promise<{ requestId: string; previewId: string; draft: RequestDraft }> => {
      const draft = await draftOf();
      const { previewId } = await value(desk.requests.preview(desk.yildiz, { caseId: elif, draft }));
      const { version } = await view();
      const { requestId } = await value(desk.requests.send(desk.yildiz, { caseId: elif, version, draft, previewId }));
      return { requestId, previewId, draft };
    };

    it('sends exactly the letter that was previewed, starts the deadline and asks for nothing twice', async () => {
      await take();
      const draft = await draftOf();
      expect(draft).toMatchObject({ channel: 'letter', deadlineOn: '2026-12-22' });
      const { previewId, sha512 } = await value(desk.requests.preview(desk.yildiz, { caseId: elif, draft }));
      expect(createHash('sha512').update(desk.previewBytes(previewId)!).digest('hex')).toBe(sha512);
      const { version } = await view();
      const changed = { ...draft, message: 'anders' };
      expect(
        await refusal(() => desk.requests.send(desk.yildiz, { caseId: elif, version, draft: changed, previewId })),
      ).toMatchObject({ code: 'preview-differs' });
      await value(desk.requests.send(desk.yildiz, { caseId: elif, version, draft, previewId }));
      const sent = await view();
      expect(sent.status).toBe('NACHFORDERUNG');
      expect(sent.openRequest).toMatchObject({ round: 1, deadlineOn: '2026-12-22', openItems: draft.items.length });
      const [request] = await value(desk.requests.list(desk.yildiz, { caseId: elif }));
      expect(request).toMatchObject({ delivery: 'to-post', letterSha512: sha512 });
      expect((await draftOf()).items).toEqual([]);
    });

    it.each([
      ['no-items', (draft: RequestDraft) => ({ ...draft, items: [] })],
      ['deadline-not-future', (draft: RequestDraft) => ({ ...draft, deadlineOn: '2026-11-24' })],
      ['deadline-not-working-day', (draft: RequestDraft) => ({ ...draft, deadlineOn: '2026-12-25' })],
      ['characters-not-printable', (draft: RequestDraft) => ({ ...draft, message: 'rechts\u202enach links' })],
    ] as const)('refuses a letter with %s', async (code, spoil) => {
      await take();
      const draft = spoil(await draftOf());
      expect(await refusal(() => desk.requests.preview(desk.yildiz, { caseId: elif, draft }))).toMatchObject({ code });
    });

    it('records dispatch and extends the deadline even after it passed', async () => {
      await take();
      const { requestId } = await send();
      let { version } = await view();
      ({ version } = await value(
        desk.requests.markPosted(desk.yildiz, { caseId: elif, version, requestId, postedOn: '2026-11-24' }),
      ));
      desk.passDays(40);
      ({ version } = await value(
        desk.requests.extend(desk.yildiz, {
          caseId: elif,
          version,
          requestId,
          deadlineOn: '2027-01-22',
          reason: 'Botschaft braucht länger',
        }),
      ));
      const [request] = await value(desk.requests.list(desk.yildiz, { caseId: elif }));
      expect(request).toMatchObject({
        deadlineOn: '2027-01-22',
        delivery: 'posted',
        postedOn: '2026-11-24',
        extensions: [{ from: '2026-12-22', to: '2027-01-22' }],
      });
      expect((await view()).openRequest?.deadlineOn).toBe('2027-01-22');
    });
  });

  describe('export', () => {
    const run = async () => {
      const { version } = await view();
      return value(desk.exporting.run(desk.yildiz, { caseId: elif, version, grantId: 'target' }));
    };

    it('writes a complete bag whose manifest names every file and whose originals are byte for byte', async () => {
      await mkdir(desk.target, { recursive: true });
      await take();
      const { packageName } = await run();
      const bag = path.join(desk.target, packageName);
      expect(await readdir(desk.target)).toEqual([packageName]);
      const manifest = (await readFile(path.join(bag, 'manifest-sha256.txt'), 'utf8'))
        .trim()
        .split('\n')
        .map((line) => line.split('  '));
      const payload = (await readdir(path.join(bag, 'data'), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(bag, path.join(entry.parentPath, entry.name)));
      expect(manifest.map(([, name]) => name).sort()).toEqual(payload.sort());
      for (const [sha256, name] of manifest) {
        expect(
          createHash('sha256')
            .update(await readFile(path.join(bag, name!)))
            .digest('hex'),
        ).toBe(sha256);
      }
      const passport = payload.find((name) => name.includes('EV-PASS'))!;
      expect(new Uint8Array(await readFile(path.join(bag, passport)))).toEqual(paper('passport'));
      expect((await view()).handover).toBe('EXPORTIERT');
    });

    it('is confirmed by a human, and the file number is found again', async () => {
      await mkdir(desk.target, { recursive: true });
      const { exportId, version } = await run();
      await value(
        desk.exporting.confirm(desk.yildiz, { caseId: elif, version, exportId, fileNumber: '33-20/2026/412' }),
      );
      expect(await view()).toMatchObject({ handover: 'BESTAETIGT', fileNumber: '33-20/2026/412' });
      const again = await view();
      expect(
        await refusal(() =>
          desk.exporting.confirm(desk.yildiz, { caseId: elif, version: again.version, exportId, fileNumber: '' }),
        ),
      ).toMatchObject({ code: 'already-confirmed' });
    });

    it('exports only what came since as a Nachtrag, and everything again when nothing came', async () => {
      await mkdir(desk.target, { recursive: true });
      await run();
      const again = await run();
      const documentsIn = async (name: string): Promise<string[]> =>
        (await readdir(path.join(desk.target, name, 'data', 'dokumente'))).sort();
      expect(await documentsIn(again.packageName)).toHaveLength(2);
      await desk.addPaper(elif, {
        name: 'Arbeitsvertrag.pdf',
        bytes: paper('contract'),
        evidence: 'EV-EMPC',
        pages: 1,
      });
      expect((await view()).handover).toBe('OFFEN');
      // It waits among what came back, whatever the status, until somebody has judged it.
      expect((await value(desk.cases.counts(desk.yildiz, {}))).answered).toBe(1);
      expect(await value(desk.exporting.check(desk.yildiz, { caseId: elif }))).toMatchObject({
        supplement: true,
        documents: 1,
      });
      const supplement = await run();
      expect(await documentsIn(supplement.packageName)).toEqual([expect.stringContaining('Arbeitsvertrag')]);
      const inside = JSON.parse(
        await readFile(path.join(desk.target, supplement.packageName, 'data', 'case.json'), 'utf8'),
      );
      expect(inside.supplementTo).not.toBeNull();
      expect(inside.documents.map((document: { path: string | null }) => document.path === null)).toEqual([
        true,
        true,
        false,
      ]);
    });

    it('waits for its Nachtrag when a paper arrives while the package is written, and clears what a kill left', async () => {
      await mkdir(path.join(desk.target, '.EB-2026-1_SAHIN_20261124-000000.unfertig', 'data'), { recursive: true });
      const { version } = await view();
      const writing = desk.exporting.run(desk.yildiz, { caseId: elif, version, grantId: 'target' });
      const arriving = desk.addPaper(elif, { name: 'Spät.pdf', bytes: paper('late'), evidence: null, pages: 1 });
      const { packageName } = await value(Promise.resolve(writing));
      await arriving;
      expect((await view()).handover).toBe('OFFEN');
      expect(await value(desk.exporting.check(desk.yildiz, { caseId: elif }))).toMatchObject({
        supplement: true,
        documents: 1,
      });
      expect(await readdir(desk.target)).toEqual([packageName]);
    });

    it('leaves nothing behind and says so when the folder cannot be written', async () => {
      expect(
        await refusal(async () =>
          desk.exporting.run(desk.yildiz, { caseId: elif, version: (await view()).version, grantId: 'target' }),
        ),
      ).toMatchObject({ code: 'folder-not-writable' });
      expect((await view()).handover).toBe('FEHLER');
      expect(
        await refusal(async () =>
          desk.exporting.run(desk.yildiz, { caseId: elif, version: (await view()).version, grantId: randomUUID() }),
        ),
      ).toMatchObject({ code: 'unknown-grant' });
    });
  });

  it('is rebuilt from the journal alone: every projection equals what the reducers write again', async () => {
    await mkdir(desk.target, { recursive: true });
    await take();
    await value(desk.cases.addNote(desk.yildiz, { caseId: elif, text: 'Ruft morgen an.' }));
    const editor = await value(desk.requests.editor(desk.yildiz, { caseId: elif }));
    const { previewId } = await value(desk.requests.preview(desk.yildiz, { caseId: elif, draft: editor.draft }));
    await value(
      desk.requests.send(desk.yildiz, { caseId: elif, version: editor.version, draft: editor.draft, previewId }),
    );
    await value(desk.exporting.run(desk.yildiz, { caseId: elif, version: (await view()).version, grantId: 'target' }));
    const report = verifyJournal(desk.db, entryKinds);
    expect(report).toMatchObject({ chain: 'whole', projections: 'equal', differing: [] });
    const timeline = await value(desk.cases.timeline(desk.yildiz, { caseId: elif, before: null, count: 200 }));
    expect(timeline.entries.map((entry) => entry.kind)).toEqual(
      expect.arrayContaining(['case.opened', 'request.sent', 'export.written']),
    );
  });
});
