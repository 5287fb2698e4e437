import { z } from 'zod';
import { looseSearchForm, searchForm } from '../../../shared/domain/search-form.ts';
import { entryKind } from '../journal/entry.ts';
import { sql, type Writer } from '../store/database.ts';
import { refreshProgress } from './checklist.ts';

const slot = z.strictObject({ slotId: z.string(), evidence: z.string(), required: z.boolean(), position: z.number() });
const proposal = z.strictObject({
  placementId: z.string(),
  slotId: z.string(),
  documentId: z.string(),
  pageFrom: z.number(),
  pageTo: z.number(),
});
const caseDocument = z.strictObject({
  documentId: z.string(),
  purpose: z.string(),
  claimedEvidence: z.string().nullable(),
  pages: z.number().nullable(),
});
type Slot = z.infer<typeof slot>;
type Proposal = z.infer<typeof proposal>;
type CaseDocument = z.infer<typeof caseDocument>;

const writeSlots = (writer: Writer, caseId: string, slots: readonly Slot[]): void => {
  for (const { slotId, evidence, required, position } of slots) {
    writer.run(sql`INSERT INTO evidence_slot (id, case_id, evidence, required, position)
      VALUES (${slotId}, ${caseId}, ${evidence}, ${required ? 1 : 0}, ${position})`);
  }
};

const writeProposals = (writer: Writer, caseId: string, proposals: readonly Proposal[]): void => {
  for (const { placementId, slotId, documentId, pageFrom, pageTo } of proposals) {
    writer.run(sql`INSERT INTO placement (id, case_id, slot_id, document_id, page_from, page_to, proposed)
      VALUES (${placementId}, ${caseId}, ${slotId}, ${documentId}, ${pageFrom}, ${pageTo}, 1)`);
  }
};

const writeDocuments = (
  writer: Writer,
  caseId: string,
  eingangId: string | null,
  receivedOn: string,
  documents: readonly CaseDocument[],
): void => {
  // Papers of an Eingang the case knows already (a family's scan shared later) count with it, not as something new.
  const known = writer.get<{ next: number; eingang: number }>(sql`
    SELECT coalesce(max(position), -1) + 1 AS next,
      coalesce(max(CASE WHEN eingang_id = ${eingangId} THEN eingang_number END), max(eingang_number) + 1, 0) AS eingang
    FROM case_document WHERE case_id = ${caseId}`) ?? { next: 0, eingang: 0 };
  documents.forEach(({ documentId, purpose, claimedEvidence, pages }, index) => {
    writer.run(sql`INSERT INTO case_document
        (case_id, document_id, eingang_id, purpose, claimed_evidence, received_on, pages, eingang_number, position)
      VALUES (${caseId}, ${documentId}, ${eingangId}, ${purpose}, ${claimedEvidence}, ${receivedOn}, ${pages},
        ${known.eingang}, ${known.next + index})`);
  });
};

/** Marks that something happened on the case; lists sort by it. */
const touch = (writer: Writer, caseId: string, at: number): void => {
  writer.run(sql`UPDATE cases SET last_activity_at = ${at} WHERE id = ${caseId}`);
};

/** T01: a person's application became a case. */
export const caseOpened = entryKind({
  kind: 'case.opened',
  version: 1,
  payload: z.strictObject({
    eingangId: z.string(),
    fitCaseId: z.string().nullable(),
    familyId: z.string(),
    reference: z.string(),
    personRef: z.string(),
    role: z.string(),
    channel: z.string(),
    receivedOn: z.string(),
    /** What lists show; the whole declaration stands in `declared`. */
    familyName: z.string(),
    givenNames: z.string(),
    otherNames: z.array(z.string()),
    birthDate: z.string(),
    nationalities: z.array(z.string()),
    legalBasis: z.string(),
    /** Canonical JSON of person, representative, remarks and further fields. */
    declared: z.string(),
    submittedAt: z.number().nullable(),
    collectedAt: z.number(),
    filingDate: z.string(),
    slots: z.array(slot),
    documents: z.array(caseDocument),
    proposals: z.array(proposal),
  }),
  reduce: (writer, header, payload) => {
    const caseId = header.caseId ?? '';
    const names = [payload.familyName, payload.givenNames, ...payload.otherNames]
      .filter((name) => name !== '')
      .join(' ');
    const sortName = looseSearchForm([payload.familyName, payload.givenNames].filter((name) => name !== '').join(' '));
    writer.run(sql`INSERT INTO cases (id, reference, eingang_id, fit_case_id, family_id, person_ref, role, channel,
        family_name, given_names, birth_date, nationalities, sort_name, search_form, loose_form, declared, legal_basis,
        status, status_since, submitted_at, collected_at, filing_date, last_activity_at)
      VALUES (${caseId}, ${payload.reference}, ${payload.eingangId}, ${payload.fitCaseId}, ${payload.familyId},
        ${payload.personRef}, ${payload.role}, ${payload.channel}, ${payload.familyName}, ${payload.givenNames},
        ${payload.birthDate}, ${JSON.stringify(payload.nationalities)}, ${sortName}, ${searchForm(names)},
        ${looseSearchForm(names)}, ${payload.declared}, ${payload.legalBasis}, 'NEU', ${header.at},
        ${payload.submittedAt}, ${payload.collectedAt}, ${payload.filingDate}, ${header.at})`);
    writer.run(sql`INSERT INTO status_interval (case_id, status, from_at) VALUES (${caseId}, 'NEU', ${header.at})`);
    writeDocuments(writer, caseId, payload.eingangId, payload.receivedOn, payload.documents);
    writeSlots(writer, caseId, payload.slots);
    writeProposals(writer, caseId, payload.proposals);
    refreshProgress(writer, caseId);
  },
});

