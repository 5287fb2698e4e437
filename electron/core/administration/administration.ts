import { ok } from '../../../shared/contract/call.ts';
import type { EffectivePolicy } from '../../../shared/policy/effective-policy.ts';
import { POLICY_NAMES } from '../../../shared/policy/policy.ts';
import { destinations } from '../delivery/destination.ts';
import { type CallContext, type ModuleHandlers, Refusal } from '../runtime.ts';
import { judgeSecondCopyFolder } from '../store/second-copy-folder.ts';
import type { Access } from './access.ts';
import { allAccounts } from './accounts.ts';
import { environmentOf, importConnection } from './connection.ts';
import type { OpenDesk } from './desk.ts';
import { secondCopyChanged } from './entries.ts';
import { firstOfficeProfile, readOffice, saveOffice } from './office.ts';
import { preferencesOf, writePreferences } from './preferences.ts';

export type AdministrationOptions = {
  access: Access;
  profileFolder: string;
  policy: EffectivePolicy;
  /** Ends core after the answer was sent; main starts a fresh, locked one. */
  end: () => void;
};

/** Staff, office profile, connection and access: the module that answers even while the store is locked. */
export const createAdministration = (
  options: AdministrationOptions,
): { handlers: ModuleHandlers<'administration'> } => {
  const { access, policy } = options;

  const desk = (): OpenDesk => {
    const open = access.desk();
    if (open === undefined) throw new Refusal('store-locked');
    return open;
  };
  const granted = (context: CallContext, grantId: string): string => {
    const path = context.grant(grantId);
    if (path === undefined) throw new Refusal('unknown-grant');
    return path;
  };

  const handlers: ModuleHandlers<'administration'> = {
    state: async ({ session }) => {
      const state = await access.state();
      const account = access.accountOf(session);
      const open = access.desk();
      if (account === undefined || open === undefined || !access.recoveryTested()) return ok(state);
      const { db } = open.store;
      const environment = environmentOf(db);
      return ok({ store: 'open', account, environment, preferences: preferencesOf(db, account.id) });
    },
    createStore: async (context, request) => {
      const folder = granted(context, request.secondCopyGrant);
      const office = firstOfficeProfile(request.officeName, request.land);
      return ok(await access.createStore(context.session, request, office, folder));
    },
    confirmRecovery: async (_context, { recoveryCode }) => {
      await access.confirmRecovery(recoveryCode);
      return ok({});
    },
    signIn: async ({ session }, { accountName, passphrase }) =>
      ok({ account: await access.signIn(session, accountName, passphrase) }),
    recoverAccess: async ({ session }, { recoveryCode, accountName, newPassphrase }) =>
      ok({ account: await access.recoverAccess(session, recoveryCode, accountName, newPassphrase) }),
    lock: ({ session }) => {
      access.signOut(session);
      options.end();
      return ok({});
    },
    savePreferences: ({ actor }, preferences) => {
      desk().store.db.transaction((writer) => writePreferences(writer, actor.id, preferences));
      return ok({});
    },
    office: () => ok(readOffice(desk().store.db)),
    saveOffice: ({ actor }, { profile, version }) => {
      const { store, journal } = desk();
      saveOffice(store.db, journal, actor, profile, version);
      return ok({});
    },
    accounts: () => ok(allAccounts(desk().store.db)),
    connection: () =>
      ok(
        destinations(desk().store.db).map(({ decryptionKeyIds, trouble, ...destination }) => ({
          ...destination,
          decryptionKeyIds: [...decryptionKeyIds],
          trouble: trouble === null ? null : { ...trouble },
        })),
      ),
    connect: async (context, { grantId }) => {
      const { store, journal } = desk();
      return ok(await importConnection(store.db, journal, context.actor, granted(context, grantId), policy));
    },
    changeSecondCopy: async (context, { grantId }) => {
      const folder = granted(context, grantId);
      const verdict = await judgeSecondCopyFolder(options.profileFolder, folder);
      if (verdict !== 'usable') throw new Refusal(verdict);
      const { journal, secondCopy } = desk();
      secondCopy.use(folder);
      journal.change(context.actor, (change) => {
        change.append(secondCopyChanged, null, {});
        change.announce('administration', []);
        change.announce('intake', []);
      });
      await secondCopy.ensureCopied();
      return ok({});
    },
    policy: () =>
      ok(
        POLICY_NAMES.map((name) => ({
          name,
          value: String(policy.values[name]),
          source: policy.sources[name],
        })),
      ),
    storeHealth: async () => ok(await desk().health()),
    verifyJournal: async () => ok(await desk().verifyJournal()),
  };
  return { handlers };
};
