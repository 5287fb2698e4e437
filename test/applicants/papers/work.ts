import { euro, germanDate, germanMonth, shiftDays, shiftMonths } from '../german.ts';
import { box, line, PALE, signature, startDraft } from '../paper/draft.ts';
import type { Sheet } from '../paper/sheet.ts';
import { addressLines, type PaperSubject, printedBirth, spokenName } from './subject.ts';

const EMPLOYERS = [
  'Muster & Beispiel Logistik GmbH',
  'Pflegezentrum Am Lindenhof gGmbH',
  'Feinwerk Beispiel AG',
  'Backhaus Muster KG',
] as const;
const JOBS = [
  'Fachkraft für Lagerlogistik',
  'Pflegefachkraft',
  'Zerspanungsmechanik',
  'Verkauf und Filialleitung',
] as const;

/** Employer and job of a person, the same on every paper of that person. */
export function employmentOf(subject: PaperSubject): { employer: string; job: string; gross: number; since: string } {
  const key = spokenName(subject.person).length + subject.person.birthDate.length;
  const at =
    Array.from(subject.person.name.givenNames).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), key) % 4;
  return {
    employer: EMPLOYERS[at] ?? EMPLOYERS[0],
    job: JOBS[at] ?? JOBS[0],
    gross: 298_000 + at * 37_150,
    since: `${Number(subject.submittedOn.slice(0, 4)) - 3 - at}-04-01`,
  };
}

/** Payslip of one month. */
export function payslipPaper(subject: PaperSubject): Sheet[] {
  const month = subject.detail.month ?? shiftMonths(subject.submittedOn, -1);
  const { employer, job, gross: base } = employmentOf(subject);
  const apprentice = subject.person.groups.includes('G-APPR');
  const gross = (apprentice ? 112_000 : base) + (subject.chance.int(0, 9) < 3 ? 18_000 : 0);
  const share = (permille: number) => Math.round((gross * permille) / 1000);
  const deductions: [string, number][] = [
    ['Lohnsteuer', apprentice ? 0 : share(118)],
    ['Krankenversicherung', share(86)],
    ['Pflegeversicherung', share(18)],
    ['Rentenversicherung', share(93)],
    ['Arbeitslosenversicherung', share(13)],
  ];
  const net = gross - deductions.reduce((sum, [, cents]) => sum + cents, 0);
  const draft = startDraft({ margin: { left: 18, right: 18, top: 16, bottom: 24 }, foot: employer });
  draft.add(box(18, 16, 174, 16, { fill: '#eef1f4' }));
  draft.put(21, 23, employer, { size: 12, weight: 'bold' });
  draft.put(21, 28.5, 'Industrieweg 4 · 59999 Lindenrath', { size: 8, ink: PALE });
  draft.put(189, 23, 'Entgeltabrechnung', { size: 12, weight: 'semibold', align: 'right' });
  draft.put(189, 28.5, germanMonth(month), { size: 10, align: 'right' });
  draft.y = 40;
  const [street, town] = addressLines(subject.person);
  draft.facts([
    ['Name', spokenName(subject.person)],
    ['Anschrift', `${street}, ${town}`],
    ['Geburtsdatum', printedBirth(subject)],
    ['Tätigkeit', apprentice ? 'Ausbildung' : job],
    ['Personalnummer', String(10_000 + employer.length * 137)],
    ['Steuerklasse', apprentice ? '1' : '4'],
  ]);
  draft.gap(4);
  const columns = [
    { title: 'Bezeichnung', width: 104 },
    { title: 'Satz', width: 30, align: 'right' as const },
    { title: 'Betrag', width: 40, align: 'right' as const },
  ];
  draft.table(columns, [
    ['Grundvergütung', '', euro(apprentice ? 112_000 : base)],
    ['Zuschläge', '', euro(gross - (apprentice ? 112_000 : base))],
    ['Gesamtbrutto', '', euro(gross)],
  ]);
  draft.table(
    columns.map((column, index) => (index === 0 ? { ...column, title: 'Abzüge' } : column)),
    deductions.map(([label, cents]) => [
      label,
      `${((cents / gross) * 100).toFixed(1).replace('.', ',')} %`,
      euro(-cents),
    ]),
  );
  draft.add(box(112, draft.y, 80, 10, { fill: '#e1e8ef' }));
  draft.put(115, draft.y + 6.5, 'Auszahlungsbetrag', { weight: 'semibold' });
  draft.put(189, draft.y + 6.5, euro(net), { weight: 'bold', align: 'right' });
  draft.gap(18);
  draft.paragraph(`Die Auszahlung erfolgt zum Monatsende auf das Konto DE00 0000 0000 0000 0000 00 (Muster).`, {
    size: 8.5,
    ink: PALE,
  });
  return draft.done();
}

