import { execFile, execFileSync } from 'node:child_process';
import { constants } from 'node:os';
import { promisify } from 'node:util';
import { STEPS, type Step } from '../../electron/core/steps.ts';
import type { Prng } from '../applicants/prng.ts';
import type { Fault } from '../central-service/http/faults.ts';
import type { Central } from './central.ts';
import type { Office, Start } from './office.ts';
import { DEEDS, type Deed } from './work.ts';

export const KINDS = ['step', 'kill', 'io', 'disk', 'network', 'clock'] as const;
export type Kind = (typeof KINDS)[number];

/** What each kind does, for the table at the end. */
export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  step: 'SIGKILL at a named step',
  kill: 'SIGKILL at a random moment',
  io: 'I/O errors (fiu-run)',
  disk: 'full disk (prlimit --fsize)',
  network: 'dropped, lost, slow, cut and refused answers',
  clock: 'time jumps',
};

const isInstalled = (program: string): boolean => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Why a kind cannot be run on this machine; `undefined` when it can. */
export const notRun = (kind: Kind): string | undefined => {
  if (kind === 'io' && !isInstalled('fiu-run')) return 'fiu-run is not installed';
  if (kind === 'disk' && !isInstalled('prlimit')) return 'prlimit is not installed';
  return undefined;
};

/** One fault: how core is started for it, what makes it strike, and what ends it where core lives on. */
export type Trouble = {
  kind: Kind;
  /** Named in the report of a finding. */
  name: string;
  start: Start;
  /** What people do meanwhile. */
  deeds: readonly Deed[];
  /** The store meets a newer schema at the next start. */
  newerSchema: boolean;
  /** The applicant's side takes and answers replies before. */
  replies: boolean;
  /** The step core must end at, when it is the first pass of a given one. */
  must: Step | undefined;
  strike: (office: Office, central: Central) => Promise<void>;
  end: (office: Office, central: Central) => Promise<void>;
};

const DAY = 24 * 3600_000;
const run = promisify(execFile);
const nothing = async (): Promise<void> => undefined;

const COPY_BEGINS: readonly Step[] = [
  'copy.snapshot-written',
  'copy.snapshot-renamed',
  'copy.manifest-written',
  'copy.marked',
];

/** The deed without which a step is never passed. */
const deedOf = (step: Step): Deed[] => {
  if (step.startsWith('reply.')) return ['request'];
  if (step.startsWith('package.')) return ['package'];
  if (COPY_BEGINS.includes(step)) return ['copy'];
  return [];
};

const someDeeds = (chance: Prng): Deed[] => DEEDS.filter(() => chance.next() < 0.2);

const WAYS: Fault['path'][] = [
  '/submissions$',
  '/submissions/[^/]+$',
  '/attachments/',
  '/events$',
  '/replies',
  '/token',
  '/keys',
  '/destinations/',
];

const failingAnswers = (chance: Prng): Fault[] =>
  Array.from({ length: chance.int(1, 3) }, () => ({
    path: chance.pick(WAYS) ?? '',
    times: chance.int(1, 4),
    action: chance.pick<Fault['action']>([
      { kind: 'drop', when: 'before' },
      { kind: 'drop', when: 'after' },
      { kind: 'drop', when: 'after' },
      { kind: 'status', status: chance.pick([500, 502, 503]) },
      { kind: 'status', status: 429, retryAfter: 1 },
      { kind: 'delay', milliseconds: chance.int(20, 400) },
      { kind: 'truncate' },
      { kind: 'duplicate-listing' },
    ]),
  }));

/** Failure points of libfiu's POSIX library that a disk going bad would hit. */
const IO_POINTS = [
  'posix/io/rw/*',
  'posix/io/rw/write',
  'posix/io/rw/pwrite',
  'posix/io/rw/pread',
  'posix/io/sync/*',
  'posix/io/sync/fsync',
  'posix/io/sync/fdatasync',
  'posix/io/dir/*',
  'posix/io/oc/open',
];
const ERRNO = [constants.errno.EIO, constants.errno.ENOSPC];

const commandFiu = async (office: Office, command: string): Promise<void> => {
  if (!office.isRunning()) return;
  // Core may end while the command is on its way.
  await run('fiu-ctrl', ['-f', office.fiu, '-c', command, String(office.core.pid)], { timeout: 5000 }).catch(nothing);
};

const limitFiles = async (office: Office, bytes: string): Promise<void> => {
  if (!office.isRunning()) return;
  await run('prlimit', ['--pid', String(office.core.pid), `--fsize=${bytes}:unlimited`]).catch(nothing);
};

/** Draws a fault of a kind. A step that is given is the one to end at. */
export const troubleOf = (kind: Kind, chance: Prng, given?: Step): Trouble => {
  const quiet = {
    start: {},
    deeds: someDeeds(chance),
    newerSchema: false,
    replies: chance.next() < 0.3,
    must: undefined,
  };
  switch (kind) {
    case 'step': {
      const step = given ?? chance.pick(STEPS);
      const pass = given !== undefined || chance.next() < 0.6 ? 1 : chance.int(2, step.startsWith('file.') ? 12 : 3);
      return {
        ...quiet,
        kind,
        name: `${step}, pass ${pass}`,
        deeds: [...new Set([...deedOf(step), ...quiet.deeds])],
        newerSchema: step.startsWith('migration.'),
        must: given,
        replies: quiet.replies || step === 'reply.answer-noted',
        strike: async (office) => {
          // Old snapshots go when a new one is due, which is once a day.
          if (step === 'copy.pruned') office.moveClock(2 * DAY);
          office.plan({ step, pass });
        },
        end: nothing,
      };
    }
    case 'kill': {
      const after = chance.int(0, 400);
      return {
        ...quiet,
        kind,
        name: `after ${after} ms`,
        strike: async (office) => {
          const { core } = office;
          setTimeout(() => void core.kill(), after);
        },
        end: nothing,
      };
    }
    case 'io': {
      const point = chance.pick(IO_POINTS);
      const [errno, percent] = [chance.pick(ERRNO), chance.int(1, 30)];
      return {
        ...quiet,
        kind,
        name: `${point} fails in ${percent} of 100 with errno ${errno}`,
        start: { failing: true },
        strike: (office) =>
          commandFiu(office, `enable_random name=${point},probability=${percent / 100},failinfo=${errno}`),
        end: (office) => commandFiu(office, `disable name=${point}`),
      };
    }
    case 'disk': {
      const bytes = chance.pick([0, 1000, 70_000, 300_000, 1_000_000]);
      return {
        ...quiet,
        kind,
        name: `no file may grow beyond ${bytes} bytes`,
        strike: (office) => limitFiles(office, String(bytes)),
        end: (office) => limitFiles(office, 'unlimited'),
      };
    }
    case 'network': {
      const faults = failingAnswers(chance);
      return {
        ...quiet,
        kind,
        name: JSON.stringify(faults),
        strike: async (_office, central) => {
          for (const fault of faults) await central.injectFault(fault);
        },
        end: (_office, central) => central.clearFaults(),
      };
    }
    case 'clock': {
      const jump = chance.pick([-2 * DAY, -600_000, -1000, 600_000, 3_700_000, 2 * DAY]);
      return {
        ...quiet,
        kind,
        name: `the clock jumps by ${jump} ms`,
        strike: async (office) => {
          const { core } = office;
          setTimeout(() => core.tell({ faultsClock: jump }), chance.int(0, 150));
        },
        end: async (office) => office.moveClock(0),
      };
    }
  }
};
