import type { IncomingMessage, ServerResponse } from 'node:http';
import PDFDocument from 'pdfkit';
import { SAMPLE_DOCUMENTS as ID } from '../case-sample.ts';

type Options = { userPassword?: string };

const pdf = (title: string, pages: number, options: Options = {}): Promise<Buffer> =>
  new Promise((resolve) => {
    const document = new PDFDocument({ size: 'A4', margin: 60, autoFirstPage: false, ...options });
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    for (let page = 1; page <= pages; page += 1) {
      document.addPage(page === 2 && pages > 3 ? { size: 'A4', layout: 'landscape' } : {});
      document.fontSize(22).text(title).fontSize(12).moveDown();
      document.text(`Seite ${page} von ${pages}. Erfundenes Papier zum Ansehen.`).moveDown();
      for (let line = 1; line <= 14; line += 1) document.text(`${line}. Zeile dieser Seite mit etwas Text.`);
    }
    document.end();
  });

/** Breaks the compressed content of the last page, so that the file opens and one page cannot be read whole. */
const breakLastPage = (bytes: Buffer): Buffer => {
  const broken = Buffer.from(bytes);
  const mark = '\nstream\n';
  broken.fill(0xff, broken.lastIndexOf(mark) + mark.length + 40, broken.lastIndexOf(mark) + mark.length + 120);
  return broken;
};

const make: Readonly<Record<string, () => Promise<Buffer>>> = {
  [ID.passport]: () => pdf('Reisepass', 3),
  [ID.payslips]: () => pdf('Gehaltsabrechnung', 3),
  [ID.bundle]: () => pdf('Unterlagen', 23),
  [ID.form]: () => pdf('Antrag', 2),
  [ID.letter]: () => pdf('Nachforderung', 1),
  [ID.preview]: () => pdf('Bitte um Unterlagen', 1),
  [ID.encrypted]: () => pdf('Lebenslauf', 1, { userPassword: 'geheim' }),
  [ID.damaged]: async () => breakLastPage(await pdf('Kontoauszug', 2)),
  [ID.empty]: async () => Buffer.alloc(0),
};
const made = new Map<string, Promise<Buffer>>();

/**
 * Answers `/document/<id>` of the sample case like main does: ranges as 206, never a type a browser would open.
 * Resolves false when the address is no document, so that the caller goes on.
 */
export const answerSampleDocument = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
  const id = /^\/document\/([0-9a-f-]{36})$/.exec(new URL(request.url ?? '/', 'http://double').pathname)?.[1];
  if (id === undefined) return false;
  const create = make[id];
  if (create === undefined) {
    response.writeHead(404).end();
    return true;
  }
  const bytes = await (made.get(id) ?? made.set(id, create()).get(id) ?? create());
  const headers = { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (range === null || bytes.length === 0) {
    response.writeHead(200, headers).end(bytes);
    return true;
  }
  const begin = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : bytes.length - 1, bytes.length - 1);
  response.writeHead(206, { ...headers, 'content-range': `bytes ${begin}-${end}/${bytes.length}` });
  response.end(bytes.subarray(begin, end + 1));
  return true;
};