/** Papers joined a case: a Nachreichung, a scan, files added by hand, or a letter of ours. */
export const documentsAdded = entryKind({
  kind: 'case.documents-added',
  version: 1,
  payload: z.strictObject({
    eingangId: z.string(),
    channel: z.string(),
    receivedOn: z.string(),
    followUp: z.boolean(),
    documents: z.array(caseDocument),
    slots: z.array(slot),
    proposals: z.array(proposal),
  }),
  reduce: (writer, header, payload) => {
    const caseId = header.caseId ?? '';
    writeDocuments(writer, caseId, payload.eingangId, payload.receivedOn, payload.documents);
    writeSlots(writer, caseId, payload.slots);
    writeProposals(writer, caseId, payload.proposals);
    touch(writer, caseId, header.at);
    refreshProgress(writer, caseId);
  },
});

/** A letter of ours joined the case's papers; it belongs to no Eingang. */
export const letterAdded = entryKind({
  kind: 'case.letter-added',
  version: 1,
  payload: z.strictObject({ documentId: z.string(), pages: z.number(), receivedOn: z.string() }),
  reduce: (writer, header, { documentId, pages, receivedOn }) => {
    writeDocuments(writer, header.caseId ?? '', null, receivedOn, [
      { documentId, purpose: 'letter', claimedEvidence: null, pages },
    ]);
    touch(writer, header.caseId ?? '', header.at);
  },
});

export const caseAssigned = entryKind({
  kind: 'case.assigned',
  version: 1,
  payload: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }),
  reduce: (writer, header, { to }) => {
    writer.run(sql`UPDATE cases SET assignee = ${to} WHERE id = ${header.caseId}`);
    touch(writer, header.caseId ?? '', header.at);
  },
});

/** A transition of DOMAIN §4.2; the interval table behind the figures follows from it. */
export const statusChanged = entryKind({
  kind: 'case.status-changed',
  version: 1,
  payload: z.strictObject({
    transition: z.string(),
    from: z.string(),
    to: z.string(),
    returnTo: z.array(z.string()),
    reason: z.string(),
    reasonCode: z.string().nullable(),
    targetOffice: z.string(),
    date: z.string().nullable(),
  }),
  reduce: (writer, header, payload) => {
    const caseId = header.caseId ?? '';
    writer.run(sql`UPDATE cases SET status = ${payload.to}, return_to = ${JSON.stringify(payload.returnTo)},
      status_since = ${header.at} WHERE id = ${caseId}`);
    writer.run(sql`UPDATE status_interval SET to_at = ${header.at} WHERE case_id = ${caseId} AND to_at IS NULL`);
    writer.run(sql`INSERT OR REPLACE INTO status_interval (case_id, status, from_at)
      VALUES (${caseId}, ${payload.to}, ${header.at})`);
    touch(writer, caseId, header.at);
  },
});

/** The running deadline and round of the latest Nachforderung, as lists show them. */
export const deadlineSet = entryKind({
  kind: 'case.deadline-set',
  version: 1,
  payload: z.strictObject({ deadlineOn: z.string().nullable(), round: z.number() }),
  reduce: (writer, header, { deadlineOn, round }) => {
    writer.run(sql`UPDATE cases SET deadline_on = ${deadlineOn}, round = ${round} WHERE id = ${header.caseId}`);
  },
});

