import { argon2id } from 'hash-wasm';

/** Parameters of Argon2id as they stand in a slot (RFC 9106). */
export type KdfParameters = {
  name: 'argon2id';
  memoryKiB: number;
  iterations: number;
  parallelism: number;
};

/** 64 MiB, three passes: about a third of a second here, and what RFC 9106 §4 names for memory-constrained hosts. */
export const DEFAULT_KDF: KdfParameters = { name: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1 };

/** Upper bounds of what a key file may ask of this machine, so that an altered one cannot exhaust it. */
export const KDF_LIMITS = { memoryKiB: 1_048_576, iterations: 24, parallelism: 8 } as const;

/**
 * Derives the 32-byte key that wraps the store key in a slot. The text is taken in NFC, so that the same keys pressed
 * on another machine give the same bytes. A library, because Electron's Node has no `crypto.argon2`.
 */
export const deriveSlotKey = async (secret: string, salt: Uint8Array, parameters: KdfParameters): Promise<Uint8Array> =>
  argon2id({
    password: secret.normalize('NFC'),
    salt,
    memorySize: parameters.memoryKiB,
    iterations: parameters.iterations,
    parallelism: parameters.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
