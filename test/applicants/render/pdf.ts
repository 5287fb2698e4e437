import PDFDocument from 'pdfkit';
import type { Mark, Sheet } from '../paper/sheet.ts';
import { shareFonts } from './pdf-fonts.ts';

/** A page of a PDF: drawn with text, or a picture over the whole page, as scanners write it. */
export type PdfPage =
  | { kind: 'text'; sheet: Sheet }
  | { kind: 'image'; jpeg: Uint8Array; width: number; height: number };

export type PdfOptions = {
  title: string;
  /** ISO date printed into the file's information dictionary, so that bytes never depend on the clock. */
  createdOn: string;
  producer?: string;
  userPassword?: string;
};

const POINTS = 72 / 25.4;

/**
 * Writes a PDF; same pages and options, same bytes. With a password the file is encrypted with RC4 of PDF 1.4: the AES
 * modes of pdfkit draw random initialisation vectors and would differ in each run.
 */
export function renderPdf(pages: readonly PdfPage[], options: PdfOptions): Promise<Uint8Array> {
  const document = new PDFDocument({
    autoFirstPage: false,
    compress: true,
    pdfVersion: '1.4',
    ...(options.userPassword === undefined ? {} : { userPassword: options.userPassword, ownerPassword: 'muster' }),
    info: {
      Title: options.title,
      Producer: options.producer ?? 'Muster-Textverarbeitung',
      Creator: 'synthetisch',
      CreationDate: new Date(`${options.createdOn}T09:00:00Z`),
    },
  });
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve);
    document.on('error', reject);
  });
  shareFonts(document);
  for (const page of pages) {
    const { width, height } = page.kind === 'text' ? page.sheet : page;
    document.addPage({ size: [width * POINTS, height * POINTS], margin: 0 });
    if (page.kind === 'image') {
      document.image(Buffer.from(page.jpeg), 0, 0, { width: width * POINTS, height: height * POINTS });
    } else {
      if (page.sheet.ground !== '#ffffff') {
        document.rect(0, 0, width * POINTS, height * POINTS).fill(page.sheet.ground);
      }
      for (const mark of page.sheet.marks) drawMark(document, mark);
    }
  }
  document.end();
  return ended.then(() => new Uint8Array(Buffer.concat(chunks)));
}

function drawMark(document: PDFKit.PDFDocument, mark: Mark): void {
  switch (mark.kind) {
    case 'text':
      drawText(document, mark);
      return;
    case 'fixed':
      document.font('regular').fontSize(mark.size).fillColor(mark.ink);
      Array.from(mark.text).forEach((letter, index) => {
        document.text(letter, (mark.x + index * mark.pitch) * POINTS, mark.y * POINTS, {
          lineBreak: false,
          baseline: 'alphabetic',
        });
      });
      return;
    case 'path':
      mark.points.forEach(([x, y], index) => {
        if (index === 0) document.moveTo(x * POINTS, y * POINTS);
        else document.lineTo(x * POINTS, y * POINTS);
      });
      paint(document, mark, mark.width);
      return;
    case 'box':
      document.rect(mark.x * POINTS, mark.y * POINTS, mark.width * POINTS, mark.height * POINTS);
      paint(document, mark, mark.line);
      return;
    case 'ring':
      document.circle(mark.x * POINTS, mark.y * POINTS, mark.radius * POINTS);
      paint(document, mark, mark.width);
  }
}

function drawText(document: PDFKit.PDFDocument, mark: Extract<Mark, { kind: 'text' }>): void {
  document.font(mark.weight).fontSize(mark.size).fillColor(mark.ink);
  const shift = { left: 0, center: 0.5, right: 1 }[mark.align];
  const x = mark.x * POINTS - (shift === 0 ? 0 : document.widthOfString(mark.text) * shift);
  const y = mark.y * POINTS;
  if (mark.angle !== 0) document.save().rotate(mark.angle, { origin: [mark.x * POINTS, y] });
  document.text(mark.text, x, y, { lineBreak: false, baseline: 'alphabetic' });
  if (mark.angle !== 0) document.restore();
}

function paint(document: PDFKit.PDFDocument, mark: { fill?: string; stroke?: string }, width: number): void {
  document.lineWidth(width * POINTS);
  if (mark.fill !== undefined && mark.stroke !== undefined) document.fillAndStroke(mark.fill, mark.stroke);
  else if (mark.fill !== undefined) document.fill(mark.fill);
  else if (mark.stroke !== undefined) document.stroke(mark.stroke);
}
