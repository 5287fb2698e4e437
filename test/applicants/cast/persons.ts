import type { ApplicantPerson, DeclaredAddress, ResidenceTitle } from '../../../shared/domain/application.ts';

export const SETTLED: ResidenceTitle = { kind: 'Niederlassungserlaubnis', paragraph: '§ 9 AufenthG', unlimited: true };

/** An address in the invented town all characters live in; postal code and municipality key are not assigned. */
export function home(street: string, houseNumber: string): DeclaredAddress {
  return { street, houseNumber, postalCode: '59999', town: 'Lindenrath', ags: '05999012' };
}

type Given = Pick<
  ApplicantPerson,
  'personRef' | 'name' | 'birthDate' | 'birthPlace' | 'sex' | 'nationalities' | 'address' | 'groups'
> &
  Partial<ApplicantPerson>;

/** A person with the usual rest: unmarried, § 10 Abs. 1, settled, no absences, no convictions. */
export function someone(given: Given): ApplicantPerson {
  return {
    role: 'applicant',
    maritalStatus: 'LD',
    legalBasis: 'LB-10-1',
    residencePeriods: [],
    absences: [],
    convictionsDeclared: false,
    convictions: [],
    ...given,
  };
}
