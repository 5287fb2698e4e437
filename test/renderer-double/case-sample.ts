import type { CaseDocument, CaseView, Placement, Slot, TimelineEntry } from '../../shared/contract/cases.ts';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import type { ExportRow } from '../../shared/contract/export.ts';
import type { CaseRequest } from '../../shared/contract/requests.ts';

/** A made-up case in the middle of its review, with every state a slot and a document can be in. No real person. */
const uuid = (kind: string, number: number): string =>
  `018f${kind.padStart(4, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const SAMPLE_CASE = uuid('c', 1);
export const SAMPLE_ACCOUNT = uuid('a', 1);
/** Ids of the sample documents by what the double's server answers for them. */
export const SAMPLE_DOCUMENTS = {
  passport: uuid('d', 1),
  payslips: uuid('d', 2),
  photo: uuid('d', 3),
  bundle: uuid('d', 4),
  empty: uuid('d', 5),
  encrypted: uuid('d', 6),
  damaged: uuid('d', 7),
  form: uuid('d', 8),
  letter: uuid('d', 9),
  preview: uuid('d', 10),
} as const;

const document = (
  documentId: string,
  name: string,
  pages: number | null,
  more: Partial<CaseDocument> = {},
): CaseDocument => ({
  documentId,
  eingangId: uuid('e', 1),
  name,
  detectedType: 'pdf',
  declaredType: 'application/pdf',
  size: 182_400,
  pages,
  trouble: null,
  purpose: 'attachment',
  claimedEvidence: null,
  receivedOn: '2026-10-14',
  sha512: 'ab'.repeat(64),
  unplaced: false,
  ...more,
});

const documents: CaseDocument[] = [
  document(SAMPLE_DOCUMENTS.passport, 'Reisepass.pdf', 3),
  document(SAMPLE_DOCUMENTS.payslips, 'Gehaltsabrechnungen Juli bis September 2026.pdf', 3),
  document(SAMPLE_DOCUMENTS.photo, 'IMG_20260912_Zertifikat.jpg', 1, {
    detectedType: 'jpeg',
    declaredType: 'application/pdf',
    trouble: 'mislabelled',
  }),
  document(SAMPLE_DOCUMENTS.bundle, 'Unterlagen.pdf', 23, { claimedEvidence: 'EV-RENT', unplaced: true }),
  document(SAMPLE_DOCUMENTS.empty, 'Arbeitsvertrag.pdf', null, {
    detectedType: 'empty',
    size: 0,
    trouble: 'empty',
    claimedEvidence: 'EV-EMPC',
    unplaced: true,
  }),
  document(SAMPLE_DOCUMENTS.encrypted, 'Lebenslauf.pdf', null, { trouble: 'encrypted', unplaced: true }),
  document(SAMPLE_DOCUMENTS.damaged, 'Kontoauszug.pdf', 2, { trouble: 'damaged', unplaced: true }),
  document(SAMPLE_DOCUMENTS.form, 'Antrag.pdf', 2, { purpose: 'form' }),
];

let placements = 0;
const placement = (documentId: string, pageFrom: number, pageTo: number, more: Partial<Placement> = {}): Placement => {
  placements += 1;
  return {
    placementId: uuid('b', placements),
    documentId,
    slotId: '',
    pageFrom,
    pageTo,
    proposed: false,
    result: null,
    reason: null,
    note: '',
    originalSeenOn: null,
    reviewedBy: null,
    reviewedAt: null,
    ...more,
  };
};
const given = (result: Placement['result'], reason: string | null = null) => ({
  result,
  reason,
  reviewedBy: 'Aylin Yıldız',
  reviewedAt: Date.UTC(2026, 10, 20, 9, 12),
});

let slots = 0;
const slot = (
  evidence: string,
  section: string,
  state: Slot['state'],
  own: Placement[] = [],
  required = true,
): Slot => {
  slots += 1;
  const slotId = uuid('f', slots);
  return {
    slotId,
    evidence,
    section,
    required,
    state,
    reason: null,
    placements: own.map((one) => ({ ...one, slotId })),
  };
};

const sampleSlots: Slot[] = [
  slot('EV-APPL', 'identity', 'settled', [placement(SAMPLE_DOCUMENTS.form, 1, 2, given('OK'))]),
  slot('EV-PASS', 'identity', 'settled', [placement(SAMPLE_DOCUMENTS.passport, 1, 3, given('OK_KOPIE'))]),
  slot('EV-BIRTH', 'identity', 'settled', [placement(SAMPLE_DOCUMENTS.bundle, 1, 2, given('OK'))]),
  slot('EV-TITLE', 'residence', 'settled', [
    placement(SAMPLE_DOCUMENTS.bundle, 3, 4, { ...given('OK'), originalSeenOn: '2026-11-02' }),
  ]),
  slot('EV-ABROAD', 'residence', 'open', [], false),
  slot('EV-PAY', 'livelihood', 'open', [
    placement(SAMPLE_DOCUMENTS.payslips, 1, 1, given('OK')),
    placement(SAMPLE_DOCUMENTS.payslips, 2, 3, { proposed: true }),
  ]),
  slot('EV-EMPC', 'livelihood', 'missing'),
  slot('EV-EMPB', 'livelihood', 'deficient', [
    placement(SAMPLE_DOCUMENTS.bundle, 5, 5, { ...given('MANGEL', 'VERALTET'), note: 'vom Februar, bitte aktuell' }),
  ]),
  slot('EV-RENT', 'livelihood', 'requested'),
  slot('EV-LANG', 'language', 'open', [placement(SAMPLE_DOCUMENTS.photo, 1, 1)]),
  slot('EV-EBT', 'civic', 'answered', [placement(SAMPLE_DOCUMENTS.bundle, 6, 6)]),
  slot('EV-DECL1', 'declarations', 'open', [], false),
];

export const SAMPLE_VIEW: CaseView = {
  caseId: SAMPLE_CASE,
  version: 12,
  reference: '33-20/2026/412',
  fileNumber: null,
  person: {
    familyName: 'Şahin',
    givenNames: 'Elif',
    birthName: 'Öztürk',
    birthDate: '1989-04-03',
    birthPlace: 'Mardin',
    nationalities: ['163'],
    sex: 'w',
    maritalStatus: 'VH',
    address: 'Lindenweg 4, 50667 Köln',
    email: 'elif.sahin@example.org',
    phone: null,
  },
  legalBasis: 'LB-10-1',
  groups: ['G-EMP'],
  representative: null,
  status: 'VORPRUEFUNG',
  previousStatus: null,
  handover: 'OFFEN',
  statusSince: Date.UTC(2026, 10, 2),
  assignee: { id: SAMPLE_ACCOUNT, displayName: 'Aylin Yıldız' },
  dates: {
    submittedAt: Date.UTC(2026, 9, 14, 19, 30),
    collectedAt: Date.UTC(2026, 9, 15, 5, 1),
    filingDate: '2026-10-14',
    filingDateConfirmed: false,
  },
  channel: 'fit-connect',
  replyPossible: true,
  family: [
    {
      caseId: SAMPLE_CASE,
      givenNames: 'Elif',
      familyName: 'Şahin',
      role: 'applicant',
      progress: { settled: 4, total: 10 },
      status: 'VORPRUEFUNG',
    },
    {
      caseId: uuid('c', 2),
      givenNames: 'Mehmet',
      familyName: 'Şahin',
      role: 'spouse',
      progress: { settled: 9, total: 12 },
      status: 'NACHFORDERUNG',
    },
    {
      caseId: uuid('c', 3),
      givenNames: 'Deniz',
      familyName: 'Şahin',
      role: 'child',
      progress: { settled: 4, total: 6 },
      status: 'NEU',
    },
    {
      caseId: uuid('c', 4),
      givenNames: 'Ada',
      familyName: 'Şahin',
      role: 'child',
      progress: { settled: 5, total: 5 },
      status: 'NEU',
    },
  ],
  progress: { settled: 4, total: 10 },
  slots: sampleSlots,
  documents,
  declared: [
    { key: 'familyName', value: 'Şahin', further: false },
    { key: 'birthName', value: 'Öztürk', further: false },
    { key: 'givenNames', value: 'Elif', further: false },
    { key: 'birthDate', value: '1989-04-03', further: false },
    { key: 'birthPlace', value: 'Mardin', further: false },
    { key: 'birthCountry', value: '163', further: false },
    { key: 'sex', value: 'w', further: false },
    { key: 'maritalStatus', value: 'VH', further: false },
    { key: 'nationalities', value: '163', further: false },
    { key: 'street', value: 'Lindenweg 4', further: false },
    { key: 'town', value: '50667 Köln', further: false },
    { key: 'email', value: 'elif.sahin@example.org', further: false },
    { key: 'residenceTitle', value: 'Niederlassungserlaubnis, § 9 AufenthG', further: false },
    { key: 'residenceSince', value: '2014-08', further: false },
    { key: 'livelihood', value: 'Pflegefachkraft, unbefristet seit 2017', further: false },
    { key: 'Ehrenamt', value: 'Trainerin im Turnverein', further: true },
  ],
  remarks: 'Mein Arbeitsvertrag ließ sich nicht hochladen, ich reiche ihn nach.',
  hints: [
    {
      rule: 'CR-05',
      severity: 'warning',
      data: { finding: 'expires-soon', evidence: 'EV-PASS', validUntil: '2027-02-03', daysLeft: 71 },
      source: '§ 10 Abs. 1 StAG',
    },
    {
      rule: 'CR-03',
      severity: 'info',
      data: { finding: 'evidence-missing', evidence: 'EV-EMPC' },
      source: '§ 34 S. 2 StAG, § 82 Abs. 1 AufenthG',
    },
  ],
  transitions: [
    { transition: 'T10', to: 'VOLLSTAENDIG', blockedBy: [], needs: ['override'] },
    { transition: 'T03', to: 'ABGEGEBEN', blockedBy: [], needs: ['targetOffice', 'reason'] },
    { transition: 'T14', to: 'AUSGESETZT', blockedBy: [], needs: ['suspensionReason', 'reason', 'reviewDate'] },
    { transition: 'T22', to: 'ZURUECKGENOMMEN', blockedBy: [], needs: ['declarationDocument'] },
    { transition: 'T16', to: 'ENTSCHEIDUNGSREIF', blockedBy: ['NO_OPEN_ITEM', 'ESTA_QUERY_ANSWERED'], needs: [] },
  ],
  openRequest: null,
  notes: [
    {
      noteId: uuid('9', 1),
      at: Date.UTC(2026, 10, 19, 8, 4),
      by: 'Aylin Yıldız',
      text: 'Frau Şahin rief an: Arbeitsvertrag kommt mit der Post.',
    },
  ],
};

const entry = (sequence: number, kind: string, facts: TimelineEntry['facts'], by = 'Aylin Yıldız'): TimelineEntry => ({
  sequence,
  at: Date.UTC(2026, 10, 20, 9, sequence),
  by,
  role: 'SB',
  kind,
  facts,
});

export const SAMPLE_TIMELINE: TimelineEntry[] = [
  entry(12, 'case.reviewed', { evidence: 'EV-EMPB', result: 'MANGEL', reason: 'VERALTET' }),
  entry(11, 'case.document-placed', { evidence: 'EV-EMPB', pageFrom: 5, pageTo: 5 }),
  entry(10, 'case.slot-marked', { evidence: 'EV-EMPC', mark: 'missing', reason: 'FEHLT' }),
  entry(9, 'case.note-added', { text: 'Frau Şahin rief an: Arbeitsvertrag kommt mit der Post.' }),
  entry(3, 'case.status-changed', { transition: 'T02', from: 'NEU', to: 'VORPRUEFUNG' }),
  entry(1, 'case.opened', { channel: 'fit-connect', reference: '33-20/2026/412', filingDate: '2026-10-14' }, 'System'),
];

const items = [
  {
    slotId: sampleSlots[6]?.slotId ?? '',
    evidence: 'EV-EMPC',
    reason: 'FEHLT',
    explanation: 'Dieser Nachweis liegt uns noch nicht vor. Bitte reichen Sie ihn ein.',
  },
  {
    slotId: sampleSlots[7]?.slotId ?? '',
    evidence: 'EV-EMPB',
    reason: 'VERALTET',
    explanation: 'Das Dokument ist zu alt. Bitte reichen Sie ein aktuelles ein.',
  },
];

export const SAMPLE_EDITOR: ResponseOf<'requests', 'editor'> = {
  version: 12,
  candidates: [
    ...items.map((item) => ({ ...item, selected: true })),
    {
      slotId: sampleSlots[9]?.slotId ?? '',
      evidence: 'EV-LANG',
      reason: 'FEHLT',
      explanation: 'Bitte reichen Sie das Zertifikat ein.',
      selected: false,
    },
  ],
  draft: { items, deadlineOn: '2026-12-22', channel: 'fit-connect', message: '' },
  suggestedDeadline: '2026-12-22',
  channels: [
    { channel: 'fit-connect', available: true, why: '' },
    { channel: 'letter', available: true, why: '' },
  ],
  addressee: { name: 'Elif Şahin', lines: ['Elif Şahin', 'Lindenweg 4', '50667 Köln'], because: 'person' },
  draftSavedAt: null,
};

export const SAMPLE_REQUESTS: CaseRequest[] = [
  {
    requestId: uuid('8', 1),
    round: 1,
    channel: 'letter',
    addressee: 'Elif Şahin',
    sentAt: Date.UTC(2026, 9, 20, 10),
    sentBy: 'Aylin Yıldız',
    deadlineOn: '2026-11-27',
    delivery: 'to-post',
    postedOn: null,
    letterDocumentId: SAMPLE_DOCUMENTS.letter,
    letterSha512: 'cd'.repeat(64),
    items: [
      {
        itemId: uuid('7', 1),
        slotId: sampleSlots[8]?.slotId ?? '',
        evidence: 'EV-RENT',
        reason: 'FEHLT',
        explanation: '',
        state: 'open',
      },
      {
        itemId: uuid('7', 2),
        slotId: sampleSlots[10]?.slotId ?? '',
        evidence: 'EV-EBT',
        reason: 'FEHLT',
        explanation: '',
        state: 'answered',
      },
    ],
    extensions: [{ at: Date.UTC(2026, 10, 18), from: '2026-11-18', to: '2026-11-27', reason: 'Urlaub' }],
  },
];

export const SAMPLE_EXPORTS: ExportRow[] = [
  {
    exportId: uuid('6', 1),
    caseId: SAMPLE_CASE,
    at: Date.UTC(2026, 10, 18, 14),
    by: 'Aylin Yıldız',
    packageName: '33-20-2026-412_Sahin_20261118-140000',
    files: 14,
    bytes: 4_812_000,
    manifestSha256: 'ef'.repeat(32),
    state: 'EXPORTIERT',
    confirmedAt: null,
    fileNumber: null,
    supplement: false,
  },
];
