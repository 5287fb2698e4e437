import { type Transferable, Worker } from 'node:worker_threads';
import { workerFile } from '../worker-file.ts';
import { type JweSource, sendArrival } from './arrival.ts';
import type { CryptoAnswer, CryptoJobName, CryptoJobs, CryptoWorkerData } from './protocol.ts';

type Job<Name extends CryptoJobName> = (ask: CryptoJobs[Name]['ask']) => Promise<CryptoJobs[Name]['answer']>;
type StreamJob = 'decryptToDocument';
type Stream = CryptoJobs[StreamJob];

/** The crypto thread as functions. Bytes given are copied to the thread, bytes answered belong to the caller. */
export type CryptoPool = { [Name in Exclude<CryptoJobName, StreamJob>]: Job<Name> } & {
  /**
   * Opens, proves and keeps an attachment while it arrives, in bounded memory. On any failure nothing of it stays; what
   * `source` throws is thrown.
   */
  decryptToDocument(question: Omit<Stream['ask'], 'arrival'>, source: JweSource): Promise<Stream['answer']>;
  /** Waits for running jobs, then ends the thread. */
  close(): Promise<void>;
};

/** Thrown when a job could not be run at all; the store and the application are not to blame. */
export class CryptoFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the crypto worker failed: ${code}`);
    this.code = code;
  }
}

const storageTrouble = { ok: false, refusal: 'storage-trouble' } as const;

/**
 * Starts the crypto thread on first use and again after a crash. A job the thread died on answers `storage-trouble`
 * (nothing of it is kept), so that one bad file cannot stop the round.
 *
 * @param documentsFolder the store's documents folder
 * @param entry file of the thread; another one only in tests
 */
export const createCryptoPool = (documentsFolder: string, entry = workerFile('crypto-worker')): CryptoPool => {
  const waiting = new Map<number, (answer: CryptoAnswer) => void>();
  let worker: Worker | undefined;
  let nextId = 1;
  let idle: (() => void) | undefined;

  const settle = (answer: CryptoAnswer): void => {
    const resolve = waiting.get(answer.id);
    waiting.delete(answer.id);
    resolve?.(answer);
    if (waiting.size === 0) idle?.();
  };

  const start = (): Worker => {
    const workerData: CryptoWorkerData = { documentsFolder };
    const started = new Worker(entry, { workerData });
    const gone = (): void => {
      if (worker !== started) return;
      worker = undefined;
      for (const id of [...waiting.keys()]) settle({ id, ok: false, code: 'worker-gone' });
    };
    started.on('message', settle);
    started.on('error', gone);
    started.on('exit', gone);
    started.unref();
    return started;
  };

  const ask = <Name extends CryptoJobName>(
    job: Name,
    question: CryptoJobs[Name]['ask'],
    given: readonly Transferable[] = [],
  ): Promise<CryptoAnswer> =>
    new Promise((resolve) => {
      worker ??= start();
      worker.ref();
      const id = nextId;
      nextId += 1;
      waiting.set(id, (answer) => {
        if (waiting.size === 0) worker?.unref();
        resolve(answer);
      });
      worker.postMessage({ id, job, ask: question }, given);
    });

  const storing =
    <Name extends Exclude<CryptoJobName, StreamJob | 'encryptJwe'>>(job: Name): Job<Name> =>
    async (question) => {
      const answer = await ask(job, question);
      return answer.ok ? (answer.answer as CryptoJobs[Name]['answer']) : storageTrouble;
    };

  return {
    decryptSmall: storing('decryptSmall'),
    async decryptToDocument(question, source) {
      const arrival = sendArrival(question.tags.length, source);
      const answer = await ask('decryptToDocument', { ...question, arrival: arrival.port }, [arrival.port]);
      const failure = await arrival.stop();
      if (failure !== undefined) throw failure.error;
      return answer.ok ? (answer.answer as Stream['answer']) : storageTrouble;
    },
    storeDocument: storing('storeDocument'),
    readDocument: storing('readDocument'),
    verifyDocument: storing('verifyDocument'),
    discardDocuments: storing('discardDocuments'),
    async encryptJwe(question) {
      const answer = await ask('encryptJwe', question);
      if (!answer.ok) throw new CryptoFailure(answer.code);
      return answer.answer as CryptoJobs['encryptJwe']['answer'];
    },
    async close() {
      if (waiting.size > 0) {
        await new Promise<void>((resolve) => {
          idle = resolve;
        });
      }
      const ending = worker;
      worker = undefined;
      await ending?.terminate();
    },
  };
};
