import type { ApplicantPerson } from '../../../shared/domain/application.ts';
import { germanDate, shiftDays } from '../german.ts';
import { box, line, signature, stamp, startDraft, waves } from '../paper/draft.ts';
import type { Mark, Point, Sheet } from '../paper/sheet.ts';
import { stateOf } from '../states.ts';
import { type PaperSubject, printedBirth, spokenName } from './subject.ts';

type Words = { birth: string; marriage: string; labels: readonly string[] };

const TURKISH: Words = {
  birth: 'DOĞUM KAYIT ÖRNEĞİ',
  marriage: 'EVLENME KAYIT ÖRNEĞİ',
  labels: ['Soyadı', 'Adı', 'Doğum tarihi', 'Doğum yeri', 'Cinsiyeti', 'Kayıt no'],
};
const CYRILLIC: Words = {
  birth: 'ЗАПИСЬ О РОЖДЕНИИ',
  marriage: 'ЗАПИСЬ О БРАКЕ',
  labels: ['Фамилия', 'Имя', 'Дата рождения', 'Место рождения', 'Пол', 'Номер записи'],
};
const WORDS: Readonly<Record<string, Words>> = { '163': TURKISH, '160': CYRILLIC, '166': CYRILLIC };
const FRENCH_ENGLISH: Words = {
  birth: 'EXTRAIT DE NAISSANCE · BIRTH RECORD EXTRACT',
  marriage: 'EXTRAIT DE MARIAGE · MARRIAGE RECORD EXTRACT',
  labels: ['Nom / Name', 'Prénoms / Given names', 'Né(e) le / Born on', 'À / At', 'Sexe / Sex', 'No. / No.'],
};

/** Birth record: German register office for births in Germany, else a foreign extract with a German translation behind it. */
export function birthPaper(subject: PaperSubject): Sheet[] {
  const { person } = subject;
  return person.birthCountry === '000'
    ? germanRecord(subject, 'Geburtsurkunde', birthFacts(subject))
    : [...foreignRecord(subject, 'birth'), ...translation(subject, 'Geburtsregister', birthFacts(subject))];
}

/** Marriage record of the applicant and the spouse of the submission, or an unnamed spouse elsewhere. */
export function marriagePaper(subject: PaperSubject): Sheet[] {
  const { person, application } = subject;
  const spouse = application.persons.find((other) => other !== person && other.role !== 'child');
  const facts: [string, string][] = [
    ['Erste Person', spokenName(person)],
    ['geboren am, in', `${printedBirth(subject)}, ${person.birthPlace}`],
    ['Zweite Person', spouse === undefined ? 'Alex Mustermann-Beispiel' : spokenName(spouse)],
    [
      'geboren am, in',
      spouse === undefined ? '01.02.1986, Lindenrath' : `${germanDate(spouse.birthDate)}, ${spouse.birthPlace}`,
    ],
    ['Eheschließung am', germanDate(marriageDay(person))],
    ['Registernummer', `E ${subject.chance.int(10, 999)}/${marriageDay(person).slice(0, 4)}`],
  ];
  const abroad =
    person.groups.includes('G-SPGER') || person.birthCountry === '000' ? false : person.nationalities[0] !== '997';
  return abroad
    ? [...foreignRecord(subject, 'marriage'), ...translation(subject, 'Heiratsregister', facts)]
    : germanRecord(subject, 'Eheurkunde', facts);
}

function marriageDay(person: ApplicantPerson): string {
  return `${Math.max(1970, Number(person.birthDate.slice(0, 4)) + 24)}-06-18`;
}

function birthFacts(subject: PaperSubject): [string, string][] {
  const { person, chance } = subject;
  return [
    ['Familienname', person.name.birthName ?? (person.name.familyName || '(ohne)')],
    ['Vornamen', person.name.givenNames],
    ['Geburtsdatum', printedBirth(subject)],
    ['Geburtsort', person.birthPlace],
    ['Geschlecht', { m: 'männlich', w: 'weiblich', d: 'divers', x: 'ohne Angabe' }[person.sex]],
    ['Registernummer', `G ${chance.int(10, 4000)}/${person.birthDate.slice(0, 4)}`],
  ];
}

function germanRecord(subject: PaperSubject, title: string, facts: [string, string][]): Sheet[] {
  const draft = startDraft({ margin: { left: 30, right: 30, top: 30, bottom: 26 }, ground: '#fdfbf2' });
  draft.add(
    box(14, 14, 182, 262, { stroke: '#8f9a7c', line: 1.2 }),
    box(17, 17, 176, 256, { stroke: '#b9c2a8', line: 0.3 }),
  );
  draft.add(...waves(18, 18, 174, 254, '#e6e7d2', 3));
  draft.gap(18);
  draft.paragraph(title, { size: 26, weight: 'semibold', align: 'center', ink: '#38452a' });
  draft.paragraph(`Standesamt Lindenrath`, { size: 12, align: 'center' });
  draft.gap(14);
  draft.facts(facts, 55);
  draft.gap(20);
  draft.paragraph(`Lindenrath, den ${germanDate(shiftDays(subject.submittedOn, -140))}`);
  draft.add(...signature(36, draft.y + 20, subject.chance), line(30, draft.y + 24, 95, draft.y + 24));
  draft.put(30, draft.y + 29, 'Die Standesbeamtin', { size: 8 });
  draft.add(...stamp(145, draft.y + 16, 'STANDESAMT LINDENRATH', 'Muster', '#4a5a34'));
  return draft.done();
}

