import { FACHDATEN_1_0, type Fachdaten } from '../../electron/core/intake/fachdaten-1.0.ts';
import type { ApplicantPerson, Application, DeclaredAddress } from '../../shared/domain/application.ts';

type SentPerson = Fachdaten['personen'][number];

const ROLES = { applicant: 'antragsteller', spouse: 'ehegatte', child: 'kind' } as const;
const REPRESENTATIVES = {
  lawyer: 'rechtsanwalt',
  'legal-representative': 'gesetzlicher-vertreter',
  guardian: 'betreuer',
  other: 'sonstiger',
} as const;

/** Writes an application as Fachdaten 1.0 the way the online service would send it; `further` is not written. */
export function fachdatenOf(application: Application): Fachdaten {
  const { declaredOn, persons, representative, uploads, remarks } = application;
  return {
    $schema: FACHDATEN_1_0,
    ...(declaredOn === undefined ? {} : { antragsdatum: declaredOn }),
    personen: persons.map(sentPerson),
    ...(representative === undefined
      ? {}
      : {
          vertreter: {
            art: REPRESENTATIVES[representative.kind],
            name: representative.name,
            ...(representative.address === undefined ? {} : { anschrift: sentAddress(representative.address) }),
            ...(representative.email === undefined ? {} : { email: representative.email }),
          },
        }),
    nachweise: uploads.map(({ attachmentId, claimedEvidence, personRefs, title }) => ({
      anlageId: attachmentId,
      ...(claimedEvidence === undefined ? {} : { art: claimedEvidence }),
      personen: personRefs,
      ...(title === undefined ? {} : { bezeichnung: title }),
    })),
    ...(remarks === undefined ? {} : { bemerkungen: remarks }),
  };
}

function sentPerson(person: ApplicantPerson): SentPerson {
  const { name, residenceTitle: title } = person;
  return {
    id: person.personRef,
    rolle: ROLES[person.role],
    familienname: name.familyName,
    vornamen: name.givenNames,
    ...(name.birthName === undefined ? {} : { geburtsname: name.birthName }),
    ...(name.formerNames === undefined ? {} : { fruehereNamen: name.formerNames }),
    ...(name.doctoralDegree === undefined ? {} : { doktorgrad: name.doctoralDegree }),
    geburtsdatum: person.birthDate,
    geburtsort: person.birthPlace,
    ...(person.birthCountry === undefined ? {} : { geburtsstaat: person.birthCountry }),
    geschlecht: person.sex,
    familienstand: person.maritalStatus,
    staatsangehoerigkeiten: person.nationalities,
    anschrift: sentAddress(person.address),
    ...(person.contact?.email === undefined ? {} : { email: person.contact.email }),
    ...(person.contact?.phone === undefined ? {} : { telefon: person.contact.phone }),
    rechtsgrundlage: person.legalBasis,
    gruppen: person.groups,
    ...(title === undefined
      ? {}
      : {
          aufenthaltstitel: {
            art: title.kind,
            paragraph: title.paragraph,
            ...(title.validUntil === undefined ? {} : { gueltigBis: title.validUntil }),
            unbefristet: title.unlimited,
          },
        }),
    ...(person.residenceSince === undefined ? {} : { inDeutschlandSeit: person.residenceSince }),
    aufenthaltszeiten: person.residencePeriods.map(({ from, to, country, place }) => ({
      von: from,
      ...(to === undefined ? {} : { bis: to }),
      staat: country,
      ...(place === undefined ? {} : { ort: place }),
    })),
    auslandsaufenthalte: person.absences.map(({ from, to, country, reason }) => ({
      von: from,
      bis: to,
      staat: country,
      ...(reason === undefined ? {} : { grund: reason }),
    })),
    straftatenAngegeben: person.convictionsDeclared,
    straftaten: person.convictions.map(({ court, date, country, sentence }) => ({
      gericht: court,
      datum: date,
      staat: country,
      strafe: sentence,
    })),
    ...(person.livelihood === undefined ? {} : { lebensunterhalt: person.livelihood }),
    ...(person.languageProof === undefined ? {} : { sprachnachweis: person.languageProof }),
    ...(person.civicProof === undefined ? {} : { einbuergerungstest: person.civicProof }),
  };
}

function sentAddress(address: DeclaredAddress): SentPerson['anschrift'] {
  return {
    strasse: address.street,
    hausnummer: address.houseNumber,
    postleitzahl: address.postalCode,
    ort: address.town,
    ...(address.addition === undefined ? {} : { zusatz: address.addition }),
    ...(address.ags === undefined ? {} : { ags: address.ags }),
  };
}
