import { euro, germanDate, germanMonth, shiftDays, shiftMonths } from '../german.ts';
import type { Letter } from './letter.ts';
import { type PaperSubject, printedBirth, spokenName } from './subject.ts';
import { employmentOf } from './work.ts';

const TOWN = '59999 Lindenrath';

/**
 * Letters and notices by evidence type (DOMAIN §7.2): who writes, about what, with which figures. Senders are invented;
 * the wording is ours and follows no form.
 */
export const NOTICES: Readonly<Record<string, (subject: PaperSubject) => Letter>> = {
  'EV-EMPB': (subject) => {
    const { employer, job, since } = employmentOf(subject);
    return {
      from: employer,
      fromLine: `Industrieweg 4 · ${TOWN}`,
      subject: 'Bescheinigung über das Beschäftigungsverhältnis',
      date: shiftDays(subject.submittedOn, -12),
      paragraphs: ['Zur Vorlage bei der Einbürgerungsstelle bestätigen wir:'],
      facts: [
        ['Name', spokenName(subject.person)],
        ['geboren am', printedBirth(subject)],
        ['beschäftigt seit', germanDate(since)],
        ['als', job],
        [
          'Umfang',
          subject.person.groups.includes('G-PARENT')
            ? 'Vollzeit, derzeit Elternzeit'
            : 'Vollzeit, 38,5 Stunden je Woche',
        ],
        ['Befristung', 'unbefristet'],
      ],
      closing: ['Das Arbeitsverhältnis ist ungekündigt. Die Probezeit ist abgelaufen.'],
      signer: 'M. Beispiel, Personalabteilung',
    };
  },
  'EV-SELFREG': (subject) => ({
    ...authority('Stadt Lindenrath – Gewerbeamt', 'Gewerbeanmeldung', shiftDays(subject.submittedOn, -1900)),
    facts: [
      ['Gewerbetreibende Person', spokenName(subject.person)],
      ['geboren am', printedBirth(subject)],
      ['Tätigkeit', subject.person.livelihood ?? 'Änderungsschneiderei und Textilpflege'],
      ['Betriebsstätte', `Am Markt 14, ${TOWN}`],
      ['Beginn', germanDate(shiftDays(subject.submittedOn, -1910))],
    ],
    closing: ['Der Empfang der Anzeige wird bestätigt.'],
    stampText: 'Gewerbeamt Lindenrath',
  }),
  'EV-TAX': (subject) => {
    const year = Number(subject.submittedOn.slice(0, 4)) - 2;
    return {
      ...authority(
        'Finanzamt Lindenrath',
        `Bescheid für ${year} über Einkommensteuer`,
        shiftDays(subject.submittedOn, -220),
      ),
      table: moneyTable([
        ['Einkünfte aus Gewerbebetrieb', 3_418_200],
        ['Summe der Einkünfte', 3_418_200],
        ['Sonderausgaben', -612_000],
        ['zu versteuerndes Einkommen', 2_806_200],
        ['festgesetzte Einkommensteuer', 389_100],
      ]),
      closing: ['Der Bescheid ergeht nach Ihren Angaben. Er kann innerhalb eines Monats angefochten werden.'],
    };
  },
  'EV-BWA': (subject) => ({
    ...firm(
      'Steuerkanzlei Beispiel & Partner',
      'Betriebswirtschaftliche Auswertung',
      shiftDays(subject.submittedOn, -25),
    ),
    paragraphs: [
      `Für ${spokenName(subject.person)}, Stand ${germanMonth(shiftMonths(subject.submittedOn, -1))}, laufendes Jahr:`,
    ],
    table: moneyTable([
      ['Umsatzerlöse', 6_231_040],
      ['Wareneinsatz', -1_288_310],
      ['Raumkosten', -864_000],
      ['übrige Kosten', -512_700],
      ['vorläufiges Ergebnis', 3_566_030],
    ]),
  }),
  'EV-TAXOK': (subject) => ({
    ...authority('Finanzamt Lindenrath', 'Bescheinigung in Steuersachen', shiftDays(subject.submittedOn, -40)),
    facts: [
      ['Steuerpflichtige Person', spokenName(subject.person)],
      ['Rückstände', 'keine'],
      ['Zahlungsverhalten', 'pünktlich'],
      ['Erklärungen', 'vollständig abgegeben'],
    ],
  }),
  'EV-HEALTH': (subject) => ({
    ...firm(
      'Gesundheitskasse Muster',
      'Bescheinigung über die Kranken- und Pflegeversicherung',
      shiftDays(subject.submittedOn, -30),
    ),
    facts: [
      ['Versicherte Person', spokenName(subject.person)],
      ['geboren am', printedBirth(subject)],
      ['versichert seit', germanDate(shiftDays(subject.submittedOn, -2100))],
      ['Beitragsrückstand', 'keiner'],
    ],
  }),
  'EV-PROV': (subject) => ({
    ...firm(
      'Lebensversicherung Beispiel VVaG',
      'Stand Ihrer privaten Altersvorsorge',
      shiftDays(subject.submittedOn, -90),
    ),
    table: moneyTable([
      ['eingezahlte Beiträge', 1_412_000],
      ['garantierte Leistung', 2_986_500],
      ['monatliche Rente ab 67', 31_240],
    ]),
  }),
  'EV-STUD': (subject) => ({
    ...authority('Hochschule Lindenrath', 'Immatrikulationsbescheinigung', shiftDays(subject.submittedOn, -20)),
    facts: [
      ['Name', spokenName(subject.person)],
      ['geboren am', printedBirth(subject)],
      ['Studiengang', 'Bauingenieurwesen (Bachelor)'],
      ['Fachsemester', String(subject.chance.int(2, 6))],
      ['Matrikelnummer', String(subject.chance.int(100_000, 999_999))],
    ],
  }),
  'EV-BAFOEG': (subject) => ({
    ...authority(
      'Amt für Ausbildungsförderung Lindenrath',
      'Bescheid über Ausbildungsförderung',
      shiftDays(subject.submittedOn, -75),
    ),
    table: moneyTable([
      ['Grundbedarf', 47_500],
      ['Bedarf für Unterkunft', 38_000],
      ['monatlicher Förderungsbetrag', 85_500],
    ]),
    closing: ['Der Bewilligungszeitraum beträgt zwölf Monate.'],
  }),
  'EV-PENS': (subject) => ({
    ...authority('Rentenversicherung Muster', 'Rentenbescheid – Anpassung', shiftDays(subject.submittedOn, -110)),
    facts: [
      ['Versicherte Person', spokenName(subject.person)],
      ['Rentenart', 'Altersrente'],
      ['Versicherungsnummer', `53 ${subject.chance.int(100_000, 999_999)} M 0${subject.chance.int(10, 99)}`],
    ],
    table: moneyTable([
      ['monatliche Rente', 148_730],
      ['Beitrag Kranken- und Pflegeversicherung', -17_360],
      ['Zahlbetrag', 131_370],
    ]),
  }),
  'EV-PENSHIST': (subject) => ({
    ...authority('Rentenversicherung Muster', 'Versicherungsverlauf', shiftDays(subject.submittedOn, -60)),
    table: {
      columns: [
        { title: 'Zeitraum', width: 70 },
        { title: 'Art', width: 60 },
        { title: 'Monate', width: 35, align: 'right' },
      ],
      rows: Array.from({ length: 9 }, (_, index) => {
        const year = Number(subject.submittedOn.slice(0, 4)) - 9 + index;
        return [`01.01.${year} – 31.12.${year}`, index === 0 ? 'Zeiten der Kursteilnahme' : 'Pflichtbeiträge', '12'];
      }),
    },
  }),
  'EV-ALG1': (subject) => ({
    ...authority(
      'Agentur für Arbeit Musterregion',
      'Bescheid über Arbeitslosengeld',
      shiftDays(subject.submittedOn, -35),
    ),
    table: moneyTable([
      ['tägliches Bemessungsentgelt', 9_210],
      ['täglicher Leistungsbetrag', 4_123],
    ]),
    closing: ['Die Anspruchsdauer beträgt 360 Kalendertage (Leistung nach dem SGB III).'],
  }),
  'EV-BENE': (subject) => ({
    ...authority(
      'Jobcenter Lindenrath',
      'Bescheid über Leistungen zur Sicherung des Lebensunterhalts',
      shiftDays(subject.submittedOn, -45),
    ),
    table: moneyTable([
      ['Regelbedarf', 56_300],
      ['Unterkunft und Heizung', 61_200],
      ['anzurechnendes Einkommen', -70_400],
      ['monatlicher Betrag', 47_100],
    ]),
    closing: ['Die Leistung ergänzt das Erwerbseinkommen (SGB II).'],
  }),
  'EV-HSUPP': (subject) => ({
    ...authority(
      'Stadt Lindenrath – Elterngeldstelle',
      'Bescheid über Elterngeld',
      shiftDays(subject.submittedOn, -50),
    ),
    table: moneyTable([
      ['Einkommen vor der Geburt, monatlich', 221_000],
      ['Elterngeld, monatlich', 143_650],
    ]),
    closing: ['Gezahlt wird für zwölf Lebensmonate des Kindes.'],
  }),
  'EV-MAINT': (subject) => ({
    ...privateLetter('Erklärung über den Unterhalt', shiftDays(subject.submittedOn, -8)),
    paragraphs: [
      `Ich erkläre, dass ich für den Lebensunterhalt von ${spokenName(subject.person)} aufkomme. Wir leben in einem gemeinsamen Haushalt; mein Einkommen deckt die Kosten von Wohnung, Versicherung und Lebenshaltung.`,
    ],
  }),
  'EV-SPGER': (subject) => ({
    ...authority(
      'Stadt Lindenrath – Staatsangehörigkeitsbehörde',
      'Nachweis der deutschen Staatsangehörigkeit',
      shiftDays(subject.submittedOn, -800),
    ),
    paragraphs: [
      'Alex Mustermann-Beispiel, geboren am 01.02.1986 in Lindenrath, ist deutsche Staatsangehörige beziehungsweise deutscher Staatsangehöriger.',
    ],
    stampText: 'Stadt Lindenrath',
  }),
  'EV-MELD': (subject) => ({
    ...authority(
      'Stadt Lindenrath – Bürgerservice',
      'Erweiterte Meldebescheinigung',
      shiftDays(subject.submittedOn, -28),
    ),
    facts: registration(subject),
    stampText: 'Bürgerservice Lindenrath',
  }),
  'EV-EUREG': (subject) => ({
    ...authority(
      'Stadt Lindenrath – Bürgerservice',
      'Meldebescheinigung für Unionsbürgerinnen und Unionsbürger',
      shiftDays(subject.submittedOn, -28),
    ),
    facts: [...registration(subject), ['Freizügigkeit', 'Aufenthalt nach § 2 FreizügG/EU']],
    stampText: 'Bürgerservice Lindenrath',
  }),
  'EV-BAMF': (subject) => ({
    ...authority(
      'Bundesbehörde für Schutzverfahren (Muster)',
      'Bescheid: Zuerkennung der Flüchtlingseigenschaft',
      shiftDays(subject.submittedOn, -3300),
    ),
    paragraphs: [
      `In dem Verfahren von ${spokenName(subject.person)}, geboren am ${printedBirth(subject)}, wird die Flüchtlingseigenschaft zuerkannt.`,
    ],
    closing: ['Die Entscheidung beruht auf der persönlichen Anhörung. Ein Widerruf ist nicht eingeleitet.'],
  }),
  'EV-IDALT': (subject) => ({
    ...privateLetter('Erklärung zu fehlenden Identitätspapieren', shiftDays(subject.submittedOn, -15)),
    paragraphs: [
      'Ich besitze keinen Pass meines Herkunftsstaates. Bei der Vertretung habe ich dreimal vorgesprochen; ein Pass wurde mir nicht ausgestellt. Beigefügt sind die Terminbestätigungen und die Kopie einer alten Kennkarte.',
      'Meine Geschwister können meine Angaben bestätigen. Die Namen und Anschriften nenne ich auf Nachfrage.',
    ],
  }),
  'EV-STATELESS': (subject) => ({
    ...authority(
      'Stadt Lindenrath – Ausländerbehörde',
      'Feststellung der Staatenlosigkeit',
      shiftDays(subject.submittedOn, -1200),
    ),
    paragraphs: [
      `${spokenName(subject.person)}, geboren am ${printedBirth(subject)} in ${subject.person.birthPlace}, wird von keinem Staat als angehörig betrachtet und ist seit der Geburt staatenlos.`,
    ],
    stampText: 'Ausländerbehörde Lindenrath',
  }),
  'EV-GUEST': (subject) => ({
    ...firm('Zechenarchiv Lindenrath', 'Auskunft aus den Personalakten', shiftDays(subject.submittedOn, -70)),
    facts: [
      ['Name', spokenName(subject.person)],
      ['Einreise', germanDate(subject.person.residenceSince ?? '1969')],
      ['Grundlage', 'Anwerbung durch die Verbindungsstelle'],
      ['beschäftigt bis', '31.12.1999'],
    ],
  }),
  'EV-CUST': (subject) => ({
    ...privateLetter('Zustimmung beider Elternteile', shiftDays(subject.submittedOn, -10)),
    paragraphs: [
      `Wir üben die Sorge für ${spokenName(subject.person)} gemeinsam aus und stimmen dem Antrag auf Einbürgerung zu.`,
    ],
  }),
  'EV-SCHOOL': (subject) => ({
    ...authority('Gesamtschule Am Lindenhof', 'Schulbescheinigung und Zeugnis', shiftDays(subject.submittedOn, -85)),
    facts: [
      ['Schülerin / Schüler', spokenName(subject.person)],
      ['geboren am', printedBirth(subject)],
      ['Deutsch', 'gut'],
      ['Gesellschaftslehre', 'befriedigend'],
      ['Vermerk', 'versetzt in die nächste Jahrgangsstufe'],
    ],
    stampText: 'Gesamtschule Lindenhof',
  }),
  'EV-BETR': (subject) => ({
    ...authority('Amtsgericht Lindenrath – Betreuungsgericht', 'Betreuerausweis', shiftDays(subject.submittedOn, -120)),
    facts: [
      ['Betreute Person', spokenName(subject.person)],
      ['Betreuerin', subject.application.representative?.name ?? 'N. N.'],
      ['Aufgabenbereich', 'Behördenangelegenheiten, Vermögenssorge'],
    ],
    stampText: 'Amtsgericht Lindenrath',
  }),
  'EV-LANGEX': (subject) => ({
    ...firm('Praxis für Neurologie, Dr. med. Muster', 'Ärztliche Bescheinigung', shiftDays(subject.submittedOn, -65)),
    paragraphs: [
      `Aus ärztlicher Sicht ist ${spokenName(subject.person)} auf Dauer nicht in der Lage, ausreichende deutsche Sprachkenntnisse zu erwerben und nachzuweisen.`,
    ],
  }),
  'EV-COURT': (subject) => ({
    ...authority('Amtsgericht Lindenrath', 'Strafbefehl (Abschrift)', shiftDays(subject.submittedOn, -1500)),
    facts: (subject.person.convictions.length === 0
      ? [{ court: 'Amtsgericht Lindenrath', date: '2020', sentence: 'Geldstrafe', country: '000' }]
      : subject.person.convictions
    ).map(({ court, date, sentence }): [string, string] => [`${court}, ${germanDate(date)}`, sentence]),
  }),
  'EV-POA': (subject) => ({
    ...privateLetter('Vollmacht', shiftDays(subject.submittedOn, -21)),
    paragraphs: [
      `Hiermit bevollmächtige ich ${subject.application.representative?.name ?? 'N. N.'}, mich im Verfahren der Einbürgerung zu vertreten, Akten einzusehen und Zustellungen entgegenzunehmen.`,
    ],
  }),
  'EV-NAME': (subject) => ({
    ...authority('Standesamt Lindenrath', 'Bescheinigung über die Namensführung', shiftDays(subject.submittedOn, -400)),
    facts: [
      ['jetziger Name', spokenName(subject.person)],
      ['früherer Name', subject.person.name.formerNames?.join(', ') ?? subject.person.name.birthName ?? '–'],
    ],
    stampText: 'Standesamt Lindenrath',
  }),
  'EV-DIV': (subject) => ({
    ...authority(
      'Amtsgericht Lindenrath – Familiengericht',
      'Beschluss: Scheidung der Ehe',
      shiftDays(subject.submittedOn, -2000),
    ),
    paragraphs: ['Die Ehe der Beteiligten wird geschieden.', 'Rechtskräftig seit dem 14. des Folgemonats.'],
    stampText: 'Amtsgericht Lindenrath',
  }),
  'EV-BANK': (subject) => ({
    ...firm(
      'Sparbank Musterregion',
      `Kontoauszug ${germanMonth(shiftMonths(subject.submittedOn, -1))}`,
      shiftDays(subject.submittedOn, -14),
    ),
    table: {
      columns: [
        { title: 'Tag', width: 26 },
        { title: 'Vorgang', width: 99 },
        { title: 'Betrag', width: 40, align: 'right' },
      ],
      rows: [
        ['01.', 'Miete Wohnungsgesellschaft Beispielquartier', euro(-97_500)],
        ['04.', 'Lebensmittel', euro(-8_421)],
        ['15.', 'Strom Abschlag', euro(-7_400)],
        ['28.', `Lohn ${employmentOf(subject).employer}`, euro(231_870)],
        ['29.', 'Versicherung', euro(-4_990)],
      ],
    },
  }),
  'EV-ABROAD': (subject) => ({
    ...privateLetter('Aufstellung meiner Auslandsaufenthalte', shiftDays(subject.submittedOn, -6)),
    table: {
      columns: [
        { title: 'von', width: 35 },
        { title: 'bis', width: 35 },
        { title: 'Grund', width: 95 },
      ],
      rows: subject.person.absences.map(({ from, to, reason }) => [germanDate(from), germanDate(to), reason ?? '–']),
    },
  }),
  'EV-FEE': (subject) => ({
    ...authority('Stadtkasse Lindenrath', 'Zahlungsbestätigung Verwaltungsgebühr', subject.submittedOn),
    table: moneyTable([['Vorschuss Einbürgerung', 25_500]]),
  }),
  'EV-OTHER': (subject) => ({
    ...privateLetter('Schreiben zum Antrag', shiftDays(subject.submittedOn, -2)),
    paragraphs: ['Ich bitte um eine Eingangsbestätigung. Weitere Papiere reiche ich nach, sobald sie mir vorliegen.'],
  }),
};

