import type { Character } from '../character.ts';
import { defineCharacter } from '../define-character.ts';
import { standardPapers } from '../standard-papers.ts';
import { home, SETTLED, someone } from './persons.ts';

const samir = someone({
  personRef: 'p1',
  name: { familyName: 'Al-Khatib', givenNames: 'Samir' },
  birthDate: '2006-12-30',
  birthPlace: 'Lindenrath',
  birthCountry: '000',
  sex: 'm',
  nationalities: ['997'],
  address: home('Gartenstraße', '22'),
  legalBasis: 'LB-STL',
  groups: ['G-STL', 'G-STUD'],
  residenceTitle: {
    kind: 'Aufenthaltserlaubnis',
    paragraph: '§ 25a AufenthG',
    validUntil: '2027-09-30',
    unlimited: false,
  },
  residenceSince: '2006-12-30',
  livelihood: 'Studium, BAföG',
});

const livia = someone({
  personRef: 'p1',
  name: { familyName: 'de Oliveira Haddad', givenNames: 'Lívia Maria' },
  birthDate: '1984-10-09',
  birthPlace: 'São Paulo',
  birthCountry: '327',
  sex: 'w',
  maritalStatus: 'GS',
  nationalities: ['327', '137', '451'],
  address: home('Am Wasserturm', '5'),
  groups: ['G-EMP', 'G-EU'],
  residenceSince: '2013-05-06',
  absences: [{ from: '2022-03-01', to: '2022-09-01', country: '327', reason: 'Pflege der Mutter' }],
});

const yara = someone({
  personRef: 'p1',
  name: { familyName: 'Darwish', givenNames: 'Yara' },
  birthDate: '1995-01-01',
  birthPlace: 'Aleppo',
  birthCountry: '475',
  sex: 'w',
  nationalities: ['475'],
  address: home('Schillerstraße', '9'),
  groups: ['G-REF', 'G-EMP'],
  residenceTitle: {
    kind: 'Aufenthaltserlaubnis',
    paragraph: '§ 25 Abs. 2 AufenthG',
    validUntil: '2027-11-30',
    unlimited: false,
  },
  residenceSince: '2015-11-03',
});

const unclarified = someone({
  personRef: 'p1',
  name: { familyName: 'Noorzai', givenNames: 'Hamid' },
  birthDate: '1988-03',
  birthPlace: 'Herat (Angabe der antragstellenden Person)',
  sex: 'm',
  nationalities: ['998'],
  address: home('Industrieweg', '31'),
  groups: ['G-EMP'],
  residenceTitle: {
    kind: 'Aufenthaltserlaubnis',
    paragraph: '§ 25 Abs. 3 AufenthG',
    validUntil: '2027-01-31',
    unlimited: false,
  },
  residenceSince: '2014-12',
});

const zorica = someone({
  personRef: 'p1',
  name: { familyName: 'Marković', givenNames: 'Zorica', birthName: 'Đurđević' },
  birthDate: '1958-07-23',
  birthPlace: 'Titovo Užice',
  birthCountry: '120',
  sex: 'w',
  maritalStatus: 'VW',
  nationalities: ['170'],
  address: home('Kastanienweg', '2'),
  groups: ['G-PENS'],
  residenceTitle: SETTLED,
  residenceSince: '1992-04-11',
  livelihood: 'Altersrente',
});

const hasan = someone({
  personRef: 'p1',
  name: { familyName: 'Yıldırım', givenNames: 'Hasan İbrahim' },
  birthDate: '1948',
  birthPlace: 'Zonguldak',
  birthCountry: '163',
  sex: 'm',
  maritalStatus: 'VH',
  nationalities: ['163'],
  address: home('Zechenstraße', '110'),
  groups: ['G-GUEST', 'G-PENS'],
  residenceTitle: SETTLED,
  residenceSince: '1969-09-15',
  livelihood: 'Altersrente und Knappschaftsrente',
});

