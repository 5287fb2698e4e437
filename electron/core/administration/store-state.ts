import { accountNames, type KeyFileReading, recoveryTested } from '../store/keys.ts';
import type { LockAttempt } from '../store/lock.ts';
import type { PlaceTrouble } from '../store/place-guard.ts';
import type { StoreTrouble } from '../store/store.ts';

/** What a window must show while nobody is signed in. */
export type StoreState =
  | { store: 'none' }
  | { store: 'recovery-untested' | 'locked'; accounts: string[] }
  | {
      store: 'trouble';
      code:
        | 'newer-version'
        | 'key-file-missing'
        | 'key-file-damaged'
        | 'database-damaged'
        | 'held-by-other'
        | 'rolled-back'
        | PlaceTrouble['code'];
      details: Record<string, string | number>;
    };

/** The contract's name of a store's trouble: a missing database counts as damaged. */
export const troubleCode = (code: StoreTrouble['code']): 'newer-version' | 'database-damaged' | 'rolled-back' =>
  code === 'database-missing' ? 'database-damaged' : code;

/** Who holds the store, as whoever is turned away may know it. */
export const holderOf = ({ holder }: Extract<LockAttempt, { state: 'held-by-other' }>) => ({
  user: holder.user,
  host: holder.host,
  since: holder.since,
});

export type StoreFacts = {
  lock: LockAttempt;
  /** Why the last opening failed. */
  openTrouble: StoreTrouble | undefined;
  keyFile: KeyFileReading;
  hasDatabase: boolean;
};

const trouble = (
  code: Extract<StoreState, { store: 'trouble' }>['code'],
  details: Record<string, string | number> = {},
): StoreState => ({ store: 'trouble', code, details });

/** Decides from what lies on disk which state the store is in. Never suggests creating one beside existing files. */
export const storeState = ({ lock, openTrouble, keyFile, hasDatabase }: StoreFacts): StoreState => {
  if (lock.state !== 'held') return trouble('held-by-other', holderOf(lock));
  if (openTrouble !== undefined) return trouble(troubleCode(openTrouble.code), { ...openTrouble.details });
  if (keyFile.state === 'newer') return trouble('newer-version', { version: keyFile.version });
  if (keyFile.state === 'damaged') return trouble('key-file-damaged');
  if (keyFile.state === 'missing') return hasDatabase ? trouble('key-file-missing') : { store: 'none' };
  const accounts = accountNames(keyFile.keyFile);
  if (recoveryTested(keyFile.keyFile)) {
    return hasDatabase ? { store: 'locked', accounts } : trouble('database-damaged', { reason: 'MISSING' });
  }
  // Set-up ended before the database was made: nothing was ever kept, so it may simply begin again.
  return hasDatabase ? { store: 'recovery-untested', accounts } : { store: 'none' };
};
