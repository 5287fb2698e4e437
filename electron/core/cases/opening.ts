import { randomUUID } from 'node:crypto';
import type { Channel } from '../../../shared/contract/intake.ts';
import type { ApplicantPerson, FurtherField, Representative } from '../../../shared/domain/application.ts';
import { type CaseState, isCaseStatus } from '../../../shared/domain/case-status.ts';
import { EVIDENCE_ORDER, evidenceFor } from '../../../shared/domain/evidence.ts';
import { normaliseName } from '../../../shared/domain/names.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { Change } from '../journal/entry.ts';
import { type Reader, sql } from '../store/database.ts';
import { caseOpened, documentsAdded, handoverChanged } from './entries.ts';
import { nextReference } from './reference.ts';
import { shownLine } from './shown-line.ts';
import { recordTransition } from './transition.ts';

/** A kept document as it joins a case. */
export type NewDocument = {
  documentId: string;
  purpose: 'form' | 'attachment' | 'report' | 'letter' | 'data';
  /** What the sender says it is, e.g. `EV-PASS`. */
  claimedEvidence: string | null;
  pages: number | null;
  /** Item of a Nachforderung the sender says it answers. */
  answersItem: string | null;
};

/** Everything a person's application brings when it becomes a case. */
export type CaseOpening = {
  caseId: string;
  eingangId: string;
  fitCaseId: string | null;
  familyId: string;
  person: ApplicantPerson;
  representative: Representative | null;
  remarks: string;
  further: FurtherField[];
  channel: Channel;
  receivedOn: string;
  submittedAt: number | null;
  collectedAt: number;
  filingDate: string;
  documents: NewDocument[];
};

/** What `cases.declared` holds: the claims of the sender for one person. */
export type Declared = {
  person: ApplicantPerson;
  representative: Representative | null;
  remarks: string;
  further: FurtherField[];
};

const DEFAULT_REFERENCE = 'EB-{year}-{number}';

const referencePattern = (reader: Reader): string => {
  const row = reader.get<{ profile: string }>(sql`SELECT profile FROM office WHERE only_one = 1`);
  const profile: unknown = row === undefined ? {} : JSON.parse(row.profile);
  const pattern =
    typeof profile === 'object' && profile !== null && 'referencePattern' in profile ? profile.referencePattern : '';
  return typeof pattern === 'string' && pattern.includes('{number}') ? pattern : DEFAULT_REFERENCE;
};

type SlotPlan = { slotId: string; evidence: string; required: boolean; position: number };
type ProposalPlan = { placementId: string; slotId: string; documentId: string; pageFrom: number; pageTo: number };

const evidencePosition = (evidence: string): number => {
  const position = EVIDENCE_ORDER.indexOf(evidence);
  return position < 0 ? EVIDENCE_ORDER.length : position;
};

/** What the application form itself answers for (DOMAIN §7.2: structured data, and the declaration about offences). */
const FORM_EVIDENCE = ['EV-APPL', 'EV-CRIMDECL'];

/**
 * Puts documents where the sender says they belong, as proposals a human still has to look at. A claimed evidence
 * without a slot gets one that is not required: nothing an applicant uploaded is hidden.
 */
const propose = (
  known: ReadonlyMap<string, string>,
  documents: readonly NewDocument[],
  slotOfItem: (itemId: string) => string | undefined,
): { slots: SlotPlan[]; proposals: ProposalPlan[] } => {
  const slots: SlotPlan[] = [];
  const byEvidence = new Map(known);
  const proposals: ProposalPlan[] = [];
  const slotFor = (evidence: string): string | undefined => {
    const there = byEvidence.get(evidence);
    if (there !== undefined || !EVIDENCE_ORDER.includes(evidence)) return there;
    const slotId = randomUUID();
    byEvidence.set(evidence, slotId);
    slots.push({ slotId, evidence, required: false, position: evidencePosition(evidence) });
    return slotId;
  };
  for (const { documentId, purpose, claimedEvidence, pages, answersItem } of documents) {
    const answered = answersItem === null ? undefined : slotOfItem(answersItem);
    const claimed = claimedEvidence === null ? (purpose === 'form' ? FORM_EVIDENCE : []) : [claimedEvidence];
    const targets = answered === undefined ? claimed.map((evidence) => slotFor(evidence)) : [answered];
    for (const slotId of targets) {
      if (slotId === undefined) continue;
      proposals.push({ placementId: randomUUID(), slotId, documentId, pageFrom: 1, pageTo: pages ?? 1 });
    }
  }
  return { slots, proposals };
};

const stored = ({ documentId, purpose, claimedEvidence, pages }: NewDocument) => ({
  documentId,
  purpose,
  claimedEvidence,
  pages,
});

/**
 * Turns one person of an Eingang into a case (T01): checklist by applicant group and legal basis, documents, proposed
 * placements, the office's reference. The Eingang must have been journalled before in the same change.
 */
