import { createPrivateKey, generateKeyPair } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { type BareJwk, type PrivateJwk, type PublicJwk, privateJwkSchema } from './jwk.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** What a key is for; each role has its own pair. */
export type KeyRole =
  | 'service-signing'
  | 'service-signing-next'
  | 'destination-encryption'
  | 'destination-signing'
  | 'sender-reply'
  | 'sender-signing';

const ENCRYPTION_ROLES: readonly KeyRole[] = ['destination-encryption', 'sender-reply'];
const RSA_BITS = 4096;

const rsaParts = z.object({
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

/**
 * The private key of one role: generated (RSA-4096, about a second) or taken from the public test pool in `keys/`.
 * The kid is the RFC 7638 thumbprint (43 characters).
 */
export async function obtainPrivateKey(role: KeyRole, source: 'generate' | 'test-keys'): Promise<PrivateJwk> {
  const parts = rsaParts.parse(source === 'generate' ? await generateRsa() : readPool(role));
  const kid = await calculateJwkThumbprint({ kty: 'RSA', n: parts.n, e: parts.e }, 'sha256');
  const purpose = ENCRYPTION_ROLES.includes(role)
    ? ({ alg: 'RSA-OAEP-256', key_ops: ['unwrapKey'] } as const)
    : ({ alg: 'PS512', key_ops: ['sign'] } as const);
  return privateJwkSchema.parse({ kty: 'RSA', kid, ...purpose, ...parts });
}

/** The public half of a private key, without certificate. */
export function bareJwkOf(key: PrivateJwk): BareJwk {
  const { kty, kid, alg, n, e } = key;
  return { kty, kid, alg, n, e, key_ops: alg === 'PS512' ? ['verify'] : ['wrapKey'] };
}

/**
 * The public half with a self-signed certificate, as destinations and the JWKS publish it.
 * @param commonName subject and issuer of the certificate
 */
export function publicJwkOf(key: PrivateJwk, commonName: string): PublicJwk {
  return { ...bareJwkOf(key), x5c: [selfSignedCertificate(key, commonName).toString('base64')] };
}

/** The private key as PEM (PKCS #8), for third-party tools that read no JWK. */
export function privatePemOf(key: PrivateJwk): string {
  const { kty, n, e, d, p, q, dp, dq, qi } = key;
  const pem = createPrivateKey({ key: { kty, n, e, d, p, q, dp, dq, qi }, format: 'jwk' }).export({
    type: 'pkcs8',
    format: 'pem',
  });
  return pem.toString();
}

async function generateRsa(): Promise<unknown> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS, publicExponent: 65537 });
  return pair.privateKey.export({ format: 'jwk' });
}

function readPool(role: KeyRole): unknown {
  return JSON.parse(readFileSync(new URL(`../keys/${role}.test-only.json`, import.meta.url), 'utf8'));
}
