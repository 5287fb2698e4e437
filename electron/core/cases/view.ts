import { ok, type Result, refuse } from '../../../shared/contract/call.ts';
import type { CaseDocument, CaseView, Placement, Slot } from '../../../shared/contract/cases.ts';
import { DOCUMENT_TROUBLES } from '../../../shared/contract/cases.ts';
import { CHANNELS } from '../../../shared/contract/intake.ts';
import type { ApplicantPerson, DeclaredAddress } from '../../../shared/domain/application.ts';
import { isCaseStatus } from '../../../shared/domain/case-status.ts';
import { neutraliseText } from '../../../shared/domain/display-text.ts';
import { sectionOf } from '../../../shared/domain/evidence.ts';
import { checklistProgress, slotState } from '../../../shared/domain/review.ts';
import type { Actor, Journal } from '../journal/entry.ts';
import { type OpenDatabase, type Reader, sql } from '../store/database.ts';
import { type ChecklistSlot, loadChecklist, type PlacementRow, unplacedDocuments } from './checklist.ts';
import { declaredFields } from './declared-fields.ts';
import { caseHints } from './hints.ts';
import type { Declared } from './opening.ts';
import { shownLine } from './shown-line.ts';
import { offeredTransitions } from './transitions.ts';

type CaseRecord = {
  id: string;
  reference: string;
  file_number: string | null;
  fit_case_id: string | null;
  family_id: string;
  channel: string;
  family_name: string;
  given_names: string;
  birth_date: string;
  nationalities: string;
  declared: string;
  legal_basis: string;
  status: string;
  return_to: string;
  status_since: number;
  handover: string;
  assignee: string | null;
  assignee_name: string | null;
  submitted_at: number | null;
  collected_at: number | null;
  filing_date: string;
  filing_date_confirmed: number;
  round: number;
  deadline_on: string | null;
  reply_kind: string | null;
};

/** Longest remarks the contract takes; composing signs may make them longer than they were sent. */
const LONGEST_REMARKS = 20_000;

/** One line of an address as it would stand on an envelope. */
export const addressLine = ({ street, houseNumber, addition, postalCode, town }: DeclaredAddress): string =>
  [[street, houseNumber].filter(Boolean).join(' '), addition ?? '', [postalCode, town].filter(Boolean).join(' ')]
    .filter((part) => part !== '')
    .join(', ');

/** The sender's claims for the person of a case; `undefined` when there is no such case. */
export const declaredOf = (reader: Reader, caseId: string): Declared | undefined => {
  const row = reader.get<{ declared: string }>(sql`SELECT declared FROM cases WHERE id = ${caseId}`);
  return row === undefined ? undefined : (JSON.parse(row.declared) as Declared);
};

const toPlacement = (row: PlacementRow, slotId: string): Placement => ({
  placementId: row.id,
  documentId: row.document_id,
  slotId,
  pageFrom: row.page_from,
  pageTo: row.page_to,
  proposed: row.proposed === 1,
  result:
    row.result === 'OK' || row.result === 'OK_KOPIE' || row.result === 'MANGEL' || row.result === 'NICHT_RELEVANT'
      ? row.result
      : null,
  reason: row.reason,
  note: row.note,
  originalSeenOn: row.original_seen_on,
  reviewedBy: row.reviewed_by,
  reviewedAt: row.reviewed_at,
});

const toSlot = ({ row, placements, facts }: ChecklistSlot): Slot => ({
  slotId: row.id,
  evidence: row.evidence,
  section: sectionOf(row.evidence),
  required: row.required === 1,
  state: slotState(facts),
  reason: row.reason,
  placements: placements.map((placement) => toPlacement(placement, row.id)),
});

const DETECTED = ['pdf', 'jpeg', 'png', 'tiff', 'heic', 'zip', 'xml', 'unknown', 'empty'] as const;
const PURPOSES = ['form', 'attachment', 'report', 'letter', 'data'] as const;

type DocumentRecord = {
  document_id: string;
  eingang_id: string | null;
  purpose: string;
  claimed_evidence: string | null;
  received_on: string;
  name: string;
  detected_type: string;
  declared_type: string;
  size: number;
  pages: number | null;
  trouble: string | null;
  sha512: string;
};

const documentsOf = (reader: Reader, caseId: string): CaseDocument[] => {
  const unplaced = unplacedDocuments(reader, caseId);
  return reader
    .all<DocumentRecord>(sql`
      SELECT c.document_id, c.eingang_id, c.purpose, c.claimed_evidence, c.received_on, d.name, d.detected_type,
        d.declared_type, d.size, d.pages, d.trouble, d.sha512
      FROM case_document AS c JOIN document AS d ON d.id = c.document_id
      WHERE c.case_id = ${caseId} ORDER BY c.position`)
    .map((row) => ({
      documentId: row.document_id,
      eingangId: row.eingang_id,
      name: shownLine(row.name),
      detectedType: DETECTED.find((type) => type === row.detected_type) ?? 'unknown',
      declaredType: shownLine(row.declared_type),
      size: row.size,
      pages: row.pages,
      trouble: DOCUMENT_TROUBLES.find((trouble) => trouble === row.trouble) ?? null,
      purpose: PURPOSES.find((purpose) => purpose === row.purpose) ?? 'attachment',
      claimedEvidence: row.claimed_evidence,
      receivedOn: row.received_on,
      sha512: row.sha512,
      unplaced: unplaced.has(row.document_id),
    }));
};

