import type { z } from 'zod';
import {
  type AbsenceAbroad,
  APPLICANT_GROUPS,
  APPLICATION_MODEL_VERSION,
  type ApplicantGroup,
  type ApplicantPerson,
  type Application,
  type DeclaredAddress,
  type DeclaredConviction,
  type DeclaredUpload,
  LEGAL_BASES,
  type LegalBasis,
  type PartialDate,
  type Representative,
  type ResidencePeriod,
} from '../../../shared/domain/application.ts';
import { isLocalDate, isPartialDate } from '../../../shared/domain/dates.ts';
import { type FieldScope, fieldScope, furtherFields } from './declared-fields.ts';
import { fachdatenSchema } from './fachdaten-1.0.ts';

type Read = z.output<typeof fachdatenSchema>;
type Person = Read['personen'][number];
type Anschrift = Person['anschrift'];

/** Used where the paper names no basis we know; the declared text then stands under "weitere Angaben". */
const USUAL_LEGAL_BASIS: LegalBasis = 'LB-10-1';

const ROLES = { antragsteller: 'applicant', ehegatte: 'spouse', kind: 'child' } as const;
const REPRESENTATIVES = {
  rechtsanwalt: 'lawyer',
  'gesetzlicher-vertreter': 'legal-representative',
  betreuer: 'guardian',
  sonstiger: 'other',
} as const;

const isLegalBasis = (text: string): text is LegalBasis => LEGAL_BASES.some((basis) => basis === text);
const isGroup = (text: string): text is ApplicantGroup => APPLICANT_GROUPS.some((group) => group === text);

/** Claimed evidence types as the case model takes them. */
export const isEvidenceId = (text: string): boolean => /^EV-[A-Z0-9]{2,12}$/.test(text);

const address = (scope: FieldScope, value: Anschrift): DeclaredAddress => ({
  street: scope.text('strasse', value.strasse),
  houseNumber: scope.text('hausnummer', value.hausnummer),
  postalCode: scope.text('postleitzahl', value.postleitzahl),
  town: scope.text('ort', value.ort),
  ...scope.maybe('addition', 'zusatz', value.zusatz),
  ...scope.maybe('ags', 'ags', value.ags),
});

/** The longest beginning of a date that exists; `undefined` when not even the year does. */
const existingPart = (date: string): PartialDate | undefined =>
  [date, date.slice(0, 7), date.slice(0, 4)].find(isPartialDate);

const periods = (scope: FieldScope, values: Person['aufenthaltszeiten']): ResidencePeriod[] =>
  values.flatMap((value, index) => {
    if (!isPartialDate(value.von) || (value.bis !== undefined && !isPartialDate(value.bis))) return [];
    const inside = scope.inside(`aufenthaltszeiten[${index}]`);
    return {
      from: inside.text('von', value.von),
      ...inside.maybe('to', 'bis', value.bis),
      country: inside.text('staat', value.staat),
      ...inside.maybe('place', 'ort', value.ort),
    };
  });

const absences = (scope: FieldScope, values: Person['auslandsaufenthalte']): AbsenceAbroad[] =>
  values.flatMap((value, index) => {
    if (!isLocalDate(value.von) || !isLocalDate(value.bis)) return [];
    const inside = scope.inside(`auslandsaufenthalte[${index}]`);
    return {
      from: inside.text('von', value.von),
      to: inside.text('bis', value.bis),
      country: inside.text('staat', value.staat),
      ...inside.maybe('reason', 'grund', value.grund),
    };
  });

const convictions = (scope: FieldScope, values: Person['straftaten']): DeclaredConviction[] =>
  values.flatMap((value, index) => {
    if (!isPartialDate(value.datum)) return [];
    const inside = scope.inside(`straftaten[${index}]`);
    return {
      court: inside.text('gericht', value.gericht),
      date: inside.text('datum', value.datum),
      country: inside.text('staat', value.staat),
      sentence: inside.text('strafe', value.strafe),
    };
  });

const residenceTitle = (
  scope: FieldScope,
  value: Person['aufenthaltstitel'],
): Pick<ApplicantPerson, 'residenceTitle'> => {
  if (value === undefined) return {};
  const inside = scope.inside('aufenthaltstitel');
  inside.used('unbefristet');
  return {
    residenceTitle: {
      kind: inside.text('art', value.art),
      paragraph: inside.text('paragraph', value.paragraph),
      unlimited: value.unbefristet,
      ...(value.gueltigBis !== undefined && isLocalDate(value.gueltigBis)
        ? inside.maybe('validUntil', 'gueltigBis', value.gueltigBis)
        : {}),
    },
  };
};

