import { randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { Account, OfficeProfile } from '../../../shared/contract/administration.ts';
import { ROLES } from '../../../shared/domain/permissions.ts';
import { type Actor, type AnyEntryKind, type Journal, systemActor } from '../journal/entry.ts';
import { openJournal } from '../journal/journal.ts';
import { createUuidV7 } from '../journal/uuid-v7.ts';
import { Refusal } from '../runtime.ts';
import type { StoreKey } from '../store/database.ts';
import { makeFolder } from '../store/durable-file.ts';
import type { KdfParameters } from '../store/kdf.ts';
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
} from '../store/keys.ts';
import { acquireLock, type LockAttempt } from '../store/lock.ts';
import type { PlaceGuard } from '../store/place-guard.ts';
import { judgeSecondCopyFolder } from '../store/second-copy-folder.ts';
import { asTrouble, openStore, type Store, StoreTrouble, storePaths } from '../store/store.ts';
import { accountByName, actorOfAccount } from './accounts.ts';
import { openAttempts } from './attempts.ts';
import type { OpenDesk } from './desk.ts';
import { accountAccessRecovered, accountSignedIn, recoveryWasTested, storeCreated } from './entries.ts';
import { isWeakPassphrase } from './passphrase.ts';
import { holderOf, type StoreState, storeState, troubleCode } from './store-state.ts';

export type AccessOptions = {
  profileFolder: string;
  workstation: string;
  /** UTC milliseconds. */
  clock: () => number;
  kdf: KdfParameters;
  place: PlaceGuard;
  /** All kinds of the journal, for the one entry written while no desk is open. */
  kinds: readonly AnyEntryKind[];
  /** Called once per process, when the store has been opened: wires journal, second copy and modules. */
  open: (store: Store) => OpenDesk;
  /** Somebody is signed in and recovery was tried: work such as collecting may begin. */
  ready: () => void;
};

export type FirstAccount = { accountName: string; displayName: string; passphrase: string };

/** Wrong recovery codes are counted under a name that no account can have. */
const RECOVERY = '*recovery';
const UNKNOWN_ACCOUNT = '*unknown';

/** Runs work one after another, so that tries at the same time cannot slip past the count or add up their memory. */
const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
};

/**
 * Who gets in: creates, opens and recovers the store, and knows who is signed in with which session. Existing key
 * files and databases are never replaced or deleted when they cannot be used (SECURITY E3).
 */
