import { germanDate, shiftDays } from '../german.ts';
import { box, line, startDraft, textMark, waves } from '../paper/draft.ts';
import { measure } from '../paper/measure.ts';
import type { Mark, Sheet } from '../paper/sheet.ts';
import { stateOf } from '../states.ts';
import { passportMrz } from './mrz.ts';
import { type PaperSubject, printedBirth, spokenName } from './subject.ts';

const BORDERLESS = { left: 8, right: 8, top: 8, bottom: 6 };

/** An opened passport, data page below: invented layout, machine readable lines with valid check digits. */
export function passportPaper(subject: PaperSubject, kind: 'national' | 'refugee' | 'stateless' = 'national'): Sheet[] {
  const { person, chance, detail } = subject;
  const state = stateOf(kind === 'national' ? person.nationalities[0] : '000');
  const holderState = stateOf(person.nationalities[0]);
  const number = `${chance.pick(['M', 'T', 'K'])}${chance.int(10_000_000, 99_999_999)}`;
  const issued = detail.issuedOn ?? shiftDays(subject.submittedOn, -chance.int(400, 2400));
  const expiry = detail.validUntil ?? shiftDays(issued, 3652);
  const tint = kind === 'national' ? '#f1ece0' : '#e6ecf3';
  const title = {
    national: 'REISEPASS · PASSPORT',
    refugee: 'REISEAUSWEIS · TRAVEL DOCUMENT',
    stateless: 'REISEAUSWEIS · TRAVEL DOCUMENT',
  }[kind];
  const draft = startDraft({ margin: BORDERLESS, width: 125, height: 176, ground: tint });
  draft.add(...waves(0, 0, 125, 86, '#c9bfa6', 2.6), ...waves(0, 90, 125, 86, '#b9c4b0', 1.7));
  draft.add(line(0, 88, 125, 88, '#8b8474', 0.4));
  draft.put(62.5, 22, title, { size: 8, weight: 'semibold', align: 'center', ink: '#5b5543' });
  draft.put(62.5, 40, kind === 'national' ? state.german.toUpperCase() : 'MUSTERBEHÖRDE', {
    size: 13,
    weight: 'bold',
    align: 'center',
    ink: '#5b5543',
  });
  draft.put(62.5, 60, `Nr. ${number}`, { size: 9, align: 'center' });
  if (kind !== 'national') {
    draft.put(62.5, 68, kind === 'refugee' ? 'Abkommen vom 28. Juli 1951' : 'Übereinkommen vom 28. September 1954', {
      size: 7,
      align: 'center',
    });
    draft.put(62.5, 74, 'Die angegebenen Personendaten beruhen auf den eigenen Angaben der antragstellenden Person.', {
      size: 5,
      align: 'center',
    });
  }
  draft.add(...portrait(7, 101, 33, 42));
  draft.put(7, 97, title, { size: 7, weight: 'bold', ink: '#434a3a' });
  draft.put(118, 97, `${state.icao}   ${number}`, { size: 8, weight: 'semibold', align: 'right' });
  const fields: [string, string][] = [
    ['1. Name / Surname', person.name.familyName.toUpperCase() || '–'],
    ['2. Vornamen / Given names', person.name.givenNames.toUpperCase()],
    ['3. Geburtsdatum / Date of birth', printedBirth(subject)],
    ['4. Geburtsort / Place of birth', person.birthPlace],
    ['5. Geschlecht / Sex', { m: 'M', w: 'F', d: 'X', x: 'X' }[person.sex]],
    ['6. Staatsangehörigkeit / Nationality', holderState.german.toUpperCase()],
    ['7. Ausgestellt / Date of issue', germanDate(issued)],
    ['8. Gültig bis / Date of expiry', germanDate(expiry)],
  ];
  fields.forEach(([label, value], index) => {
    const left = index < 4 || index % 2 === 0 ? 44 : 84;
    const row = index < 4 ? index : 4 + Math.floor((index - 4) / 2);
    const y = 103 + row * 7.6;
    draft.put(left, y, label, { size: 4.6, ink: '#6b6a5c' });
    draft.put(left, y + 3.6, value, { size: fitting(value, 7.6, index < 4 ? 74 : 36), weight: 'semibold' });
  });
  draft.add(box(0, 153, 125, 23, { fill: '#f8f6ee' }));
  const [first, second] = passportMrz({
    issuer: state.icao,
    nationality: holderState.icao,
    familyName: person.name.familyName,
    givenNames: person.name.givenNames,
    number,
    birth: detail.printedBirthDate ?? person.birthDate,
    sex: person.sex,
    expiry,
  });
  [first, second].forEach((text, index) => {
    draft.add({ kind: 'fixed', x: 6, y: 159.5 + index * 6, text, size: 9, pitch: 2.56, ink: '#22231f' });
  });
  return draft.done();
}