const person = (scope: FieldScope, value: Person, birthDate: PartialDate): ApplicantPerson => {
  for (const key of ['rolle', 'geschlecht', 'familienstand', 'straftatenAngegeben']) scope.used(key);
  for (const key of ['gruppen', 'aufenthaltszeiten', 'auslandsaufenthalte', 'straftaten', 'fruehereNamen'])
    scope.used(key);
  if (birthDate === value.geburtsdatum) scope.used('geburtsdatum');
  const legalBasis = isLegalBasis(value.rechtsgrundlage) ? value.rechtsgrundlage : USUAL_LEGAL_BASIS;
  if (legalBasis === value.rechtsgrundlage) scope.used('rechtsgrundlage');
  const formerNames = value.fruehereNamen?.map((name, index) => scope.text(`fruehereNamen[${index}]`, name));
  const contact = { ...scope.maybe('email', 'email', value.email), ...scope.maybe('phone', 'telefon', value.telefon) };
  return {
    personRef: scope.text('id', value.id),
    role: ROLES[value.rolle],
    name: {
      familyName: scope.text('familienname', value.familienname),
      givenNames: scope.text('vornamen', value.vornamen),
      ...scope.maybe('birthName', 'geburtsname', value.geburtsname),
      ...(formerNames === undefined ? {} : { formerNames }),
      ...scope.maybe('doctoralDegree', 'doktorgrad', value.doktorgrad),
    },
    birthDate,
    birthPlace: scope.text('geburtsort', value.geburtsort),
    ...scope.maybe('birthCountry', 'geburtsstaat', value.geburtsstaat),
    sex: value.geschlecht,
    maritalStatus: value.familienstand,
    nationalities: value.staatsangehoerigkeiten.map((code, index) =>
      scope.text(`staatsangehoerigkeiten[${index}]`, code),
    ),
    address: address(scope.inside('anschrift'), value.anschrift),
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
    legalBasis,
    groups: value.gruppen.flatMap((group, index) => {
      if (!isGroup(group)) return [];
      scope.used(`gruppen[${index}]`);
      return group;
    }),
    ...residenceTitle(scope, value.aufenthaltstitel),
    ...(value.inDeutschlandSeit !== undefined && isPartialDate(value.inDeutschlandSeit)
      ? scope.maybe('residenceSince', 'inDeutschlandSeit', value.inDeutschlandSeit)
      : {}),
    residencePeriods: periods(scope, value.aufenthaltszeiten),
    absences: absences(scope, value.auslandsaufenthalte),
    convictionsDeclared: value.straftatenAngegeben,
    convictions: convictions(scope, value.straftaten),
    ...scope.maybe('livelihood', 'lebensunterhalt', value.lebensunterhalt),
    ...scope.maybe('languageProof', 'sprachnachweis', value.sprachnachweis),
    ...scope.maybe('civicProof', 'einbuergerungstest', value.einbuergerungstest),
  };
};

const representative = (scope: FieldScope, value: Read['vertreter']): Representative | undefined => {
  if (value === undefined) return undefined;
  scope.used('art');
  return {
    kind: REPRESENTATIVES[value.art],
    name: scope.text('name', value.name),
    ...(value.anschrift === undefined ? {} : { address: address(scope.inside('anschrift'), value.anschrift) }),
    ...scope.maybe('email', 'email', value.email),
  };
};

const upload = (scope: FieldScope, value: Read['nachweise'][number]): DeclaredUpload => {
  scope.used('personen');
  return {
    attachmentId: scope.text('anlageId', value.anlageId).toLowerCase(),
    ...(value.art !== undefined && isEvidenceId(value.art) ? scope.maybe('claimedEvidence', 'art', value.art) : {}),
    personRefs: value.personen.map((ref, index) => scope.text(`personen[${index}]`, ref)),
    ...scope.maybe('title', 'bezeichnung', value.bezeichnung),
  };
};

/**
 * Maps Fachdaten 1.0 to the internal application model. Every value of the input ends in the model or, with its path,
 * under `further`: nothing an applicant wrote is lost. Dates that do not exist and codes we do not know stay visible
 * there instead of causing a refusal.
 *
 * @param content parsed JSON
 * @returns `undefined` when the content violates the schema
 */
export const applicationFromFachdaten = (content: unknown): Application | undefined => {
  const parsed = fachdatenSchema.safeParse(content);
  if (!parsed.success) return undefined;
  const value = parsed.data;
  const refs = value.personen.map(({ id }) => id);
  if (new Set(refs).size !== refs.length) return undefined;
  const mapped = new Set<string>();
  const root = fieldScope(mapped);
  root.used('$schema');
  root.used('nachweise');
  const persons: ApplicantPerson[] = [];
  for (const [index, declared] of value.personen.entries()) {
    const birthDate = existingPart(declared.geburtsdatum);
    if (birthDate === undefined) return undefined;
    persons.push(person(root.inside(`personen[${index}]`), declared, birthDate));
  }
  const acting = representative(root.inside('vertreter'), value.vertreter);
  return {
    modelVersion: APPLICATION_MODEL_VERSION,
    ...(value.antragsdatum !== undefined && isLocalDate(value.antragsdatum)
      ? root.maybe('declaredOn', 'antragsdatum', value.antragsdatum)
      : {}),
    persons,
    ...(acting === undefined ? {} : { representative: acting }),
    uploads: value.nachweise.map((entry, index) => upload(root.inside(`nachweise[${index}]`), entry)),
    ...root.maybe('remarks', 'bemerkungen', value.bemerkungen),
    further: furtherFields(content, mapped),
  };
};