const familyOf = (reader: Reader, familyId: string): CaseView['family'] =>
  reader
    .all<{
      id: string;
      given_names: string;
      family_name: string;
      role: string;
      slots_settled: number;
      slots_total: number;
      status: string;
    }>(
      sql`SELECT id, given_names, family_name, role, slots_settled, slots_total, status FROM cases
        WHERE family_id = ${familyId} ORDER BY CASE role WHEN 'applicant' THEN 0 WHEN 'spouse' THEN 1 ELSE 2 END, birth_date, id`,
    )
    .map((row) => ({
      caseId: row.id,
      givenNames: shownLine(row.given_names),
      familyName: shownLine(row.family_name),
      role: row.role,
      progress: { settled: row.slots_settled, total: row.slots_total },
      status: row.status,
    }));

const openRequestOf = (
  reader: Reader,
  record: CaseRecord,
  checklist: readonly ChecklistSlot[],
): CaseView['openRequest'] => {
  if (record.deadline_on === null) return null;
  const latest = reader.get<{ request_id: string }>(
    sql`SELECT request_id FROM v_requested_slot WHERE case_id = ${record.id} AND round = ${record.round} LIMIT 1`,
  );
  if (latest === undefined) return null;
  const openItems = checklist.filter(({ facts }) => slotState(facts) === 'requested').length;
  return { requestId: latest.request_id, round: record.round, deadlineOn: record.deadline_on, openItems };
};

const personOf = (record: CaseRecord, person: ApplicantPerson): CaseView['person'] => ({
  familyName: shownLine(record.family_name),
  givenNames: shownLine(record.given_names),
  birthName: person.name.birthName === undefined ? null : shownLine(person.name.birthName),
  birthDate: record.birth_date,
  birthPlace: shownLine(person.birthPlace),
  nationalities: JSON.parse(record.nationalities) as string[],
  sex: person.sex,
  maritalStatus: person.maritalStatus,
  address: shownLine(addressLine(person.address)),
  email: person.contact?.email === undefined ? null : shownLine(person.contact.email),
  phone: person.contact?.phone === undefined ? null : shownLine(person.contact.phone),
});

/** Everything the case screen shows, from one read. Claims of the sender are neutralised for display (SECURITY H4). */
export const caseView = (
  db: OpenDatabase,
  journal: Journal,
  actor: Actor,
  caseId: string,
  at: number,
): Result<CaseView, 'case-not-found'> => {
  const record = db.get<CaseRecord>(sql`
    SELECT c.*, a.display_name AS assignee_name, json_extract(f.reply_channel, '$.kind') AS reply_kind
    FROM cases AS c LEFT JOIN account AS a ON a.id = c.assignee LEFT JOIN fachdaten AS f ON f.eingang_id = c.eingang_id
    WHERE c.id = ${caseId}`);
  if (record === undefined) return refuse('case-not-found');
  const { person, representative, remarks, further } = JSON.parse(record.declared) as Declared;
  const checklist = loadChecklist(db, caseId);
  const { settled, total } = checklistProgress(checklist.map(({ facts }) => facts));
  const returnTo = (JSON.parse(record.return_to) as string[]).filter(isCaseStatus);
  return ok({
    caseId,
    version: journal.caseVersion(caseId),
    reference: record.reference,
    fileNumber: record.file_number,
    person: personOf(record, person),
    legalBasis: record.legal_basis,
    groups: person.groups,
    representative:
      representative === null
        ? null
        : {
            kind: representative.kind,
            name: shownLine(representative.name),
            address: representative.address === undefined ? '' : shownLine(addressLine(representative.address)),
          },
    status: record.status,
    previousStatus: returnTo.at(-1) ?? null,
    handover: record.handover,
    statusSince: record.status_since,
    assignee:
      record.assignee === null ? null : { id: record.assignee, displayName: shownLine(record.assignee_name ?? '') },
    dates: {
      submittedAt: record.submitted_at,
      collectedAt: record.collected_at,
      filingDate: record.filing_date,
      filingDateConfirmed: record.filing_date_confirmed === 1,
    },
    channel: CHANNELS.find((channel) => channel === record.channel) ?? 'file',
    replyPossible: record.reply_kind === 'fit-connect',
    family: familyOf(db, record.family_id),
    progress: { settled, total },
    slots: checklist.map(toSlot),
    documents: documentsOf(db, caseId),
    declared: declaredFields(person, further),
    remarks: neutraliseText(remarks, 'multi-line').slice(0, LONGEST_REMARKS),
    hints: caseHints(db, caseId, person, checklist, record.filing_date, at),
    transitions: offeredTransitions(db, actor, caseId, at),
    openRequest: openRequestOf(db, record, checklist),
    notes: db
      .all<{ id: string; at: number; by: string; text: string }>(
        sql`SELECT id, at, by, text FROM note WHERE case_id = ${caseId} ORDER BY at DESC, id`,
      )
      .map((note) => ({ noteId: note.id, at: note.at, by: note.by, text: note.text })),
  });
};
