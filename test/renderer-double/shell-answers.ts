import type { OfficeProfile, Preferences } from '../../shared/contract/administration.ts';
import { ok, refuse } from '../../shared/contract/call.ts';
import type { ResponseOf } from '../../shared/contract/contract.ts';
import { CASE_STATUSES } from '../../shared/domain/case-status.ts';
import { ROLES } from '../../shared/domain/permissions.ts';
import { AGE_CLASSES } from '../../shared/domain/statistics.ts';
import type { Announce, Answers, Choice } from './answers.ts';
import { sampleId } from './sample-rows.ts';

type State = ResponseOf<'administration', 'state'>;
type IntakeStatus = ResponseOf<'intake', 'status'>;
const RECOVERY_CODE = 'K7QM-2F9D-XR4T-88WA-P3LN-6HCZ-VB5Y-J2ES-QD9G';
const MINUTE = 60_000;

const troubles = (now: number): IntakeStatus['troubles'] => [
  {
    submissionId: '7f1c2a90-0000-4000-8000-000000000001',
    destinationId: sampleId(5, 1),
    code: 'unknown-key',
    since: now - 200 * MINUTE,
    lastAt: now - 4 * MINUTE,
    attempts: 17,
    part: 'metadata',
    waitingSince: now - 10 * 24 * 60 * MINUTE,
    nearness: 'urgent',
    rejecting: false,
  },
  {
    submissionId: '9d4e1b22-0000-4000-8000-000000000002',
    destinationId: sampleId(5, 1),
    code: 'hash-mismatch',
    since: now - 30 * MINUTE,
    lastAt: now - 4 * MINUTE,
    attempts: 3,
    part: 'attachment:3f0c2a90-0000-4000-8000-000000000009',
    waitingSince: now - 60 * MINUTE,
    nearness: 'none',
    rejecting: false,
  },
];

const intakeStatus = ({ scene }: Choice, now: number): IntakeStatus => ({
  state:
    scene === 'not-connected'
      ? 'not-connected'
      : scene === 'intake-trouble'
        ? 'trouble'
        : scene === 'fetching'
          ? 'running'
          : 'idle',
  lastAttemptAt: now - 2 * MINUTE,
  lastSuccessAt: scene === 'not-connected' ? null : now - 2 * MINUTE,
  nextAttemptAt: now + 3 * MINUTE,
  progress: scene === 'fetching' ? { step: 'keep', done: 2, total: 5 } : null,
  newSinceSignIn: scene === 'work' ? 3 : 0,
  waiting: 0,
  troubles: scene === 'intake-trouble' ? troubles(now) : [],
  outbox: { pending: 0, failing: scene === 'intake-trouble' ? 1 : 0 },
  secondCopy:
    scene === 'intake-trouble'
      ? { state: 'unavailable', lastAt: now - 90 * MINUTE }
      : { state: 'ok', lastAt: now - 2 * MINUTE },
});

const openState = ({ scene, theme, language }: Choice): Extract<State, { store: 'open' }> => ({
  store: 'open',
  account: {
    id: sampleId(2, 1),
    name: 'a.yildiz',
    displayName: 'Aylin Yıldız',
    roles: scene === 'read-only' ? ['AZ', 'ST'] : [...ROLES],
  },
  environment: 'TEST',
  preferences: {
    language,
    theme,
    density: 'normal',
    singleKeys: true,
    leftPane: 260,
    rightPane: 300,
  },
});

const startState = (choice: Choice): State => {
  switch (choice.scene) {
    case 'first-start':
      return { store: 'none' };
    case 'recovery-untested':
      return { store: 'recovery-untested', accounts: ['a.yildiz'] };
    case 'locked':
      return { store: 'locked', accounts: ['a.yildiz', 'm.schmidt'] };
    case 'store-trouble':
      return { store: 'trouble', code: 'newer-version', details: { found: 4, known: 1 } };
    default:
      return openState(choice);
  }
};