function foreignRecord(subject: PaperSubject, kind: 'birth' | 'marriage'): Sheet[] {
  const { person, chance } = subject;
  const words = WORDS[person.birthCountry ?? ''] ?? FRENCH_ENGLISH;
  const draft = startDraft({ margin: { left: 22, right: 22, top: 24, bottom: 24 }, ground: '#f7f1e1' });
  draft.add(box(12, 12, 186, 272, { stroke: '#7d5b3a', line: 0.8 }), ...waves(13, 13, 184, 26, '#d9c8a4', 1.4));
  draft.gap(4);
  draft.paragraph(stateOf(person.birthCountry).german.toUpperCase(), { size: 10, align: 'center', ink: '#6b4a2a' });
  draft.paragraph(words[kind], { size: 17, weight: 'bold', align: 'center', ink: '#4f351c' });
  draft.gap(10);
  const values = birthFacts(subject).map(([, value]) => value);
  values[4] = person.sex === 'w' ? 'F' : 'M';
  words.labels.forEach((label, index) => {
    const y = draft.y + 8 + index * 13;
    draft.put(24, y, label, { size: 9, ink: '#6b4a2a' });
    draft.add(line(78, y + 1.5, 186, y + 1.5, '#a18a66', 0.2));
    draft.put(82, y, values[index] ?? '', { size: 12 });
  });
  draft.y += 92;
  draft.table(
    [
      { title: 'I', width: 40 },
      { title: 'II', width: 63 },
      { title: 'III', width: 63 },
    ],
    Array.from({ length: 4 }, () => [String(chance.int(100, 999)), '', '']),
  );
  for (let row = 0; row < 8; row += 1)
    draft.add(...scribble(66 + (row % 2) * 63, draft.y - 27 + Math.floor(row / 2) * 6.4, 40, chance));
  for (let row = 0; row < 4; row += 1)
    draft.add(...scribble(26, draft.y + 8 + row * 8, 120 + chance.int(0, 35), chance));
  draft.add(...stamp(158, 236, 'MÜHÜR · SEAL · ПЕЧАТЬ', 'Muster', '#7b2f4a'), ...signature(40, 250, chance, '#26324f'));
  return draft.done();
}

function translation(subject: PaperSubject, register: string, facts: [string, string][]): Sheet[] {
  const draft = startDraft({ foot: 'Übersetzung aus der Fremdsprache' });
  draft.paragraph('Beglaubigte Übersetzung', { size: 15, weight: 'bold' });
  draft.paragraph(`Auszug aus dem ${register}, vorgelegt im Original (1 Blatt, ein rundes Siegel, eine Unterschrift)`, {
    ink: '#50555e',
  });
  draft.rule();
  draft.facts(facts);
  draft.paragraph('[Tabelle mit drei Spalten: interne Vermerke des Registers, handschriftlich, ohne Bezug zur Person]');
  draft.gap(6);
  draft.paragraph(
    'Vollständigkeit und Richtigkeit der vorstehenden Übertragung bestätige ich. Namen sind buchstabengetreu nach der Vorlage wiedergegeben.',
  );
  draft.paragraph(`Lindenrath, ${germanDate(shiftDays(subject.submittedOn, -95))}`);
  draft.add(
    ...signature(28, draft.y + 12, subject.chance),
    ...stamp(140, draft.y + 12, 'ERMÄCHTIGTE ÜBERSETZERIN', 'Muster'),
  );
  draft.put(24, draft.y + 20, 'I. Beispiel, allgemein ermächtigte Übersetzerin', { size: 8.5 });
  return draft.done();
}

/** A line of handwriting in no particular script: words of uneven height with gaps between them. */
function scribble(x: number, y: number, length: number, chance: PaperSubject['chance']): Mark[] {
  const words: Mark[] = [];
  let at = x;
  while (at < x + length - 4) {
    const end = Math.min(x + length, at + 4 + chance.next() * 13);
    const [quick, tall, lift] = [0.7 + chance.next() * 0.5, 0.5 + chance.next() * 0.8, chance.next() * 6];
    const points: Point[] = [];
    for (let step = 0; at + step * 0.3 < end; step += 1) {
      const rise = Math.abs(step * 0.3 - lift) < 0.7 ? 1.8 : 0;
      points.push([
        at + step * 0.3 + Math.sin(step * quick * 0.7) * 0.5,
        y - rise * chance.next() + Math.sin(step * quick) * tall * (0.5 + chance.next() * 0.5),
      ]);
    }
    words.push({ kind: 'path', points, stroke: '#2b3550', width: 0.25 });
    at = end + 1 + chance.next() * 2.5;
  }
  return words;
}