/** A step of the hand-over overlay (DOMAIN §4.1). */
export const handoverChanged = entryKind({
  kind: 'case.handover-changed',
  version: 1,
  payload: z.strictObject({ from: z.string(), to: z.string(), fileNumber: z.string().nullable() }),
  reduce: (writer, header, { to, fileNumber }) => {
    writer.run(sql`UPDATE cases SET handover = ${to}, file_number = coalesce(${fileNumber}, file_number)
      WHERE id = ${header.caseId}`);
    touch(writer, header.caseId ?? '', header.at);
  },
});

export const filingDateConfirmed = entryKind({
  kind: 'case.filing-date-confirmed',
  version: 1,
  payload: z.strictObject({ from: z.string(), to: z.string(), reason: z.string() }),
  reduce: (writer, header, { to }) => {
    writer.run(sql`UPDATE cases SET filing_date = ${to}, filing_date_confirmed = 1 WHERE id = ${header.caseId}`);
    touch(writer, header.caseId ?? '', header.at);
  },
});

export const slotAdded = entryKind({
  kind: 'case.slot-added',
  version: 1,
  payload: slot,
  reduce: (writer, header, payload) => {
    writeSlots(writer, header.caseId ?? '', [payload]);
    touch(writer, header.caseId ?? '', header.at);
    refreshProgress(writer, header.caseId ?? '');
  },
});

export const slotMarked = entryKind({
  kind: 'case.slot-marked',
  version: 1,
  payload: z.strictObject({
    slotId: z.string(),
    evidence: z.string(),
    mark: z.enum(['open', 'missing', 'not-needed']),
    reason: z.string().nullable(),
  }),
  reduce: (writer, header, { slotId, mark, reason }) => {
    writer.run(sql`UPDATE evidence_slot SET mark = ${mark}, reason = ${reason} WHERE id = ${slotId}`);
    touch(writer, header.caseId ?? '', header.at);
    refreshProgress(writer, header.caseId ?? '');
  },
});

export const documentPlaced = entryKind({
  kind: 'case.document-placed',
  version: 1,
  payload: proposal.extend({ evidence: z.string() }),
  reduce: (writer, header, { placementId, slotId, documentId, pageFrom, pageTo }) => {
    writer.run(sql`INSERT INTO placement (id, case_id, slot_id, document_id, page_from, page_to, proposed)
      VALUES (${placementId}, ${header.caseId}, ${slotId}, ${documentId}, ${pageFrom}, ${pageTo}, 0)`);
    touch(writer, header.caseId ?? '', header.at);
    refreshProgress(writer, header.caseId ?? '');
  },
});

export const placementRemoved = entryKind({
  kind: 'case.placement-removed',
  version: 1,
  payload: z.strictObject({ placementId: z.string(), evidence: z.string() }),
  reduce: (writer, header, { placementId }) => {
    writer.run(sql`DELETE FROM placement WHERE id = ${placementId}`);
    touch(writer, header.caseId ?? '', header.at);
    refreshProgress(writer, header.caseId ?? '');
  },
});

export const placementReviewed = entryKind({
  kind: 'case.reviewed',
  version: 1,
  payload: z.strictObject({
    placementId: z.string(),
    evidence: z.string(),
    result: z.string().nullable(),
    reason: z.string().nullable(),
    note: z.string(),
    reviewer: z.string(),
  }),
  reduce: (writer, header, { placementId, result, reason, note, reviewer }) => {
    const decided = result !== null;
    writer.run(sql`UPDATE placement SET result = ${result}, reason = ${reason}, note = ${note}, proposed = 0,
        reviewed_by = ${decided ? reviewer : null}, reviewed_at = ${decided ? header.at : null}
      WHERE id = ${placementId}`);
    touch(writer, header.caseId ?? '', header.at);
    refreshProgress(writer, header.caseId ?? '');
  },
});

export const noteAdded = entryKind({
  kind: 'case.note-added',
  version: 1,
  payload: z.strictObject({ noteId: z.string(), by: z.string(), text: z.string() }),
  reduce: (writer, header, { noteId, by, text }) => {
    writer.run(sql`INSERT INTO note (id, case_id, at, by, text)
      VALUES (${noteId}, ${header.caseId}, ${header.at}, ${by}, ${text})`);
    touch(writer, header.caseId ?? '', header.at);
  },
});
