import type { Character } from '../character.ts';
import { defineCharacter } from '../define-character.ts';
import { twoPersonBundle } from '../odd/bundles.ts';
import { standardPapers } from '../standard-papers.ts';
import { home, SETTLED, someone } from './persons.ts';

const wulandari = someone({
  personRef: 'p1',
  name: { familyName: '', givenNames: 'Wulandari' },
  birthDate: '1993-12-01',
  birthPlace: 'Yogyakarta',
  birthCountry: '437',
  sex: 'w',
  maritalStatus: 'VH',
  nationalities: ['437'],
  address: home('Mühlenweg', '3a'),
  groups: ['G-PARENT'],
  residenceTitle: SETTLED,
  residenceSince: '2017-10-01',
  livelihood: 'Elternzeit bis 2027-03, danach Rückkehr in die Anstellung',
});

const celina = someone({
  personRef: 'p1',
  name: {
    familyName: 'C̨̆erniçev-K̂ara',
    givenNames: 'D̂ana Jaç̆mina',
    birthName: 'K̂aradaǧ',
    formerNames: ['C̨̆ernic̆ova'],
  },
  birthDate: '2004-05-17',
  birthPlace: 'Ţâr̆gul Muşţei',
  birthCountry: '154',
  sex: 'w',
  nationalities: ['154'],
  address: home('Straße des Übergangs', '7½'),
  groups: ['G-APPR', 'G-EU'],
  residenceSince: '2015-08-20',
  livelihood: 'Ausbildung zur Zerspanungsmechanikerin, 3. Lehrjahr',
  languageProof: 'Mittlerer Schulabschluss',
  civicProof: 'Mittlerer Schulabschluss',
});

const hoa = someone({
  personRef: 'p1',
  name: { familyName: 'Nguyễn', givenNames: 'Thị Hoa' },
  birthDate: '1976',
  birthPlace: 'Hải Dương',
  birthCountry: '432',
  sex: 'w',
  maritalStatus: 'VH',
  nationalities: ['432'],
  address: home('Am Markt', '14'),
  groups: ['G-SELF'],
  residenceTitle: SETTLED,
  residenceSince: '2009',
  livelihood: 'Änderungsschneiderei Hoa, selbstständig seit 2016',
});
const duc = someone({
  personRef: 'p2',
  role: 'spouse',
  name: { familyName: 'Trần', givenNames: 'Văn Đức' },
  birthDate: '1974-09',
  birthPlace: 'Hải Phòng',
  birthCountry: '432',
  sex: 'm',
  maritalStatus: 'VH',
  nationalities: ['432'],
  address: home('Am Markt', '14'),
  legalBasis: 'LB-10-2',
  groups: ['G-EMP'],
  residenceTitle: SETTLED,
  residenceSince: '2011-02',
});

const longName = someone({
  personRef: 'p1',
  name: {
    familyName: 'Wickramasinghe Mudiyanselage Ranasinghe Bandaralage Senarath Herath',
    givenNames: 'Chandrasekara Mudalige Nuwan Tharanga Dissanayaka Appuhamilage Jayawardhana',
    doctoralDegree: 'Dr.',
  },
  birthDate: '1981-02-28',
  birthPlace: 'Polonnaruwa Kaduruwela North Central Province',
  birthCountry: '431',
  sex: 'm',
  nationalities: ['431'],
  address: {
    ...home('Straße der hunderttausend Lindenbäume am alten Wasserturm', '128c'),
    addition: 'Hinterhaus, 4. Obergeschoss, Wohnung 17, bei Beispiel-Mustermann',
  },
  groups: ['G-EMP'],
  residenceTitle: SETTLED,
  residenceSince: '2014-04-01',
});

const yusuf = someone({
  personRef: 'p1',
  name: { familyName: 'Abdulrahman', givenNames: 'Yusuf Kareem' },
  birthDate: '1990-08-15',
  birthPlace: 'Mossul',
  birthCountry: '438',
  sex: 'm',
  nationalities: ['438'],
  address: home('Bahnhofstraße', '41'),
  groups: ['G-EMP'],
  residenceTitle: {
    kind: 'Aufenthaltserlaubnis',
    paragraph: '§ 25 Abs. 2 AufenthG',
    validUntil: '2028-02-01',
    unlimited: false,
  },
  residenceSince: '2016-01-20',
});
const youssef = someone({
  ...yusuf,
  name: { familyName: 'Abd al-Raḥman', givenNames: 'Youssef Karim' },
  birthPlace: 'Mosul',
  address: home('Bahnhofstr.', '41'),
});

/** Characters about names, spelling and dates. */
export const nameCharacters: readonly Character[] = [
  defineCharacter({
    id: 'wulandari',
    title: 'Single name only; parental leave',
    notes: 'familienname is the empty string; the single name stands in vornamen.',
    submittedAt: '2026-09-01T06:30:00.000Z',
    declared: { persons: [wulandari] },
    papers: (desk) => standardPapers(desk, wulandari, { forms: { 'EV-SIGN': 'photo' } }),
  }),
  defineCharacter({
    id: 'din-sequences',
    title: 'DIN 91379 sequences (C̨̆, K̂, D̂, ç̆) in names and places; trainee; EU citizen',
    notes: 'All strings are NFC although several letters consist of two or three code points.',
    submittedAt: '2026-09-11T15:02:10.000Z',
    declared: { declaredOn: '2026-09-10', persons: [celina] },
    papers: (desk) => standardPapers(desk, celina, { omit: ['EV-LANG', 'EV-EBT'], add: ['EV-SCHOOL'] }),
  }),
  defineCharacter({
    id: 'nguyen-thi-hoa',
    title: 'Birth year only, self-employed; spouse with birth month; one 23-page "Unterlagen.pdf" with papers of both',
    notes: 'Most proofs of both persons are inside Unterlagen.pdf, which claims no evidence type.',
    submittedAt: '2026-08-19T19:44:03.000Z',
    declared: { persons: [hoa, duc] },
    papers: (desk) => [
      {
        key: 'bundle',
        filename: 'Unterlagen.pdf',
        mimeType: 'application/pdf',
        purpose: 'attachment',
        title: 'Unterlagen',
        personRefs: ['p1', 'p2'],
        declared: true,
        make: () => twoPersonBundle(desk, hoa, duc),
      },
      desk.paper('EV-SELFREG', hoa),
      desk.paper('EV-TITLE', hoa, { form: 'png' }),
    ],
  }),
  defineCharacter({
    id: 'long-name',
    title: 'Family and given names of more than 60 graphemes each, long address',
    notes: 'For layout, truncation by grapheme and letters.',
    submittedAt: '2026-07-30T11:11:11.000Z',
    declared: { persons: [longName] },
    papers: (desk) => standardPapers(desk, longName),
  }),
  defineCharacter({
    id: 'twice-first',
    title: 'First of two applications of the same person',
    notes: 'Pairs with twice-second: other spelling of name, place and street, same birth date.',
    submittedAt: '2026-06-02T12:00:00.000Z',
    declared: { persons: [yusuf] },
    papers: (desk) => [desk.paper('EV-TITLE', yusuf), desk.paper('EV-EMPC', yusuf)],
  }),
  defineCharacter({
    id: 'twice-second',
    title: 'Second application of the same person, other spelling',
    notes: 'Pairs with twice-first.',
    submittedAt: '2026-06-23T17:31:00.000Z',
    declared: { persons: [youssef] },
    papers: (desk) => [desk.paper('EV-TITLE', youssef), desk.paper('EV-EMPC', youssef)],
  }),
];
