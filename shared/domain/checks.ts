import type { ApplicantPerson, LocalDate, PartialDate } from './application.ts';
import { addMonths, ageOn, daysBetween, isLocalDate, isPartialDate } from './dates.ts';
import { evidenceById, type MaximumAge } from './evidence-catalogue.ts';
import { UNCLARIFIED } from './nationality.ts';
import { type SlotFacts, slotState } from './review.ts';
import { searchForm } from './search-form.ts';

/** Rules of DOMAIN §11 built so far. */
export type RuleId = 'CR-01' | 'CR-03' | 'CR-05' | 'CR-13' | 'CR-16' | 'CR-18';

/**
 * What a rule noticed. A hint never changes a status and can be overridden with a reason (§ 35a VwVfG is not open
 * here). `data` names the finding under `finding` and the values it rests on, for the text in the reader's language.
 */
export interface Hint {
  readonly rule: RuleId;
  readonly severity: 'info' | 'warning';
  readonly data: Readonly<Record<string, string | number>>;
  /** Paragraph or standard the rule comes from. */
  readonly source: string;
}

/** Last filing day with the old livelihood rule (§ 40a StAG). */
export const LIVELIHOOD_TRANSITION_LAST_DAY: LocalDate = '2023-08-23';
/** Days before the end of a paper at which it is pointed out (DOMAIN §10 D-TITLE). */
export const EXPIRY_WARNING_DAYS = { first: 90, second: 30 } as const;
/** Months a certificate of enrolment counts, roughly one semester (unconfirmed, office policy). */
export const SEMESTER_MONTHS_UNCONFIRMED = 6;

const filled = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** CR-01: mandatory data that is missing, one hint for each field (§ 34 S. 2 StAG, § 82 Abs. 1 AufenthG). */
export function checkMandatoryFields(person: ApplicantPerson): Hint[] {
  const { name, address } = person;
  const present: Readonly<Record<string, boolean>> = {
    name: filled(name.familyName) || filled(name.givenNames),
    birthDate: isPartialDate(person.birthDate),
    birthPlace: filled(person.birthPlace),
    nationalities: person.nationalities.length > 0,
    street: filled(address.street),
    postalCode: filled(address.postalCode),
    town: filled(address.town),
  };
  return Object.entries(present)
    .filter(([, given]) => !given)
    .map(([field]) => ({
      rule: 'CR-01',
      severity: 'warning',
      data: { finding: 'field-missing', field },
      source: '§ 34 S. 2 StAG, § 82 Abs. 1 AufenthG',
    }));
}

/** A slot of the checklist with its proof. */
export interface CheckedSlot {
  readonly evidence: string;
  readonly facts: SlotFacts;
}

/** CR-03: expected proofs without any paper, in the order given. */
export function checkExpectedEvidence(slots: readonly CheckedSlot[]): Hint[] {
  return slots
    .filter(({ facts }) => slotState(facts) === 'missing')
    .map(({ evidence }) => ({
      rule: 'CR-03',
      severity: 'warning',
      data: { finding: 'evidence-missing', evidence },
      source: '§ 34 S. 2 StAG, § 82 Abs. 1 AufenthG',
    }));
}

/** What is known of the dates of a placed paper. */
export interface DatedPaper {
  readonly evidence: string;
  readonly issuedOn?: LocalDate;
  readonly validUntil?: LocalDate;
}

function monthsAllowed(age: MaximumAge): number | undefined {
  if (age === 'semester') return SEMESTER_MONTHS_UNCONFIRMED;
  return typeof age === 'object' ? age.months : undefined;
}

/**
 * CR-05: papers that have expired, expire within 90 or 30 days, or were issued longer ago than the office wants.
 * `maximumAge` overrides the catalogue's ages (office policy, DOMAIN §7.2). A paper is valid through its last day.
 */
