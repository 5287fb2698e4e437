import type { Character } from '../character.ts';
import { defineCharacter } from '../define-character.ts';
import { emptyFile, encryptedPdf, heicFile, pictureNamedPdf, scriptedPdf, truncatedPdf } from '../odd/broken-files.ts';
import { stackScan } from '../odd/bundles.ts';
import type { PaperPlan } from '../paper-desk.ts';
import { standardPapers } from '../standard-papers.ts';
import { home, SETTLED, someone } from './persons.ts';

const chidinma = someone({
  personRef: 'p1',
  name: { familyName: 'Okonkwo', givenNames: 'Chidinma Grace' },
  birthDate: '1987-09-30',
  birthPlace: 'Enugu',
  birthCountry: '232',
  sex: 'w',
  maritalStatus: 'VH',
  nationalities: ['232'],
  address: home('Neue Straße', '66'),
  groups: ['G-NOINC'],
  residenceTitle: SETTLED,
  residenceSince: '2015-02-17',
  livelihood: 'Unterhalt durch den Ehegatten',
});

const eve = someone({
  personRef: 'p1',
  name: { familyName: 'Al-Jabbouri', givenNames: 'Raad' },
  birthDate: '1979-05-05',
  birthPlace: 'Bagdad',
  birthCountry: '438',
  sex: 'm',
  nationalities: ['438'],
  address: home('Hafenweg', '8'),
  groups: ['G-BENE'],
  residenceTitle: SETTLED,
  residenceSince: '2010-10-10',
  livelihood: 'Teilzeitarbeit, ergänzend Leistungen nach dem SGB II',
});
const dayAfter = someone({
  ...eve,
  name: { familyName: 'Al-Dulaimi', givenNames: 'Nadia' },
  sex: 'w',
  birthDate: '1983-01-19',
});

const oksana = someone({
  personRef: 'p1',
  name: { familyName: 'Kovalenko', givenNames: 'Oksana Petrivna' },
  birthDate: '1980-04-24',
  birthPlace: 'Poltawa',
  birthCountry: '166',
  sex: 'w',
  maritalStatus: 'GS',
  nationalities: ['166'],
  address: home('Birkenhain', '4'),
  groups: ['G-ALG1'],
  residenceTitle: SETTLED,
  residenceSince: '2012-08-08',
  livelihood: 'Arbeitslosengeld nach dem SGB III',
});
const danylo = someone({
  ...oksana,
  personRef: 'p2',
  role: 'child',
  name: { familyName: 'Kovalenko', givenNames: 'Danylo' },
  birthDate: '2009-03-08',
  sex: 'm',
  maritalStatus: 'LD',
  legalBasis: 'LB-10-2',
  groups: ['G-M16'],
  livelihood: 'Schüler',
});
const sofiia = someone({
  ...danylo,
  personRef: 'p3',
  name: { familyName: 'Kovalenko', givenNames: 'Sofiia' },
  birthDate: '2010-12-19',
  sex: 'w',
  groups: ['G-MINOR'],
});

const ama = someone({
  personRef: 'p1',
  name: { familyName: 'Mensah', givenNames: 'Ama Serwaa' },
  birthDate: '1991-07-07',
  birthPlace: 'Kumasi',
  birthCountry: '238',
  sex: 'w',
  nationalities: ['238'],
  address: home('Ahornweg', '15'),
  groups: ['G-EMP'],
  residenceTitle: SETTLED,
  residenceSince: '2016-06-06',
});
const twin = (personRef: string, givenNames: string) =>
  someone({
    ...ama,
    personRef,
    role: 'child',
    name: { familyName: 'Mensah', givenNames },
    birthDate: '2018-05-13',
    birthPlace: 'Lindenrath',
    birthCountry: '000',
    sex: 'm',
    legalBasis: 'LB-10-2',
    groups: ['G-MINOR'],
    residenceSince: '2018-05-13',
  });
