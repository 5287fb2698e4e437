import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KdfParameters } from './kdf.ts';
import {
  accountNames,
  createKeyFile,
  type KeyFile,
  readKeyFile,
  recoveryTested,
  unlockWithPassphrase,
  unlockWithRecovery,
  withNewRecovery,
  withPassphrase,
  withRecoveryTested,
  writeKeyFile,
} from './keys.ts';

const QUICK: KdfParameters = { name: 'argon2id', memoryKiB: 64, iterations: 1, parallelism: 1 };
const who = { account: 'anna', displayName: 'Anna Beispiel' };
let folder: string;
let made: Awaited<ReturnType<typeof createKeyFile>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-keys-'));
  made = await createKeyFile(who, 'korrekt pferd batterie', QUICK);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const recoverySlot = (keyFile: KeyFile) => keyFile.slots.find(({ kind }) => kind === 'recovery');

describe('a key file', () => {
  it('opens with the passphrase of its account and with nothing else', async () => {
    const { keyFile, storeKey } = made;
    expect(await unlockWithPassphrase(keyFile, 'anna', 'korrekt pferd batterie')).toEqual(storeKey);
    expect(await unlockWithPassphrase(keyFile, 'anna', 'korrekt pferd batterien')).toBeUndefined();
    expect(await unlockWithPassphrase(keyFile, 'berta', 'korrekt pferd batterie')).toBeUndefined();
    expect(await unlockWithPassphrase(keyFile, 'recovery', made.recoveryCode)).toBeUndefined();
  });

  it('opens with the recovery code, tells a typo from a wrong code', async () => {
    const { keyFile, storeKey, recoveryCode } = made;
    expect(await unlockWithRecovery(keyFile, recoveryCode.toLowerCase())).toEqual({ state: 'opened', storeKey });
    const typo = recoveryCode.startsWith('A') ? `B${recoveryCode.slice(1)}` : `A${recoveryCode.slice(1)}`;
    expect(await unlockWithRecovery(keyFile, typo)).toEqual({ state: 'typo' });
    const { recoveryCode: foreign } = await createKeyFile(who, 'korrekt pferd batterie', QUICK);
    expect(await unlockWithRecovery(keyFile, foreign)).toEqual({ state: 'wrong' });
  });

  it('refuses slots moved to another store or account', async () => {
    const { keyFile } = made;
    const moved = { ...keyFile, storeId: '4fd7a6a0-55b8-4b6a-9a2c-0a8fd7b0c001' };
    expect(await unlockWithPassphrase(moved, 'anna', 'korrekt pferd batterie')).toBeUndefined();
    const renamed: KeyFile = {
      ...keyFile,
      slots: keyFile.slots.map((slot) => (slot.kind === 'passphrase' ? { ...slot, account: 'berta' } : slot)),
    };
    expect(await unlockWithPassphrase(renamed, 'berta', 'korrekt pferd batterie')).toBeUndefined();
  });

  it('holds neither key, passphrase nor recovery code in the clear', () => {
    const text = JSON.stringify(made.keyFile);
    const { storeKey, recoveryCode } = made;
    for (const secret of [Buffer.from(storeKey).toString('base64'), Buffer.from(storeKey).toString('hex')]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(recoveryCode.slice(0, 9));
    expect(text).not.toContain('pferd');
  });

  it('gives an account a new passphrase, after which the old one is worth nothing', async () => {
    const changed = await withPassphrase(made.keyFile, made.storeKey, 'anna', 'ganz neue worte hier', QUICK);
    expect(await unlockWithPassphrase(changed, 'anna', 'ganz neue worte hier')).toEqual(made.storeKey);
    expect(await unlockWithPassphrase(changed, 'anna', 'korrekt pferd batterie')).toBeUndefined();
    expect(accountNames(changed)).toEqual(['anna']);
  });

  it('remembers that recovery was tried, and forgets it with a new code', async () => {
    expect(recoveryTested(made.keyFile)).toBe(false);
    const tested = withRecoveryTested(made.keyFile);
    expect(recoveryTested(tested)).toBe(true);
    const { keyFile, recoveryCode } = await withNewRecovery(tested, made.storeKey, QUICK);
    expect(recoveryTested(keyFile)).toBe(false);
    expect(await unlockWithRecovery(keyFile, made.recoveryCode)).toEqual({ state: 'wrong' });
    expect(await unlockWithRecovery(keyFile, recoveryCode)).toMatchObject({ state: 'opened' });
  });
});

describe('a key file on disk', () => {
  it('reads back as written and leaves nothing beside it', async () => {
    const file = path.join(folder, 'keys.json');
    await writeKeyFile(file, made.keyFile);
    await writeKeyFile(file, withRecoveryTested(made.keyFile));
    expect(await readKeyFile(file)).toEqual({ state: 'usable', keyFile: withRecoveryTested(made.keyFile) });
    expect(await readdir(folder)).toEqual(['keys.json']);
  });

  it('is reported missing, damaged or newer, and never touched', async () => {
    expect(await readKeyFile(path.join(folder, 'none.json'))).toEqual({ state: 'missing' });
    const slot = recoverySlot(made.keyFile);
    const variants: [string, unknown, string][] = [
      ['cut', JSON.stringify(made.keyFile).slice(0, 100), 'damaged'],
      ['empty', '', 'damaged'],
      ['foreign', '{"format":"something"}', 'damaged'],
      ['no-recovery', { ...made.keyFile, slots: made.keyFile.slots.slice(0, 1) }, 'damaged'],
      ['two-recoveries', { ...made.keyFile, slots: [...made.keyFile.slots, slot] }, 'damaged'],
      ['greedy', JSON.stringify(made.keyFile).replaceAll('"memoryKiB":64', '"memoryKiB":99999999'), 'damaged'],
      ['other-cipher', { ...made.keyFile, cipher: 'aes256cbc' }, 'damaged'],
      ['newer', { ...made.keyFile, version: 2 }, 'newer'],
    ];
    for (const [name, content, state] of variants) {
      const file = path.join(folder, `${name}.json`);
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      await writeFile(file, text);
      expect(await readKeyFile(file), name).toMatchObject({ state });
      expect(await readFile(file, 'utf8')).toBe(text);
    }
  });
});
