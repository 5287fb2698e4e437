import type { ApplicantGroup, ApplicantPerson, LegalBasis, LocalDate, MaritalStatus } from './application.ts';
import { ageOn, isPartialDate } from './dates.ts';
import { EVIDENCE_ORDER, type EvidenceId } from './evidence-catalogue.ts';
import { hasFreeMovement, STATELESS } from './nationality.ts';

export { EVIDENCE_ORDER, evidenceById, sectionOf } from './evidence-catalogue.ts';

/** One slot of a checklist: the proof expected, whether it counts from the start, and what may stand in its place. */
export interface ExpectedEvidence {
  readonly evidence: EvidenceId;
  readonly required: boolean;
  /** Other proofs of the same thing; a human decides whether one of them suffices. */
  readonly alternatives?: readonly EvidenceId[];
}

/** What the rules look at; an {@link ApplicantPerson} fits. */
export type EvidencePerson = Pick<
  ApplicantPerson,
  'groups' | 'legalBasis' | 'maritalStatus' | 'birthDate' | 'nationalities'
>;

/** What an office may set differently. */
export interface EvidencePolicy {
  /**
   * Whether the commitment of § 10 Abs. 1 S. 1 Nr. 1a StAG is asked of under-16s (open question, DOMAIN §5.2 note 2).
   */
  readonly historicCommitmentUnder16Unconfirmed: 'required' | 'optional' | 'omitted';
}
export const DEFAULT_EVIDENCE_POLICY: EvidencePolicy = { historicCommitmentUnder16Unconfirmed: 'optional' };

interface EvidenceRule {
  readonly adds?: readonly ExpectedEvidence[];
  /** Taken from the base set; what another group adds stays, a human may still call it irrelevant. */
  readonly drops?: readonly EvidenceId[];
}

const need = (evidence: EvidenceId, ...alternatives: EvidenceId[]): ExpectedEvidence =>
  alternatives.length > 0 ? { evidence, required: true, alternatives } : { evidence, required: true };
const offer = (evidence: EvidenceId, ...alternatives: EvidenceId[]): ExpectedEvidence => ({
  ...need(evidence, ...alternatives),
  required: false,
});

/** Base set for everyone from 16 (DOMAIN §7.3). */
const BASE: readonly ExpectedEvidence[] = [
  need('EV-APPL'),
  need('EV-SIGN'),
  need('EV-CV'),
  need('EV-PASS', 'EV-IDDOC', 'EV-IDALT'),
  need('EV-BIRTH'),
  need('EV-TITLE'),
  need('EV-LANG', 'EV-INTK', 'EV-SCHOOL', 'EV-VOC', 'EV-UNI', 'EV-LANGEX'),
  need('EV-EBT', 'EV-INTK', 'EV-SCHOOL', 'EV-UNI', 'EV-LANGEX'),
  need('EV-DECL1'),
  need('EV-DECL1A'),
  need('EV-CRIMDECL'),
  need('EV-RENT'),
];

/** Set of a child under 16 who is naturalised with the parents: own identity, title and school, no own declarations. */
const CHILD: readonly ExpectedEvidence[] = [
  need('EV-APPL'),
  need('EV-SIGN'),
  need('EV-PASS', 'EV-IDDOC', 'EV-IDALT'),
  need('EV-BIRTH'),
  need('EV-TITLE'),
  need('EV-CUST'),
];

/** Civil-status papers by DSMeld marital status. */
const CIVIL_STATUS: Readonly<Record<MaritalStatus, readonly EvidenceId[]>> = {
  LD: [],
  NB: [],
  VH: ['EV-MARR'],
  LP: ['EV-MARR'],
  GS: ['EV-DIV'],
  EA: ['EV-DIV'],
  LA: ['EV-DIV'],
  VW: ['EV-DEATH'],
  LV: ['EV-DEATH'],
  LE: ['EV-DEATH'],
};

/** What a group adds and drops (DOMAIN §7.3); ships as the default of an office profile. */
const GROUPS: Readonly<Record<ApplicantGroup, EvidenceRule>> = {
  'G-EMP': { adds: [need('EV-EMPC'), need('EV-EMPB'), need('EV-PAY'), offer('EV-PENSHIST')] },
  'G-SELF': {
    adds: [need('EV-SELFREG'), need('EV-TAX'), need('EV-BWA'), need('EV-TAXOK'), need('EV-HEALTH'), need('EV-PROV')],
  },
  'G-APPR': { adds: [need('EV-APPR'), need('EV-PAY')] },
  'G-STUD': { adds: [need('EV-STUD'), need('EV-BAFOEG', 'EV-SPINC', 'EV-MAINT'), need('EV-HEALTH')] },
  'G-PENS': { adds: [need('EV-PENS'), need('EV-HEALTH')] },
  'G-ALG1': { adds: [need('EV-ALG1'), need('EV-PAY')] },
  'G-BENE': { adds: [need('EV-BENE'), offer('EV-EMPB', 'EV-GUEST', 'EV-SPINC')] },
  'G-NOINC': { adds: [need('EV-SPINC'), need('EV-MAINT')] },
  'G-PARENT': { adds: [need('EV-HSUPP'), need('EV-EMPB'), need('EV-SPINC')] },
  'G-SPGER': { adds: [need('EV-MARR'), need('EV-SPGER'), need('EV-SPINC')] },
  'G-MINOR': {},
  'G-M16': {},
  'G-REF': {
    adds: [need('EV-GFK'), need('EV-BAMF'), need('EV-IDALT', 'EV-PASS', 'EV-IDDOC')],
    drops: ['EV-PASS'],
  },
  'G-STL': { adds: [need('EV-GFK'), need('EV-STATELESS')] },
  'G-EU': { adds: [need('EV-EUREG')], drops: ['EV-TITLE'] },
  'G-GUEST': { adds: [need('EV-GUEST')], drops: ['EV-EBT', 'EV-LANG'] },
};

