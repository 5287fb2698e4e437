import { germanDate, shiftDays } from '../german.ts';
import { box, line, signature, stamp, startDraft, waves } from '../paper/draft.ts';
import type { Sheet } from '../paper/sheet.ts';
import { type PaperSubject, printedBirth, spokenName } from './subject.ts';

/** Language certificate B1 with the marks of its four parts. */
export function languageCertificate(subject: PaperSubject): Sheet[] {
  const { chance } = subject;
  const marks = ['Lesen', 'Hören', 'Schreiben', 'Sprechen'].map((part) => [part, String(chance.int(31, 44)), '45']);
  const total = marks.reduce((sum, row) => sum + Number(row[1]), 0);
  const sheets = certificate(subject, {
    issuer: 'Prüfungszentrum Sprachhaus Lindenrath',
    title: 'Zertifikat Deutsch B1',
    ink: '#7a4a12',
    lead: 'hat die Prüfung auf der Stufe B1 des Gemeinsamen europäischen Referenzrahmens abgelegt.',
    rows: [...marks, ['Gesamt', String(total), '180']],
    result: `bestanden mit ${total} von 180 Punkten`,
    number: `B1-${chance.int(100_000, 999_999)}`,
  });
  return sheets;
}

/** Result of the naturalisation test: 33 questions, passed from 17 (EinbTestV § 1). */
export function civicTestCertificate(subject: PaperSubject): Sheet[] {
  const right = subject.chance.int(24, 33);
  return certificate(subject, {
    issuer: 'Prüfstelle Volkshochschule Lindenrath',
    title: 'Ergebnis des Einbürgerungstests',
    ink: '#1f4e79',
    lead: 'hat am Einbürgerungstest teilgenommen.',
    rows: [
      ['Fragen', '33', '33'],
      ['richtig beantwortet', String(right), '33'],
      ['erforderlich', '17', '33'],
    ],
    result: 'Der Test ist bestanden.',
    number: `EBT-${subject.chance.int(1_000_000, 9_999_999)}`,
  });
}

/** Certificate of the integration course: language B1 and "Leben in Deutschland". */
export function integrationCertificate(subject: PaperSubject): Sheet[] {
  return certificate(subject, {
    issuer: 'Kursträger Brückenhaus Lindenrath',
    title: 'Zertifikat Integrationskurs',
    ink: '#2d5f4a',
    lead: 'hat den Sprachkurs und den Orientierungskurs abgeschlossen.',
    rows: [
      ['Deutsch-Test', 'B1', ''],
      ['Leben in Deutschland', String(subject.chance.int(20, 33)), '33'],
    ],
    result: 'Beide Prüfungen sind bestanden.',
    number: `IK-${subject.chance.int(100_000, 999_999)}`,
  });
}

/** A vocational or academic degree. */
export function degreeCertificate(subject: PaperSubject, title: string, issuer: string): Sheet[] {
  return certificate(subject, {
    issuer,
    title,
    ink: '#4a3b78',
    lead: 'hat die Abschlussprüfung in deutscher Sprache abgelegt.',
    rows: [
      ['schriftlich', '2,3', ''],
      ['mündlich', '1,7', ''],
    ],
    result: 'Die Prüfung ist bestanden.',
    number: `Z-${subject.chance.int(1000, 9999)}`,
  });
}

type Certificate = {
  issuer: string;
  title: string;
  ink: string;
  lead: string;
  rows: readonly (readonly string[])[];
  result: string;
  number: string;
};

function certificate(subject: PaperSubject, text: Certificate): Sheet[] {
  const draft = startDraft({ margin: { left: 32, right: 32, top: 26, bottom: 26 }, foot: `Nr. ${text.number}` });
  draft.add(box(12, 12, 186, 273, { stroke: text.ink, line: 0.9 }), box(12, 12, 186, 20, { fill: text.ink }));
  draft.add(...waves(13, 33, 184, 251, '#eef0ec', 3.4));
  draft.put(105, 24, text.issuer, { size: 12, weight: 'semibold', ink: '#ffffff', align: 'center' });
  draft.y = 48;
  draft.paragraph(text.title, { size: 24, weight: 'bold', align: 'center', ink: text.ink });
  draft.gap(12);
  draft.paragraph(spokenName(subject.person), { size: 17, weight: 'semibold', align: 'center' });
  draft.paragraph(`geboren am ${printedBirth(subject)} in ${subject.person.birthPlace}`, { size: 11, align: 'center' });
  draft.gap(8);
  draft.paragraph(text.lead, { size: 11, align: 'center' });
  draft.gap(8);
  draft.table(
    [
      { title: 'Prüfungsteil', width: 86 },
      { title: 'erreicht', width: 30, align: 'right' },
      { title: 'von', width: 30, align: 'right' },
    ],
    text.rows,
  );
  draft.gap(4);
  draft.paragraph(text.result, { size: 13, weight: 'semibold', align: 'center' });
  const day = shiftDays(subject.submittedOn, -subject.chance.int(120, 900));
  draft.put(32, 246, `Lindenrath, ${germanDate(day)}`);
  draft.add(...signature(118, 243, subject.chance), line(112, 247, 178, 247));
  draft.put(112, 251.5, 'Leitung der Prüfung', { size: 8 });
  draft.add(...stamp(88, 258, 'PRÜFUNGSSTELLE LINDENRATH', 'Muster', text.ink));
  draft.put(32, 268, `Zertifikatsnummer ${text.number}`, { size: 8 });
  return draft.done();
}
