import PDFDocument from 'pdfkit';
import { resourceFile } from '../resource-file.ts';
import { letterTexts as texts } from './letter-texts.ts';

/** One requested proof as it stands in the letter. */
export type LetterItem = { evidence: string; reason: string; explanation: string };

/** Everything a Nachforderung says; texts are ready for print, dates are German (`18.12.2026`). */
export type Letter = {
  office: { name: string; unit: string; street: string; town: string; phone: string; email: string };
  addressLines: readonly string[];
  reference: string;
  caseworker: string;
  date: string;
  filedOn: string;
  /** For whom, e.g. `Elif Şahin, geboren am 03.04.1989`. */
  person: string;
  deadline: string;
  channel: 'fit-connect' | 'letter';
  message: string;
  items: readonly LetterItem[];
  /** UTC instant written as the file's creation date. */
  createdAt: number;
};

/** Millimetres to PDF points. */
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** Geometry of DIN 5008 form B on A4, in millimetres (EXPORT §5.1). */
const PAGE = {
  left: 25,
  right: 20,
  top: 20,
  bottom: 22,
  addressTop: 45 + 17.7,
  addressHeight: 27.3,
  infoLeft: 125,
  infoTop: 50,
  infoWidth: 70,
  infoLabel: 22,
  textTop: 103,
  fold: [105, 210],
  punch: 148.5,
} as const;

const SIZE = { text: 10.5, info: 9, small: 8, title: 12 } as const;
const A4 = { width: 210, height: 297 } as const;
const textWidth = mm(A4.width - PAGE.left - PAGE.right);

type Pdf = InstanceType<typeof PDFDocument>;

const newDocument = (letter: Letter): Pdf => {
  const options = {
    size: 'A4',
    margins: { left: mm(PAGE.left), right: mm(PAGE.right), top: mm(PAGE.top), bottom: mm(PAGE.bottom) },
    pdfVersion: '1.7' as const,
    subset: 'PDF/A-2a' as const,
    tagged: true,
    lang: 'de-DE',
    displayTitle: true,
    bufferPages: true,
    font: resourceFile('fonts/NotoSans-Regular.ttf'),
    info: {
      Title: texts.subject(letter.filedOn),
      Author: letter.office.name,
      Creator: 'Einbürgerungsdesk',
      Producer: 'Einbürgerungsdesk',
      CreationDate: new Date(letter.createdAt),
      ModDate: new Date(letter.createdAt),
    },
  };
  const pdf = new PDFDocument(options as PDFKit.PDFDocumentOptions);
  pdf.registerFont('regular', resourceFile('fonts/NotoSans-Regular.ttf'));
  pdf.registerFont('bold', resourceFile('fonts/NotoSans-SemiBold.ttf'));
  return pdf;
};

type Section = ReturnType<Pdf['struct']>;

const paragraphOf = (pdf: Pdf, parent: Section, tag: string, draw: () => void): void => {
  parent.add(pdf.struct(tag, {}, draw));
};

const drawHead = (pdf: Pdf, root: Section, letter: Letter): void => {
  const { office } = letter;
  paragraphOf(pdf, root, 'P', () => {
    pdf
      .font('bold')
      .fontSize(SIZE.title + 2)
      .text(office.name, mm(PAGE.left), mm(18), { width: textWidth });
    pdf.font('regular').fontSize(SIZE.text).text(office.unit, { width: textWidth });
  });
  paragraphOf(pdf, root, 'P', () => {
    const sender = [office.name, office.street, office.town].filter((part) => part !== '').join(' · ');
    pdf
      .font('regular')
      .fontSize(7)
      .text(sender, mm(PAGE.left), mm(PAGE.addressTop - 5), { width: mm(80), height: mm(4), ellipsis: true });
  });
  paragraphOf(pdf, root, 'P', () => {
    pdf.fontSize(SIZE.text).text(letter.addressLines.join('\n'), mm(PAGE.left), mm(PAGE.addressTop), {
      width: mm(80),
      height: mm(PAGE.addressHeight),
      lineGap: 0,
    });
  });
  const info: readonly [string, string][] = [
    [texts.info.reference, letter.reference],
    [texts.info.caseworker, letter.caseworker],
    [texts.info.phone, office.phone],
    [texts.info.email, office.email],
    [texts.info.date, letter.date],
  ];
  paragraphOf(pdf, root, 'P', () => {
    pdf.y = mm(PAGE.infoTop);
    for (const [label, value] of info.filter(([, text]) => text !== '')) {
      const top = pdf.y;
      pdf.fontSize(SIZE.small).text(label, mm(PAGE.infoLeft), top + 1, { width: mm(PAGE.infoLabel), lineBreak: false });
      pdf
        .fontSize(SIZE.info)
        .text(value, mm(PAGE.infoLeft + PAGE.infoLabel), top, { width: mm(PAGE.infoWidth - PAGE.infoLabel) });
      pdf.y += 2;
    }
  });
};

