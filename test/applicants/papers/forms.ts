import type { ApplicantPerson } from '../../../shared/domain/application.ts';
import { germanDate, shiftDays } from '../german.ts';
import { box, line, PALE, signature, startDraft } from '../paper/draft.ts';
import type { Sheet } from '../paper/sheet.ts';
import { stateOf } from '../states.ts';
import { addressLines, type PaperSubject, spokenName } from './subject.ts';
import { employmentOf } from './work.ts';

const MARITAL = {
  LD: 'ledig',
  VH: 'verheiratet',
  VW: 'verwitwet',
  GS: 'geschieden',
  EA: 'Ehe aufgehoben',
  LP: 'in Lebenspartnerschaft',
  LV: 'durch Tod aufgelöste Lebenspartnerschaft',
  LA: 'aufgehobene Lebenspartnerschaft',
  LE: 'durch Todeserklärung aufgelöste Lebenspartnerschaft',
  NB: 'nicht bekannt',
} as const;

/** Summary of the whole online form for all persons, as the online service attaches it (purpose `form`). */
export function applicationSummary(subject: PaperSubject): Sheet[] {
  const { application } = subject;
  const draft = startDraft({
    foot: 'Antrag auf Einbürgerung – Zusammenfassung der Angaben',
    letterhead: (add) => add(box(0, 0, 210, 8, { fill: '#24476b' })),
  });
  draft.paragraph('Antrag auf Einbürgerung', { size: 19, weight: 'bold' });
  draft.paragraph(`Zusammenfassung Ihrer Angaben, abgesendet am ${germanDate(subject.submittedOn)}`, { ink: PALE });
  draft.rule();
  draft.facts([
    ['Personen in diesem Antrag', String(application.persons.length)],
    ...(application.representative === undefined
      ? []
      : ([['Vertretung', application.representative.name]] as [string, string][])),
  ]);
  application.persons.forEach((person, index) => {
    if (index > 0) draft.newPage();
    personChapter(person, index + 1);
  });
  if (application.remarks !== undefined) {
    draft.heading('Bemerkungen');
    draft.paragraph(application.remarks);
  }
  return draft.done();

  function personChapter(person: ApplicantPerson, number: number): void {
    const [street, town] = addressLines(person);
    const role = { applicant: 'antragstellende Person', spouse: 'Ehegatte', child: 'Kind' }[person.role];
    draft.paragraph(`${number}. ${spokenName(person)} (${role})`, { size: 13, weight: 'semibold' });
    draft.heading('Persönliche Angaben');
    draft.facts([
      ['Familienname', person.name.familyName || '(nur ein Name)'],
      ['Vornamen', person.name.givenNames],
      ...optional('Geburtsname', person.name.birthName),
      ...optional('Frühere Namen', person.name.formerNames?.join(', ')),
      ['Geburtsdatum', germanDate(person.birthDate)],
      ['Geburtsort', person.birthPlace],
      ['Geburtsstaat', person.birthCountry === undefined ? '–' : stateOf(person.birthCountry).german],
      ['Familienstand', MARITAL[person.maritalStatus]],
      ['Staatsangehörigkeit', person.nationalities.map((code) => stateOf(code).adjective).join(', ')],
      ['Anschrift', `${street}, ${town}`],
      ...optional('E-Mail', person.contact?.email),
      ...optional('Telefon', person.contact?.phone),
    ]);
    draft.heading('Aufenthalt');
    draft.facts([
      ...optional(
        'In Deutschland seit',
        person.residenceSince === undefined ? undefined : germanDate(person.residenceSince),
      ),
      ...optional(
        'Aufenthaltstitel',
        person.residenceTitle && `${person.residenceTitle.kind}, ${person.residenceTitle.paragraph}`,
      ),
      ...person.residencePeriods.map(({ from, to, place, country }): [string, string] => [
        `${germanDate(from)} – ${to === undefined ? 'heute' : germanDate(to)}`,
        `${place ?? ''} ${stateOf(country).german}`.trim(),
      ]),
      ...person.absences.map(({ from, to, country, reason }): [string, string] => [
        `Abwesend ${germanDate(from)} – ${germanDate(to)}`,
        `${stateOf(country).german}${reason === undefined ? '' : `, ${reason}`}`,
      ]),
    ]);
    draft.heading('Lebensunterhalt, Sprache, Kenntnisse');
    draft.facts([
      ...optional('Lebensunterhalt', person.livelihood),
      ...optional('Sprachnachweis', person.languageProof),
      ...optional('Kenntnisse', person.civicProof),
    ]);
    draft.heading('Straftaten');
    draft.facts([
      ['Angegeben', person.convictionsDeclared ? 'ja' : 'nein'],
      ...person.convictions.map(({ court, date, sentence }): [string, string] => [
        `${court}, ${germanDate(date)}`,
        sentence,
      ]),
    ]);
  }
}

