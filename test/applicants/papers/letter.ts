import { germanDate } from '../german.ts';
import { box, type Column, INK, line, PALE, signature, stamp, startDraft, textMark } from '../paper/draft.ts';
import type { Sheet } from '../paper/sheet.ts';
import { addressLines, type PaperSubject, spokenName } from './subject.ts';

export type Letter = {
  from: string;
  fromLine: string;
  subject: string;
  date: string;
  opening?: string;
  paragraphs?: readonly string[];
  facts?: readonly (readonly [string, string])[];
  table?: { columns: readonly Column[]; rows: readonly (readonly string[])[] };
  closing?: readonly string[];
  signer: string;
  stampText?: string;
  /** Letters from private persons have no letterhead. */
  plain?: boolean;
};

const HOUSE_COLOURS = ['#1f4e79', '#6b2d3c', '#2d5f4a', '#3c3f46', '#7a5a13', '#4a3b78'] as const;

/** Writes a letter on the sender's paper; colour and arrangement of the letterhead depend on the sender's name. */
export function letterPaper(letter: Letter, subject: PaperSubject): Sheet[] {
  const weight = Array.from(letter.from).reduce((sum, letterOf) => sum + (letterOf.codePointAt(0) ?? 0), 0);
  const colour = HOUSE_COLOURS[weight % HOUSE_COLOURS.length] ?? INK;
  const style = letter.plain === true ? 3 : weight % 3;
  const draft = startDraft({
    margin: { left: 25, right: 20, top: 20, bottom: 26 },
    foot: letter.plain === true ? '' : letter.from,
    letterhead: (add, page) => {
      if (page > 1) return;
      if (style === 0) {
        add(box(0, 0, 210, 5, { fill: colour }));
        add(textMark(25, 20, letter.from, { size: 15, weight: 'bold', ink: colour }));
        add(textMark(25, 25.5, letter.fromLine, { size: 8, ink: PALE }));
      } else if (style === 1) {
        add(box(176, 12, 14, 14, { fill: colour }));
        add({ kind: 'ring', x: 183, y: 19, radius: 4.4, stroke: '#ffffff', width: 1 });
        add(textMark(172, 18, letter.from, { size: 13, weight: 'semibold', align: 'right' }));
        add(textMark(172, 23.5, letter.fromLine, { size: 8, ink: PALE, align: 'right' }));
        add(line(25, 30, 190, 30, colour, 0.5));
      } else if (style === 2) {
        add(textMark(105, 19, letter.from, { size: 14, weight: 'bold', align: 'center', ink: colour }));
        add(textMark(105, 25, letter.fromLine, { size: 8, align: 'center', ink: PALE }));
        add(line(60, 28, 150, 28, colour, 0.3));
      } else {
        add(textMark(25, 20, letter.from, { size: 10.5 }));
        add(textMark(25, 25, letter.fromLine, { size: 9.5 }));
      }
    },
  });
  const [street, town] = addressLines(subject.person);
  draft.put(25, 46, `${letter.from} · ${letter.fromLine.split(' · ')[0] ?? ''}`, { size: 6.5, ink: PALE });
  [spokenName(subject.person), street, town].forEach((text, index) => {
    draft.put(25, 53 + index * 5, text, { size: 10.5 });
  });
  draft.put(190, 80, `${subject.person.address.town}, ${germanDate(letter.date)}`, { align: 'right' });
  if (letter.plain !== true) {
    draft.put(150, 53, 'Zeichen', { size: 7.5, ink: PALE });
    draft.put(150, 57.5, `${subject.chance.int(10, 99)}-${subject.chance.int(1000, 9999)}/${letter.date.slice(2, 4)}`, {
      size: 9,
    });
    draft.add(line(4, 105, 8, 105, '#b5b8bd', 0.15), line(4, 148.5, 9, 148.5, '#b5b8bd', 0.15));
  }
  draft.y = 88;
  draft.paragraph(letter.subject, { size: 12, weight: 'bold' });
  draft.gap(3);
  if (letter.opening !== undefined) draft.paragraph(letter.opening);
  for (const text of letter.paragraphs ?? []) draft.paragraph(text);
  if (letter.facts !== undefined) {
    draft.gap(2);
    draft.facts(letter.facts);
    draft.gap(2);
  }
  if (letter.table !== undefined) draft.table(letter.table.columns, letter.table.rows);
  for (const text of letter.closing ?? []) draft.paragraph(text);
  draft.gap(4);
  draft.paragraph(letter.plain === true ? 'Mit freundlichen Grüßen' : 'Mit freundlichen Grüßen\nim Auftrag');
  draft.add(...signature(26, draft.y + 10, subject.chance));
  draft.put(25, draft.y + 18, letter.signer, { size: 9 });
  if (letter.stampText !== undefined) {
    draft.add(...stamp(120 + subject.chance.int(0, 20), draft.y + 6, letter.stampText.toUpperCase(), 'Muster'));
  }
  return draft.done();
}