const administration = (choice: Choice, announce: Announce): NonNullable<Answers['administration']> => {
  let state = startState(choice);
  let profile: OfficeProfile = {
    officeName: 'Stadt Musterhausen',
    unit: 'Einbürgerungsbehörde',
    street: 'Rathausplatz 1',
    postalCode: '50000',
    town: 'Musterhausen',
    phone: '0221 0000-0',
    email: 'einbuergerung@musterhausen.example',
    land: 'NW',
    referencePattern: '33-20/{year}/{number}',
    requestWeeks: 4,
  };
  let version = 3;
  const become = (next: State) => {
    state = next;
    announce({ topic: 'administration', ids: [] });
  };
  const savePreferences = (preferences: Preferences) => {
    if (state.store === 'open') become({ ...state, preferences });
    return ok({});
  };
  return {
    state: () => ok(state),
    createStore: ({ accountName }) => {
      become({ store: 'recovery-untested', accounts: [accountName] });
      return ok({ recoveryCode: RECOVERY_CODE });
    },
    confirmRecovery: ({ recoveryCode }) => {
      if (recoveryCode.replaceAll(/[\s-]/g, '').toUpperCase() !== RECOVERY_CODE.replaceAll('-', ''))
        return refuse('recovery-code-typo');
      become({ store: 'locked', accounts: ['a.yildiz'] });
      return ok({});
    },
    signIn: ({ passphrase }) => {
      if (passphrase !== 'richtig') return refuse('wrong-passphrase');
      const open = openState(choice);
      become(open);
      return ok({ account: open.account });
    },
    lock: () => {
      become({ store: 'locked', accounts: ['a.yildiz', 'm.schmidt'] });
      return ok({});
    },
    savePreferences,
    office: () => ok({ profile, version }),
    saveOffice: (request) => {
      if (request.version !== version)
        return refuse('stale-version', { changedBy: 'M. Schmidt', changedAt: Date.now() });
      profile = request.profile;
      version += 1;
      announce({ topic: 'administration', ids: [] });
      return ok({});
    },
    accounts: () =>
      ok([
        openState(choice).account,
        { id: sampleId(2, 2), name: 'm.schmidt', displayName: 'Martina Schmidt', roles: ['TL', 'ST'] },
      ]),
    connection: () =>
      ok(
        choice.scene === 'not-connected'
          ? []
          : [
              {
                destinationId: sampleId(5, 1),
                name: 'Einbürgerung Musterhausen',
                environment: 'TEST',
                apiVersion: 'v2',
                host: '127.0.0.1',
                decryptionKeyIds: ['enc-2026-01'],
                signingKeyId: 'sig-2026-01',
                lastSuccessAt: Date.now() - 2 * MINUTE,
                trouble: null,
              },
            ],
      ),
    connect: () => ok({ destinations: [{ destinationId: sampleId(5, 1), name: 'Einbürgerung Musterhausen' }] }),
    changeSecondCopy: () => ok({}),
    policy: () =>
      ok([
        { name: 'idleLockMinutes', value: '10', source: 'file' },
        { name: 'secondCopyWaived', value: 'false', source: 'default' },
        { name: 'fetchIntervalMinutes', value: '5', source: 'demo' },
        { name: 'allowedEnvironments', value: 'TEST', source: 'default' },
        { name: 'allowedStorePlaces', value: '', source: 'default' },
        { name: 'persistenceDeclared', value: 'false', source: 'default' },
        { name: 'severalStoresAllowed', value: 'false', source: 'default' },
      ]),
    storeHealth: () =>
      ok({
        place: { kind: 'local', sign: 'ext4', refused: false },
        persistence: choice.scene === 'first-day' ? 'restart-computer' : 'proved',
        disk: {
          state: choice.scene === 'intake-trouble' ? 'full' : 'enough',
          freeBytes: choice.scene === 'intake-trouble' ? 310_000_000 : 51_539_607_552,
        },
        checks: [
          { check: 'database', at: Date.now() - 4000 * MINUTE, found: 0, running: false },
          { check: 'journal', at: Date.now() - 20 * MINUTE, found: 0, running: false },
          { check: 'documents', at: null, found: 0, running: true },
        ],
      }),
    verifyJournal: () => ok({ entries: 1284, chain: 'whole', firstBreak: null, projections: 'equal', differing: [] }),
  };
};

/** Frame, entry and administration, in the situation of the chosen scene. */
export const shellAnswers = (choice: Choice, announce: Announce, cases: number): Answers => ({
  administration: administration(choice, announce),
  intake: {
    status: () => ok(intakeStatus(choice, Date.now())),
    fetchNow: () => ok({ started: true }),
    cancelFetch: () => ok({}),
    reject: () => refuse('reason-changed'),
    createCase: () => ok({ caseId: sampleId(1, 1) }),
  },
  statistics: {
    figures: () => {
      const basis = { of: cases, total: cases };
      return ok({
        computedAt: Date.now(),
        byStatus: {
          basis,
          rows: CASE_STATUSES.slice(0, 12).map((status, index) => ({ status, cases: (index * 7) % 19 })),
        },
        byAge: { basis, rows: AGE_CLASSES.map(({ id }, index) => ({ ageClass: id, cases: 14 - index * 3 })) },
        daysInStatus: {
          rows: CASE_STATUSES.slice(0, 5).map((status, index) => ({
            status,
            medianDays: index === 3 ? null : 4 + index * 9.5,
            basis: { of: index === 3 ? 2 : 31 - index, total: 40 },
          })),
        },
        rounds: { basis, rows: [0, 1, 2, 3].map((rounds) => ({ rounds, cases: 22 - rounds * 6 })) },
      });
    },
  },
  desktop: {
    chooseFolder: () => ok({ grant: { grantId: sampleId(7, 1), label: 'Sicherung (Netzlaufwerk)' } }),
    chooseFile: () => ok({ grant: { grantId: sampleId(7, 2), label: 'zustellpunkt.json' } }),
    setAppearance: () => ok({}),
    about: () =>
      ok({ version: '0.1.0', runtime: 'chromium-host', electron: null, chromium: '142.0.0.0', node: '24.21.0' }),
  },
});
