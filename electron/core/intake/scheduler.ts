import type { Progress, RoundOutcome } from './round.ts';

const FIRST_ROUND_MS = 3_000;
const OUTBOX_TICK_MS = 2_000;

export type Scheduler = {
  /** Begins polling; the first round follows shortly. */
  start(): void;
  /** Ends polling, lets the step under way reach its durable boundary. */
  stop(): Promise<void>;
  /** Starts a round now; `false` when one runs already. */
  runNow(): boolean;
  /** Ends the running round between two submissions. */
  cancel(): void;
  /** The running round, for tests and for stopping. */
  settled(): Promise<void>;
  readonly view: {
    readonly started: boolean;
    readonly progress: Progress | null;
    readonly running: boolean;
    readonly lastAttemptAt: number | null;
    readonly nextAttemptAt: number | null;
    readonly waiting: number;
    readonly newSinceStart: number;
  };
};

/**
 * Runs rounds one at a time: soon after the start, then every so many minutes, and when asked. Between rounds it sends
 * what the outbox has due, so that a Nachforderung does not wait for the next round.
 */
export const createScheduler = (options: {
  round: (onProgress: (progress: Progress | null) => void, signal: AbortSignal) => Promise<RoundOutcome>;
  /** Sends what is due; must not throw. */
  sendDue: (signal: AbortSignal) => Promise<void>;
  intervalMinutes: number;
  clock: () => number;
  /** Something of the view changed. */
  changed: () => void;
  failed: (error: unknown) => void;
  firstRoundMs?: number;
}): Scheduler => {
  const view = {
    started: false,
    progress: null as Progress | null,
    running: false,
    lastAttemptAt: null as number | null,
    nextAttemptAt: null as number | null,
    waiting: 0,
    newSinceStart: 0,
  };
  /** Ends with the polling itself; a cancelled round must not hold up the outbox. */
  let life = new AbortController();
  let abort = new AbortController();
  let current: Promise<void> = Promise.resolve();
  let sending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let tick: NodeJS.Timeout | undefined;

  const plan = (delay: number): void => {
    clearTimeout(timer);
    if (!view.started) return;
    view.nextAttemptAt = options.clock() + delay;
    timer = setTimeout(() => runNow(), delay);
    timer.unref();
  };

  const execute = async (): Promise<void> => {
    try {
      const outcome = await options.round(
        (progress) => {
          view.progress = progress;
          options.changed();
        },
        AbortSignal.any([life.signal, abort.signal]),
      );
      view.waiting = outcome.waiting;
      view.newSinceStart += outcome.kept;
    } catch (error) {
      if (!abort.signal.aborted && !life.signal.aborted) options.failed(error);
    } finally {
      view.running = false;
      view.progress = null;
      plan(options.intervalMinutes * 60_000);
      options.changed();
    }
  };

  const runNow = (): boolean => {
    if (view.running) return false;
    clearTimeout(timer);
    abort = new AbortController();
    view.running = true;
    view.lastAttemptAt = options.clock();
    view.nextAttemptAt = null;
    options.changed();
    current = execute();
    return true;
  };

  /** The timer stands still while the computer sleeps; the clock tells what was missed. */
  const catchUp = (): void => {
    if (view.nextAttemptAt !== null && options.clock() >= view.nextAttemptAt) runNow();
  };

  const sendBetween = (): void => {
    if (view.running || sending !== undefined) return;
    sending = options.sendDue(life.signal).finally(() => {
      sending = undefined;
    });
  };

  return {
    view,
    start() {
      if (view.started) return;
      view.started = true;
      life = new AbortController();
      view.newSinceStart = 0;
      plan(options.firstRoundMs ?? FIRST_ROUND_MS);
      tick = setInterval(() => {
        catchUp();
        sendBetween();
      }, OUTBOX_TICK_MS);
      tick.unref();
    },
    async stop() {
      view.started = false;
      view.nextAttemptAt = null;
      clearTimeout(timer);
      clearInterval(tick);
      life.abort();
      await Promise.all([current, sending]);
    },
    runNow,
    cancel() {
      if (view.running) abort.abort();
    },
    async settled() {
      await current;
    },
  };
};
