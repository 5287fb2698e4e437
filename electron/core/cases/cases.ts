import { randomUUID } from 'node:crypto';
import { todayInGermany } from '../../../shared/domain/deadlines.ts';
import { EVIDENCE_ORDER } from '../../../shared/domain/evidence.ts';
import { isCompleteReview, REASON_CODES } from '../../../shared/domain/review.ts';
import type { Change, Journal } from '../journal/entry.ts';
import { type ModuleHandlers, Refusal } from '../runtime.ts';
import { type OpenDatabase, type Reader, sql } from '../store/database.ts';
import { checkDate, checkOpen, onCase } from './command.ts';
import * as entries from './entries.ts';
import { createCaseLists } from './list.ts';
import { caseExists } from './opening.ts';
import { createTimeline } from './timeline.ts';
import { caseState, takeMenuTransition, takeTransition } from './transitions.ts';
import { caseView } from './view.ts';

export type CasesDependencies = { db: OpenDatabase; journal: Journal; clock: () => number };

const slotOf = (reader: Reader, caseId: string, slotId: string): { evidence: string } => {
  const slot = reader.get<{ evidence: string }>(
    sql`SELECT evidence FROM evidence_slot WHERE id = ${slotId} AND case_id = ${caseId}`,
  );
  if (slot === undefined) throw new Refusal('slot-not-found');
  return slot;
};

const placementOf = (reader: Reader, caseId: string, placementId: string): { evidence: string } => {
  const placement = reader.get<{ evidence: string }>(sql`
    SELECT s.evidence FROM placement AS p JOIN evidence_slot AS s ON s.id = p.slot_id
    WHERE p.id = ${placementId} AND p.case_id = ${caseId}`);
  if (placement === undefined) throw new Refusal('placement-not-found');
  return placement;
};

/** Pages of a document the case or one of its family may see; a scan of one person may serve the others. */
const pagesOf = (reader: Reader, caseId: string, documentId: string): number => {
  const document = reader.get<{ pages: number | null }>(sql`
    SELECT d.pages FROM case_document AS d JOIN cases AS c ON c.id = d.case_id
    WHERE d.document_id = ${documentId} AND c.family_id = (SELECT family_id FROM cases WHERE id = ${caseId}) LIMIT 1`);
  if (document === undefined) throw new Refusal('document-not-found');
  return document.pages ?? 1;
};

/** A document placed on another person's slot joins that person's papers first. */
const shareDocument = (change: Change, caseId: string, documentId: string): void => {
  if (change.writer.get(sql`SELECT 1 FROM case_document WHERE case_id = ${caseId} AND document_id = ${documentId}`))
    return;
  const source = change.writer.get<{
    eingang_id: string;
    purpose: string;
    claimed_evidence: string | null;
    received_on: string;
    pages: number | null;
    channel: string;
  }>(sql`
    SELECT d.eingang_id, d.purpose, d.claimed_evidence, d.received_on, d.pages, e.channel
    FROM case_document AS d JOIN eingang AS e ON e.id = d.eingang_id WHERE d.document_id = ${documentId} LIMIT 1`);
  if (source === undefined) throw new Refusal('document-not-found');
  change.append(entries.documentsAdded, caseId, {
    eingangId: source.eingang_id,
    channel: source.channel,
    receivedOn: source.received_on,
    followUp: false,
    documents: [{ documentId, purpose: source.purpose, claimedEvidence: source.claimed_evidence, pages: source.pages }],
    slots: [],
    proposals: [],
  });
};