export function checkPaperAges(
  papers: readonly DatedPaper[],
  today: LocalDate,
  maximumAge: (evidence: string) => MaximumAge = (evidence) => evidenceById(evidence)?.age ?? 'none',
): Hint[] {
  const hints: Hint[] = [];
  for (const { evidence, issuedOn, validUntil } of papers) {
    if (validUntil !== undefined) {
      const daysLeft = daysBetween(today, validUntil);
      if (daysLeft <= EXPIRY_WARNING_DAYS.first) {
        hints.push({
          rule: 'CR-05',
          severity: daysLeft <= EXPIRY_WARNING_DAYS.second ? 'warning' : 'info',
          data: { finding: daysLeft < 0 ? 'expired' : 'expires-soon', evidence, validUntil, daysLeft },
          source: '§ 10 Abs. 1 StAG',
        });
      }
    }
    const months = monthsAllowed(maximumAge(evidence));
    if (issuedOn !== undefined && months !== undefined && today > addMonths(issuedOn, months)) {
      hints.push({
        rule: 'CR-05',
        severity: 'info',
        data: { finding: 'too-old', evidence, issuedOn, months },
        source: '§ 24 VwVfG',
      });
    }
  }
  return hints;
}

const AGE_SOURCE = '§§ 34, 37 StAG';

/** First day on which somebody has certainly reached an age; for 29.02. the first of March of a common year. */
function reaches(birthDate: LocalDate, age: number): LocalDate {
  const year = String(Number(birthDate.slice(0, 4)) + age).padStart(4, '0');
  const anniversary = `${year}${birthDate.slice(4)}`;
  return isLocalDate(anniversary) ? anniversary : `${year}-03-01`;
}

/**
 * CR-13: age rules. Under 16 the legal representatives act; a child that turns 16 between filing and the expected
 * hand-over will owe declarations, language and test (DOMAIN §6.10); from 16 to 18 a person acts alone though a minor;
 * a partial birth date near 16 is pointed out. A birth date that cannot be read is CR-01's business.
 */
export function checkAgeRules(
  birthDate: PartialDate,
  dates: { readonly filingDate: LocalDate; readonly expectedHandover?: LocalDate },
): Hint[] {
  if (!isPartialDate(birthDate)) return [];
  const atFiling = ageOn(birthDate, dates.filingDate);
  const hint = (severity: Hint['severity'], data: Hint['data']): Hint => ({
    rule: 'CR-13',
    severity,
    data,
    source: AGE_SOURCE,
  });
  if (atFiling.atLeast < 16 && atFiling.atMost >= 16) {
    return [hint('warning', { finding: 'age-16-uncertain', birthDate, filingDate: dates.filingDate })];
  }
  if (atFiling.atLeast >= 18) return [];
  if (atFiling.atLeast >= 16) return [hint('info', { finding: 'acts-alone-from-16', age: atFiling.atLeast })];
  const hints = [hint('info', { finding: 'needs-representatives', age: atFiling.atMost })];
  const { expectedHandover } = dates;
  if (expectedHandover !== undefined && ageOn(birthDate, expectedHandover).atMost >= 16) {
    const turns16 = isLocalDate(birthDate) ? { on: reaches(birthDate, 16) } : {};
    hints.push(hint('warning', { finding: 'turns-16-before-handover', expectedHandover, ...turns16 }));
  }
  return hints;
}

/**
 * CR-18: filed by 23.08.2023, so that the livelihood rule before 27.06.2024 applies where it is more favourable (§ 40a
 * StAG).
 */
export function checkLivelihoodTransition(filingDate: LocalDate): Hint[] {
  if (filingDate > LIVELIHOOD_TRANSITION_LAST_DAY) return [];
  return [
    {
      rule: 'CR-18',
      severity: 'info',
      data: { finding: 'old-livelihood-rule', filingDate, lastDay: LIVELIHOOD_TRANSITION_LAST_DAY },
      source: '§ 40a StAG',
    },
  ];
}

/**
 * CR-16: keys under which the same person may already be held: search form of the whole name, birth date and one
 * nationality each (unclarified when none is given). Equal keys make a hint; whether it is the same person is decided
 * by a human.
 */
export function duplicateKeys(person: Pick<ApplicantPerson, 'name' | 'birthDate' | 'nationalities'>): string[] {
  const { familyName, givenNames } = person.name;
  const name = searchForm(`${familyName} ${givenNames}`)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const nationalities = person.nationalities.length > 0 ? person.nationalities : [UNCLARIFIED];
  return [...new Set(nationalities)].sort().map((nationality) => `${name}|${person.birthDate}|${nationality}`);
}

/** CR-16 as a hint, for each other case that shares a key; `reference` is its file reference. */
export function duplicateHints(references: readonly string[]): Hint[] {
  return references.map((reference) => ({
    rule: 'CR-16',
    severity: 'warning',
    data: { finding: 'possible-duplicate', reference },
    source: '§ 24 VwVfG',
  }));
}
