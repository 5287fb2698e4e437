import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Row, StoreKey } from './database.ts';

/**
 * Segment of the second copy, format 1: "EBDSEG", version (u16), 12-byte nonce, ciphertext, 16-byte tag. AES-256-GCM
 * under a key derived from the store key (HKDF-SHA-256, salt = store id); associated data = header, store, copy and
 * number, so that segments cannot be exchanged, repeated or taken from another copy. Content: JSON, bytes as
 * `{ "$bytes": base64 }`.
 */
const MAGIC = 'EBDSEG';
const VERSION = 1;
const NONCE_SIZE = 12;
const TAG_SIZE = 16;

export type SegmentPlace = { storeId: string; copyId: string; number: number };

/** Rows written since the segment before, by table, as SQLite returns them. */
export type Segment = { schema: number; tables: Record<string, Row[]> };

/** The segment is not what was written, or belongs elsewhere. */
export class SegmentDamagedError extends Error {
  constructor() {
    super('segment refused');
  }
}

const segmentKey = (key: StoreKey, storeId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, storeId, 'einbuergerungsdesk second copy segment 1', 32));

const header = (): Buffer => {
  const bytes = Buffer.alloc(MAGIC.length + 2);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt16BE(VERSION, MAGIC.length);
  return bytes;
};

const associatedData = (place: SegmentPlace): Buffer =>
  Buffer.concat([header(), Buffer.from(`${place.storeId}\n${place.copyId}\n${place.number}`, 'utf8')]);

const toJson = (segment: Segment): string =>
  JSON.stringify(segment, (_name, value: unknown) => {
    // Buffers arrive here already turned by their own toJSON.
    if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value) {
      return { $bytes: Buffer.from(value.data as number[]).toString('base64') };
    }
    return value;
  });

const fromJson = (text: string): Segment =>
  JSON.parse(text, (_name, value: unknown) => {
    if (typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string') {
      return Buffer.from(value.$bytes, 'base64');
    }
    return value;
  }) as Segment;

/** Encrypts a segment for its place. */
export const sealSegment = (key: StoreKey, place: SegmentPlace, segment: Segment): Buffer => {
  const nonce = randomBytes(NONCE_SIZE);
  const cipher = createCipheriv('aes-256-gcm', segmentKey(key, place.storeId), nonce, { authTagLength: TAG_SIZE });
  cipher.setAAD(associatedData(place));
  const sealed = Buffer.concat([cipher.update(toJson(segment), 'utf8'), cipher.final()]);
  return Buffer.concat([header(), nonce, sealed, cipher.getAuthTag()]);
};

/** Decrypts a segment. Throws {@link SegmentDamagedError} unless its tag proves content and place. */
export const openSegment = (key: StoreKey, place: SegmentPlace, bytes: Buffer): Segment => {
  const start = header();
  const body = start.length + NONCE_SIZE;
  if (bytes.length < body + TAG_SIZE || !bytes.subarray(0, start.length).equals(start)) throw new SegmentDamagedError();
  const nonce = bytes.subarray(start.length, body);
  const decipher = createDecipheriv('aes-256-gcm', segmentKey(key, place.storeId), nonce, { authTagLength: TAG_SIZE });
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_SIZE));
  const plain = decipher.update(bytes.subarray(body, bytes.length - TAG_SIZE));
  try {
    decipher.final();
  } catch {
    throw new SegmentDamagedError();
  }
  return fromJson(plain.toString('utf8'));
};
