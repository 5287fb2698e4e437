import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StoreKey } from './database.ts';
import { deriveSlotKey, KDF_LIMITS, type KdfParameters } from './kdf.ts';

const bytes = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length, `not ${length} bytes`);

const wrapping = {
  kdf: z
    .strictObject({
      name: z.literal('argon2id'),
      memoryKiB: z.number().int().min(8).max(KDF_LIMITS.memoryKiB),
      iterations: z.number().int().min(1).max(KDF_LIMITS.iterations),
      parallelism: z.number().int().min(1).max(KDF_LIMITS.parallelism),
      salt: bytes(16),
    })
    .refine((kdf) => kdf.memoryKiB >= 8 * kdf.parallelism, 'too little memory for its lanes'),
  nonce: bytes(12),
  wrapped: bytes(32),
  tag: bytes(16),
};

/** One way to the store key: a person's passphrase, or the office's recovery code. Bytes are base64. */
export const keySlot = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('passphrase'),
    /** The name typed at sign-in. */
    account: z.string().regex(/^[a-z0-9._-]{2,40}$/),
    displayName: z.string().max(200),
    ...wrapping,
  }),
  z.strictObject({
    kind: z.literal('recovery'),
    /** Whether the code opened the store once; nothing is acknowledged before (SECURITY E4). */
    tested: z.boolean(),
    ...wrapping,
  }),
]);
export type KeySlot = z.infer<typeof keySlot>;
export type PassphraseSlot = Extract<KeySlot, { kind: 'passphrase' }>;
export type RecoverySlot = Extract<KeySlot, { kind: 'recovery' }>;

type Wrapping = Pick<KeySlot, 'kdf' | 'nonce' | 'wrapped' | 'tag'>;

/** Binds a wrapped key to its store and owner, so that slots cannot be moved between stores or accounts. */
const associatedData = (storeId: string, owner: string): Buffer =>
  Buffer.from(`einbuergerungsdesk-keys/1\n${storeId}\n${owner}`, 'utf8');

/** What stands for a slot's owner in its associated data. */
export const ownerOf = (slot: { kind: 'recovery' } | { kind: 'passphrase'; account: string }): string =>
  slot.kind === 'recovery' ? 'recovery' : `passphrase\n${slot.account}`;

/** Wraps the store key for whoever knows `secret`. */
export const wrapStoreKey = async (
  storeId: string,
  owner: string,
  secret: string,
  storeKey: StoreKey,
  parameters: KdfParameters,
): Promise<Wrapping> => {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const slotKey = await deriveSlotKey(secret, salt, parameters);
  const cipher = createCipheriv('aes-256-gcm', slotKey, nonce, { authTagLength: 16 });
  cipher.setAAD(associatedData(storeId, owner));
  const wrapped = Buffer.concat([cipher.update(storeKey), cipher.final()]);
  slotKey.fill(0);
  return {
    kdf: { ...parameters, salt: salt.toString('base64') },
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
};

/** Unwraps the store key; `undefined` when the secret is wrong. The tag is compared in constant time by GCM itself. */
export const unwrapStoreKey = async (
  storeId: string,
  owner: string,
  secret: string,
  slot: Wrapping,
): Promise<StoreKey | undefined> => {
  const { salt, ...parameters } = slot.kdf;
  const slotKey = await deriveSlotKey(secret, Buffer.from(salt, 'base64'), parameters);
  const nonce = Buffer.from(slot.nonce, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', slotKey, nonce, { authTagLength: 16 });
  slotKey.fill(0);
  decipher.setAAD(associatedData(storeId, owner));
  decipher.setAuthTag(Buffer.from(slot.tag, 'base64'));
  const storeKey = decipher.update(Buffer.from(slot.wrapped, 'base64'));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return storeKey as Uint8Array as StoreKey;
};
