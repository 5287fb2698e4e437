import type { ApplicantPerson, Application, LocalDate } from '../../../shared/domain/application.ts';
import { germanDate } from '../german.ts';
import type { Prng } from '../prng.ts';

/** What a paper may say differently from the usual. */
export type PaperDetail = {
  /** Month of a payslip, `YYYY-MM`. */
  month?: string;
  /** Birth date as printed on the paper when it differs from the declared one. */
  printedBirthDate?: string;
  /** Last day of validity of a passport or card. */
  validUntil?: LocalDate;
  /** Issue date. */
  issuedOn?: LocalDate;
};

/** For whom and when a paper is written. */
export type PaperSubject = {
  application: Pick<Application, 'persons' | 'representative' | 'remarks'>;
  person: ApplicantPerson;
  /** Local German date of the submission; papers are dated shortly before it. */
  submittedOn: LocalDate;
  chance: Prng;
  detail: PaperDetail;
};

/** Full name in the order of speaking, without an empty part for persons with a single name. */
export function spokenName(person: ApplicantPerson): string {
  const { doctoralDegree, givenNames, familyName } = person.name;
  return [doctoralDegree, givenNames, familyName].filter((part) => part !== undefined && part !== '').join(' ');
}

/** Birth date as this paper prints it. */
export function printedBirth(subject: PaperSubject): string {
  return germanDate(subject.detail.printedBirthDate ?? subject.person.birthDate);
}

/** Address on two lines. */
export function addressLines(person: ApplicantPerson): [string, string] {
  const { street, houseNumber, postalCode, town } = person.address;
  return [`${street} ${houseNumber}`, `${postalCode} ${town}`];
}
