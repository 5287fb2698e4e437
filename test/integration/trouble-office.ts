import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { forkPress } from '../../electron/press/node-child.ts';
import { createPressSupervisor } from '../../electron/press/supervisor.ts';
import type { EffectivePolicy } from '../../shared/policy/effective-policy.ts';
import type { CentralService } from '../central-service/central-service.ts';
import type { Application } from '../central-service/online-service/online-service.ts';
import { type CoreOptions, type CoreProcess, startCore, TEST_POLICY } from './core-process.ts';

export const PASSPHRASE = 'korrekt pferd batterie';
const PRESS = fileURLToPath(new URL('../../electron/press/press.ts', import.meta.url));

type Answer<T> = { ok: true; value: T } | { ok: false; error: { code: string; details?: unknown } };

/** The value of an answer that must be a success. */
export const value = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
};
export const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.error.code);

/** Fachdaten of one applicant without papers; small, because trouble is about the way and not about the content. */
export const application = (changes: Partial<Application> = {}): Application => ({
  fachdaten: JSON.stringify({
    $schema: 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0',
    personen: [
      {
        id: 'p1',
        rolle: 'antragsteller',
        familienname: 'Nguyễn',
        vornamen: 'Thị Mai',
        geburtsdatum: '1989-04-03',
        geburtsort: 'Huế',
        geschlecht: 'w',
        familienstand: 'VH',
        staatsangehoerigkeiten: ['432'],
        anschrift: { strasse: 'Lindenweg', hausnummer: '4', postleitzahl: '12345', ort: 'Musterstadt' },
        rechtsgrundlage: 'LB-10-1',
        gruppen: ['G-EMP'],
        straftatenAngegeben: false,
      },
    ],
    nachweise: [],
  }),
  schemaUri: 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0',
  attachments: [],
  replyChannel: true,
  ...changes,
});

/** What the machine's clock shows core, in milliseconds ahead of the real one. */
export const clockAhead = (milliseconds: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `const now = Date.now; Date.now = () => now() + ${milliseconds};`,
  )}`,
});

/**
 * A founded office whose core runs as a process of its own, with the real press: everything is done and seen through
 * core's messages, as main does it.
 */
export const openTroubleOffice = async (policy: EffectivePolicy = TEST_POLICY) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-trouble-'));
  const place = (name: string): string => path.join(folder, name);
  const profileFolder = place('profile');
  await Promise.all(['profile', 'share', 'target'].map((name) => mkdir(place(name))));
  const supervisor = createPressSupervisor({ fork: () => forkPress(PRESS) });
  const running: CoreProcess[] = [];

  const startAnother = async (options: Partial<CoreOptions> = {}): Promise<CoreProcess> => {
    const started = await startCore({
      profileFolder,
      policy,
      press: async ({ job, bytes }) => {
        const outcome = await supervisor.run({ job, bytes });
        return outcome.ok ? { ok: true, result: outcome.result } : { ok: false, code: outcome.code };
      },
      ...options,
    });
    running.push(started);
    return started;
  };
  const signIn = (on: CoreProcess, session = 'window-1') =>
    on.call('administration', 'signIn', { accountName: 'anna', passphrase: PASSPHRASE }, { session });

  let core = await startAnother();
  const shareGrant = randomUUID();
  const { recoveryCode } = value(
    await core.call(
      'administration',
      'createStore',
      {
        officeName: 'Kreis Musterland',
        land: 'NW',
        accountName: 'anna',
        displayName: 'Anna Beispiel',
        passphrase: PASSPHRASE,
        secondCopyGrant: shareGrant,
      },
      { grants: { [shareGrant]: place('share') } },
    ),
  );
  value(await core.call('administration', 'confirmRecovery', { recoveryCode }));

  const status = async () => value(await core.call('intake', 'status', {}));
  const settled = async () => {
    for (;;) {
      const now = await status();
      if (now.state !== 'running') return now;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  return {
    profileFolder,
    place,
    recoveryCode,
    startAnother,
    signIn,
    status,
    get core() {
      return core;
    },
    /** Imports the service's connection file, with changes that make it wrong on purpose. */
    connect: async (service: CentralService, changes: object = {}): Promise<void> => {
      const file = place('verbindung.json');
      const content = JSON.parse(await readFile(service.connectionFile, 'utf8'));
      await writeFile(file, JSON.stringify({ ...content, ...changes }));
      const grantId = randomUUID();
      value(await core.call('administration', 'connect', { grantId }, { grants: { [grantId]: file } }));
    },
    /** One whole round of its own, and how things stand afterwards. */
    fetch: async () => {
      for (;;) {
        await settled();
        if (value(await core.call('intake', 'fetchNow', {})).started) return settled();
      }
    },
    /** All cases, newest view, by the list a window would open. */
    rows: async () => {
      const { listId, total } = value(
        await core.call('cases', 'openList', {
          filter: { view: 'all', statuses: [], search: '' },
          sort: { by: 'received', direction: 'ascending' },
        }),
      );
      if (total === 0) return [];
      return value(await core.call('cases', 'listPage', { listId, from: 0, count: 200 })).rows;
    },
    /** Pulls the plug and starts again, signed in; the clock may have moved on meanwhile. */
    restart: async (laterBy = 0): Promise<void> => {
      await core.kill();
      core = await startAnother({ env: laterBy === 0 ? {} : clockAhead(laterBy) });
      value(await signIn(core));
    },
    close: async (): Promise<void> => {
      await Promise.all(running.map((one) => one.kill()));
      supervisor.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type TroubleOffice = Awaited<ReturnType<typeof openTroubleOffice>>;
