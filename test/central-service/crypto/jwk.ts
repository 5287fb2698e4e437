import { z } from 'zod';

const rsaPublic = {
  kty: z.literal('RSA'),
  kid: z.string().min(8).max(64),
  alg: z.enum(['RSA-OAEP-256', 'PS512']),
  n: z.string(),
  e: z.string(),
};

/** A public key as the service publishes it; `x5c` holds the self-signed TEST certificate (PROTOCOL §6.3). */
export const publicJwkSchema = z.object({
  ...rsaPublic,
  key_ops: z.array(z.enum(['wrapKey', 'verify'])),
  x5c: z.array(z.string()),
});
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** A public key without certificate, as `replyChannel.fitConnect.encryptionPublicKey` carries it (metadata 2.1.0). */
export const bareJwkSchema = z.object({ ...rsaPublic, key_ops: z.array(z.enum(['wrapKey', 'verify'])) });
export type BareJwk = z.infer<typeof bareJwkSchema>;

export const privateJwkSchema = z.object({
  ...rsaPublic,
  key_ops: z.array(z.enum(['unwrapKey', 'sign'])),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});
export type PrivateJwk = z.infer<typeof privateJwkSchema>;

/**
 * Copy of a key without `key_ops`: WebCrypto-based libraries map `wrapKey`/`unwrapKey` to usages that exclude
 * encryption (PROTOCOL §6.3), so the member must be gone before import.
 */
export function withoutKeyOps<T extends { key_ops: string[] }>(jwk: T): Omit<T, 'key_ops'> {
  const { key_ops: _dropped, ...rest } = jwk;
  return rest;
}