export const openCase = (change: Change, opening: CaseOpening): void => {
  const { person, documents } = opening;
  const slots: SlotPlan[] = evidenceFor(person, opening.filingDate).map(({ evidence, required }) => ({
    slotId: randomUUID(),
    evidence,
    required,
    position: evidencePosition(evidence),
  }));
  const proposed = propose(new Map(slots.map((slot) => [slot.evidence, slot.slotId])), documents, () => undefined);
  const declared: Declared = {
    person,
    representative: opening.representative,
    remarks: opening.remarks,
    further: opening.further,
  };
  change.append(caseOpened, opening.caseId, {
    eingangId: opening.eingangId,
    fitCaseId: opening.fitCaseId,
    familyId: opening.familyId,
    reference: nextReference(change, referencePattern(change.writer), Number(opening.filingDate.slice(0, 4))),
    personRef: person.personRef,
    role: person.role,
    channel: opening.channel,
    receivedOn: opening.receivedOn,
    familyName: shownLine(normaliseName(person.name.familyName)),
    givenNames: shownLine(normaliseName(person.name.givenNames)),
    otherNames: [person.name.birthName ?? '', ...(person.name.formerNames ?? [])].map(normaliseName),
    birthDate: person.birthDate,
    nationalities: person.nationalities,
    legalBasis: person.legalBasis,
    declared: canonicalJson(declared),
    submittedAt: opening.submittedAt,
    collectedAt: opening.collectedAt,
    filingDate: opening.filingDate,
    slots: [...slots, ...proposed.slots],
    documents: documents.map(stored),
    proposals: proposed.proposals,
  });
  change.announce('cases', [opening.caseId]);
};

export type Addition = {
  eingangId: string;
  channel: Channel;
  receivedOn: string;
  documents: NewDocument[];
  /** True when it answers a Nachforderung; the case then goes to `NACHREICHUNG` (T05). */
  followUp: boolean;
};

/**
 * Adds the documents of a later Eingang to a case. A case already handed over takes them as Nachtrag: its hand-over
 * opens again, so that the supplement is exported too.
 */
export const addDocuments = (change: Change, caseId: string, addition: Addition): void => {
  const { writer } = change;
  const current = writer.get<{ status: string; return_to: string; handover: string }>(
    sql`SELECT status, return_to, handover FROM cases WHERE id = ${caseId}`,
  );
  if (current === undefined) throw new Error('documents can only join a case that exists');
  const known = writer.all<{ id: string; evidence: string }>(
    sql`SELECT id, evidence FROM evidence_slot WHERE case_id = ${caseId}`,
  );
  const held = new Set(
    writer
      .all<{ document_id: string }>(sql`SELECT document_id FROM case_document WHERE case_id = ${caseId}`)
      .map((row) => row.document_id),
  );
  const documents = addition.documents.filter(({ documentId }) => !held.has(documentId));
  const { slots, proposals } = propose(
    new Map(known.map((slot) => [slot.evidence, slot.id])),
    documents,
    (itemId) =>
      writer.get<{ slot_id: string }>(
        sql`SELECT slot_id FROM v_requested_slot WHERE item_id = ${itemId} AND case_id = ${caseId}`,
      )?.slot_id,
  );
  change.append(documentsAdded, caseId, {
    eingangId: addition.eingangId,
    channel: addition.channel,
    receivedOn: addition.receivedOn,
    followUp: addition.followUp,
    documents: documents.map(stored),
    slots,
    proposals,
  });
  const { status } = current;
  if (addition.followUp && isCaseStatus(status) && status === 'NACHFORDERUNG') {
    const state: CaseState = { status, returnTo: (JSON.parse(current.return_to) as string[]).filter(isCaseStatus) };
    recordTransition(change, caseId, state, 'T05', { status: 'NACHREICHUNG', returnTo: state.returnTo });
  }
  if (current.handover === 'EXPORTIERT' || current.handover === 'BESTAETIGT') {
    change.append(handoverChanged, caseId, { from: current.handover, to: 'OFFEN', fileNumber: null });
  }
  change.announce('cases', [caseId]);
};

/** Cases that came with a FIT-Connect case, for a follow-up submission; empty when we do not hold it. */
export const casesOfFitCase = (reader: Reader, fitCaseId: string): { caseId: string; personRef: string }[] =>
  reader
    .all<{ id: string; person_ref: string }>(
      sql`SELECT id, person_ref FROM cases WHERE fit_case_id = ${fitCaseId} ORDER BY reference`,
    )
    .map((row) => ({ caseId: row.id, personRef: row.person_ref }));

/** Tells whether we hold a case. */
export const caseExists = (reader: Reader, caseId: string): boolean =>
  reader.get(sql`SELECT 1 FROM cases WHERE id = ${caseId}`) !== undefined;