const dariush = someone({
  personRef: 'p1',
  name: { familyName: 'Rahimi', givenNames: 'Dariush' },
  birthDate: '1982-06-19',
  birthPlace: 'Isfahan',
  birthCountry: '439',
  sex: 'm',
  maritalStatus: 'VH',
  nationalities: ['439'],
  address: home('Parkstraße', '18'),
  legalBasis: 'LB-9-1',
  groups: ['G-SPGER', 'G-EMP'],
  residenceTitle: {
    kind: 'Aufenthaltserlaubnis',
    paragraph: '§ 28 AufenthG',
    validUntil: '2028-08-01',
    unlimited: false,
  },
  residenceSince: '2021-09-01',
});

/** Characters about nationality, origin and representation. */
export const originCharacters: readonly Character[] = [
  defineCharacter({
    id: 'samir-stateless',
    title: 'Stateless since birth, born in Germany, before the 21st birthday; student',
    notes: 'Nationality 997; LB-STL.',
    submittedAt: '2026-10-01T09:00:00.000Z',
    declared: { persons: [samir] },
    papers: (desk) => standardPapers(desk, samir, { omit: ['EV-CV'] }),
  }),
  defineCharacter({
    id: 'livia-three-nationalities',
    title: 'Three nationalities; EU citizen; divorced; abroad for exactly six months',
    notes: 'Absence 2022-03-01 to 2022-09-01.',
    submittedAt: '2026-05-29T07:45:30.000Z',
    declared: { persons: [livia] },
    papers: (desk) => standardPapers(desk, livia, { forms: { 'EV-DIV': 'photo' } }),
  }),
  defineCharacter({
    id: 'yara-refugee',
    title: 'Recognised refugee without a passport',
    notes: 'Travel document for refugees with the note that data rest on own statements.',
    submittedAt: '2026-10-20T14:20:00.000Z',
    declared: { persons: [yara] },
    papers: (desk) => standardPapers(desk, yara),
  }),
  defineCharacter({
    id: 'hamid-unclarified',
    title: 'Nationality unclarified (998), birth month only, no country of birth, title not sufficient',
    notes: 'Sent without a key for replies: letters must be printed.',
    submittedAt: '2026-03-12T21:05:00.000Z',
    replyChannel: false,
    declared: { persons: [unclarified] },
    papers: (desk) => standardPapers(desk, unclarified, { omit: ['EV-PASS', 'EV-BIRTH'], add: ['EV-IDALT'] }),
  }),
  defineCharacter({
    id: 'zorica-former-state',
    title: 'Born in a former state (120); pensioner; widowed',
    notes: 'Country of birth no longer exists and differs from the nationality.',
    submittedAt: '2026-09-28T10:00:00.000Z',
    declared: { persons: [zorica] },
    papers: (desk) => standardPapers(desk, zorica, { add: ['EV-NAME'] }),
  }),
  defineCharacter({
    id: 'hasan-guest-worker',
    title: 'Guest-worker generation, pensioner',
    notes: 'No B1 certificate and no test are due; the bundle stays small.',
    submittedAt: '2026-08-03T08:08:08.000Z',
    replyChannel: false,
    declared: { persons: [hasan] },
    papers: (desk) => standardPapers(desk, hasan, { forms: { 'EV-GUEST': 'scan' } }),
  }),
  defineCharacter({
    id: 'dariush-lawyer',
    title: 'Spouse of a German, represented by a lawyer',
    notes: 'Letters go to the lawyer (§ 14 VwVfG); the power of attorney is attached.',
    submittedAt: '2026-10-26T16:48:00.000Z',
    declared: {
      persons: [dariush],
      representative: {
        kind: 'lawyer',
        name: 'Rechtsanwältin Dr. Vera Beispiel',
        address: { street: 'Justizplatz', houseNumber: '1', postalCode: '59999', town: 'Lindenrath' },
        email: 'kanzlei@example.org',
      },
    },
    papers: (desk) => standardPapers(desk, dariush, { add: ['EV-POA'], dpi: 300, forms: { 'EV-POA': 'scan' } }),
  }),
];
