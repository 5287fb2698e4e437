import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemoryDatabase } from './database.ts';
import { CHUNK_SIZE, DocumentDamagedError, HEADER_SIZE, TAG_SIZE } from './document-format.ts';
import {
  type DocumentFile,
  documentPath,
  documentRow,
  readRange,
  recordDocument,
  sweepUnfinished,
  verifyDocument,
  writeDocument,
} from './documents.ts';
import { SCHEMA_1 } from './schema-1.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-documents-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SEALED = CHUNK_SIZE + TAG_SIZE;
const whole = (document: DocumentFile) => readRange(folder, document, 0, Number.MAX_SAFE_INTEGER);
const sha512 = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('hex');
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe('a document file', () => {
  it.each([0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE, 3 * CHUNK_SIZE + 17])(
    'gives %i bytes back as they were, however they came',
    async (size) => {
      const bytes = randomBytes(size);
      const stored = [await writeDocument(folder, bytes), await writeDocument(folder, inPieces(bytes, 40_001))];
      for (const document of stored) {
        expect(document).toMatchObject({ size, sha512: sha512(bytes), format: 1 });
        expect((await whole(document)).equals(bytes)).toBe(true);
        await verifyDocument(folder, document);
      }
      expect(Buffer.from(stored[0]!.fileKey).equals(stored[1]!.fileKey)).toBe(false);
    },
  );

  it('answers any range, cut at the end of the document', async () => {
    const bytes = randomBytes(2 * CHUNK_SIZE + 1000);
    const document = await writeDocument(folder, bytes);
    const ranges = [
      [0, 0],
      [CHUNK_SIZE - 1, CHUNK_SIZE],
      [5, 2 * CHUNK_SIZE + 10],
      [2 * CHUNK_SIZE, 9_999_999],
    ] as const;
    for (const [start, end] of ranges) {
      expect((await readRange(folder, document, start, end)).equals(bytes.subarray(start, end + 1))).toBe(true);
    }
    expect(await readRange(folder, document, bytes.length, bytes.length + 5)).toHaveLength(0);
    await expect(readRange(folder, document, -1, 5)).rejects.toThrow(RangeError);
  });

  it('reads only the chunks a range touches', async () => {
    const document = await writeDocument(folder, randomBytes(4 * CHUNK_SIZE));
    const file = documentPath(folder, document.id);
    const sealed = await readFile(file);
    sealed.writeUInt8(sealed.readUInt8(HEADER_SIZE + 10) ^ 1, HEADER_SIZE + 10);
    await writeFile(file, sealed);
    expect(await readRange(folder, document, 2 * CHUNK_SIZE, 2 * CHUNK_SIZE + 9)).toHaveLength(10);
    await expect(readRange(folder, document, 0, 9)).rejects.toThrow(DocumentDamagedError);
  });

  it('holds no plaintext', async () => {
    const document = await writeDocument(folder, Buffer.from('Marker-Musterfrau '.repeat(9000)));
    expect((await readFile(documentPath(folder, document.id))).includes('Musterfrau')).toBe(false);
  });

  const swapChunks = (sealed: Buffer, one: number, other: number): Buffer => {
    const at = (index: number) => HEADER_SIZE + index * SEALED;
    const copy = Buffer.from(sealed);
    sealed.copy(copy, at(one), at(other), at(other) + SEALED);
    sealed.copy(copy, at(other), at(one), at(one) + SEALED);
    return copy;
  };
  it.each<[string, (sealed: Buffer) => Buffer]>([
    ['truncated by a byte', (sealed) => sealed.subarray(0, -1)],
    ['truncated by a chunk', (sealed) => sealed.subarray(0, HEADER_SIZE + 2 * SEALED)],
    ['emptied', () => Buffer.alloc(0)],
    ['lengthened', (sealed) => Buffer.concat([sealed, Buffer.alloc(16)])],
    [
      'robbed of a middle chunk',
      (sealed) => Buffer.concat([sealed.subarray(0, HEADER_SIZE + SEALED), sealed.subarray(HEADER_SIZE + 2 * SEALED)]),
    ],
    ['with two chunks swapped', (sealed) => swapChunks(sealed, 0, 1)],
    [
      'with a chunk repeated',
      (sealed) => {
        const copy = Buffer.from(sealed);
        sealed.copy(copy, HEADER_SIZE + SEALED, HEADER_SIZE, HEADER_SIZE + SEALED);
        return copy;
      },
    ],
    [
      'with a bit flipped in a chunk',
      (sealed) => {
        sealed.writeUInt8(sealed.readUInt8(HEADER_SIZE + SEALED + 5) ^ 4, HEADER_SIZE + SEALED + 5);
        return sealed;
      },
    ],
    [
      'with a bit flipped in the last tag',
      (sealed) => {
        sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1);
        return sealed;
      },
    ],
    [
      'with a bit flipped in the header',
      (sealed) => {
        sealed.writeUInt8(sealed.readUInt8(9) ^ 1, 9);
        return sealed;
      },
    ],
    [
      'with another format in the header',
      (sealed) => {
        sealed.writeUInt16BE(2, 6);
        return sealed;
      },
    ],
  ])('is refused when %s', async (_name, damage) => {
    const document = await writeDocument(folder, randomBytes(2 * CHUNK_SIZE + 1000));
    const file = documentPath(folder, document.id);
    await writeFile(file, damage(await readFile(file)));
    await expect(verifyDocument(folder, document)).rejects.toThrow(DocumentDamagedError);
  });

  it('is refused when swapped with another one, even of the same length, and under another id or size', async () => {
    const one = await writeDocument(folder, randomBytes(5000));
    const other = await writeDocument(folder, randomBytes(5000));
    await copyFile(documentPath(folder, one.id), documentPath(folder, other.id));
    await expect(whole(other)).rejects.toThrow(DocumentDamagedError);
    // Even with the right key, a file under another id is not that document.
    await expect(whole({ ...other, fileKey: one.fileKey })).rejects.toThrow(DocumentDamagedError);
    await expect(whole({ ...one, size: 4999 })).rejects.toThrow(DocumentDamagedError);
    const empty = await writeDocument(folder, new Uint8Array());
    await expect(verifyDocument(folder, { ...empty, fileKey: one.fileKey })).rejects.toThrow(DocumentDamagedError);
  });

  it('is refused when another one reads back than was hashed', async () => {
    const document = await writeDocument(folder, randomBytes(100));
    const lie = { ...document, sha512: sha512(randomBytes(100)) };
    await expect(verifyDocument(folder, lie)).rejects.toThrow(DocumentDamagedError);
  });

  it('leaves nothing behind when its source fails', async () => {
    const own = await mkdtemp(path.join(folder, 'own-'));
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield randomBytes(CHUNK_SIZE * 2);
      throw new Error('the tag was wrong');
    }
    await expect(writeDocument(own, failing())).rejects.toThrow('the tag was wrong');
    const files = (await readdir(own, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files).toEqual([]);
  });

  it('is swept while unfinished, never when finished', async () => {
    const own = await mkdtemp(path.join(folder, 'own-'));
    expect(await sweepUnfinished(own)).toBe(0);
    const document = await writeDocument(own, randomBytes(10));
    await writeFile(path.join(own, 'unfinished', 'x.part'), 'left by a crash');
    expect(await sweepUnfinished(own)).toBe(1);
    await verifyDocument(own, document);
  });

  it('never leaves its folder, whatever is called its id', () => {
    for (const id of ['../../etc/passwd', 'AA', '', '4FD7A6A0-55B8-4B6A-9A2C-0A8FD7B0C001']) {
      expect(() => documentPath(folder, id)).toThrow('UUID');
    }
  });
});

describe('a document row', () => {
  it('says all that is needed to read the file again', async () => {
    const db = openMemoryDatabase();
    db.migrate(SCHEMA_1, 1);
    const bytes = randomBytes(70_000);
    const file = await writeDocument(folder, bytes);
    const facts = { ...file, detectedType: 'application/pdf', declaredType: 'application/pdf', name: 'Pass.pdf' };
    db.transaction((writer) => recordDocument(writer, { ...facts, pages: 2, createdAt: 7 }));
    const row = documentRow(db, file.id)!;
    expect(row).toMatchObject({
      ...facts,
      fileKey: Buffer.from(file.fileKey),
      pages: 2,
      trouble: null,
      copiedAt: null,
    });
    expect((await whole(row)).equals(bytes)).toBe(true);
    expect(documentRow(db, 'unknown')).toBeUndefined();
  });
});
