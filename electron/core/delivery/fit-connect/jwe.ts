import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { EncryptionPublicJwk } from '../jwk.ts';
import { decodeBase64url } from './base64url.ts';

/** Which part a JWE is; metadata and Fachdaten must say in v2 what they hold (`cty`), attachments need not. */
export type JwePart = 'metadata' | 'data' | 'attachment';

export type JweRefusal =
  /** Shape, algorithm, `crit`, `zip`, `cty`, or a segment of wrong length. */
  | 'header-refused'
  /** The key it was encrypted for is not (or no longer) ours. */
  | 'unknown-key'
  /** Key unwrapping or the authentication tag failed. */
  | 'ciphertext-altered'
  /** The tag is not the one the signed event names. */
  | 'tag-mismatch'
  | 'too-large';

export type JweExpectation = {
  readonly part: JwePart;
  readonly apiVersion: 'v1' | 'v2';
  /** Fifth segment as the signed submit event names it; compared before anything is decrypted. */
  readonly tag: string | null;
  /** Largest accepted plaintext in bytes. */
  readonly limit: number;
};

export type OpenedJwe = { readonly ok: true; readonly plaintext: Buffer; readonly contentType: string | null };
export type RefusedJwe = { readonly ok: false; readonly refusal: JweRefusal };

const HEADER_LIMIT = 4096;
const CEK_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const DOT = 0x2e;

/** Members that steer nothing are ignored; those that could steer (`crit`, `zip`, `jku`, …) are named and judged. */
const protectedHeader = z.looseObject({
  alg: z.literal('RSA-OAEP-256'),
  enc: z.literal('A256GCM'),
  kid: z.string().min(8).max(64),
  cty: z.string().max(200).optional(),
  zip: z.literal('DEF').optional(),
  crit: z.undefined().optional(),
});

const refuse = (refusal: JweRefusal): RefusedJwe => ({ ok: false, refusal });

const trimmedEnd = (text: Uint8Array): number => {
  let end = text.length;
  while (end > 0 && [0x20, 0x09, 0x0a, 0x0d].includes(text[end - 1] ?? 0)) end -= 1;
  return end;
};

const splitSegments = (text: Uint8Array): [number, number][] => {
  const end = trimmedEnd(text);
  const segments: [number, number][] = [];
  let from = 0;
  while (segments.length < 6) {
    const dot = text.indexOf(DOT, from);
    if (dot === -1 || dot >= end) {
      segments.push([from, end]);
      break;
    }
    segments.push([from, dot]);
    from = dot + 1;
  }
  return segments;
};

const readHeader = (bytes: Buffer): z.infer<typeof protectedHeader> | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const header: unknown = JSON.parse(text);
    if (typeof header !== 'object' || header === null || 'crit' in header) return undefined;
    return protectedHeader.parse(header);
  } catch {
    return undefined;
  }
};

const unwrapKey = (privateKey: KeyObject, wrapped: Buffer): Buffer | undefined => {
  try {
    const cek = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      wrapped,
    );
    return cek.length === CEK_BYTES ? cek : undefined;
  } catch {
    return undefined;
  }
};

const inflate = (plaintext: Buffer, limit: number): OpenedJwe['plaintext'] | JweRefusal => {
  try {
    return inflateRawSync(plaintext, { maxOutputLength: limit });
  } catch (error) {
    return error instanceof RangeError ? 'too-large' : 'ciphertext-altered';
  }
};

/**
 * Opens a compact JWE by the strict allow-list of SECURITY G1–G2: five strict base64url parts, exactly RSA-OAEP-256 and
 * A256GCM, our `kid`, no `crit`, no compression in v2 (bounded in v1), 256-bit content key, 96-bit IV, 128-bit tag.
 * Nothing of the plaintext is given out before the tag was verified (G3).
 *
 * @param compact ASCII bytes of the JWE; trailing white space is tolerated (PROTOCOL §7.2)
 * @param privateKey finds our private key by `kid`
 */
export const openJwe = (
  compact: Uint8Array,
  privateKey: (kid: string) => KeyObject | undefined,
  expectation: JweExpectation,
): OpenedJwe | RefusedJwe => {
  if (compact.length > Math.ceil(expectation.limit * 1.4) + 8192) return refuse('too-large');
  const segments = splitSegments(compact);
  const [head, key, nonce, body, seal] = segments;
  if (segments.length !== 5 || !head || !key || !nonce || !body || !seal) return refuse('header-refused');
  if (head[1] - head[0] > HEADER_LIMIT) return refuse('header-refused');
  const headerBytes = decodeBase64url(compact, ...head);
  const header = headerBytes && readHeader(headerBytes);
  if (!header) return refuse('header-refused');
  if (header.zip !== undefined && expectation.apiVersion === 'v2') return refuse('header-refused');
  if (
    expectation.part !== 'attachment' &&
    expectation.apiVersion === 'v2' &&
    header.cty !== 'application/json' &&
    header.cty !== 'application/xml'
  ) {
    return refuse('header-refused');
  }
  const ours = privateKey(header.kid);
  if (!ours) return refuse('unknown-key');
  const tag = decodeBase64url(compact, ...seal);
  const iv = decodeBase64url(compact, ...nonce);
  const wrapped = decodeBase64url(compact, ...key);
  if (tag?.length !== TAG_BYTES || iv?.length !== IV_BYTES || !wrapped) return refuse('header-refused');
  if (expectation.tag !== null && expectation.tag !== Buffer.from(compact.subarray(...seal)).toString('latin1')) {
    return refuse('tag-mismatch');
  }
  const ciphertext = decodeBase64url(compact, ...body);
  if (!ciphertext) return refuse('header-refused');
  if (ciphertext.length > expectation.limit) return refuse('too-large');
  const cek = unwrapKey(ours, wrapped);
  if (!cek) return refuse('ciphertext-altered');
  let plaintext: Buffer;
  try {
    // Without authTagLength Node would accept a tag of four bytes (SECURITY G2).
    const decipher = createDecipheriv('aes-256-gcm', cek, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(compact.subarray(...head));
    decipher.setAuthTag(tag);
    const opened = decipher.update(ciphertext);
    const rest = decipher.final();
    plaintext = rest.length === 0 ? opened : Buffer.concat([opened, rest]);
  } catch {
    return refuse('ciphertext-altered');
  } finally {
    cek.fill(0);
  }
  if (header.zip !== undefined) {
    const inflated = inflate(plaintext, expectation.limit);
    if (typeof inflated === 'string') return refuse(inflated);
    plaintext = inflated;
  }
  return { ok: true, plaintext, contentType: header.cty ?? null };
};

/**
 * Encrypts bytes for the applicant's side as compact JWE: RSA-OAEP-256, A256GCM, fresh content key and IV, no
 * compression (PROTOCOL §6.2).
 *
 * @param contentType `cty`; the MIME type of the content
 */
export const sealJwe = (plaintext: Uint8Array, publicKey: EncryptionPublicJwk, contentType: string): string => {
  const header = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: publicKey.kid, cty: contentType };
  const head = Buffer.from(JSON.stringify(header)).toString('base64url');
  const cek = randomBytes(CEK_BYTES);
  const iv = randomBytes(IV_BYTES);
  const { kty, n, e } = publicKey;
  const wrapped = publicEncrypt(
    {
      key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
    },
    cek,
  );
  const cipher = createCipheriv('aes-256-gcm', cek, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(head, 'latin1'));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  cek.fill(0);
  const segments = [wrapped, iv, ciphertext, cipher.getAuthTag()].map((segment) => segment.toString('base64url'));
  return [head, ...segments].join('.');
};
