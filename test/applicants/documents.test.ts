import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import { loadImage } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { character, characters } from './cast.ts';
import type { ApplicantDocument } from './character.ts';

const sha512 = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('hex');
const startsWith = (bytes: Uint8Array, hex: string) =>
  Buffer.from(bytes.subarray(0, hex.length / 2)).toString('hex') === hex;
const MAGIC: Readonly<Record<string, string>> = {
  'application/pdf': '255044462d',
  'image/jpeg': 'ffd8ffe1',
  'image/png': '89504e470d0a1a0a',
};

/** Text layer in NFC: a PDF holds the glyphs of some letters in pieces. */
async function textOf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const pdf = await task.promise;
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  await task.destroy();
  return { pages: texts.length, text: texts.join('\n').normalize('NFC') };
}

async function pagesOf(bytes: Uint8Array): Promise<number> {
  return (await PDFDocument.load(bytes)).getPageCount();
}

describe("Elif's family documents", () => {
  let files: ApplicantDocument[];
  const named = (filename: string) => files.find((file) => file.filename === filename)!;
  beforeAll(async () => {
    files = await character('elif-sahin').documents();
  });

  it('are made once for the life of the process', async () => {
    expect(await character('elif-sahin').documents()).toBe(files);
  });

  it('weigh like the real thing: scans of some hundred kilobytes a page, photos of one to three megabytes', () => {
    const passport = named('Reisepass.pdf').bytes.length / 3;
    expect(passport).toBeGreaterThan(250_000);
    expect(passport).toBeLessThan(700_000);
    for (const photo of files.filter((file) => file.mimeType === 'image/jpeg')) {
      expect(photo.bytes.length).toBeGreaterThan(1_000_000);
      expect(photo.bytes.length).toBeLessThan(3_500_000);
    }
  });

  it('send three pages of the passport, three of four tenancy pages and a text layer where a computer wrote them', async () => {
    expect(await pagesOf(named('Reisepass.pdf').bytes)).toBe(3);
    const tenancy = await textOf(named('Mietvertrag.pdf').bytes);
    expect(tenancy.pages).toBe(3);
    expect(tenancy.text).toContain('Seite 1 von 4');
    expect(tenancy.text).not.toContain('Seite 2 von 4');
    expect(tenancy.text).toContain('MUSTER – synthetisch');
    expect((await textOf(named('Antrag_Zusammenfassung.pdf').bytes)).text).toContain('Şahin');
  });

  it('hold phone photos that lie on the side and say so in Exif orientation 6', async () => {
    const { bytes } = named('IMG_2041.jpg');
    const exif = Buffer.from(bytes.subarray(0, 400));
    expect(exif.toString('latin1', 6, 10)).toBe('Exif');
    const orientation = exif.indexOf(Buffer.from([0x01, 0x12, 0x00, 0x03, 0, 0, 0, 1]));
    expect(exif.readUInt16BE(orientation + 8)).toBe(6);
    const frame = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xc0, 0x00, 0x11]));
    expect(Buffer.from(bytes).readUInt16BE(frame + 5)).toBe(3024);
    expect(Buffer.from(bytes).readUInt16BE(frame + 7)).toBe(4032);
    const upright = await loadImage(bytes);
    expect(upright.height).toBeGreaterThan(upright.width);
  });
});

describe('documents of the whole cast', () => {
  const whole = characters.filter((one) => !['alexej-stack', 'ioana-bad-files'].includes(one.id));

  it.each(whole.map((one) => [one.id, one] as const))(
    '%s: files begin as their type says and match the uploads declared',
    async (_, one) => {
      const files = await one.documents();
      for (const file of files) {
        expect(startsWith(file.bytes, MAGIC[file.mimeType] ?? 'none'), file.filename).toBe(true);
      }
      expect(new Set(files.map((file) => file.attachmentId)).size).toBe(files.length);
      const byId = new Map(files.map((file) => [file.attachmentId, file]));
      for (const upload of one.application.uploads) {
        const file = byId.get(upload.attachmentId);
        expect(file?.purpose).toBe('attachment');
        expect(file?.claimedEvidence).toBe(upload.claimedEvidence);
        expect(file?.personRefs).toEqual(upload.personRefs);
      }
      expect(files.slice(0, 2).map((file) => file.purpose)).toEqual(['form', 'report']);
    },
  );

  it('makes the same bytes in another process: text, scan and photo', async () => {
    const script = `
      const { character } = await import(process.argv[1]);
      const { createHash } = await import('node:crypto');
      for (const file of await character('wulandari').documents())
        console.log(createHash('sha512').update(file.bytes).digest('hex'));`;
    const module = new URL('./cast.ts', import.meta.url).href;
    const run = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, module], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    });
    const files = await character('wulandari').documents();
    expect(run.stdout.trim().split('\n')).toEqual(files.map((file) => sha512(file.bytes)));
  });

  it('renders sequences of DIN 91379 into text that can be read back', async () => {
    const [form] = await character('din-sequences').documents();
    const { text } = await textOf(form!.bytes);
    expect(text).toContain('C̨̆erniçev-K̂ara'.normalize('NFC'));
  });

  it('holds the papers of two persons in 23 pages', async () => {
    const bundle = (await character('nguyen-thi-hoa').documents()).find((file) => file.filename === 'Unterlagen.pdf')!;
    const { pages, text } = await textOf(bundle.bytes);
    expect(pages).toBe(23);
    expect(text).toContain('Thị Hoa Nguyễn');
    expect(text).toContain('Văn Đức Trần');
    expect(bundle.personRefs).toEqual(['p1', 'p2']);
  });

  it('holds a scan of 40 different pages', async () => {
    const stack = (await character('alexej-stack').documents()).find((file) => file.filename === 'Scan_Stapel.pdf')!;
    expect(await pagesOf(stack.bytes)).toBe(40);
    expect(stack.bytes.length).toBeGreaterThan(6_000_000);
  });
});

describe('bad files', () => {
  let files: ApplicantDocument[];
  const named = (filename: string) => files.find((file) => file.filename === filename)!.bytes;
  beforeAll(async () => {
    files = await character('ioana-bad-files').documents();
  });

  it('opens the encrypted PDF only with its password', async () => {
    const data = named('Kontoauszug_geschuetzt.pdf');
    await expect(getDocument({ data: data.slice(), verbosity: 0 }).promise).rejects.toThrow(/password/i);
    const opened = await getDocument({ data: data.slice(), password: 'geheim', verbosity: 0 }).promise;
    expect(opened.numPages).toBe(1);
  });

  it('has an empty file, a PNG called PDF and a HEIC container', () => {
    expect(named('Reisepass.pdf')).toHaveLength(0);
    expect(startsWith(named('Arbeitsvertrag.pdf'), MAGIC['image/png']!)).toBe(true);
    expect(Buffer.from(named('IMG_0099.HEIC')).toString('latin1', 4, 12)).toBe('ftypheic');
  });

  it('breaks the truncated PDF off before its end', () => {
    const text = Buffer.from(named('Gehaltsabrechnung.pdf')).toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).not.toContain('%%EOF');
  });

  it('carries a script that runs on opening in a PDF that is otherwise sound', async () => {
    const task = getDocument({ data: named('Mietvertrag.pdf').slice(), verbosity: 0 });
    const pdf = await task.promise;
    expect(pdf.numPages).toBe(1);
    expect(JSON.stringify(Array.from((await pdf.getJSActions()) ?? []))).toContain('app.alert');
    await task.destroy();
  });
});
