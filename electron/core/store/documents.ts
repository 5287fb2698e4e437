import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Reader, sql, type Writer } from './database.ts';
import {
  CHUNK_SIZE,
  chunkCount,
  DOCUMENT_FORMAT,
  DocumentDamagedError,
  fileSize,
  HEADER_SIZE,
  makeHeader,
  noncePrefixOf,
  openChunk,
  sealChunk,
  TAG_SIZE,
} from './document-format.ts';
import { makeFolder, writeDurably } from './durable-file.ts';

/** What writing a document file yields; key and hash are kept nowhere but in the document's row. */
export type DocumentFile = {
  id: string;
  /** 32 random bytes for this file alone. */
  fileKey: Uint8Array;
  /** SHA-512 of the plaintext, lower-case hex. */
  sha512: string;
  /** Plaintext bytes. */
  size: number;
  format: number;
};

/** A kept document as its row says. */
export type DocumentRow = DocumentFile & {
  detectedType: string;
  declaredType: string;
  name: string;
  pages: number | null;
  trouble: string | null;
  derivedFrom: string | null;
  /** When the second copy held it, UTC milliseconds. */
  copiedAt: number | null;
  createdAt: number;
};

/** Folder for unfinished files, beside the finished ones so that the rename stays on one volume. */
const unfinishedFolder = (folder: string): string => path.join(folder, 'unfinished');

/** Path of a document's encrypted file; ids are UUIDs, so a name can never leave the folder. */
export const documentPath = (folder: string, id: string): string => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error('a document id is a lower-case UUID');
  return path.join(folder, id.slice(0, 2), id);
};

/** Cuts a stream of pieces of any size into pieces of exactly {@link CHUNK_SIZE}; the last may be shorter or empty. */
async function* inChunks(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let chunk = Buffer.alloc(CHUNK_SIZE);
  let filled = 0;
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length; ) {
      // A full chunk is only given away when more follows, so that the last one given is never mistaken.
      if (filled === CHUNK_SIZE) {
        yield chunk;
        chunk = Buffer.alloc(CHUNK_SIZE);
        filled = 0;
      }
      const part = piece.subarray(taken, taken + CHUNK_SIZE - filled);
      chunk.set(part, filled);
      filled += part.length;
      taken += part.length;
    }
  }
  yield chunk.subarray(0, filled);
}

/** The content is not what it was said to be; nothing of it was kept. */
export class DocumentContentError extends Error {}

/**
 * Writes a document's encrypted file durably (temporary file → fsync → rename → fsync of the folder) and hashes the
 * plaintext in the same pass. The file means nothing until {@link recordDocument} refers to it.
 *
 * @param folder the store's documents folder
 * @param content whole bytes, or pieces of any size; an error while iterating leaves no file behind
 * @param sha512 what the content must hash to, proved before the file gets its name
 * @throws {DocumentContentError} it does not; nothing is left behind
 */
export const writeDocument = async (
  folder: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  sha512?: string,
): Promise<DocumentFile> => {
  const id = randomUUID();
  const fileKey = randomBytes(32);
  const noncePrefix = randomBytes(7);
  const file = documentPath(folder, id);
  await makeFolder(path.dirname(file));
  await makeFolder(unfinishedFolder(folder));
  const hash = createHash('sha512');
  let size = 0;
  const write = async (handle: FileHandle): Promise<string> => {
    await handle.writeFile(makeHeader(noncePrefix));
    let index = 0;
    let waiting: Buffer | undefined;
    const put = async (chunk: Buffer, last: boolean): Promise<void> => {
      hash.update(chunk);
      size += chunk.length;
      const place = { documentId: id, index, totalIfLast: last ? size : null };
      await handle.writeFile(sealChunk(fileKey, noncePrefix, place, chunk));
      index += 1;
    };
    for await (const chunk of inChunks(content instanceof Uint8Array ? [content] : content)) {
      if (waiting !== undefined) await put(waiting, false);
      waiting = chunk;
    }
    await put(waiting ?? Buffer.alloc(0), true);
    const digest = hash.digest('hex');
    if (sha512 !== undefined && sha512 !== digest) throw new DocumentContentError('the hash differs');
    return digest;
  };
  const digest = await writeDurably(file, write, unfinishedFolder(folder));
  return { id, fileKey, sha512: digest, size, format: DOCUMENT_FORMAT };
};

const readExactly = async (handle: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length);
  for (let read = 0; read < length; ) {
    const { bytesRead } = await handle.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) throw new DocumentDamagedError('the file is too short');
    read += bytesRead;
  }
  return buffer;
};

type FileFacts = Pick<DocumentFile, 'id' | 'fileKey' | 'size' | 'format'>;

/** Opens the file and proves format and length before any chunk is read. */
const withDocumentFile = async <T>(
  folder: string,
  facts: FileFacts,
  work: (handle: FileHandle, noncePrefix: Buffer) => Promise<T>,
): Promise<T> => {
  if (facts.format !== DOCUMENT_FORMAT) throw new DocumentDamagedError('unknown format');
  const handle = await open(documentPath(folder, facts.id), 'r');
  try {
    const { size } = await handle.stat();
    if (size !== fileSize(facts.size)) throw new DocumentDamagedError('the file has another length');
    return await work(handle, noncePrefixOf(await readExactly(handle, 0, HEADER_SIZE)));
  } finally {
    await handle.close();
  }
};