export const createAccess = (options: AccessOptions) => {
  const { profileFolder, workstation, clock, kdf, place } = options;
  const paths = storePaths(profileFolder);
  const attempts = openAttempts(paths.attempts, clock);
  const inTurn = createQueue();
  const sessions = new Map<string, Account>();
  let lock: LockAttempt | undefined;
  let desk: OpenDesk | undefined;
  let openTrouble: StoreTrouble | undefined;
  let tested = false;

  const holdLock = async (): Promise<LockAttempt> => {
    if (lock?.state !== 'held') {
      await makeFolder(paths.folder);
      lock = acquireLock(paths.lock, clock());
    }
    return lock;
  };
  const demandLock = async (code: 'held-by-other' | 'storage-trouble'): Promise<void> => {
    const attempt = await holdLock();
    if (attempt.state === 'held-by-other') throw new Refusal(code, holderOf(attempt));
  };

  /** The key file, or a refusal; calls whose contract does not name its troubles answer `storage-trouble`. */
  const demandKeyFile = async (troubles: 'named' | 'unnamed'): Promise<KeyFile> => {
    const reading = await readKeyFile(paths.keyFile);
    if (reading.state === 'usable') return reading.keyFile;
    if (reading.state === 'missing' && !existsSync(paths.database)) throw new Refusal('no-store');
    if (troubles === 'unnamed') throw new Refusal('storage-trouble');
    if (reading.state === 'newer') throw new Refusal('newer-version', { version: reading.version });
    throw new Refusal('key-file-damaged', { missing: reading.state === 'missing' });
  };

  const demandPatience = (name: string): void => {
    const seconds = attempts.secondsToWait(name);
    if (seconds > 0) throw new Refusal('wait', { seconds });
  };

  /** Damage that shows while opening is the store's state from then on; any other error stays what it is. */
  const asRefusal = (error: unknown): unknown => {
    const trouble = asTrouble(error);
    if (!(trouble instanceof StoreTrouble)) return error;
    openTrouble = trouble;
    return new Refusal(troubleCode(trouble.code), { ...trouble.details });
  };

  const openDesk = async (keyFile: KeyFile, key: StoreKey, during: 'set-up' | 'sign-in'): Promise<OpenDesk> => {
    if (desk !== undefined) return desk;
    try {
      const store = await openStore({
        profileFolder,
        key,
        storeId: keyFile.storeId,
        create: during === 'set-up' && !existsSync(paths.database),
        mayBeEmpty: during === 'set-up',
      });
      desk = options.open(store);
      openTrouble = undefined;
      return desk;
    } catch (error) {
      throw asRefusal(error);
    }
  };

  const enter = (session: string, account: Account, keyFile: KeyFile): void => {
    sessions.set(session, account);
    tested = recoveryTested(keyFile);
    if (tested) options.ready();
  };

  const finishSetUp = async (
    session: string,
    keyFile: KeyFile,
    key: StoreKey,
    first: FirstAccount,
    office: OfficeProfile,
    folder: string,
  ): Promise<void> => {
    const opened = await openDesk(keyFile, key, 'set-up');
    let account = accountByName(opened.store.db, first.accountName);
    if (account === undefined) {
      account = { id: randomUUID(), name: first.accountName, displayName: first.displayName, roles: [...ROLES] };
      const created = { storeId: keyFile.storeId, account, office };
      const actor = actorOfAccount(account, workstation);
      opened.journal.change(actor, (change) => change.append(storeCreated, null, created));
    }
    opened.secondCopy.use(folder);
    await opened.secondCopy.ensureCopied();
    enter(session, account, keyFile);
  };

  /** The first thing written and read after opening: on damaged pages nobody gets in, and the reason is named. */
  const noteSignIn = (opened: OpenDesk, accountName: string): Account => {
    try {
      const account = accountByName(opened.store.db, accountName);
      if (account === undefined) throw new StoreTrouble('database-damaged', { reason: 'ACCOUNT' });
      opened.journal.change(actorOfAccount(account, workstation), (change) => {
        change.append(accountSignedIn, null, { accountId: account.id });
        change.announce('administration', []);
      });
      return account;
    } catch (error) {
      throw asRefusal(error);
    }
  };

  /** Proves that a key opens this store: equal to the open one's, or it opens the closed one for a moment. */
  const withOpenedBy = async (keyFile: KeyFile, key: StoreKey, work: (journal: Journal) => void): Promise<void> => {
    if (desk !== undefined) {
      if (!timingSafeEqual(desk.store.key, key)) throw new Refusal('wrong-recovery-code');
      return work(desk.journal);
    }
    let store: Store | undefined;
    try {
      store = await openStore({ profileFolder, key, storeId: keyFile.storeId, create: false });
      const newId = createUuidV7(clock);
      work(openJournal({ db: store.db, kinds: options.kinds, clock, newId, announce: () => undefined }));
    } catch (error) {
      throw error instanceof StoreTrouble ? new Refusal('storage-trouble') : error;
    } finally {
      store?.close();
    }
  };

  return {
    /** Takes the lock so that a second program finds it, and says what a window must show when nobody is signed in. */
    state: async (): Promise<StoreState> => {
      // Before anything is touched: another user's store, or a place where none may be.
      const found = await place.trouble();
      if (found !== undefined) return { store: 'trouble', code: found.code, details: { ...found.details } };
      return storeState({
        lock: await holdLock(),
        openTrouble,
        keyFile: await readKeyFile(paths.keyFile),
        hasDatabase: existsSync(paths.database),
      });
    },

    /**
     * First start; answers the recovery code, which exists nowhere else. Repeating it with the same passphrase after
     * an interrupted set-up gives a new code.
     */
    createStore: (
      session: string,
      first: FirstAccount,
      office: OfficeProfile,
      folder: string,
    ): Promise<{ recoveryCode: string }> =>
      inTurn(async () => {
        if (isWeakPassphrase(first.passphrase, first.accountName)) throw new Refusal('passphrase-too-weak');
        const found = await place.trouble();
        if (found !== undefined) throw new Refusal(found.code, found.details);
        await demandLock('storage-trouble');
        const verdict = await judgeSecondCopyFolder(profileFolder, folder);
        if (verdict !== 'usable') throw new Refusal(verdict);
        const reading = await readKeyFile(paths.keyFile);
        const hasDatabase = existsSync(paths.database);
        if (reading.state === 'missing' && hasDatabase) throw new Refusal('store-exists');
        if (reading.state === 'missing' || (reading.state === 'usable' && !hasDatabase)) {
          if (reading.state === 'usable') {
            if (recoveryTested(reading.keyFile)) throw new Refusal('store-exists');
            await rename(paths.keyFile, `${paths.keyFile}.unfinished-${clock()}`);
          }
          const who = { account: first.accountName, displayName: first.displayName };
          const { keyFile, storeKey, recoveryCode } = await createKeyFile(who, first.passphrase, kdf);
          await writeKeyFile(paths.keyFile, keyFile);
          await finishSetUp(session, keyFile, storeKey, first, office, folder);
          return { recoveryCode };
        }
        if (reading.state !== 'usable' || recoveryTested(reading.keyFile)) throw new Refusal('store-exists');
        const storeKey = await unlockWithPassphrase(reading.keyFile, first.accountName, first.passphrase);
        if (storeKey === undefined) throw new Refusal('store-exists');
        const { keyFile, recoveryCode } = await withNewRecovery(reading.keyFile, storeKey, kdf);
        await writeKeyFile(paths.keyFile, keyFile);
        await finishSetUp(session, keyFile, storeKey, first, office, folder);
        return { recoveryCode };
      }),

    /** Opens the store with the recovery code and notes that it works. Signs nobody in. */
    confirmRecovery: (typed: string): Promise<void> =>
      inTurn(async () => {
        const keyFile = await demandKeyFile('unnamed');
        await demandLock('storage-trouble');
        const attempt = await unlockWithRecovery(keyFile, typed);
        if (attempt.state === 'typo') throw new Refusal('recovery-code-typo');
        if (attempt.state === 'wrong') throw new Refusal('wrong-recovery-code');
        const [present] = sessions.values();
        const actor = present === undefined ? systemActor(workstation) : actorOfAccount(present, workstation);
        await withOpenedBy(keyFile, attempt.storeKey, (journal) => {
          journal.change(actor, (change) => change.append(recoveryWasTested, null, {}));
        });
        await writeKeyFile(paths.keyFile, withRecoveryTested(keyFile));
        await attempts.forget(RECOVERY);
        tested = true;
        if (sessions.size > 0) options.ready();
      }),

    /** Opens the store with a passphrase and signs the account in with this session. */
    signIn: (session: string, accountName: string, passphrase: string): Promise<Account> =>
      inTurn(async () => {
        const keyFile = await demandKeyFile('named');
        await demandLock('held-by-other');
        const countedAs = accountNames(keyFile).includes(accountName) ? accountName : UNKNOWN_ACCOUNT;
        demandPatience(countedAs);
        await attempts.countFailure(countedAs);
        const key = await unlockWithPassphrase(keyFile, accountName, passphrase);
        if (key === undefined) throw new Refusal('wrong-passphrase');
        await attempts.forget(countedAs);
        const opened = await openDesk(keyFile, key, 'sign-in');
        const account = noteSignIn(opened, accountName);
        enter(session, account, keyFile);
        return account;
      }),

    /** Opens the store with the recovery code, gives the account a new passphrase and signs it in. */
    recoverAccess: (session: string, typed: string, accountName: string, passphrase: string): Promise<Account> =>
      inTurn(async () => {
        const keyFile = await demandKeyFile('unnamed');
        await demandLock('storage-trouble');
        if (isWeakPassphrase(passphrase, accountName)) throw new Refusal('passphrase-too-weak');
        demandPatience(RECOVERY);
        const attempt = await unlockWithRecovery(keyFile, typed);
        if (attempt.state === 'typo') throw new Refusal('recovery-code-typo');
        if (attempt.state === 'wrong') {
          await attempts.countFailure(RECOVERY);
          throw new Refusal('wrong-recovery-code');
        }
        await attempts.forget(RECOVERY);
        if (!accountNames(keyFile).includes(accountName)) throw new Refusal('unknown-account');
        const opened = await openDesk(keyFile, attempt.storeKey, 'sign-in');
        const account = accountByName(opened.store.db, accountName);
        if (account === undefined) throw new Refusal('unknown-account');
        const renewed = await withPassphrase(keyFile, attempt.storeKey, accountName, passphrase, kdf);
        const written = withRecoveryTested(renewed);
        await writeKeyFile(paths.keyFile, written);
        await attempts.forget(accountName);
        opened.journal.change(actorOfAccount(account, workstation), (change) => {
          change.append(accountAccessRecovered, null, { accountId: account.id });
          change.announce('administration', []);
        });
        enter(session, account, written);
        return account;
      }),

    /** The account signed in with a session. */
    accountOf: (session: string): Account | undefined => sessions.get(session),
    actorOf: (session: string): Actor | undefined => {
      const account = sessions.get(session);
      return account === undefined ? undefined : actorOfAccount(account, workstation);
    },
    signOut: (session: string): void => {
      sessions.delete(session);
    },
    /** The open desk; `undefined` while the store is locked. */
    desk: (): OpenDesk | undefined => desk,
    /** Whether the recovery code opened the store once; nothing is acknowledged before (SECURITY E4). */
    recoveryTested: (): boolean => tested,
    /** Whether this process is the one that works on the store. */
    holdsLock: (): boolean => lock?.state === 'held',
    releaseLock: (): void => {
      if (lock?.state === 'held') lock.release();
      lock = undefined;
    },
  };
};
export type Access = ReturnType<typeof createAccess>;
