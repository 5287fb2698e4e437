import type { PressAnswer, PressQuestion } from './protocol.ts';

/** A running press, however it was started: Electron's utility process or a plain Node child. */
export type PressChild = {
  post(question: PressQuestion): void;
  onAnswer(listener: (answer: PressAnswer) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
};

export type PressJob = { readonly job: string; readonly bytes: Uint8Array; readonly milliseconds?: number };
export type PressOutcome =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: 'time-limit' | 'press-ended' | 'unknown-job' | 'failed' };

export type PressSupervisor = {
  /** Runs a job after the ones before it. Never rejects. */
  run(job: PressJob): Promise<PressOutcome>;
  /** Ends the press; a running job answers `press-ended`. */
  close(): void;
};

const TIME_LIMIT_MS = 20_000;
const IDLE_MS = 30_000;

/**
 * Keeps at most one press running and gives it one job at a time. A press that takes too long or ends is replaced at
 * the next job; an idle one is ended, so that no process with foreign content in memory lingers.
 */
export const createPressSupervisor = (options: {
  fork: () => PressChild;
  /** Longest time for one job unless it names its own; default 20 s. */
  milliseconds?: number;
}): PressSupervisor => {
  let child: PressChild | undefined;
  let current: { id: number; settle: (outcome: PressOutcome) => void } | undefined;
  let nextId = 1;
  let last: Promise<unknown> = Promise.resolve();
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;

  const end = (): void => {
    const ending = child;
    child = undefined;
    ending?.kill();
  };

  const start = (): PressChild => {
    const started = options.fork();
    started.onAnswer((answer) => {
      if (child !== started || current?.id !== answer.id) return;
      current.settle(answer.ok ? { ok: true, result: answer.result } : { ok: false, code: answer.code });
    });
    started.onExit(() => {
      if (child !== started) return;
      child = undefined;
      current?.settle({ ok: false, code: 'press-ended' });
    });
    return started;
  };

  const runOne = ({ job, bytes, milliseconds }: PressJob): Promise<PressOutcome> =>
    new Promise((resolve) => {
      if (closed) {
        resolve({ ok: false, code: 'press-ended' });
        return;
      }
      clearTimeout(idleTimer);
      const id = nextId;
      nextId += 1;
      const limit = Math.min(milliseconds ?? Number.POSITIVE_INFINITY, options.milliseconds ?? TIME_LIMIT_MS);
      const timer = setTimeout(() => {
        current?.settle({ ok: false, code: 'time-limit' });
        end();
      }, limit);
      current = {
        id,
        settle: (outcome) => {
          clearTimeout(timer);
          current = undefined;
          idleTimer = setTimeout(end, IDLE_MS);
          idleTimer.unref();
          resolve(outcome);
        },
      };
      child ??= start();
      child.post({ id, job, bytes });
    });

  return {
    run(job) {
      const outcome = last.then(() => runOne(job));
      last = outcome;
      return outcome;
    },
    close() {
      closed = true;
      clearTimeout(idleTimer);
      current?.settle({ ok: false, code: 'press-ended' });
      end();
    },
  };
};