/** Groups that also shape a child's set; a child owes no proof of livelihood. */
const GROUPS_OF_CHILDREN: readonly ApplicantGroup[] = ['G-REF', 'G-STL', 'G-EU'];

/**
 * What the legal basis adds and drops (DOMAIN §5): § 8 looks at provision and insurance too; §§ 13, 14 are for people
 * abroad; § 15 StAG and Art. 116 Abs. 2 GG ask for descent and persecution, not for residence, language or livelihood.
 */
const LEGAL_BASES: Readonly<Partial<Record<LegalBasis, EvidenceRule>>> = {
  'LB-8': { adds: [need('EV-HEALTH'), offer('EV-PROV'), offer('EV-PENSHIST')] },
  'LB-9-1': { adds: [need('EV-MARR'), need('EV-SPGER')] },
  'LB-9-2': { adds: [need('EV-DEATH', 'EV-DIV'), need('EV-CHILD'), need('EV-CUST')] },
  'LB-13': { drops: ['EV-TITLE', 'EV-RENT'] },
  'LB-14': { drops: ['EV-TITLE', 'EV-RENT'] },
  'LB-15': { drops: ['EV-CV', 'EV-TITLE', 'EV-LANG', 'EV-EBT', 'EV-RENT'], adds: [need('EV-OTHER')] },
  'LB-116-2': {
    drops: ['EV-CV', 'EV-TITLE', 'EV-LANG', 'EV-EBT', 'EV-DECL1', 'EV-DECL1A', 'EV-RENT'],
    adds: [need('EV-OTHER')],
  },
  'LB-STL': { drops: ['EV-TITLE', 'EV-LANG', 'EV-EBT', 'EV-DECL1', 'EV-DECL1A'], adds: [need('EV-STATELESS')] },
};

/** Age at filing; a birth date that is none leaves every age possible. */
function ageAtFiling(person: EvidencePerson, filingDate: LocalDate): { atLeast: number; atMost: number } {
  return isPartialDate(person.birthDate)
    ? ageOn(person.birthDate, filingDate)
    : { atLeast: 0, atMost: Number.POSITIVE_INFINITY };
}

/** Under 16 at filing for certain; where the birth date leaves it open, the sender's group decides. */
function isChild(person: EvidencePerson, filingDate: LocalDate): boolean {
  const age = ageAtFiling(person, filingDate);
  if (age.atMost < 16) return true;
  return age.atLeast < 16 && person.groups.includes('G-MINOR');
}

function groupsOf(person: EvidencePerson, child: boolean): ApplicantGroup[] {
  const groups = new Set(person.groups);
  if (person.nationalities.some(hasFreeMovement)) groups.add('G-EU');
  return [...groups].filter((group) => !child || GROUPS_OF_CHILDREN.includes(group));
}

function childSlots(person: EvidencePerson, filingDate: LocalDate, policy: EvidencePolicy): ExpectedEvidence[] {
  const slots = [...CHILD];
  if (ageAtFiling(person, filingDate).atMost >= 6) slots.push(need('EV-SCHOOL'));
  const commitment = policy.historicCommitmentUnder16Unconfirmed;
  if (commitment !== 'omitted') slots.push(commitment === 'required' ? need('EV-DECL1A') : offer('EV-DECL1A'));
  return slots;
}

/** Two wishes for the same proof become one slot: required if either is, with the alternatives of both. */
function merge(slots: readonly ExpectedEvidence[]): ExpectedEvidence[] {
  const merged = new Map<EvidenceId, ExpectedEvidence>();
  for (const slot of slots) {
    const known = merged.get(slot.evidence);
    const alternatives = [...new Set([...(known?.alternatives ?? []), ...(slot.alternatives ?? [])])];
    merged.set(slot.evidence, {
      evidence: slot.evidence,
      required: slot.required || known?.required === true,
      ...(alternatives.length > 0 ? { alternatives } : {}),
    });
  }
  return [...merged.values()];
}

/**
 * Evidence slots a case starts with, in evidence order (DOMAIN §7.3): base set or child's set at the filing date,
 * civil-status papers, then what groups and legal basis drop from it and add to it. A checklist of hints: whether a
 * proof is dispensable is decided by a human. A birth date that cannot be read does not stop it: the sender's group
 * then decides about the child's set.
 */
export function evidenceFor(
  person: EvidencePerson,
  filingDate: LocalDate,
  policy: EvidencePolicy = DEFAULT_EVIDENCE_POLICY,
): ExpectedEvidence[] {
  const child = isChild(person, filingDate);
  const groups = groupsOf(person, child);
  const rules = groups.map((group) => GROUPS[group]);
  const ofBasis = LEGAL_BASES[person.legalBasis];
  if (ofBasis && !child) rules.push(ofBasis);
  const dropped = new Set(rules.flatMap((rule) => rule.drops ?? []));
  const base = child ? childSlots(person, filingDate, policy) : BASE;
  const slots = [
    ...base.filter((slot) => !dropped.has(slot.evidence)),
    ...(child ? [] : CIVIL_STATUS[person.maritalStatus].map((evidence) => need(evidence))),
    ...rules.flatMap((rule) => rule.adds ?? []),
  ];
  if (person.nationalities.includes(STATELESS) && !groups.includes('G-STL')) slots.push(offer('EV-GFK'));
  return merge(slots).sort((a, b) => EVIDENCE_ORDER.indexOf(a.evidence) - EVIDENCE_ORDER.indexOf(b.evidence));
}