/** Employment contract or, for trainees, the training contract. */
export function workContractPaper(subject: PaperSubject): Sheet[] {
  const { employer, job, gross, since } = employmentOf(subject);
  const apprentice = subject.person.groups.includes('G-APPR');
  const [street, town] = addressLines(subject.person);
  const draft = startDraft({ foot: apprentice ? 'Ausbildungsvertrag' : 'Arbeitsvertrag' });
  draft.paragraph(apprentice ? 'Ausbildungsvertrag' : 'Arbeitsvertrag', { size: 18, weight: 'bold', align: 'center' });
  draft.paragraph(
    `zwischen\n${employer}, Industrieweg 4, 59999 Lindenrath\nund\n${spokenName(subject.person)}, geboren am ${printedBirth(subject)}, ${street}, ${town}`,
    {
      align: 'center',
    },
  );
  const clauses: [string, string][] = [
    [
      '§ 1 Beginn und Tätigkeit',
      `Das Verhältnis beginnt am ${germanDate(since)}. Vereinbart ist die Tätigkeit: ${apprentice ? 'Ausbildung zur Fachkraft, Dauer drei Jahre' : job}. Der Betrieb kann gleichwertige Aufgaben übertragen, wenn sie zumutbar sind.`,
    ],
    [
      '§ 2 Dauer',
      apprentice
        ? 'Der Vertrag endet mit dem Bestehen der Abschlussprüfung.'
        : 'Der Vertrag läuft auf unbestimmte Zeit. Die ersten sechs Monate gelten als Probezeit.',
    ],
    [
      '§ 3 Arbeitszeit',
      'Die regelmäßige Wochenarbeitszeit beträgt 38,5 Stunden. Lage und Verteilung richten sich nach dem Dienstplan, der zwei Wochen vorher bekannt gemacht wird.',
    ],
    [
      '§ 4 Vergütung',
      `Die monatliche Vergütung beträgt ${euro(apprentice ? 112_000 : gross)} brutto und wird zum Monatsende überwiesen. Zuschläge für Nacht- und Sonntagsarbeit richten sich nach der Betriebsvereinbarung.`,
    ],
    [
      '§ 5 Urlaub',
      'Der Jahresurlaub beträgt 29 Arbeitstage. Er wird im laufenden Kalenderjahr genommen; die Übertragung ist abzustimmen.',
    ],
    [
      '§ 6 Krankheit',
      'Eine Verhinderung ist am ersten Tag mitzuteilen, die ärztliche Bescheinigung wird vom Betrieb elektronisch abgerufen.',
    ],
    [
      '§ 7 Verschwiegenheit',
      'Über betriebliche Vorgänge, die nicht offenkundig sind, ist Stillschweigen zu bewahren, auch nach dem Ende des Vertrags.',
    ],
    ['§ 8 Kündigung', 'Es gelten die gesetzlichen Fristen. Die Kündigung bedarf der Schriftform.'],
    [
      '§ 9 Schlussbestimmungen',
      'Nebenabreden bestehen nicht. Ist eine Bestimmung unwirksam, bleibt der Vertrag im Übrigen bestehen. Jede Seite hat eine Ausfertigung erhalten.',
    ],
  ];
  for (const [title, text] of clauses) {
    draft.heading(title);
    draft.paragraph(text);
  }
  signatures(subject, draft, germanDate(shiftDays(since, -20)), [employer, spokenName(subject.person)]);
  return draft.done();
}

