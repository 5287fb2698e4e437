import type { ApplicantPerson } from '../../../shared/domain/application.ts';
import { defineCharacter } from '../define-character.ts';
import type { PaperDesk, PaperPlan } from '../paper-desk.ts';
import { standardPapers } from '../standard-papers.ts';
import { home, SETTLED, someone } from './persons.ts';

const address = home('Lindenallee', '12');

const elif = someone({
  personRef: 'p1',
  name: { familyName: 'Şahin', givenNames: 'Elif', birthName: 'Öztürk' },
  birthDate: '1989-04-03',
  birthPlace: 'Mardin',
  birthCountry: '163',
  sex: 'w',
  maritalStatus: 'VH',
  nationalities: ['163'],
  address,
  contact: { email: 'elif.sahin@example.org', phone: '+49 171 3920012' },
  groups: ['G-EMP'],
  residenceTitle: SETTLED,
  residenceSince: '2016-03-14',
  residencePeriods: [
    { from: '2016-03-14', to: '2019-08-31', country: '000', place: 'Ostheim' },
    { from: '2019-09-01', country: '000', place: 'Lindenrath' },
  ],
  absences: [{ from: '2023-07-02', to: '2023-08-13', country: '163', reason: 'Familienbesuch' }],
  livelihood: 'Pflegefachkraft, unbefristet, Vollzeit',
  languageProof: 'Zertifikat B1',
  civicProof: 'Einbürgerungstest bestanden',
});

const mehmet = someone({
  personRef: 'p2',
  role: 'spouse',
  name: { familyName: 'Şahin', givenNames: 'Mehmet' },
  birthDate: '1986-11-21',
  birthPlace: 'Diyarbakır',
  birthCountry: '163',
  sex: 'm',
  maritalStatus: 'VH',
  nationalities: ['163'],
  address,
  contact: { email: 'mehmet.sahin@example.org' },
  legalBasis: 'LB-10-2',
  groups: ['G-EMP'],
  residenceTitle: {
    kind: 'Aufenthaltserlaubnis',
    paragraph: '§ 30 AufenthG',
    validUntil: '2028-05-31',
    unlimited: false,
  },
  residenceSince: '2018-06-02',
  residencePeriods: [{ from: '2018-06-02', country: '000', place: 'Lindenrath' }],
  livelihood: 'Fachkraft für Lagerlogistik, unbefristet',
  languageProof: 'Deutsch-Test für Zuwanderer B1',
  civicProof: 'Leben in Deutschland',
});

const deniz = child('p3', 'Deniz', '2014-06-11', 'm');
const ada = child('p4', 'Ada', '2020-02-29', 'w');

/**
 * The family of the tour: Elif, Mehmet, Deniz and Ada. Elif's set lacks the employment contract, the employer's statement
 * and August's payslip, page 2 of the tenancy agreement was not copied, the passport shows another birth date and expires
 * soon, and two files came without a word what they are.
 */
export const sahinFamily = defineCharacter({
  id: 'elif-sahin',
  title: 'Main character: family of four with shared proofs and deliberate gaps',
  notes:
    'Missing for Elif: EV-EMPC, EV-EMPB, EV-PAY 2026-08; EV-RENT without page 2; passport prints 04.03.1989 instead of 03.04.1989 and expires 2027-02-18; two unclaimed files.',
  submittedAt: '2026-10-14T08:12:37.000Z',
  gaps: [
    { evidence: 'EV-EMPC', personRef: 'p1' },
    { evidence: 'EV-EMPB', personRef: 'p1' },
    { evidence: 'EV-PAY', personRef: 'p1', month: '2026-08' },
    { evidence: 'EV-RENT', personRef: 'p1' },
  ],
  declared: {
    declaredOn: '2026-10-14',
    persons: [elif, mehmet, deniz, ada],
    remarks: 'Den Arbeitsvertrag suche ich noch. Bitte schreiben Sie mir, wenn etwas fehlt.',
  },
  papers: (desk) => [
    ...standardPapers(desk, elif, {
      dpi: 300,
      omit: ['EV-EMPC', 'EV-EMPB'],
      forms: { 'EV-BIRTH': 'scan', 'EV-TITLE': 'photo' },
      options: {
        'EV-PASS': {
          filename: 'Reisepass.pdf',
          stampPages: 2,
          detail: { printedBirthDate: '1989-03-04', issuedOn: '2017-02-19', validUntil: '2027-02-18' },
        },
        'EV-TITLE': { filename: 'IMG_2041.jpg' },
        'EV-MARR': { filename: 'Heiratsurkunde.pdf', personRefs: ['p1', 'p2'] },
        'EV-RENT': { filename: 'Mietvertrag.pdf', personRefs: ['p1', 'p2', 'p3', 'p4'], pages: [1, 3, 4] },
      },
    }).filter((plan) => plan.key !== 'p1/EV-PAY/2026-08'),
    ...standardPapers(desk, mehmet, {
      dpi: 300,
      omit: ['EV-MARR', 'EV-RENT', 'EV-LANG', 'EV-EBT'],
      add: ['EV-INTK'],
      forms: { 'EV-INTK': 'photo', 'EV-TITLE': 'png' },
      options: { 'EV-INTK': { filename: 'IMG_2044.jpg' } },
    }),
    ...childPapers(desk, deniz, 'EV-SCHOOL'),
    ...childPapers(desk, ada),
    desk.paper('EV-BANK', elif, { key: 'unclaimed/bank', filename: 'Scan_0007.pdf', claimed: false }),
    desk.paper('EV-MELD', mehmet, {
      key: 'unclaimed/meld',
      filename: 'dokument (3).pdf',
      claimed: false,
      personRefs: [],
    }),
  ],
});

function child(personRef: string, givenNames: string, birthDate: string, sex: 'm' | 'w'): ApplicantPerson {
  return someone({
    personRef,
    role: 'child',
    name: { familyName: 'Şahin', givenNames },
    birthDate,
    birthPlace: 'Lindenrath',
    birthCountry: '000',
    sex,
    nationalities: ['163'],
    address,
    legalBasis: 'LB-10-2',
    groups: ['G-MINOR'],
    residenceTitle: {
      kind: 'Aufenthaltserlaubnis',
      paragraph: '§ 33 AufenthG',
      validUntil: '2029-01-15',
      unlimited: false,
    },
    residenceSince: birthDate,
    residencePeriods: [{ from: birthDate, country: '000', place: 'Lindenrath' }],
  });
}

function childPapers(desk: PaperDesk, person: ApplicantPerson, ...also: string[]): PaperPlan[] {
  return standardPapers(desk, person, {
    omit: ['EV-SCHOOL', 'EV-CUST'].filter((evidence) => !also.includes(evidence)),
  });
}
