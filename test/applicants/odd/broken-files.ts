import { startDraft } from '../paper/draft.ts';
import { prng } from '../prng.ts';
import { renderPdf } from '../render/pdf.ts';
import { pictureOf } from '../render/picture.ts';

const DAY = '2026-10-01';

/** A one-page note, the sound body of the broken files below. */
function note(text: string) {
  const draft = startDraft();
  draft.paragraph('Schreiben zum Antrag', { size: 14, weight: 'bold' });
  draft.paragraph(text);
  return draft.done();
}

/** PDF that opens only with the password `geheim`. */
export function encryptedPdf(): Promise<Uint8Array> {
  return renderPdf(
    note('Diese Datei ist mit einem Passwort geschützt.').map((sheet) => ({ kind: 'text', sheet })),
    { title: 'Kontoauszug', createdOn: DAY, userPassword: 'geheim' },
  );
}

/** File without a single byte. */
export function emptyFile(): Promise<Uint8Array> {
  return Promise.resolve(new Uint8Array(0));
}

/** PNG picture, to be sent under a PDF's name and type. */
export async function pictureNamedPdf(): Promise<Uint8Array> {
  const [sheet] = note('Dies ist ein Bildschirmfoto und kein PDF.');
  if (sheet === undefined) throw new Error('the note has a page');
  return pictureOf(sheet, 110);
}

/** PDF that breaks off after two thirds, as after a lost connection. */
export async function truncatedPdf(): Promise<Uint8Array> {
  const whole = await renderPdf(
    note('Der Rest dieser Datei fehlt.').map((sheet) => ({ kind: 'text', sheet })),
    { title: 'Steuerbescheid', createdOn: DAY },
  );
  return whole.slice(0, Math.floor((whole.length * 2) / 3));
}

/** What a phone calls HEIC: right container header (ISO 14496-12 `ftyp` brand `heic`), payload without meaning. */
export function heicFile(): Promise<Uint8Array> {
  const chance = prng('heic');
  const payload = Buffer.alloc(180_000);
  for (let at = 0; at < payload.length; at += 1) payload[at] = chance.int(0, 255);
  const isoBox = (type: string, body: Uint8Array): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const brands = Buffer.concat([Buffer.from('heic', 'latin1'), Buffer.alloc(4), Buffer.from('mif1heic', 'latin1')]);
  const bytes = Buffer.concat([isoBox('ftyp', brands), isoBox('mdat', payload)]);
  return Promise.resolve(new Uint8Array(bytes));
}

/** PDF with a script that runs on opening; it only shows a message, and nothing of ours may run it. */
export function scriptedPdf(): Promise<Uint8Array> {
  const content = 'BT /F1 18 Tf 72 740 Td (MUSTER - synthetisch: Datei mit Skript) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /Names << /JavaScript << /Names [(start) 6 0 R] >> >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    "<< /Type /Action /S /JavaScript /JS (app.alert\\('Skript lief'\\);) >>",
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`;
  return Promise.resolve(new Uint8Array(Buffer.from(body, 'latin1')));
}
