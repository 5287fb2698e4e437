import { ok, refuse } from '../../shared/contract/call.ts';
import type { CaseView, Placement } from '../../shared/contract/cases.ts';
import type { Announcement } from '../../shared/contract/events.ts';
import type { Answers } from './answers.ts';
import {
  SAMPLE_CASE,
  SAMPLE_DOCUMENTS,
  SAMPLE_EDITOR,
  SAMPLE_EXPORTS,
  SAMPLE_REQUESTS,
  SAMPLE_TIMELINE,
  SAMPLE_VIEW,
} from './case-sample.ts';

/** The sample case as it is worked on in this window; every other case id shows the same person. */
const view: CaseView = structuredClone(SAMPLE_VIEW);

const placements = (): Placement[] => view.slots.flatMap((slot) => slot.placements);

/** Counts a change and announces it, as core does after its transaction. */
const count = () => {
  view.version += 1;
  const announcement: Announcement = { topic: 'cases', ids: [] };
  setTimeout(() => (globalThis as { announce?: (what: Announcement) => void }).announce?.(announcement), 5);
  return ok({ version: view.version });
};

/** Carries out a change like core: refuses an old version. `?stale` in the address makes the first one stale. */
let stale = new URLSearchParams(globalThis.location?.search ?? '').has('stale');
const change = (seen: number, work: () => void) => {
  if (stale || seen !== view.version) {
    stale = false;
    return refuse('stale-version', { changedBy: 'Bernd Kowalski', changedAt: Date.now(), kind: 'case.reviewed' });
  }
  work();
  return count();
};

/** Case, Nachforderung and export of the double: one case in the middle of its review, changed in memory. */
export const answers: Answers = {
  cases: {
    get: ({ caseId }) => ok({ ...structuredClone(view), caseId }),
    timeline: () => ok({ entries: SAMPLE_TIMELINE, more: false }),
    neighbours: () => ok({ position: 12, total: 41, previous: null, next: SAMPLE_CASE }),
    review: ({ version, placementId, result, reason, note }) =>
      change(version, () => {
        const own = placements().find((placement) => placement.placementId === placementId);
        const by = result === null ? null : 'Aylin Yıldız';
        if (own)
          Object.assign(own, { result, reason, note, reviewedBy: by, reviewedAt: by === null ? null : Date.now() });
      }),
    markSlot: ({ version, slotId, mark }) =>
      change(version, () => {
        const slot = view.slots.find((one) => one.slotId === slotId);
        if (slot) slot.state = mark === 'missing' ? 'missing' : mark === 'open' ? 'open' : 'settled';
      }),
    addSlot: ({ version, evidence }) => {
      const slotId = crypto.randomUUID();
      const done = change(version, () => {
        view.slots.push({
          slotId,
          evidence,
          section: 'other',
          required: false,
          state: 'open',
          reason: null,
          placements: [],
        });
      });
      return done.ok ? ok({ ...done.value, slotId }) : done;
    },
    place: ({ version, documentId, slotId, pageFrom, pageTo }) => {
      const placementId = crypto.randomUUID();
      const done = change(version, () => {
        const empty = { proposed: false, result: null, reason: null, note: '', originalSeenOn: null };
        view.slots
          .find((slot) => slot.slotId === slotId)
          ?.placements.push({
            placementId,
            documentId,
            slotId,
            pageFrom,
            pageTo,
            ...empty,
            reviewedBy: null,
            reviewedAt: null,
          });
      });
      return done.ok ? ok({ ...done.value, placementId }) : done;
    },
    removePlacement: ({ version, placementId }) =>
      change(version, () => {
        for (const slot of view.slots)
          slot.placements = slot.placements.filter((one) => one.placementId !== placementId);
      }),
    addNote: ({ text }) => {
      view.notes.unshift({ noteId: crypto.randomUUID(), at: Date.now(), by: 'Aylin Yıldız', text });
      return count();
    },
    changeStatus: ({ version, to }) =>
      change(version, () => {
        if (to !== null) view.status = to;
      }),
    confirmFilingDate: ({ version, filingDate }) =>
      change(version, () => Object.assign(view.dates, { filingDate, filingDateConfirmed: true })),
    assign: ({ version }) => change(version, () => {}),
  },
  intake: {
    addFiles: ({ files }) =>
      ok({
        eingangId: crypto.randomUUID(),
        documents: files.map(({ name }) => ({
          documentId: crypto.randomUUID(),
          name,
          trouble: null,
          duplicateOf: null,
        })),
      }),
  },
  requests: {
    editor: () => ok({ ...SAMPLE_EDITOR, version: view.version }),
    list: () => ok(SAMPLE_REQUESTS),
    saveDraft: () => ok({ savedAt: Date.now() }),
    preview: ({ draft }) =>
      draft.items.length === 0 ? refuse('no-items') : ok({ previewId: SAMPLE_DOCUMENTS.preview, sha512: '', pages: 1 }),
    send: ({ version }) => {
      const done = change(version, () => {});
      return done.ok ? ok({ ...done.value, requestId: crypto.randomUUID() }) : done;
    },
    markPosted: ({ version }) => change(version, () => {}),
    extend: ({ version }) => change(version, () => {}),
    saveLetter: () => ok({ fileName: 'Nachforderung-1.pdf' }),
  },
  export: {
    check: () =>
      ok({
        version: view.version,
        documents: 8,
        bytes: 4_812_000,
        supplement: false,
        findings: [
          { code: 'slots-missing', severity: 'warning', count: 2 },
          { code: 'documents-troubled', severity: 'info', count: 3 },
        ],
        history: SAMPLE_EXPORTS,
      }),
    list: () =>
      ok(
        SAMPLE_EXPORTS.map((row) => ({ ...row, familyName: 'Şahin', givenNames: 'Elif', reference: '33-20/2026/412' })),
      ),
    run: ({ version }) => {
      const done = change(version, () => {});
      return done.ok
        ? ok({
            ...done.value,
            exportId: crypto.randomUUID(),
            packageName: '33-20-2026-412_Sahin',
            files: 14,
            bytes: 4_812_000,
          })
        : done;
    },
    confirm: ({ version }) => change(version, () => {}),
  },
};
