/**
 * The versioned internal model of what an applicant declares. Everything in it is a claim of the sender
 * ("laut Antrag"); nothing here is proved. One adapter per received Fachdaten schema maps to it
 * (electron/core/intake); what an adapter cannot map stays visible as {@link FurtherField}.
 */
export const APPLICATION_MODEL_VERSION = 1;

/** A date of which only a part may be known (DOMAIN §16: store the precision, never invent 01.01.). ISO `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string;
/** A local calendar date without time zone, ISO `YYYY-MM-DD`. */
export type LocalDate = string;
/** Three-digit key of the Destatis Staats- und Gebietssystematik (BEV) as string, `997` stateless, `998` unclarified. */
export type BevCode = string;

/** Applicant groups of DOMAIN §7.3; they decide which evidence slots a case starts with. */
export const APPLICANT_GROUPS = [
  'G-EMP',
  'G-SELF',
  'G-APPR',
  'G-STUD',
  'G-PENS',
  'G-ALG1',
  'G-BENE',
  'G-NOINC',
  'G-PARENT',
  'G-SPGER',
  'G-MINOR',
  'G-M16',
  'G-REF',
  'G-STL',
  'G-EU',
  'G-GUEST',
] as const;
export type ApplicantGroup = (typeof APPLICANT_GROUPS)[number];

/** Legal bases of DOMAIN §5.1. `LB-10-3` is repealed and kept as a historic code only. */
export const LEGAL_BASES = [
  'LB-10-1',
  'LB-10-2',
  'LB-9-1',
  'LB-9-2',
  'LB-8',
  'LB-13',
  'LB-14',
  'LB-15',
  'LB-116-2',
  'LB-STL',
  'LB-10-3',
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

export const SEXES = ['m', 'w', 'd', 'x'] as const;
export type Sex = (typeof SEXES)[number];

/** Codes of DSMeld "Familienstand". */
export const MARITAL_STATUSES = ['LD', 'VH', 'VW', 'GS', 'EA', 'LP', 'LV', 'LA', 'LE', 'NB'] as const;
export type MaritalStatus = (typeof MARITAL_STATUSES)[number];

export interface DeclaredName {
  /** Empty for persons with a single name; the single name then stands in `givenNames`. */
  familyName: string;
  givenNames: string;
  birthName?: string;
  formerNames?: string[];
  doctoralDegree?: string;
}

export interface DeclaredAddress {
  street: string;
  houseNumber: string;
  postalCode: string;
  town: string;
  addition?: string;
  /** Amtlicher Gemeindeschlüssel, 8 digits, when the sender gave one. */
  ags?: string;
}

export interface ResidencePeriod {
  from: PartialDate;
  to?: PartialDate;
  country: BevCode;
  place?: string;
}
export interface AbsenceAbroad {
  from: LocalDate;
  to: LocalDate;
  country: BevCode;
  reason?: string;
}
export interface ResidenceTitle {
  kind: string;
  paragraph: string;
  validUntil?: LocalDate;
  unlimited: boolean;
}
export interface DeclaredConviction {
  court: string;
  date: PartialDate;
  country: BevCode;
  sentence: string;
}

/** Who acts for the applicant: lawyer (§ 14 VwVfG), legal representative of a minor, Betreuer. */
export interface Representative {
  kind: 'lawyer' | 'legal-representative' | 'guardian' | 'other';
  name: string;
  address?: DeclaredAddress;
  email?: string;
}

/** One person of a submission; one person becomes one case (DOMAIN §3). */
export interface ApplicantPerson {
  /** Sender's id of the person inside the submission, referred to by uploads. */
  personRef: string;
  role: 'applicant' | 'spouse' | 'child';
  name: DeclaredName;
  birthDate: PartialDate;
  birthPlace: string;
  birthCountry?: BevCode;
  sex: Sex;
  maritalStatus: MaritalStatus;
  nationalities: BevCode[];
  address: DeclaredAddress;
  contact?: { email?: string; phone?: string };
  legalBasis: LegalBasis;
  groups: ApplicantGroup[];
  residenceTitle?: ResidenceTitle;
  residenceSince?: PartialDate;
  residencePeriods: ResidencePeriod[];
  absences: AbsenceAbroad[];
  convictionsDeclared: boolean;
  convictions: DeclaredConviction[];
  livelihood?: string;
  languageProof?: string;
  civicProof?: string;
}

/** A file the applicant uploaded, and what the applicant says it is. */
export interface DeclaredUpload {
  /** Id of the FIT-Connect attachment. */
  attachmentId: string;
  /** Evidence type of DOMAIN §7.2 (`EV-PASS`, …) as claimed by the sender; absent when unknown. */
  claimedEvidence?: string;
  /** Persons it belongs to, by `personRef`; several for shared proofs. */
  personRefs: string[];
  title?: string;
}

/** What the adapter could not map, kept in reading order so that nothing the applicant wrote is hidden. */
export interface FurtherField {
  path: string;
  label: string;
  value: string;
}

export interface Application {
  modelVersion: typeof APPLICATION_MODEL_VERSION;
  /** Applicant's own date on the form; never the filing date by itself. */
  declaredOn?: LocalDate;
  persons: ApplicantPerson[];
  representative?: Representative;
  uploads: DeclaredUpload[];
  remarks?: string;
  further: FurtherField[];
}