const kofi = twin('p2', 'Kofi Atta');
const kwame = twin('p3', 'Kwame Atta');

const alexej = someone({
  personRef: 'p1',
  name: { familyName: 'Smirnow', givenNames: 'Alexej Iwanowitsch' },
  birthDate: '1977-02-03',
  birthPlace: 'Jekaterinburg',
  birthCountry: '160',
  sex: 'm',
  nationalities: ['160'],
  address: home('Uferstraße', '27'),
  groups: ['G-EMP', 'G-BENE'],
  residenceTitle: SETTLED,
  residenceSince: '2012-03-01',
  absences: [
    { from: '2021-11-12', to: '2022-05-10', country: '160', reason: 'Projekt' },
    { from: '2022-09-01', to: '2023-02-27', country: '160', reason: 'Projekt' },
    { from: '2023-06-01', to: '2023-11-29', country: '160', reason: 'Pflege' },
    { from: '2024-03-01', to: '2024-08-29', country: '160', reason: 'Pflege' },
    { from: '2025-01-10', to: '2025-07-09', country: '160', reason: 'Nachlass' },
    { from: '2026-02-01', to: '2026-02-21', country: '160', reason: 'Nachlass' },
  ],
});

const arben = someone({
  personRef: 'p1',
  name: { familyName: 'Gashi', givenNames: 'Arben' },
  birthDate: '1984-03-29',
  birthPlace: 'Prishtina',
  birthCountry: '120',
  sex: 'm',
  nationalities: ['150'],
  address: home('Südring', '201'),
  groups: ['G-EMP'],
  residenceTitle: SETTLED,
  residenceSince: '1999-06-30',
  convictionsDeclared: true,
  convictions: [
    { court: 'Amtsgericht Lindenrath', date: '2019-05-14', country: '000', sentence: 'Geldstrafe, 50 Tagessätze' },
    { court: 'Gericht in Prishtina', date: '2021-02', country: '150', sentence: 'Geldstrafe, 45 Tagessätze' },
  ],
});

const selam = someone({
  personRef: 'p1',
  name: { familyName: 'Tesfaye', givenNames: 'Selam' },
  birthDate: '1969-09-11',
  birthPlace: 'Asmara',
  birthCountry: '224',
  sex: 'w',
  nationalities: ['224'],
  address: home('Klosterhof', '1'),
  groups: ['G-BENE'],
  residenceTitle: SETTLED,
  residenceSince: '2008-01-15',
  livelihood: 'Leistungen nach dem SGB XII',
});

const marek = someone({
  personRef: 'p1',
  name: { familyName: 'Kowalczyk', givenNames: 'Marek' },
  birthDate: '1992-01-31',
  birthPlace: 'Łódź',
  birthCountry: '152',
  sex: 'd',
  nationalities: ['152'],
  address: home('Feldweg', '10'),
  groups: ['G-EMP', 'G-EU'],
  residenceSince: '2017-07-01',
});

const badFiles = someone({
  personRef: 'p1',
  name: { familyName: 'Petrescu', givenNames: 'Ioana' },
  birthDate: '1994-11-11',
  birthPlace: 'Iaşi',
  birthCountry: '154',
  sex: 'w',
  nationalities: ['154'],
  address: home('Rosenweg', '13'),
  groups: ['G-EMP', 'G-EU'],
  residenceSince: '2018-01-02',
});

const plainFile = (
  key: string,
  filename: string,
  mimeType: string,
  evidence: string,
  make: () => Promise<Uint8Array>,
): PaperPlan => ({
  key,
  filename,
  mimeType,
  purpose: 'attachment',
  evidence,
  personRefs: ['p1'],
  declared: true,
  make,
});

