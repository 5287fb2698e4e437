import type { CaseView } from '../../../shared/contract/cases.ts';
import type { ApplicantPerson } from '../../../shared/domain/application.ts';
import {
  checkAgeRules,
  checkExpectedEvidence,
  checkLivelihoodTransition,
  checkMandatoryFields,
  checkPaperAges,
  duplicateHints,
  duplicateKeys,
} from '../../../shared/domain/checks.ts';
import { todayInGermany } from '../../../shared/domain/deadlines.ts';
import { type Reader, sql } from '../store/database.ts';
import type { ChecklistSlot } from './checklist.ts';

type Candidate = { reference: string; declared: string };

/** References of other cases that may be the same person (CR-16); the birth date narrows the search by index. */
const possibleDuplicates = (reader: Reader, caseId: string, person: ApplicantPerson): string[] => {
  const keys = new Set(duplicateKeys(person));
  return reader
    .all<Candidate>(
      sql`SELECT reference, declared FROM cases WHERE birth_date = ${person.birthDate} AND id <> ${caseId} LIMIT 50`,
    )
    .filter(({ declared }) => {
      const other = JSON.parse(declared) as { person: ApplicantPerson };
      return duplicateKeys(other.person).some((key) => keys.has(key));
    })
    .map(({ reference }) => reference);
};

/** What the rules of DOMAIN §11 notice on a case; hints only, never a change. */
export const caseHints = (
  reader: Reader,
  caseId: string,
  person: ApplicantPerson,
  checklist: readonly ChecklistSlot[],
  filingDate: string,
  at: number,
): CaseView['hints'] => {
  const today = todayInGermany(at);
  const titleEnd = person.residenceTitle?.validUntil;
  const papers = titleEnd === undefined ? [] : [{ evidence: 'EV-TITLE', validUntil: titleEnd }];
  return [
    ...checkMandatoryFields(person),
    ...checkExpectedEvidence(checklist.map(({ row, facts }) => ({ evidence: row.evidence, facts }))),
    ...checkPaperAges(papers, today),
    ...checkAgeRules(person.birthDate, { filingDate, expectedHandover: today }),
    ...duplicateHints(possibleDuplicates(reader, caseId, person)),
    ...checkLivelihoodTransition(filingDate),
  ].map(({ rule, severity, data, source }) => ({ rule, severity, data: { ...data }, source }));
};
