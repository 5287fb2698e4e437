import type { CaseView } from '../../../shared/contract/cases.ts';
import type { ApplicantPerson, FurtherField } from '../../../shared/domain/application.ts';
import { neutraliseText } from '../../../shared/domain/display-text.ts';
import { nationalityLabel } from '../../../shared/domain/nationality.ts';

/** Keys of "Angaben laut Antrag" in reading order; the windows have a label for each. */
export const DECLARED_KEYS = [
  'familyName',
  'givenNames',
  'birthName',
  'formerNames',
  'doctoralDegree',
  'birthDate',
  'birthPlace',
  'birthCountry',
  'sex',
  'maritalStatus',
  'nationalities',
  'street',
  'town',
  'email',
  'phone',
  'residenceTitle',
  'residenceSince',
  'residencePeriods',
  'absences',
  'livelihood',
  'languageProof',
  'civicProof',
  'convictions',
] as const;
type DeclaredKey = (typeof DECLARED_KEYS)[number];

const VALUE_LIMIT = 4000;
const lines = (texts: readonly string[]): string => texts.join('\n');
/** `01.09.2019`, as the office writes dates; partial dates keep their precision. */
const german = (date: string): string => date.split('-').reverse().join('.');
/** Germany is no citizenship in the list the other labels come from. */
const countryLabel = (code: string): string => (code === '000' ? 'Deutschland' : nationalityLabel(code));
const period = (from: string, to: string | undefined, rest: readonly (string | undefined)[]): string =>
  [
    to === undefined ? `seit ${german(from)}` : `${german(from)} – ${german(to)}`,
    ...rest.filter((part) => part !== undefined && part !== ''),
  ].join(', ');

/** The person's claims as plain texts; dates and codes stay as declared, the windows format what they know. */
const values = (person: ApplicantPerson): Record<DeclaredKey, string> => ({
  familyName: person.name.familyName,
  givenNames: person.name.givenNames,
  birthName: person.name.birthName ?? '',
  formerNames: lines(person.name.formerNames ?? []),
  doctoralDegree: person.name.doctoralDegree ?? '',
  birthDate: person.birthDate,
  birthPlace: person.birthPlace,
  birthCountry: person.birthCountry ?? '',
  sex: person.sex,
  maritalStatus: person.maritalStatus,
  nationalities: lines(person.nationalities),
  street: [person.address.street, person.address.houseNumber, person.address.addition].filter(Boolean).join(' '),
  town: [person.address.postalCode, person.address.town].filter(Boolean).join(' '),
  email: person.contact?.email ?? '',
  phone: person.contact?.phone ?? '',
  residenceTitle:
    person.residenceTitle === undefined
      ? ''
      : [
          person.residenceTitle.kind,
          person.residenceTitle.paragraph,
          person.residenceTitle.validUntil === undefined
            ? ''
            : `gültig bis ${german(person.residenceTitle.validUntil)}`,
        ]
          .filter(Boolean)
          .join(', '),
  residenceSince: person.residenceSince ?? '',
  residencePeriods: lines(
    person.residencePeriods.map(({ from, to, country, place }) => period(from, to, [place, countryLabel(country)])),
  ),
  absences: lines(
    person.absences.map(({ from, to, country, reason }) => period(from, to, [countryLabel(country), reason])),
  ),
  livelihood: person.livelihood ?? '',
  languageProof: person.languageProof ?? '',
  civicProof: person.civicProof ?? '',
  convictions: lines(
    person.convictions.map(({ date, court, country, sentence }) =>
      [german(date), court, countryLabel(country), sentence].join(', '),
    ),
  ),
});

/** "Angaben laut Antrag" followed by "weitere Angaben": everything the applicant wrote, nothing hidden. */
export const declaredFields = (person: ApplicantPerson, further: readonly FurtherField[]): CaseView['declared'] => {
  const known = values(person);
  return [
    ...DECLARED_KEYS.filter((key) => known[key] !== '').map((key) => ({
      key,
      value: neutraliseText(known[key], 'multi-line').slice(0, VALUE_LIMIT),
      further: false,
    })),
    ...further.map(({ label, value }) => ({
      key: neutraliseText(label).slice(0, 200),
      value: neutraliseText(value, 'multi-line').slice(0, VALUE_LIMIT),
      further: true,
    })),
  ];
};