const readChunks = async (
  handle: FileHandle,
  noncePrefix: Buffer,
  facts: FileFacts,
  first: number,
  last: number,
): Promise<Buffer> => {
  const chunks = chunkCount(facts.size);
  const sealedSize = CHUNK_SIZE + TAG_SIZE;
  const from = HEADER_SIZE + first * sealedSize;
  const to = Math.min(fileSize(facts.size), HEADER_SIZE + (last + 1) * sealedSize);
  const sealed = await readExactly(handle, from, to - from);
  const plain: Buffer[] = [];
  for (let index = first; index <= last; index += 1) {
    const offset = (index - first) * sealedSize;
    const place = { documentId: facts.id, index, totalIfLast: index === chunks - 1 ? facts.size : null };
    plain.push(openChunk(facts.fileKey, noncePrefix, place, sealed.subarray(offset, offset + sealedSize)));
  }
  return Buffer.concat(plain);
};

/**
 * Decrypts bytes `start` to `end` (both inclusive, as in HTTP ranges) and only the chunks they touch. An `end` beyond
 * the document is cut; a `start` beyond it answers no bytes.
 *
 * @throws {DocumentDamagedError} altered, cut or mixed-up file
 * @throws {Error} with code `ENOENT` when the file is gone
 */
export const readRange = async (folder: string, facts: FileFacts, start: number, end: number): Promise<Buffer> => {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0) throw new RangeError('not a byte range');
  const lastByte = Math.min(end, facts.size - 1);
  if (start > lastByte) return Buffer.alloc(0);
  const first = Math.floor(start / CHUNK_SIZE);
  const last = Math.floor(lastByte / CHUNK_SIZE);
  const plain = await withDocumentFile(folder, facts, (handle, noncePrefix) =>
    readChunks(handle, noncePrefix, facts, first, last),
  );
  return plain.subarray(start - first * CHUNK_SIZE, lastByte + 1 - first * CHUNK_SIZE);
};

const CHUNKS_PER_READ = 16;

/** Decrypts a whole document piece by piece (1 MiB each). Throws as {@link readRange}. */
export async function* readDocument(folder: string, facts: FileFacts): AsyncGenerator<Buffer> {
  const step = CHUNKS_PER_READ * CHUNK_SIZE;
  for (let start = 0; start < facts.size; start += step) yield await readRange(folder, facts, start, start + step - 1);
}

/**
 * Reads a document back from disk, whole, and compares size and SHA-512 with what was written (SECURITY F1).
 *
 * @throws {DocumentDamagedError} it does not read back as written
 */
export const verifyDocument = async (folder: string, document: DocumentFile): Promise<void> => {
  const hash = createHash('sha512');
  // An empty document has no bytes to read, but its one chunk still proves that the file is the right one.
  if (document.size === 0) {
    await withDocumentFile(folder, document, (handle, prefix) => readChunks(handle, prefix, document, 0, 0));
  }
  for await (const piece of readDocument(folder, document)) hash.update(piece);
  if (hash.digest('hex') !== document.sha512) throw new DocumentDamagedError('the hash differs');
};

/** Removes what a crash left unfinished. Finished files are never touched. Answers how many were removed. */
export const sweepUnfinished = async (folder: string): Promise<number> => {
  const names = await readdir(unfinishedFolder(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) await rm(path.join(unfinishedFolder(folder), name), { force: true });
  return names.length;
};

export type NewDocumentRow = DocumentFile &
  Pick<DocumentRow, 'detectedType' | 'declaredType' | 'name'> &
  Partial<Pick<DocumentRow, 'pages' | 'trouble' | 'derivedFrom'>> & { createdAt: number };

/** Writes the row of a finished document file; in the same transaction as what refers to it (SECURITY D10). */
export const recordDocument = (writer: Writer, document: NewDocumentRow): void => {
  writer.run(sql`INSERT INTO document
    (id, sha512, size, file_key, format, detected_type, declared_type, name, pages, trouble, derived_from, created_at)
    VALUES (${document.id}, ${document.sha512}, ${document.size}, ${document.fileKey}, ${document.format},
            ${document.detectedType}, ${document.declaredType}, ${document.name}, ${document.pages ?? null},
            ${document.trouble ?? null}, ${document.derivedFrom ?? null}, ${document.createdAt})`);
};

/** The row of a document, or `undefined` when there is none. */
export const documentRow = (reader: Reader, id: string): DocumentRow | undefined =>
  reader.get<DocumentRow>(sql`
    SELECT id, file_key AS fileKey, sha512, size, format, detected_type AS detectedType,
           declared_type AS declaredType, name, pages, trouble, derived_from AS derivedFrom,
           copied_at AS copiedAt, created_at AS createdAt
    FROM document WHERE id = ${id}`);