/** Pages of a passport with entry and exit stamps, as applicants scan them behind the data page. */
export function passportStampPages(subject: PaperSubject, count: number): Sheet[] {
  const { chance } = subject;
  return Array.from({ length: count }, (_, page) => {
    const draft = startDraft({ margin: BORDERLESS, width: 125, height: 176, ground: '#f1ece0' });
    draft.add(...waves(0, 0, 125, 176, '#cdc4ae', 2.4), line(0, 88, 125, 88, '#8b8474', 0.4));
    draft.put(118, 172, String(8 + page * 2), { size: 7, align: 'right' });
    for (let number = chance.int(2, 4); number > 0; number -= 1) {
      const x = chance.int(14, 70);
      const y = chance.int(16, 148);
      const ink = chance.pick(['#7b2f4a', '#2d4f7a', '#3b3b44']);
      const date = shiftDays(subject.submittedOn, -chance.int(60, 1500));
      draft.add(box(x, y, 38, 17, { stroke: ink, line: 0.5 }));
      draft.put(x + 19, y + 6, chance.pick(['EINREISE', 'AUSREISE']), {
        size: 8,
        weight: 'bold',
        ink,
        align: 'center',
      });
      draft.put(x + 19, y + 11, germanDate(date), { size: 9, ink, align: 'center' });
      draft.put(x + 19, y + 15, 'Musterflughafen', { size: 5.5, ink, align: 'center' });
    }
    return draft.done();
  }).flat();
}

/** Residence title as a card, front and back on one sheet as a photocopier shows it. */
export function residenceCardPaper(subject: PaperSubject): Sheet[] {
  const { person, chance, detail } = subject;
  const title = person.residenceTitle;
  const until = detail.validUntil ?? title?.validUntil ?? shiftDays(subject.submittedOn, 1460);
  const draft = startDraft({ margin: BORDERLESS, width: 150, height: 175, ground: '#fbfbf9' });
  const x = 32;
  for (const [y, back] of [
    [22, false],
    [92, true],
  ] as const) {
    draft.add(box(x, y, 86, 54, { fill: '#e4eef0', stroke: '#9fb4b8', line: 0.4 }));
    draft.add(...waves(x + 0.5, y + 1, 85, 52, '#b7cfd3', 1.5));
    if (back) {
      draft.put(x + 5, y + 8, 'ANMERKUNGEN', { size: 5, ink: '#4c646b' });
      draft.put(x + 5, y + 13, `${title?.kind ?? 'Aufenthaltstitel'}`, { size: 7, weight: 'semibold' });
      draft.put(x + 5, y + 18, title?.paragraph ?? '', { size: 7 });
      draft.put(x + 5, y + 24, 'ERWERBSTÄTIGKEIT ERLAUBT', { size: 6 });
      draft.put(
        x + 5,
        y + 31,
        `${person.address.town}, ${germanDate(detail.issuedOn ?? shiftDays(subject.submittedOn, -700))}`,
        { size: 6 },
      );
      draft.add(box(x + 62, y + 8, 17, 13, { fill: '#d8bd6a', stroke: '#8f7a35', line: 0.2 }));
      draft.put(x + 5, y + 49, `AR<<MUSTER<${chance.int(100000, 999999)}<<<<<<<<<`, { size: 7 });
    } else {
      draft.put(x + 5, y + 7, 'AUFENTHALTSTITEL', { size: 8, weight: 'bold', ink: '#28525c' });
      draft.put(x + 81, y + 7, `L${chance.int(1_000_000, 9_999_999)}`, { size: 7, align: 'right' });
      draft.add(...portrait(x + 5, y + 11, 24, 31));
      const rows: [string, string][] = [
        ['Name', person.name.familyName || '–'],
        ['Vornamen', person.name.givenNames],
        ['Geburtsdatum', printedBirth(subject)],
        ['Staatsangehörigkeit', stateOf(person.nationalities[0]).icao],
        ['Gültig bis', title?.unlimited === true ? 'UNBEFRISTET' : germanDate(until)],
        ['Art des Titels', `${title?.kind ?? ''} ${title?.paragraph ?? ''}`],
      ];
      rows.forEach(([label, value], index) => {
        draft.put(x + 33, y + 13.5 + index * 6.4, label.toUpperCase(), { size: 3.8, ink: '#4c646b' });
        draft.put(x + 33, y + 16.6 + index * 6.4, value, { size: fitting(value, 6.6, 51), weight: 'semibold' });
      });
    }
  }
  draft.put(
    75,
    86,
    spokenName(person).length > 48 ? 'Vorder- und Rückseite' : `Vorder- und Rückseite · ${spokenName(person)}`,
    {
      size: 6.5,
      align: 'center',
      ink: '#6a6f78',
    },
  );
  return draft.done();
}

/** Font size at which a value fits into `width` millimetres, as printers of documents squeeze long names. */
function fitting(value: string, size: number, width: number): number {
  return Math.min(size, (size * width) / Math.max(1, measure(value, size, 'semibold')));
}

/** Passport picture: a grey shape of head and shoulders that shows nobody. */
function portrait(x: number, y: number, width: number, height: number): Mark[] {
  const centre = x + width / 2;
  const shoulders = Array.from({ length: 25 }, (_, step): [number, number] => {
    const turn = Math.PI + (step / 24) * Math.PI;
    return [centre + Math.cos(turn) * width * 0.44, y + height + Math.sin(turn) * height * 0.3];
  });
  return [
    box(x, y, width, height, { fill: '#d4d6d3', stroke: '#8e918c', line: 0.2 }),
    { kind: 'path', points: shoulders, fill: '#6d7278', width: 0 },
    box(centre - width * 0.1, y + height * 0.52, width * 0.2, height * 0.22, { fill: '#8b8f93' }),
    { kind: 'ring', x: centre, y: y + height * 0.4, radius: width * 0.24, fill: '#94989c', width: 0 },
    textMark(centre, y + height - 1, 'MUSTER', { size: 4.5, align: 'center', ink: '#eceded' }),
  ];
}
