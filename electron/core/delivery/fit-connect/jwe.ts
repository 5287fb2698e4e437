import { constants, createCipheriv, createPublicKey, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { EncryptionPublicJwk } from '../jwk.ts';
import { createInflater } from './inflate.ts';
import { createJweOpener, type JweExpectation, type JweRefusal, JweRefused } from './jwe-opener.ts';

export type OpenedJwe = { readonly ok: true; readonly plaintext: Buffer; readonly contentType: string | null };
export type RefusedJwe = { readonly ok: false; readonly refusal: JweRefusal };

const CEK_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

const inflate = (plaintext: Buffer, limit: number): Buffer => {
  try {
    return inflateRawSync(plaintext, { maxOutputLength: limit });
  } catch (error) {
    throw new JweRefused(error instanceof RangeError ? 'too-large' : 'ciphertext-altered');
  }
};

/**
 * Opens a compact JWE in memory, by the rules of {@link createJweOpener}; for metadata and Fachdaten. Compressed
 * content (v1 only) is inflated up to the limit, after its tag was verified.
 *
 * @param compact ASCII bytes of the JWE
 * @param privateKey finds our private key by `kid`
 */
export const openJwe = (
  compact: Uint8Array,
  privateKey: (kid: string) => KeyObject | undefined,
  expectation: JweExpectation,
): OpenedJwe | RefusedJwe => {
  try {
    const opener = createJweOpener(privateKey, expectation, compact.length);
    const opened = Buffer.concat([...opener.push(compact)]);
    opener.end();
    const plaintext = opener.header?.zip === undefined ? opened : inflate(opened, expectation.limit);
    return { ok: true, plaintext, contentType: opener.header?.cty ?? null };
  } catch (error) {
    if (error instanceof JweRefused) return { ok: false, refusal: error.refusal };
    throw error;
  }
};

/**
 * Opens a compact JWE while it arrives, by the same rules, in bounded memory; for attachments. What it yields is not
 * proved before it has ended: until then nothing of it may be seen (SECURITY G3).
 *
 * @throws {JweRefused} everything yielded before is worthless
 */
export async function* streamJwe(
  compact: AsyncIterable<Uint8Array>,
  privateKey: (kid: string) => KeyObject | undefined,
  expectation: JweExpectation,
): AsyncGenerator<Buffer, void> {
  const opener = createJweOpener(privateKey, expectation);
  const inflater = createInflater(expectation.limit);
  try {
    for await (const bytes of compact) {
      for (const piece of opener.push(bytes)) {
        if (opener.header?.zip === undefined) yield piece;
        else yield* inflater.push(piece);
      }
    }
    opener.end();
    if (opener.header?.zip !== undefined) yield* inflater.end();
  } finally {
    inflater.close();
  }
}

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
