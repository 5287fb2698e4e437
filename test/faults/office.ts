import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { StoreKey } from '../../electron/core/store/database.ts';
import { readKeyFile, unlockWithPassphrase } from '../../electron/core/store/keys.ts';
import { storePaths } from '../../electron/core/store/store.ts';
import type { CallName, CoreModuleName, RequestOf, ResponseOf } from '../../shared/contract/contract.ts';
import { type CoreProcess, startCore } from '../integration/core-process.ts';
import { PASSPHRASE, value } from '../integration/trouble-office.ts';
import type { Central } from './central.ts';
import { type Plan, planFile } from './child/plan.ts';

/** How the next process of core is started. */
export type Start = {
  /** Under Debian's fiu-run, so that its system calls can be made to fail once it runs. */
  failing?: boolean;
};

/** Rounds after which an office that still has something to do counts as stuck. */
const ROUNDS_TO_REST = 12;
const PATIENCE_MS = 60_000;

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Refuses to wait for ever: whatever hangs is a finding. */
export const within = <T>(work: Promise<T>, what: string, milliseconds = PATIENCE_MS): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${what} took more than ${milliseconds} ms`)), milliseconds);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
};

/**
 * A founded office whose core is the harness's child: started, stopped and killed over and over on one profile. Calls
 * answer values and reject when refused or when core ends meanwhile.
 */
export const openOffice = async (options: { folder: string; entry: string; central: Central }) => {
  const { folder, entry, central } = options;
  const place = (name: string): string => path.join(folder, name);
  await Promise.all(['profile', 'share', 'target'].map((name) => mkdir(place(name), { recursive: true })));
  const profileFolder = place('profile');
  let laterSchemas = 0;
  let core: CoreProcess;
  let isRunning = false;
  let canFail = false;

  const start = async ({ failing = false }: Start = {}): Promise<void> => {
    canFail = failing;
    core = await startCore({
      profileFolder,
      program: failing
        ? { entry, execPath: 'fiu-run', execArgv: ['-x', '-f', place('fiu'), process.execPath] }
        : { entry },
      env: { FAULTS_FOLDER: folder, FAULTS_LATER_SCHEMAS: String(laterSchemas) },
      press: async () => ({ ok: true, result: { pages: 1 } }),
    });
    isRunning = true;
    void core.ended().then(() => {
      isRunning = false;
    });
  };
  const call = async <M extends CoreModuleName, N extends CallName<M>>(
    module: M,
    name: N,
    request: RequestOf<M, N>,
    grants: Readonly<Record<string, string>> = {},
  ): Promise<ResponseOf<M, N>> => value(await core.call(module, name, request, { grants })) as ResponseOf<M, N>;

  const signIn = async (): Promise<void> => {
    await call('administration', 'signIn', { accountName: 'anna', passphrase: PASSPHRASE });
  };
  const plan = (next: Omit<Plan, 'id'> | undefined): void => {
    if (next === undefined) rmSync(planFile(folder), { force: true });
    else writeFileSync(planFile(folder), JSON.stringify({ id: randomUUID(), ...next } satisfies Plan));
  };

  const settled = async () => {
    for (;;) {
      const now = await call('intake', 'status', {});
      if (now.state !== 'running') return now;
      await wait(10);
    }
  };
  /** One whole round of its own, and how things stand afterwards. */
  const round = async () => {
    for (;;) {
      await settled();
      if ((await call('intake', 'fetchNow', {})).started) return settled();
    }
  };

  await start();
  const share = randomUUID();
  const { recoveryCode } = await call(
    'administration',
    'createStore',
    {
      officeName: 'Kreis Musterland',
      land: 'NW',
      accountName: 'anna',
      displayName: 'Anna Beispiel',
      passphrase: PASSPHRASE,
      secondCopyGrant: share,
    },
    { [share]: place('share') },
  );
  await call('administration', 'confirmRecovery', { recoveryCode });
  const connection = randomUUID();
  await call('administration', 'connect', { grantId: connection }, { [connection]: central.connectionFile });
  const reading = await readKeyFile(storePaths(profileFolder).keyFile);
  if (reading.state !== 'usable') throw new Error(`the key file is ${reading.state}`);
  const key: StoreKey | undefined = await unlockWithPassphrase(reading.keyFile, 'anna', PASSPHRASE);
  if (key === undefined) throw new Error('the passphrase does not open the store');

  return {
    folder,
    paths: storePaths(profileFolder),
    share: place('share'),
    target: place('target'),
    fiu: place('fiu'),
    key,
    storeId: reading.keyFile.storeId,
    get core() {
      return core;
    },
    isRunning: (): boolean => isRunning,
    /** Whether core runs so that its system calls can be made to fail. */
    canFail: (): boolean => isRunning && canFail,
    call,
    plan,
    round,
    /** The next start finds a schema that is one step newer than the store. */
    bringNewerSchema: (): void => {
      laterSchemas += 1;
    },
    /** Moves the machine's clock under the running core. */
    moveClock: (offset: number): void => core.tell({ faultsClock: offset }),
    start: async (how: Start = {}): Promise<void> => {
      await within(start(how), 'starting core');
      await within(signIn(), 'signing in');
    },
    /** Rounds until nothing waits, nothing is to be sent and nothing is in trouble; rejects when that never comes. */
    rest: async () => {
      for (let count = 1; ; count += 1) {
        const status = await within(round(), 'a round');
        const { outbox, troubles, waiting } = status;
        if (outbox.pending === 0 && troubles.length === 0 && waiting === 0) return status;
        if (count === ROUNDS_TO_REST) {
          throw new Error(`no rest after ${count} rounds: ${JSON.stringify({ outbox, troubles, waiting })}`);
        }
      }
    },
    /** Ends core: by a crash, or as a person would. Does nothing when it ended already. */
    end: async (how: 'killed' | 'stopped'): Promise<void> => {
      if (!isRunning) return;
      const ended: Promise<unknown> = how === 'killed' ? core.kill() : core.stop();
      await within(ended, 'ending core');
    },
  };
};
export type Office = Awaited<ReturnType<typeof openOffice>>;
