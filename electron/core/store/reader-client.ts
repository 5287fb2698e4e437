import { Worker } from 'node:worker_threads';
import type { OpenDatabase, StoreKey } from './database.ts';

/** A job of the reader's thread: reads through a connection that cannot write. Input and output are plain data. */
export type ReaderJob<Input, Output> = (db: OpenDatabase, input: Input, key: StoreKey) => Output | Promise<Output>;
export type ReaderJobs = Readonly<Record<string, ReaderJob<never, unknown>>>;

type InputOf<Job> = Job extends ReaderJob<infer Input, infer _Output> ? Input : never;
type OutputOf<Job> = Job extends ReaderJob<infer _Input, infer Output> ? Output : never;

export type JobMessage = { id: number; job: string; input: unknown };
export type JobAnswer =
  | { id: number; ok: true; output: unknown }
  | { id: number; ok: false; name: string; code: string };

/** A job failed in the reader's thread; carries the class and code of what was thrown there, never its message. */
export class ReaderJobError extends Error {
  readonly code: string;
  constructor(name: string, code: string) {
    super(`reader job failed: ${name}`);
    this.code = code;
  }
}

export type StoreReader<Jobs extends ReaderJobs> = {
  run<Name extends Extract<keyof Jobs, string>>(name: Name, input: InputOf<Jobs[Name]>): Promise<OutputOf<Jobs[Name]>>;
  close(): Promise<void>;
};

/**
 * Starts the thread with its own read-only connection, for work too long for the writer's thread (verify, snapshots,
 * statistics, export reads). Jobs run one after another.
 *
 * @param file the worker's file
 */
export const startReader = <Jobs extends ReaderJobs>(
  file: string,
  database: string,
  key: StoreKey,
): StoreReader<Jobs> => {
  const worker = new Worker(file, { workerData: { database, key } });
  const waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let ended = false;
  const failAll = (error: Error): void => {
    ended = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: JobAnswer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) caller?.resolve(answer.output);
    else caller?.reject(new ReaderJobError(answer.name, answer.code));
  });
  worker.on('error', (error) => failAll(error instanceof Error ? error : new Error('reader failed')));
  worker.on('exit', () => failAll(new Error('the reader ended')));
  return {
    run: <Name extends Extract<keyof Jobs, string>>(name: Name, input: InputOf<Jobs[Name]>) => {
      if (ended) return Promise.reject(new Error('the reader ended'));
      lastId += 1;
      const id = lastId;
      return new Promise<OutputOf<Jobs[Name]>>((resolve, reject) => {
        waiting.set(id, { resolve: (output) => resolve(output as OutputOf<Jobs[Name]>), reject });
        worker.postMessage({ id, job: name, input } satisfies JobMessage);
      });
    },
    close: async () => {
      await worker.terminate();
    },
  };
};
