import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CIPHER, type StoreKey } from './database.ts';
import { writeDurably } from './durable-file.ts';
import type { KdfParameters } from './kdf.ts';
import { keySlot, ownerOf, type PassphraseSlot, type RecoverySlot, unwrapStoreKey, wrapStoreKey } from './key-slot.ts';
import { makeRecoveryCode, normaliseRecoveryCode } from './recovery-code.ts';

const KEY_FILE_VERSION = 1;

const keyFileSchema = z
  .strictObject({
    format: z.literal('einbuergerungsdesk-keys'),
    version: z.literal(KEY_FILE_VERSION),
    cipher: z.literal(CIPHER),
    storeId: z.uuid(),
    slots: z.array(keySlot).min(2).max(200),
  })
  .refine(({ slots }) => slots.filter(({ kind }) => kind === 'recovery').length === 1, 'not one recovery slot')
  .refine(({ slots }) => {
    const owners = slots.map(ownerOf);
    return new Set(owners).size === owners.length;
  }, 'two slots of one account');

/** Key file v1: slots that each wrap the same random store key (ARCHITECTURE §8). Holds no key in the clear. */
export type KeyFile = z.infer<typeof keyFileSchema>;

export type KeyFileReading =
  | { state: 'usable'; keyFile: KeyFile }
  | { state: 'missing' }
  /** Not JSON, altered, or no key file at all. */
  | { state: 'damaged' }
  /** Made by a newer program; its version. */
  | { state: 'newer'; version: number };

const versionOf = z.looseObject({ format: z.literal('einbuergerungsdesk-keys'), version: z.number() });

/** SHA-256 over the content, so that rot is told from a wrong passphrase. It proves nothing against whoever alters on purpose. */
const digestOf = (keyFile: KeyFile): string => createHash('sha256').update(JSON.stringify(keyFile)).digest('hex');

const withoutDigest = (content: unknown): { digest: unknown; rest: unknown } => {
  if (typeof content !== 'object' || content === null || !('digest' in content)) return { digest: null, rest: content };
  const { digest, ...rest } = content;
  return { digest, rest };
};

const parseKeyFile = (text: string): KeyFileReading => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { state: 'damaged' };
  }
  const { digest, rest } = withoutDigest(content);
  const parsed = keyFileSchema.safeParse(rest);
  if (parsed.success && digestOf(parsed.data) === digest) return { state: 'usable', keyFile: parsed.data };
  const version = versionOf.safeParse(content).data?.version ?? 0;
  return version > KEY_FILE_VERSION ? { state: 'newer', version } : { state: 'damaged' };
};