function authority(from: string, subject: string, date: string): Letter {
  return { from, fromLine: `Rathausplatz 1 · ${TOWN} · Telefon 0000 00000`, subject, date, signer: 'K. Muster' };
}

function firm(from: string, subject: string, date: string): Letter {
  return { from, fromLine: `Beispielstraße 27 · ${TOWN}`, subject, date, signer: 'i. A. T. Beispiel' };
}

function privateLetter(subject: string, date: string): Letter {
  return { from: 'Privatschreiben', fromLine: TOWN, subject, date, signer: '', plain: true };
}

function moneyTable(rows: readonly [string, number][]): NonNullable<Letter['table']> {
  return {
    columns: [
      { title: 'Position', width: 115 },
      { title: 'Betrag', width: 50, align: 'right' },
    ],
    rows: rows.map(([label, cents]) => [label, euro(cents)]),
  };
}

function registration(subject: PaperSubject): [string, string][] {
  const { person } = subject;
  return [
    ['Name', spokenName(person)],
    ['geboren am, in', `${printedBirth(subject)}, ${person.birthPlace}`],
    ['gemeldet seit', germanDate(person.residenceSince ?? '2018')],
    [
      'Anschrift',
      `${person.address.street} ${person.address.houseNumber}, ${person.address.postalCode} ${person.address.town}`,
    ],
  ];
}