/** Case work: lists, the case, checklist, review, status, notes. Every command is one journalled change. */
export const createCases = ({ db, journal, clock }: CasesDependencies): { handlers: ModuleHandlers<'cases'> } => ({
  handlers: {
    ...createCaseLists(db),
    ...createTimeline(db),

    get: ({ actor }, { caseId }) => caseView(db, journal, actor, caseId, clock()),

    assign: ({ actor }, { caseId, version, accountId }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        if (accountId !== null && db.get(sql`SELECT 1 FROM account WHERE id = ${accountId}`) === undefined) {
          throw new Refusal('unknown-account');
        }
        const current = change.writer.get<{ assignee: string | null }>(
          sql`SELECT assignee FROM cases WHERE id = ${caseId}`,
        );
        change.append(entries.caseAssigned, caseId, { from: current?.assignee ?? null, to: accountId });
        if (accountId !== null && caseState(change.writer, caseId).status === 'NEU') {
          takeTransition(
            change,
            caseId,
            { id: 'T02', to: 'VORPRUEFUNG' },
            { assignee: accountId, assigneeEligible: true },
            {},
          );
        }
        return {};
      }),

    changeStatus: ({ actor }, { caseId, version, transition, to, ...entered }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        if (entered.date !== null) checkDate(entered.date);
        if (transition === 'T02') change.append(entries.caseAssigned, caseId, { from: null, to: actor.id });
        takeMenuTransition(change, caseId, transition, to, entered);
        return {};
      }),

    confirmFilingDate: ({ actor }, { caseId, version, filingDate, reason }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        checkDate(filingDate);
        if (filingDate > todayInGermany(clock())) throw new Refusal('date-in-future');
        const row = change.writer.get<{ filing_date: string; filing_date_confirmed: number }>(
          sql`SELECT filing_date, filing_date_confirmed FROM cases WHERE id = ${caseId}`,
        );
        const isCorrection = row !== undefined && (row.filing_date !== filingDate || row.filing_date_confirmed === 1);
        if (isCorrection && reason.trim() === '') throw new Refusal('reason-missing');
        change.append(entries.filingDateConfirmed, caseId, {
          from: row?.filing_date ?? filingDate,
          to: filingDate,
          reason,
        });
        return {};
      }),

    addSlot: ({ actor }, { caseId, version, evidence }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        checkOpen(change.writer, caseId);
        if (!EVIDENCE_ORDER.includes(evidence)) throw new Refusal('invalid-request');
        if (change.writer.get(sql`SELECT 1 FROM evidence_slot WHERE case_id = ${caseId} AND evidence = ${evidence}`)) {
          throw new Refusal('slot-exists');
        }
        const slotId = randomUUID();
        change.append(entries.slotAdded, caseId, {
          slotId,
          evidence,
          required: true,
          position: EVIDENCE_ORDER.indexOf(evidence),
        });
        return { slotId };
      }),

    markSlot: ({ actor }, { caseId, version, slotId, mark, reason }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        checkOpen(change.writer, caseId);
        const { evidence } = slotOf(change.writer, caseId, slotId);
        change.append(entries.slotMarked, caseId, { slotId, evidence, mark, reason: mark === 'open' ? null : reason });
        return {};
      }),

    place: ({ actor }, { caseId, version, documentId, slotId, pageFrom, pageTo }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        checkOpen(change.writer, caseId);
        const { evidence } = slotOf(change.writer, caseId, slotId);
        const pages = pagesOf(change.writer, caseId, documentId);
        if (pageFrom > pageTo || pageTo > pages) throw new Refusal('pages-out-of-range', { pages });
        shareDocument(change, caseId, documentId);
        const placementId = randomUUID();
        change.append(entries.documentPlaced, caseId, { placementId, slotId, documentId, pageFrom, pageTo, evidence });
        return { placementId };
      }),

    removePlacement: ({ actor }, { caseId, version, placementId }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        checkOpen(change.writer, caseId);
        const { evidence } = placementOf(change.writer, caseId, placementId);
        change.append(entries.placementRemoved, caseId, { placementId, evidence });
        return {};
      }),

    review: ({ actor }, { caseId, version, placementId, result, reason, note }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        checkOpen(change.writer, caseId);
        const { evidence } = placementOf(change.writer, caseId, placementId);
        const code = REASON_CODES.find((known) => known === reason);
        if (result !== null && !isCompleteReview(result, code)) throw new Refusal('reason-missing');
        change.append(entries.placementReviewed, caseId, {
          placementId,
          evidence,
          result,
          reason: result === 'MANGEL' ? (code ?? null) : null,
          note,
          reviewer: actor.displayName,
        });
        return {};
      }),

    addNote: ({ actor }, { caseId, text }) => {
      if (!caseExists(db, caseId)) throw new Refusal('case-not-found');
      return onCase(journal, actor, { caseId, version: journal.caseVersion(caseId) }, (change) => {
        change.append(entries.noteAdded, caseId, { noteId: randomUUID(), by: actor.displayName, text });
        return {};
      });
    },
  },
});