/** Reads a key file and never touches it (SECURITY E3). Throws only when the file is there but cannot be read. */
export const readKeyFile = async (file: string): Promise<KeyFileReading> => {
  try {
    return parseKeyFile(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { state: 'missing' };
    throw error;
  }
};

/** Writes a key file whole or not at all; what it replaces stays until the new one is durable. */
export const writeKeyFile = async (file: string, keyFile: KeyFile): Promise<void> => {
  const content = keyFileSchema.parse(keyFile);
  const text = `${JSON.stringify({ ...content, digest: digestOf(content) }, null, 2)}\n`;
  await writeDurably(file, (handle) => handle.writeFile(text, 'utf8'));
};

const passphraseSlot = async (
  storeId: string,
  who: { account: string; displayName: string },
  passphrase: string,
  storeKey: StoreKey,
  kdf: KdfParameters,
): Promise<PassphraseSlot> => {
  const owner = ownerOf({ kind: 'passphrase', account: who.account });
  const { account, displayName } = who;
  return {
    kind: 'passphrase',
    account,
    displayName,
    ...(await wrapStoreKey(storeId, owner, passphrase, storeKey, kdf)),
  };
};

const recoverySlot = async (
  storeId: string,
  storeKey: StoreKey,
  kdf: KdfParameters,
): Promise<{ slot: RecoverySlot; recoveryCode: string }> => {
  const recoveryCode = makeRecoveryCode();
  const secret = normaliseRecoveryCode(recoveryCode) ?? recoveryCode;
  const wrapped = await wrapStoreKey(storeId, ownerOf({ kind: 'recovery' }), secret, storeKey, kdf);
  return { slot: { kind: 'recovery', tested: false, ...wrapped }, recoveryCode };
};

/** Makes a new store key, wrapped for a first account and for recovery. The recovery code exists only in the answer. */
export const createKeyFile = async (
  who: { account: string; displayName: string },
  passphrase: string,
  kdf: KdfParameters,
): Promise<{ keyFile: KeyFile; storeKey: StoreKey; recoveryCode: string }> => {
  const storeId = randomUUID();
  const storeKey = randomBytes(32) as Uint8Array as StoreKey;
  const { slot, recoveryCode } = await recoverySlot(storeId, storeKey, kdf);
  const first = await passphraseSlot(storeId, who, passphrase, storeKey, kdf);
  const keyFile: KeyFile = {
    format: 'einbuergerungsdesk-keys',
    version: KEY_FILE_VERSION,
    cipher: CIPHER,
    storeId,
    slots: [first, slot],
  };
  return { keyFile, storeKey, recoveryCode };
};

const passphraseSlots = (keyFile: KeyFile): PassphraseSlot[] =>
  keyFile.slots.filter((slot) => slot.kind === 'passphrase');

const recoverySlotOf = (keyFile: KeyFile): RecoverySlot => {
  const slot = keyFile.slots.find((candidate) => candidate.kind === 'recovery');
  if (slot === undefined) throw new Error('a key file has a recovery slot');
  return slot;
};

/** Names one can sign in with. */
export const accountNames = (keyFile: KeyFile): string[] => passphraseSlots(keyFile).map(({ account }) => account);

/** Whether the recovery code opened the store once. */
export const recoveryTested = (keyFile: KeyFile): boolean => recoverySlotOf(keyFile).tested;

/**
 * Opens the store key with a passphrase; `undefined` when account or passphrase is wrong. An unknown account costs the
 * same time as a wrong passphrase, because a slot is tried either way.
 */
export const unlockWithPassphrase = async (
  keyFile: KeyFile,
  account: string,
  passphrase: string,
): Promise<StoreKey | undefined> => {
  // No slot is made with it, and the derivation takes none.
  if (passphrase === '') return undefined;
  const slots = passphraseSlots(keyFile);
  const known = slots.find((slot) => slot.account === account);
  const slot = known ?? slots[0] ?? recoverySlotOf(keyFile);
  // Another account's slot is tried under this account's name, which its associated data never fits.
  return unwrapStoreKey(keyFile.storeId, ownerOf({ kind: 'passphrase', account }), passphrase, slot);
};

export type RecoveryAttempt =
  | { state: 'opened'; storeKey: StoreKey }
  /** Not a code at all: a typo, told apart without trying it. */
  | { state: 'typo' }
  | { state: 'wrong' };

/** Opens the store key with the recovery code as a person typed it. */
export const unlockWithRecovery = async (keyFile: KeyFile, typed: string): Promise<RecoveryAttempt> => {
  const secret = normaliseRecoveryCode(typed);
  if (secret === undefined) return { state: 'typo' };
  const owner = ownerOf({ kind: 'recovery' });
  const storeKey = await unwrapStoreKey(keyFile.storeId, owner, secret, recoverySlotOf(keyFile));
  return storeKey === undefined ? { state: 'wrong' } : { state: 'opened', storeKey };
};

/** The same key file with recovery marked as tried. */
export const withRecoveryTested = (keyFile: KeyFile): KeyFile => ({
  ...keyFile,
  slots: keyFile.slots.map((slot) => (slot.kind === 'recovery' ? { ...slot, tested: true } : slot)),
});

/** The same key file with a new, untried recovery code in place of the old one. */
export const withNewRecovery = async (
  keyFile: KeyFile,
  storeKey: StoreKey,
  kdf: KdfParameters,
): Promise<{ keyFile: KeyFile; recoveryCode: string }> => {
  const { slot, recoveryCode } = await recoverySlot(keyFile.storeId, storeKey, kdf);
  const slots = keyFile.slots.map((old) => (old.kind === 'recovery' ? slot : old));
  return { keyFile: { ...keyFile, slots }, recoveryCode };
};

/** The same key file with a new passphrase for an account it already has. */
export const withPassphrase = async (
  keyFile: KeyFile,
  storeKey: StoreKey,
  account: string,
  passphrase: string,
  kdf: KdfParameters,
): Promise<KeyFile> => {
  const slots: KeyFile['slots'] = [];
  for (const slot of keyFile.slots) {
    if (slot.kind !== 'passphrase' || slot.account !== account) slots.push(slot);
    else slots.push(await passphraseSlot(keyFile.storeId, slot, passphrase, storeKey, kdf));
  }
  return { ...keyFile, slots };
};
