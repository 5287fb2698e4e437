import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { CompactEncrypt, type CompactJWEHeaderParameters, compactDecrypt, importJWK } from 'jose';
import { type BareJwk, type PrivateJwk, withoutKeyOps } from './jwk.ts';

/** Above this size jose's own base64 takes seconds; node:crypto does the same work ten times faster. */
const LARGE = 1_000_000;

/**
 * Encrypts bytes as a compact JWE, RSA-OAEP-256 with A256GCM, uncompressed (PROTOCOL §6.1, §6.2).
 * @param contentType `cty`; undefined leaves the member out, which only a faulty sender does
 * @param header overrides, used only to send faulty JWE
 */
export async function encryptForKey(
  plaintext: Uint8Array,
  key: BareJwk,
  contentType: string | undefined,
  header: Partial<CompactJWEHeaderParameters> = {},
): Promise<string> {
  const members = {
    alg: 'RSA-OAEP-256',
    enc: 'A256GCM',
    kid: key.kid,
    ...(contentType === undefined ? {} : { cty: contentType }),
    ...header,
  };
  if (plaintext.length > LARGE) return encryptWithNode(plaintext, key, members);
  return new CompactEncrypt(plaintext)
    .setProtectedHeader(members)
    .encrypt(await importJWK(withoutKeyOps(key), 'RSA-OAEP-256'));
}

/** The same with compressed content, `zip: DEF`: what senders of the first generation did (PROTOCOL §6.2); jose cannot. */
export function encryptCompressed(plaintext: Uint8Array, key: BareJwk, contentType: string): string {
  const members = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: key.kid, zip: 'DEF', cty: contentType };
  return encryptWithNode(deflateRawSync(plaintext), key, members);
}

function encryptWithNode(plaintext: Uint8Array, { kty, n, e }: BareJwk, members: object): string {
  const header = Buffer.from(JSON.stringify(members)).toString('base64url');
  const contentKey = randomBytes(32);
  const iv = randomBytes(12);
  const wrapped = publicEncrypt(
    {
      key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
    },
    contentKey,
  );
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv).setAAD(Buffer.from(header, 'ascii'));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const parts = [wrapped, iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return [header, ...parts].join('.');
}

/**
 * Decrypts a compact JWE made for a key; only the algorithms above are allowed.
 * @throws when the JWE is not for this key, altered, or of other algorithms
 */
export async function decryptWithKey(jwe: string, key: PrivateJwk): Promise<Uint8Array> {
  const { plaintext, protectedHeader } = await compactDecrypt(
    jwe.trim(),
    await importJWK(withoutKeyOps(key), 'RSA-OAEP-256'),
    { keyManagementAlgorithms: ['RSA-OAEP-256'], contentEncryptionAlgorithms: ['A256GCM'] },
  );
  if (protectedHeader.kid !== key.kid) throw new Error(`JWE is for key ${protectedHeader.kid}, not ${key.kid}`);
  return plaintext;
}

/** The authentication tag of a compact JWE: its fifth segment, verbatim. */
export function authenticationTag(jwe: string): string {
  return jwe.slice(jwe.lastIndexOf('.') + 1).trim();
}
