import { z } from 'zod';
import { officeProfile } from '../../../shared/contract/administration.ts';
import { type AnyEntryKind, entryKind } from '../journal/entry.ts';
import { sql, type Writer } from '../store/database.ts';

const writeOffice = (writer: Writer, version: number, profile: z.infer<typeof officeProfile>): void => {
  writer.run(sql`INSERT INTO office (only_one, version, profile) VALUES (1, ${version}, ${JSON.stringify(profile)})
    ON CONFLICT (only_one) DO UPDATE SET version = excluded.version, profile = excluded.profile`);
};

/** First entry of every journal: the store, its first account with all roles, and the office's name. */
export const storeCreated = entryKind({
  kind: 'store.created',
  version: 1,
  payload: z.strictObject({
    storeId: z.uuid(),
    account: z.strictObject({ id: z.uuid(), name: z.string(), displayName: z.string(), roles: z.array(z.string()) }),
    office: officeProfile,
  }),
  reduce: (writer, header, { account, office }) => {
    writer.run(sql`INSERT INTO account (id, name, display_name, roles, created_at)
      VALUES (${account.id}, ${account.name}, ${account.displayName}, ${JSON.stringify(account.roles)}, ${header.at})`);
    writeOffice(writer, 1, office);
  },
});

/** The recovery code opened the store once. */
export const recoveryWasTested = entryKind({
  kind: 'recovery.tested',
  version: 1,
  payload: z.strictObject({}),
  reduce: () => undefined,
});

export const accountSignedIn = entryKind({
  kind: 'account.signed-in',
  version: 1,
  payload: z.strictObject({ accountId: z.uuid() }),
  reduce: () => undefined,
});

/** Somebody opened the store with the recovery code and gave the account a new passphrase. */
export const accountAccessRecovered = entryKind({
  kind: 'account.access-recovered',
  version: 1,
  payload: z.strictObject({ accountId: z.uuid() }),
  reduce: () => undefined,
});

export const officeChanged = entryKind({
  kind: 'office.changed',
  version: 1,
  payload: z.strictObject({ version: z.number().int(), profile: officeProfile }),
  reduce: (writer, _header, { version, profile }) => writeOffice(writer, version, profile),
});

/** Destinations were connected or their keys replaced; names keys by id only, never holds one. */
export const connectionChanged = entryKind({
  kind: 'connection.changed',
  version: 1,
  payload: z.strictObject({
    destinations: z.array(
      z.strictObject({
        destinationId: z.string(),
        name: z.string(),
        environment: z.string(),
        host: z.string(),
        decryptionKeyIds: z.array(z.string()),
        signingKeyId: z.string(),
      }),
    ),
  }),
  reduce: () => undefined,
});

/** The second copy moved to another folder; which one stays out of the journal, paths name persons. */
export const secondCopyChanged = entryKind({
  kind: 'second-copy.changed',
  version: 1,
  payload: z.strictObject({}),
  reduce: () => undefined,
});

export const administrationEntries: readonly AnyEntryKind[] = [
  storeCreated,
  recoveryWasTested,
  accountSignedIn,
  accountAccessRecovered,
  officeChanged,
  connectionChanged,
  secondCopyChanged,
];
