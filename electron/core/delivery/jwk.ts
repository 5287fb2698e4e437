import { z } from 'zod';

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
/** Key ids as seen in the wild: the v1 path parameter says at most 36, real ones are longer (PROTOCOL §1). */
const kid = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);

/** Shortest modulus we use, in base64url characters: 4096 bit (PROTOCOL §6.1). */
const MODULUS_CHARACTERS = 683;

const rsaPublic = {
  kty: z.literal('RSA'),
  kid,
  n: base64url.min(MODULUS_CHARACTERS).max(2800),
  e: z.literal('AQAB'),
};
const rsaPrivate = {
  ...rsaPublic,
  d: base64url,
  p: base64url,
  q: base64url,
  dp: base64url,
  dq: base64url,
  qi: base64url,
};

/** Public key a reply is encrypted for: 4096 bit, `wrapKey` (metadata 2.1.0, `replyChannel.fitConnect`). */
export const encryptionPublicJwk = z.object({
  ...rsaPublic,
  alg: z.literal('RSA-OAEP-256'),
  key_ops: z.array(z.string()).refine((operations) => operations.includes('wrapKey')),
});
export type EncryptionPublicJwk = z.infer<typeof encryptionPublicJwk>;

/** Public key that verifies events (PROTOCOL §6.3). */
export const verificationPublicJwk = z.object({
  ...rsaPublic,
  alg: z.literal('PS512'),
  key_ops: z.array(z.string()).refine((operations) => operations.includes('verify')),
});
export type VerificationPublicJwk = z.infer<typeof verificationPublicJwk>;

/** Our private key that opens what was encrypted for a destination. */
export const decryptionPrivateJwk = z.object({
  ...rsaPrivate,
  alg: z.literal('RSA-OAEP-256'),
  key_ops: z.array(z.string()).refine((operations) => operations.includes('unwrapKey')),
});
export type DecryptionPrivateJwk = z.infer<typeof decryptionPrivateJwk>;

/** Our private key that signs events of a destination. */
export const signingPrivateJwk = z.object({
  ...rsaPrivate,
  alg: z.literal('PS512'),
  key_ops: z.array(z.string()).refine((operations) => operations.includes('sign')),
});
export type SigningPrivateJwk = z.infer<typeof signingPrivateJwk>;