/** Report the online service makes about the transmission (purpose `report`). */
export function transmissionReport(
  subject: PaperSubject,
  files: readonly { filename: string; purpose: string }[],
): Sheet[] {
  const draft = startDraft({ foot: 'Online-Dienst Einbürgerung (Muster)' });
  draft.paragraph('Bericht über die Übermittlung', { size: 16, weight: 'bold' });
  draft.facts([
    ['Abgesendet am', germanDate(subject.submittedOn)],
    ['Empfangende Stelle', 'Einbürgerungsstelle Lindenrath'],
    ['Anzahl der Dateien', String(files.length)],
    ['Identifizierung', 'Nutzerkonto, Vertrauensniveau substanziell'],
  ]);
  draft.table(
    [
      { title: 'Datei', width: 118 },
      { title: 'Zweck', width: 50 },
    ],
    files.map((file) => [file.filename, file.purpose]),
  );
  return draft.done();
}

/** Signature sheet with the declarations that the statements are complete. */
export function signaturePaper(subject: PaperSubject): Sheet[] {
  const draft = startDraft({ foot: 'Unterschriftsblatt' });
  draft.paragraph('Unterschrift zum Antrag auf Einbürgerung', { size: 15, weight: 'bold' });
  draft.paragraph(
    'Ich habe den Antrag selbst gestellt. Meine Angaben sind vollständig und richtig. Änderungen teile ich der Einbürgerungsstelle mit, solange über den Antrag nicht entschieden ist.',
  );
  draft.gap(30);
  draft.add(...signature(30, draft.y - 3, subject.chance), line(24, draft.y, 110, draft.y));
  draft.put(24, draft.y + 4.5, `${germanDate(subject.submittedOn)}, ${spokenName(subject.person)}`, { size: 8 });
  return draft.done();
}

/** Curriculum vitae in a table. */
export function cvPaper(subject: PaperSubject): Sheet[] {
  const { person, submittedOn } = subject;
  const born = Number(person.birthDate.slice(0, 4));
  const arrival = Number((person.residenceSince ?? submittedOn).slice(0, 4));
  const work = employmentOf(subject);
  const [street, town] = addressLines(person);
  const draft = startDraft();
  draft.paragraph('Lebenslauf', { size: 20, weight: 'bold' });
  draft.paragraph(spokenName(person), { size: 12, weight: 'semibold' });
  draft.paragraph(`${street}, ${town}`, { ink: PALE });
  draft.rule();
  draft.heading('Zur Person');
  draft.facts([
    ['geboren', `${germanDate(person.birthDate)} in ${person.birthPlace}`],
    ['Familienstand', MARITAL[person.maritalStatus]],
    ['Staatsangehörigkeit', person.nationalities.map((code) => stateOf(code).adjective).join(', ')],
  ]);
  draft.heading('Werdegang');
  const stations: [number, string][] = [
    [born + 6, `Schulbesuch, ${stateOf(person.birthCountry).german}`],
    [born + 18, 'Ausbildung und erste Tätigkeiten'],
    [arrival, person.birthCountry === '000' ? 'Schulabschluss in Lindenrath' : 'Einreise nach Deutschland, Sprachkurs'],
    [arrival + 1, 'Aushilfstätigkeiten, Fortsetzung des Sprachkurses'],
    [
      Number(work.since.slice(0, 4)),
      person.groups.includes('G-EMP') ? `${work.employer}: ${work.job}` : (person.livelihood ?? 'derzeitige Tätigkeit'),
    ],
  ];
  draft.facts(
    stations
      .filter(([year]) => year <= Number(submittedOn.slice(0, 4)))
      .sort(([one], [other]) => one - other)
      .map(([year, text]): [string, string] => [`seit ${year}`, text]),
    32,
  );
  draft.heading('Sprachen');
  draft.paragraph('Deutsch, Muttersprache und weitere');
  draft.gap(8);
  draft.paragraph(`${person.address.town}, ${germanDate(shiftDays(submittedOn, -3))}`);
  draft.add(...signature(26, draft.y + 10, subject.chance));
  return draft.done();
}

function optional(label: string, value: string | undefined): [string, string][] {
  return value === undefined || value === '' ? [] : [[label, value]];
}