const COLUMNS = [
  { width: 10, of: (_item: LetterItem, index: number) => String(index + 1), head: texts.columns.number },
  { width: 48, of: (item: LetterItem) => item.evidence, head: texts.columns.evidence },
  { width: 34, of: (item: LetterItem) => item.reason, head: texts.columns.reason },
  { width: 73, of: (item: LetterItem) => item.explanation, head: texts.columns.explanation },
] as const;

const rowHeight = (pdf: Pdf, cells: readonly string[]): number =>
  Math.max(
    ...cells.map((cell, index) =>
      pdf.heightOfString(cell === '' ? ' ' : cell, { width: mm((COLUMNS[index]?.width ?? 10) - 3) }),
    ),
  ) + 6;

const drawRow = (pdf: Pdf, table: Section, tag: 'TH' | 'TD', cells: readonly string[]): void => {
  pdf.font(tag === 'TH' ? 'bold' : 'regular').fontSize(SIZE.text - 1);
  const height = rowHeight(pdf, cells);
  if (pdf.y + height > mm(A4.height - PAGE.bottom)) pdf.addPage();
  const top = pdf.y;
  const row = pdf.struct('TR');
  table.add(row);
  let left = PAGE.left;
  cells.forEach((cell, index) => {
    const width = COLUMNS[index]?.width ?? 10;
    const at = mm(left);
    row.add(
      pdf.struct(tag, {}, () => {
        pdf.text(cell === '' ? ' ' : cell, at, top + 3, { width: mm(width - 3) });
      }),
    );
    left += width;
  });
  row.end();
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf
    .moveTo(mm(PAGE.left), top + height)
    .lineTo(mm(A4.width - PAGE.right), top + height)
    .lineWidth(0.4)
    .strokeColor('#8a8fa3')
    .stroke();
  pdf.endMarkedContent();
  pdf.x = mm(PAGE.left);
  pdf.y = top + height;
};

const drawBody = (pdf: Pdf, root: Section, letter: Letter): void => {
  const write = (text: string, font: 'regular' | 'bold' = 'regular', tag = 'P'): void => {
    if (text === '') return;
    paragraphOf(pdf, root, tag, () =>
      pdf.font(font).fontSize(SIZE.text).text(text, mm(PAGE.left), pdf.y, { width: textWidth }),
    );
    pdf.moveDown(0.7);
  };
  pdf.y = mm(PAGE.textTop);
  write(texts.subject(letter.filedOn), 'bold', 'H1');
  write(texts.salutation);
  write(texts.opening(letter.filedOn, letter.person));
  write(letter.message);
  write(texts.deadline(letter.deadline), 'bold');
  write(letter.channel === 'fit-connect' ? texts.byReply : texts.byPost);
  write(texts.formats);
  write(texts.list, 'bold', 'H2');
  const table = pdf.struct('Table');
  root.add(table);
  drawRow(
    pdf,
    table,
    'TH',
    COLUMNS.map((column) => column.head),
  );
  for (const [index, item] of letter.items.entries()) {
    drawRow(
      pdf,
      table,
      'TD',
      COLUMNS.map((column) => column.of(item, index)),
    );
  }
  table.end();
  pdf.moveDown(0.9);
  for (const text of [texts.duty, texts.consequence, texts.help, texts.closing, letter.caseworker]) write(text);
};

/** Fold and punch marks and page numbers: decoration, marked as such for screen readers. */
const drawMarks = (pdf: Pdf): void => {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    pdf.markContent('Artifact', { type: 'Pagination' });
    if (page === start) {
      for (const height of [...PAGE.fold, PAGE.punch]) {
        pdf
          .moveTo(mm(5), mm(height))
          .lineTo(mm(height === PAGE.punch ? 10 : 8), mm(height))
          .lineWidth(0.3)
          .strokeColor('#555555')
          .stroke();
      }
    }
    const { bottom } = pdf.page.margins;
    pdf.page.margins.bottom = 0;
    pdf.font('regular').fontSize(SIZE.small).fillColor('#000000');
    pdf.text(texts.page(page - start + 1, count), mm(PAGE.left), mm(A4.height - 15), {
      width: textWidth,
      align: 'right',
      lineBreak: false,
    });
    pdf.page.margins.bottom = bottom;
    pdf.endMarkedContent();
  }
};

/**
 * Draws a Nachforderung as a tagged PDF/A-2 letter on DIN 5008 form B with embedded Noto Sans. Answers the bytes and
 * the number of pages.
 */
export const drawLetter = async (letter: Letter): Promise<{ bytes: Buffer; pages: number }> => {
  const pdf = newDocument(letter);
  const pieces: Buffer[] = [];
  pdf.on('data', (piece: Buffer) => pieces.push(piece));
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on('end', () => resolve());
    pdf.on('error', reject);
  });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  drawHead(pdf, root, letter);
  drawBody(pdf, root, letter);
  root.end();
  drawMarks(pdf);
  const pages = pdf.bufferedPageRange().count;
  pdf.end();
  await finished;
  return { bytes: Buffer.concat(pieces), pages };
};