/** Characters about livelihood, families, dates and troublesome files. */
export const situationCharacters: readonly Character[] = [
  defineCharacter({
    id: 'chidinma-supported',
    title: 'Without income, supported by the spouse',
    notes: 'The spouse does not apply; the proof of income is third-party data.',
    submittedAt: '2026-10-05T13:13:00.000Z',
    declared: { persons: [chidinma] },
    papers: (desk) => standardPapers(desk, chidinma, { forms: { 'EV-MARR': 'scan' } }),
  }),
  defineCharacter({
    id: 'eve-of-cutoff',
    title: 'Filed 23.08.2023 at 23:59 Berlin time, collected on the 26th; SGB II',
    notes:
      'Filing date must stay 23.08.2023 (§ 40a StAG), although the submit event is 21:59 UTC and the collection three days later.',
    submittedAt: '2023-08-23T21:59:30.000Z',
    collectedAt: '2023-08-26T06:15:00.000Z',
    declared: { declaredOn: '2023-08-23', persons: [eve] },
    papers: (desk) => standardPapers(desk, eve),
  }),
  defineCharacter({
    id: 'day-after-cutoff',
    title: 'Filed 24.08.2023 at 00:01 Berlin time, which is still the 23rd in UTC; SGB II',
    notes: 'Pairs with eve-of-cutoff: filing date 24.08.2023.',
    submittedAt: '2023-08-23T22:01:00.000Z',
    collectedAt: '2023-08-26T06:15:00.000Z',
    declared: { declaredOn: '2023-08-23', persons: [dayAfter] },
    papers: (desk) => [desk.paper('EV-TITLE', dayAfter), desk.paper('EV-BENE', dayAfter)],
  }),
  defineCharacter({
    id: 'kovalenko-turning-16',
    title: 'Mother on ALG I, son of 17, daughter who turns 16 on 19.12.2026',
    notes: 'The daughter is filed as G-MINOR and becomes due for own declarations between filing and hand-over.',
    submittedAt: '2026-11-02T07:20:00.000Z',
    declared: { persons: [oksana, danylo, sofiia] },
    papers: (desk) => [
      ...standardPapers(desk, oksana, { options: { 'EV-RENT': { personRefs: ['p1', 'p2', 'p3'] } } }),
      ...standardPapers(desk, danylo, { omit: ['EV-PASS', 'EV-CV'] }),
      ...standardPapers(desk, sofiia, { omit: ['EV-PASS'] }),
    ],
  }),
  defineCharacter({
    id: 'mensah-twins',
    title: 'Twins in one submission, same birth date and family name',
    notes: "One upload claims to be Kofi's certificate and shows Kwame (document for the wrong person).",
    submittedAt: '2026-09-17T18:00:00.000Z',
    declared: { persons: [ama, kofi, kwame] },
    papers: (desk) => [
      ...standardPapers(desk, ama),
      desk.paper('EV-BIRTH', kwame, { key: 'p2/EV-BIRTH', filename: 'Geburtsurkunde_Kofi.pdf', personRefs: ['p2'] }),
      desk.paper('EV-BIRTH', kwame),
      desk.paper('EV-CUST', kofi, { personRefs: ['p2', 'p3'], filename: 'Zustimmung_Eltern.pdf' }),
    ],
  }),
  defineCharacter({
    id: 'alexej-stack',
    title: 'A 40-page scan; absences just over half of five years',
    notes:
      '920 of the 1826 days before submission abroad, no single absence as long as six months; 24 payslips in the stack.',
    submittedAt: '2026-11-09T09:30:00.000Z',
    declared: { persons: [alexej] },
    papers: (desk) => [
      ...standardPapers(desk, alexej, { omit: ['EV-PAY', 'EV-EMPC', 'EV-PENSHIST', 'EV-RENT'], add: ['EV-ABROAD'] }),
      {
        key: 'stack',
        filename: 'Scan_Stapel.pdf',
        mimeType: 'application/pdf',
        purpose: 'attachment',
        title: 'Alle weiteren Unterlagen',
        personRefs: ['p1'],
        declared: true,
        make: () => stackScan(desk, alexej, 40),
      },
    ],
  }),
  defineCharacter({
    id: 'arben-convictions',
    title: 'Two sentences that together exceed 90 daily rates, one of them abroad; born in a former state',
    notes: '50 and 45 daily rates are added up (§ 12a StAG).',
    submittedAt: '2026-04-15T12:34:56.000Z',
    declared: { persons: [arben] },
    papers: (desk) => standardPapers(desk, arben, { add: ['EV-COURT'] }),
  }),
  defineCharacter({
    id: 'selam-guardian',
    title: 'Person with a guardian (Betreuung), medical paper of restricted view, SGB XII',
    notes: 'EV-LANGEX is Art. 9 GDPR data.',
    submittedAt: '2026-02-24T10:10:00.000Z',
    declared: {
      persons: [selam],
      representative: { kind: 'guardian', name: 'Ruth Muster-Betreuung', email: 'betreuung@example.org' },
    },
    papers: (desk) =>
      standardPapers(desk, selam, {
        omit: ['EV-LANG', 'EV-EBT'],
        add: ['EV-BETR', 'EV-LANGEX'],
        forms: { 'EV-BETR': 'scan' },
      }),
  }),
  defineCharacter({
    id: 'marek-further-fields',
    title: 'Fields our schema does not know at three levels; one file not mentioned in the Fachdaten; sex "divers"',
    notes: 'Everything unknown must show as "weitere Angaben"; the unmentioned file must not be lost.',
    submittedAt: '2026-10-30T05:55:00.000Z',
    declared: { persons: [marek], remarks: 'Bitte an die neue Anschrift schreiben.' },
    further: {
      fields: [
        { path: 'personen[0].anschrift.stockwerk', label: 'stockwerk', value: '3. OG rechts' },
        { path: 'personen[0].ausweisnummer', label: 'ausweisnummer', value: 'MUSTER0815' },
        { path: 'serviceversion', label: 'serviceversion', value: '7.3.1' },
      ],
      send: (fachdaten) => ({
        ...fachdaten,
        personen: fachdaten.personen.map((person) => ({
          ...person,
          anschrift: { ...person.anschrift, stockwerk: '3. OG rechts' },
          ausweisnummer: 'MUSTER0815',
        })),
        serviceversion: '7.3.1',
      }),
    },
    papers: (desk) => [
      ...standardPapers(desk, marek),
      desk.paper('EV-FEE', marek, { key: 'unmentioned', filename: 'Quittung.pdf', claimed: false, declared: false }),
    ],
  }),
  defineCharacter({
    id: 'ioana-bad-files',
    title: 'Unreadable and hostile files: encrypted, empty, mislabelled, truncated, HEIC, with a script',
    notes:
      'The password of the encrypted PDF is "geheim". Each file must be kept, none may be rendered as something it is not.',
    submittedAt: '2026-11-12T20:00:00.000Z',
    declared: { persons: [badFiles] },
    papers: (desk) => [
      desk.paper('EV-LANG', badFiles),
      plainFile('bad/encrypted', 'Kontoauszug_geschuetzt.pdf', 'application/pdf', 'EV-BANK', encryptedPdf),
      plainFile('bad/empty', 'Reisepass.pdf', 'application/pdf', 'EV-PASS', emptyFile),
      plainFile('bad/mislabelled', 'Arbeitsvertrag.pdf', 'application/pdf', 'EV-EMPC', pictureNamedPdf),
      plainFile('bad/truncated', 'Gehaltsabrechnung.pdf', 'application/pdf', 'EV-PAY', truncatedPdf),
      plainFile('bad/heic', 'IMG_0099.HEIC', 'image/heic', 'EV-EUREG', heicFile),
      plainFile('bad/script', 'Mietvertrag.pdf', 'application/pdf', 'EV-RENT', scriptedPdf),
    ],
  }),
];
