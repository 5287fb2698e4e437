import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * Document file, format 1. Header (16 bytes): "EBDDOC", version (u16), 7 random bytes of nonce, one zero byte. Then
 * chunks of 64 KiB of plaintext, the last one shorter or full (one empty chunk for an empty document), each followed
 * by its 16-byte tag. AES-256-GCM with a key used for this file only; nonce = the header's 7 bytes ‖ chunk index
 * (u32) ‖ 1 for the last chunk, else 0. Associated data = format version, document id, chunk index and, in the last
 * chunk, the total length (a stream does not know it earlier; every reading compares it with the file's size).
 */
export const DOCUMENT_FORMAT = 1;
export const HEADER_SIZE = 16;
export const CHUNK_SIZE = 64 * 1024;
export const TAG_SIZE = 16;
const MAGIC = 'EBDDOC';
const NONCE_PREFIX_SIZE = 7;

/** The file is not what was written: altered, cut, mixed up with another one, or of an unknown format. */
export class DocumentDamagedError extends Error {
  constructor(reason: string) {
    super(`document file refused: ${reason}`);
  }
}

/** Number of chunks of a document of `size` bytes; at least one. */
export const chunkCount = (size: number): number => Math.max(1, Math.ceil(size / CHUNK_SIZE));

/** Length in bytes of the file that holds a document of `size` bytes. */
export const fileSize = (size: number): number => HEADER_SIZE + size + chunkCount(size) * TAG_SIZE;

export const makeHeader = (noncePrefix: Uint8Array): Buffer => {
  if (noncePrefix.length !== NONCE_PREFIX_SIZE) throw new Error('the nonce prefix has 7 bytes');
  const header = Buffer.alloc(HEADER_SIZE);
  header.write(MAGIC, 0, 'latin1');
  header.writeUInt16BE(DOCUMENT_FORMAT, MAGIC.length);
  header.set(noncePrefix, MAGIC.length + 2);
  return header;
};

/** Reads the nonce prefix. Throws {@link DocumentDamagedError} for anything but a format 1 header. */
export const noncePrefixOf = (header: Buffer): Buffer => {
  if (header.length !== HEADER_SIZE || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new DocumentDamagedError('not a document file');
  }
  if (header.readUInt16BE(MAGIC.length) !== DOCUMENT_FORMAT) throw new DocumentDamagedError('unknown format');
  if (header.readUInt8(HEADER_SIZE - 1) !== 0) throw new DocumentDamagedError('altered header');
  return header.subarray(MAGIC.length + 2, HEADER_SIZE - 1);
};

/** Where a chunk stands: its document, its number from 0, and the total length when it is the last one. */
export type ChunkPlace = { documentId: string; index: number; totalIfLast: number | null };

const nonceOf = (noncePrefix: Uint8Array, place: ChunkPlace): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.set(noncePrefix);
  nonce.writeUInt32BE(place.index, NONCE_PREFIX_SIZE);
  nonce.writeUInt8(place.totalIfLast === null ? 0 : 1, 11);
  return nonce;
};

const associatedData = (place: ChunkPlace): Buffer => {
  const data = Buffer.alloc(2 + 4 + 8);
  data.writeUInt16BE(DOCUMENT_FORMAT, 0);
  data.writeUInt32BE(place.index, 2);
  data.writeBigUInt64BE(place.totalIfLast === null ? 0n : BigInt(place.totalIfLast), 6);
  return Buffer.concat([data, Buffer.from(place.documentId, 'utf8')]);
};

/** Encrypts one chunk; answers ciphertext ‖ tag. */
export const sealChunk = (key: Uint8Array, noncePrefix: Uint8Array, place: ChunkPlace, plain: Uint8Array): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(noncePrefix, place), { authTagLength: TAG_SIZE });
  cipher.setAAD(associatedData(place));
  const sealed = cipher.update(plain);
  cipher.final();
  return Buffer.concat([sealed, cipher.getAuthTag()]);
};

/** Decrypts one chunk. Throws {@link DocumentDamagedError} unless its tag proves content and place. */
export const openChunk = (key: Uint8Array, noncePrefix: Uint8Array, place: ChunkPlace, sealed: Uint8Array): Buffer => {
  if (sealed.length < TAG_SIZE) throw new DocumentDamagedError('cut chunk');
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(noncePrefix, place), { authTagLength: TAG_SIZE });
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_SIZE));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_SIZE));
  try {
    decipher.final();
  } catch {
    throw new DocumentDamagedError(`chunk ${place.index} is not what was written`);
  }
  return plain;
};