/** Residential tenancy agreement of four pages. */
export function tenancyPaper(subject: PaperSubject): Sheet[] {
  const { person, application, chance } = subject;
  const [street, town] = addressLines(person);
  const adults = application.persons.filter(
    (other) => other.role !== 'child' && sameHome(other.address, person.address),
  );
  const tenants = adults.length === 0 ? [person] : adults;
  const cold = 64_000 + chance.int(0, 24) * 1000;
  const draft = startDraft({ foot: `Mietvertrag ${street}` });
  draft.paragraph('Mietvertrag über Wohnraum', { size: 18, weight: 'bold', align: 'center' });
  draft.gap(3);
  draft.facts([
    ['Vermieterin', 'Wohnungsgesellschaft Beispielquartier eG, Am Markt 1, 59999 Lindenrath'],
    ['Mieterin / Mieter', tenants.map(spokenName).join(' und ')],
    ['Wohnung', `${street}, ${town}, 2. Obergeschoss links`],
    ['Größe', `${chance.int(62, 98)} m², 3 Zimmer, Küche, Bad, Keller Nr. ${chance.int(2, 18)}`],
    [
      'Personen im Haushalt',
      String(application.persons.filter((other) => sameHome(other.address, person.address)).length),
    ],
    ['Mietbeginn', germanDate(`${Number(subject.submittedOn.slice(0, 4)) - 4}-02-01`)],
  ]);
  draft.table(
    [
      { title: 'Monatlich zu zahlen', width: 118 },
      { title: 'Betrag', width: 50, align: 'right' },
    ],
    [
      ['Grundmiete', euro(cold)],
      ['Vorauszahlung Betriebskosten', euro(14_500)],
      ['Vorauszahlung Heizung und Warmwasser', euro(11_000)],
      ['Gesamtmiete', euro(cold + 25_500)],
    ],
  );
  const clauses: [string, string][] = [
    [
      '§ 1 Mietsache',
      'Vermietet wird die oben genannte Wohnung zur Nutzung als Wohnraum. Zur Wohnung gehören die im Übergabeprotokoll genannten Schlüssel. Gemeinschaftlich genutzt werden Waschraum, Trockenboden und Fahrradkeller nach der Hausordnung.',
    ],
    [
      '§ 2 Mietzeit',
      'Das Mietverhältnis läuft auf unbestimmte Zeit und kann mit gesetzlicher Frist gekündigt werden. Eine stillschweigende Verlängerung nach Ablauf der Kündigungsfrist ist ausgeschlossen.',
    ],
    [
      '§ 3 Zahlung',
      'Die Miete ist bis zum dritten Werktag eines Monats zu zahlen. Maßgeblich ist die Erteilung des Zahlungsauftrags. Über die Vorauszahlungen wird einmal im Jahr abgerechnet.',
    ],
    [
      '§ 4 Kaution',
      `Die Sicherheit beträgt drei Grundmieten, also ${euro(cold * 3)}. Sie kann in drei gleichen Raten geleistet werden und wird getrennt vom Vermögen der Vermieterin angelegt.`,
    ],
    [
      '§ 5 Betriebskosten',
      'Umgelegt werden die laufenden öffentlichen Lasten, Wasserversorgung und Entwässerung, Aufzug, Straßenreinigung, Müllabfuhr, Gebäudereinigung, Gartenpflege, Beleuchtung, Schornsteinreinigung, Versicherungen und Hauswart. Verteilt wird nach Wohnfläche, bei Wasser nach gemessenem Verbrauch.',
    ],
    [
      '§ 6 Erhaltung',
      'Die Vermieterin hält die Wohnung instand. Mängel sind unverzüglich anzuzeigen. Kleine Schäden an Teilen, die häufig benutzt werden, trägt die Mietpartei bis zu einem angemessenen Höchstbetrag im Einzelfall und im Jahr.',
    ],
    [
      '§ 7 Untervermietung',
      'Die Aufnahme weiterer Personen, ausgenommen nahe Angehörige, bedarf der Zustimmung. Die Zustimmung darf nur aus wichtigem Grund verweigert werden.',
    ],
    [
      '§ 8 Tiere',
      'Kleintiere dürfen in üblicher Zahl gehalten werden. Über andere Tiere wird im Einzelfall nach Abwägung der Interessen aller Beteiligten entschieden.',
    ],
    [
      '§ 9 Betreten der Wohnung',
      'Die Vermieterin darf die Wohnung nach Ankündigung zu üblichen Zeiten betreten, wenn ein sachlicher Grund besteht, insbesondere zur Ablesung und zur Prüfung angezeigter Mängel.',
    ],
    [
      '§ 10 Bauliche Veränderungen',
      'Veränderungen an der Wohnung bedürfen der Zustimmung. Bei Ende des Mietverhältnisses kann die Vermieterin den früheren Zustand verlangen, soweit nichts anderes vereinbart ist.',
    ],
    [
      '§ 11 Rückgabe',
      'Die Wohnung ist geräumt und besenrein mit allen Schlüsseln zurückzugeben. Über den Zustand wird gemeinsam ein Protokoll aufgenommen.',
    ],
    [
      '§ 12 Hausordnung',
      'Ruhezeiten sind von 13 bis 15 Uhr und von 22 bis 6 Uhr. Treppenhaus und Fluchtwege sind freizuhalten. Die Reinigung des Treppenhauses wechselt wöchentlich nach Aushang.',
    ],
    [
      '§ 13 Mehrere Mieter',
      'Mehrere Mieter haften für alle Verpflichtungen gemeinsam. Erklärungen gegenüber einem von ihnen wirken nur, wenn sie allen zugehen.',
    ],
    [
      '§ 14 Schlussbestimmungen',
      'Änderungen sollen in Textform festgehalten werden. Ist eine Bestimmung unwirksam, bleibt der übrige Vertrag bestehen. Anlagen: Übergabeprotokoll, Hausordnung, Aufstellung der Betriebskosten.',
    ],
  ];
  for (const [title, text] of clauses) {
    draft.heading(title);
    draft.paragraph(text);
  }
  signatures(subject, draft, germanDate(`${Number(subject.submittedOn.slice(0, 4)) - 4}-01-17`), [
    'Vermieterin',
    tenants.map(spokenName).join(', '),
  ]);
  draft.newPage();
  draft.paragraph('Anlage 1: Übergabeprotokoll', { size: 13, weight: 'bold' });
  draft.table(
    [
      { title: 'Raum', width: 50 },
      { title: 'Zustand', width: 70 },
      { title: 'Zählerstand', width: 48, align: 'right' },
    ],
    [
      ['Flur', 'in Ordnung', ''],
      ['Küche', 'Fliese am Fenster gerissen', `${chance.int(100, 900)} m³ kalt`],
      ['Bad', 'in Ordnung', `${chance.int(50, 400)} m³ warm`],
      ['Wohnzimmer', 'Parkett mit Gebrauchsspuren', `${chance.int(1000, 9000)} kWh`],
      ['Zimmer 2', 'in Ordnung', ''],
      ['Zimmer 3', 'in Ordnung', ''],
    ],
  );
  draft.paragraph('Übergeben wurden drei Haustürschlüssel, drei Wohnungsschlüssel und ein Kellerschlüssel.');
  draft.newPage();
  draft.paragraph('Anlage 2: Aufstellung der Betriebskosten', { size: 13, weight: 'bold' });
  draft.table(
    [
      { title: 'Kostenart', width: 90 },
      { title: 'Schlüssel', width: 40 },
      { title: 'Anteil im Jahr', width: 38, align: 'right' },
    ],
    [
      'Grundsteuer',
      'Wasser',
      'Entwässerung',
      'Müllabfuhr',
      'Gebäudereinigung',
      'Beleuchtung',
      'Versicherung',
      'Hauswart',
    ].map((cost) => [cost, cost === 'Wasser' ? 'Verbrauch' : 'Wohnfläche', euro(chance.int(3000, 41_000))]),
  );
  return draft.done();
}

function sameHome(
  one: { street: string; houseNumber: string },
  other: { street: string; houseNumber: string },
): boolean {
  return one.street === other.street && one.houseNumber === other.houseNumber;
}

function signatures(
  subject: PaperSubject,
  draft: ReturnType<typeof startDraft>,
  day: string,
  names: readonly string[],
): void {
  draft.gap(6);
  draft.paragraph(`Lindenrath, den ${day}`);
  if (draft.y > 256) draft.newPage();
  draft.gap(26);
  names.forEach((name, index) => {
    const x = 26 + index * 84;
    draft.add(...signature(x + 4, draft.y - 6, subject.chance), line(x, draft.y - 3, x + 70, draft.y - 3));
    draft.put(x, draft.y + 1.5, name.length > 44 ? `${Array.from(name).slice(0, 43).join('')}…` : name, { size: 8 });
  });
}
