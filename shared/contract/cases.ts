import { z } from 'zod';
import { call } from './call.ts';
import {
  caseVersion,
  count,
  evidenceId,
  id,
  instant,
  line,
  localDate,
  nothing,
  paragraph,
  partialDate,
} from './fields.ts';
import { CHANNELS } from './intake.ts';

const status = line;
const listFilter = z.strictObject({
  view: z.enum(['new', 'mine', 'all', 'answered', 'due', 'export']),
  statuses: z.array(status).max(20),
  /** Name in search form, birth date (`03.04.1989`, `1989-04-03`, `1989`) or reference; empty for all. */
  search: line,
});
export type CaseListFilter = z.infer<typeof listFilter>;
const listSort = z.strictObject({
  by: z.enum(['received', 'name', 'birthDate', 'status', 'deadline', 'activity', 'progress']),
  direction: z.enum(['ascending', 'descending']),
});
export type CaseListSort = z.infer<typeof listSort>;

const progress = z.strictObject({ settled: count, total: count });

const row = z.strictObject({
  caseId: id,
  familyName: line,
  givenNames: line,
  birthDate: partialDate,
  nationalities: z.array(line),
  familySize: count,
  progress,
  status,
  round: count,
  deadlineOn: localDate.nullable(),
  filingDate: localDate,
  lastActivityAt: instant,
  assignee: line.nullable(),
  reference: line,
  channel: z.enum(CHANNELS),
  handover: line,
  unplaced: count,
});
export type CaseRow = z.infer<typeof row>;

/** What can be wrong with a file itself; the file is kept and exported all the same. */
export const DOCUMENT_TROUBLES = [
  'empty',
  'encrypted',
  'damaged',
  'mislabelled',
  'not-openable',
  'not-checked',
] as const;

const document = z.strictObject({
  documentId: id,
  eingangId: id.nullable(),
  name: line,
  detectedType: z.enum(['pdf', 'jpeg', 'png', 'tiff', 'heic', 'zip', 'xml', 'unknown', 'empty']),
  declaredType: line,
  size: count,
  pages: count.nullable(),
  trouble: z.enum(DOCUMENT_TROUBLES).nullable(),
  purpose: z.enum(['form', 'attachment', 'report', 'letter', 'data']),
  claimedEvidence: evidenceId.nullable(),
  receivedOn: localDate,
  sha512: z.string(),
  /** Page ranges of this document that lie on no slot yet: true when at least one page is unplaced. */
  unplaced: z.boolean(),
});
export type CaseDocument = z.infer<typeof document>;

const placement = z.strictObject({
  placementId: id,
  documentId: id,
  slotId: id,
  pageFrom: z.number().int().min(1),
  pageTo: z.number().int().min(1),
  /** True while only the applicant's claim put it there. */
  proposed: z.boolean(),
  result: z.enum(['OK', 'OK_KOPIE', 'MANGEL', 'NICHT_RELEVANT']).nullable(),
  reason: line.nullable(),
  note: paragraph,
  originalSeenOn: localDate.nullable(),
  reviewedBy: line.nullable(),
  reviewedAt: instant.nullable(),
});
export type Placement = z.infer<typeof placement>;

const slot = z.strictObject({
  slotId: id,
  evidence: evidenceId,
  section: line,
  required: z.boolean(),
  /** `open` undecided, `settled` accepted or not needed, `missing`, `deficient`, `requested`, `answered`. */
  state: z.enum(['open', 'settled', 'missing', 'deficient', 'requested', 'answered']),
  reason: line.nullable(),
  placements: z.array(placement),
});
export type Slot = z.infer<typeof slot>;

const declaredField = z.strictObject({ key: line, value: paragraph, further: z.boolean() });

const hint = z.strictObject({
  rule: line,
  severity: z.enum(['info', 'warning']),
  /** Data used, as key–value pairs the text of the hint names. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  source: line,
});

const transitionOffer = z.strictObject({
  transition: line,
  to: status,
  /** Reasons why it is refused now; empty when it may be done. */
  blockedBy: z.array(line),
  /** Entries the dialog must ask for, by the names of shared/domain/transition-entries. */
  needs: z.array(line),
});

const caseView = z.strictObject({
  caseId: id,
  version: caseVersion,
  reference: line,
  fileNumber: line.nullable(),
  person: z.strictObject({
    familyName: line,
    givenNames: line,
    birthName: line.nullable(),
    birthDate: partialDate,
    birthPlace: line,
    nationalities: z.array(line),
    sex: line,
    maritalStatus: line,
    address: line,
    email: line.nullable(),
    phone: line.nullable(),
  }),
  legalBasis: line,
  groups: z.array(line),
  representative: z.strictObject({ kind: line, name: line, address: line }).nullable(),
  status,
  previousStatus: status.nullable(),
  handover: line,
  statusSince: instant,
  assignee: z.strictObject({ id, displayName: line }).nullable(),
  dates: z.strictObject({
    submittedAt: instant.nullable(),
    collectedAt: instant.nullable(),
    filingDate: localDate,
    filingDateConfirmed: z.boolean(),
  }),
  channel: z.enum(CHANNELS),
  replyPossible: z.boolean(),
  family: z.array(z.strictObject({ caseId: id, givenNames: line, familyName: line, role: line, progress, status })),
  progress,
  slots: z.array(slot),
  documents: z.array(document),
  declared: z.array(declaredField),
  remarks: z.string().max(20_000),
  hints: z.array(hint),
  transitions: z.array(transitionOffer),
  openRequest: z.strictObject({ requestId: id, round: count, deadlineOn: localDate, openItems: count }).nullable(),
  notes: z.array(z.strictObject({ noteId: id, at: instant, by: line, text: paragraph })),
});
export type CaseView = z.infer<typeof caseView>;

