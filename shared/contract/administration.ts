import { z } from 'zod';
import { ROLES } from '../domain/permissions.ts';
import { call } from './call.ts';
import { count, grantId, id, instant, line, nothing } from './fields.ts';

const passphrase = z.string().min(12).max(200);
const land = z.enum(['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH']);

export const officeProfile = z.strictObject({
  officeName: line.min(1),
  unit: line,
  street: line,
  postalCode: line,
  town: line,
  phone: line,
  email: line,
  land,
  /** Pattern of the office's own reference; `{year}` and `{number}` are replaced. */
  referencePattern: line,
  /** Default period of a Nachforderung in weeks (DOMAIN §9.4, office policy). */
  requestWeeks: z.number().int().min(1).max(26),
});
export type OfficeProfile = z.infer<typeof officeProfile>;

const preferences = z.strictObject({
  language: z.enum(['de', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  density: z.enum(['normal', 'comfortable']),
  singleKeys: z.boolean(),
  /** Widths of the case screen's panes in pixels. */
  leftPane: z.number().int().min(160).max(800),
  rightPane: z.number().int().min(200).max(800),
});
export type Preferences = z.infer<typeof preferences>;

const account = z.strictObject({ id, name: line, displayName: line, roles: z.array(z.enum(ROLES)) });
export type Account = z.infer<typeof account>;

const storeHealth = z.strictObject({
  /** `refused`: it lies where only policy could allow it, so nothing is acknowledged. `sign` is what it was told by. */
  place: z.strictObject({
    kind: z.enum(['local', 'network', 'sync-folder', 'profile-container', 'volatile', 'unknown']),
    sign: line,
    refused: z.boolean(),
  }),
  /** Whether the folder has outlived a restart, or what must happen so that it shows. */
  persistence: z.enum(['proved', 'declared', 'restart-app', 'restart-computer']),
  /** `low`: below 2 GB or ten times what came in last. `full`: intake pauses. The scarcer of database and documents. */
  disk: z.strictObject({ state: z.enum(['enough', 'low', 'full']), freeBytes: count }),
  /** The newest run of each check; `found` counts what is wrong. */
  checks: z.array(
    z.strictObject({
      check: z.enum(['database', 'journal', 'documents']),
      at: instant.nullable(),
      found: count,
      running: z.boolean(),
    }),
  ),
});
export type StoreHealth = z.infer<typeof storeHealth>;

export const administration = {
  /** What the window must show first: set-up, sign-in, trouble or the workplace. */
  state: call({
    kind: 'query',
    permission: 'anyone',
    request: nothing,
    response: z.discriminatedUnion('store', [
      z.strictObject({ store: z.literal('none') }),
      z.strictObject({ store: z.literal('recovery-untested'), accounts: z.array(line) }),
      z.strictObject({ store: z.literal('locked'), accounts: z.array(line) }),
      z.strictObject({
        store: z.literal('open'),
        account,
        environment: z.enum(['TEST', 'STAGE', 'PROD', 'none']),
        preferences,
      }),
      z.strictObject({
        store: z.literal('trouble'),
        code: z.enum([
          'newer-version',
          'key-file-missing',
          'key-file-damaged',
          'database-damaged',
          'held-by-other',
          'place-refused',
          'store-of-other-user',
          'rolled-back',
        ]),
        details: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ]),
    errors: [],
  }),
  /** First start: encrypted store, key file, first account with all roles, second-copy folder. Answers the recovery code once. */
  createStore: call({
    kind: 'command',
    permission: 'anyone',
    request: z.strictObject({
      officeName: line.min(1),
      land,
      accountName: z.string().regex(/^[a-z0-9._-]{2,40}$/),
      displayName: line.min(1),
      passphrase,
      secondCopyGrant: grantId,
    }),
    response: z.strictObject({ recoveryCode: z.string() }),
    errors: [
      'store-exists',
      'unknown-grant',
      'folder-not-writable',
      'same-place',
      'passphrase-too-weak',
      'place-refused',
      'store-of-other-user',
    ],
  }),
  /** Proves that the recovery code opens the store; before this succeeded nothing is acknowledged (SECURITY E4). */
  confirmRecovery: call({
    kind: 'command',
    permission: 'anyone',
    request: z.strictObject({ recoveryCode: z.string().min(8).max(120) }),
    response: nothing,
    errors: ['wrong-recovery-code', 'recovery-code-typo', 'no-store'],
  }),
  signIn: call({
    kind: 'command',
    permission: 'anyone',
    request: z.strictObject({ accountName: line, passphrase: z.string().max(200) }),
    response: z.strictObject({ account }),
    errors: [
      'wrong-passphrase',
      'wait',
      'no-store',
      'newer-version',
      'rolled-back',
      'database-damaged',
      'key-file-damaged',
      'held-by-other',
    ],
  }),
  /** Opens the store with the recovery code and gives the named account a new passphrase. */
  recoverAccess: call({
    kind: 'command',
    permission: 'anyone',
    request: z.strictObject({ recoveryCode: z.string().min(8).max(120), accountName: line, newPassphrase: passphrase }),
    response: z.strictObject({ account }),
    errors: [
      'wrong-recovery-code',
      'recovery-code-typo',
      'unknown-account',
      'wait',
      'no-store',
      'passphrase-too-weak',
      'rolled-back',
      'database-damaged',
      'newer-version',
    ],
  }),
  /** Signs out and locks: core reaches a durable boundary and ends; main starts a fresh, locked one. */
  lock: call({ kind: 'command', permission: 'signed-in', request: nothing, response: nothing, errors: [] }),
  savePreferences: call({
    kind: 'command',
    permission: 'signed-in',
    request: preferences,
    response: nothing,
    errors: [],
  }),
  office: call({
    kind: 'query',
    permission: 'signed-in',
    request: nothing,
    response: z.strictObject({ profile: officeProfile, version: count }),
    errors: [],
  }),
  saveOffice: call({
    kind: 'command',
    permission: 'office.edit',
    request: z.strictObject({ profile: officeProfile, version: count }),
    response: nothing,
    errors: ['stale-version'],
  }),
  accounts: call({ kind: 'query', permission: 'signed-in', request: nothing, response: z.array(account), errors: [] }),
  /** Destinations this installation collects for, with the health of each (never a key, never a secret). */
  connection: call({
    kind: 'query',
    permission: 'signed-in',
    request: nothing,
    response: z.array(
      z.strictObject({
        destinationId: id,
        name: line,
        environment: z.enum(['TEST', 'STAGE', 'PROD']),
        apiVersion: z.enum(['v1', 'v2']),
        host: line,
        decryptionKeyIds: z.array(line),
        signingKeyId: line,
        lastSuccessAt: instant.nullable(),
        trouble: z.strictObject({ code: line, since: instant }).nullable(),
      }),
    ),
    errors: [],
  }),
  /** Imports a connection file (base addresses, client, destination, private keys) chosen in a dialog. */
  connect: call({
    kind: 'command',
    permission: 'connection.manage',
    request: z.strictObject({ grantId }),
    response: z.strictObject({ destinations: z.array(z.strictObject({ destinationId: id, name: line })) }),
    errors: [
      'unknown-grant',
      'file-unreadable',
      'not-a-connection-file',
      'key-unusable',
      'address-not-allowed',
      'already-connected-elsewhere',
    ],
  }),
  changeSecondCopy: call({
    kind: 'command',
    permission: 'connection.manage',
    request: z.strictObject({ grantId }),
    response: nothing,
    errors: ['unknown-grant', 'folder-not-writable', 'same-place'],
  }),
  /** Effective policy, each value with who set it. */
  policy: call({
    kind: 'query',
    permission: 'signed-in',
    request: nothing,
    response: z.array(
      z.strictObject({ name: line, value: z.string().max(500), source: z.enum(['default', 'file', 'demo']) }),
    ),
    errors: [],
  }),
  /** Where everything lies and how it is. */
  storeHealth: call({
    kind: 'query',
    permission: 'signed-in',
    request: nothing,
    response: storeHealth,
    errors: [],
  }),
  /** Walks the hash chain and rebuilds the projections from the journal. */
  verifyJournal: call({
    kind: 'query',
    permission: 'journal.read',
    request: nothing,
    response: z.strictObject({
      entries: count,
      chain: z.enum(['whole', 'broken']),
      firstBreak: count.nullable(),
      projections: z.enum(['equal', 'different']),
      differing: z.array(line),
    }),
    errors: [],
  }),
} as const;