const timelineEntry = z.strictObject({
  sequence: count,
  at: instant,
  by: line,
  role: line,
  kind: line,
  /** Facts the sentence of this kind names; texts live in i18n. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** Refusals of every command on a case. */
const changes = ['case-not-found', 'stale-version', 'case-closed'] as const;
const changed = z.strictObject({ version: caseVersion });

export const cases = {
  openList: call({
    kind: 'query',
    permission: 'inbox.see',
    request: z.strictObject({ filter: listFilter, sort: listSort }),
    response: z.strictObject({ listId: id, total: count }),
    errors: [],
  }),
  listPage: call({
    kind: 'query',
    permission: 'inbox.see',
    request: z.strictObject({ listId: id, from: count, count: z.number().int().min(1).max(200) }),
    response: z.strictObject({ rows: z.array(row) }),
    errors: ['list-gone'],
  }),
  /** Position of a case in an opened list and its neighbours, for "12 von 41". */
  neighbours: call({
    kind: 'query',
    permission: 'inbox.see',
    request: z.strictObject({ listId: id, caseId: id }),
    response: z.strictObject({ position: count, total: count, previous: id.nullable(), next: id.nullable() }),
    errors: ['list-gone', 'case-not-found'],
  }),
  counts: call({
    kind: 'query',
    permission: 'inbox.see',
    request: nothing,
    response: z.strictObject({ new: count, mine: count, all: count, answered: count, due: count, export: count }),
    errors: [],
  }),
  get: call({
    kind: 'query',
    permission: 'case.open',
    request: z.strictObject({ caseId: id }),
    response: caseView,
    errors: ['case-not-found'],
  }),
  timeline: call({
    kind: 'query',
    permission: 'case.open',
    request: z.strictObject({ caseId: id, before: count.nullable(), count: z.number().int().min(1).max(200) }),
    response: z.strictObject({ entries: z.array(timelineEntry), more: z.boolean() }),
    errors: ['case-not-found'],
  }),
  assign: call({
    kind: 'command',
    permission: 'case.assign',
    request: z.strictObject({ caseId: id, version: caseVersion, accountId: id.nullable() }),
    response: changed,
    errors: [...changes, 'unknown-account'],
  }),
  /** Carries out a transition of DOMAIN §4.2 that is not part of another command. */
  changeStatus: call({
    kind: 'command',
    permission: 'case.status',
    request: z.strictObject({
      caseId: id,
      version: caseVersion,
      transition: line,
      /** Target where the transition has several. */
      to: status.nullable(),
      reason: paragraph,
      reasonCode: line.nullable(),
      targetOffice: line,
      date: localDate.nullable(),
      /** The person confirms what the transition asks to be confirmed (queries listed, declaration recorded, proofs still fresh). */
      confirmed: z.boolean(),
    }),
    response: changed,
    errors: [...changes, 'transition-not-allowed', 'field-missing'],
  }),
  confirmFilingDate: call({
    kind: 'command',
    permission: 'case.status',
    request: z.strictObject({ caseId: id, version: caseVersion, filingDate: localDate, reason: paragraph }),
    response: changed,
    errors: [...changes, 'reason-missing', 'date-in-future'],
  }),
  addSlot: call({
    kind: 'command',
    permission: 'case.review',
    request: z.strictObject({ caseId: id, version: caseVersion, evidence: evidenceId }),
    response: z.strictObject({ version: caseVersion, slotId: id }),
    errors: [...changes, 'slot-exists'],
  }),
  /** Marks a slot as missing with a reason code, or back to open (`missing: false`). */
  markSlot: call({
    kind: 'command',
    permission: 'case.review',
    request: z.strictObject({
      caseId: id,
      version: caseVersion,
      slotId: id,
      mark: z.enum(['missing', 'not-needed', 'open']),
      reason: line.nullable(),
    }),
    response: changed,
    errors: [...changes, 'slot-not-found'],
  }),
  /** Puts pages of a document on a slot; the document may belong to another person of the same family. */
  place: call({
    kind: 'command',
    permission: 'case.review',
    request: z.strictObject({
      caseId: id,
      version: caseVersion,
      documentId: id,
      slotId: id,
      pageFrom: z.number().int().min(1),
      pageTo: z.number().int().min(1),
    }),
    response: z.strictObject({ version: caseVersion, placementId: id }),
    errors: [...changes, 'slot-not-found', 'document-not-found', 'pages-out-of-range'],
  }),
  removePlacement: call({
    kind: 'command',
    permission: 'case.review',
    request: z.strictObject({ caseId: id, version: caseVersion, placementId: id }),
    response: changed,
    errors: [...changes, 'placement-not-found'],
  }),
  /** Gives or withdraws (`result: null`) the review result of a placement. */
  review: call({
    kind: 'command',
    permission: 'case.review',
    request: z.strictObject({
      caseId: id,
      version: caseVersion,
      placementId: id,
      result: z.enum(['OK', 'OK_KOPIE', 'MANGEL', 'NICHT_RELEVANT']).nullable(),
      reason: line.nullable(),
      note: paragraph,
    }),
    response: changed,
    errors: [...changes, 'placement-not-found', 'reason-missing'],
  }),
  addNote: call({
    kind: 'command',
    permission: 'case.review',
    request: z.strictObject({ caseId: id, text: paragraph.min(1) }),
    response: changed,
    errors: ['case-not-found'],
  }),
} as const;
