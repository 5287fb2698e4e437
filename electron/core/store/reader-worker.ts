import { parentPort, workerData } from 'node:worker_threads';
import { readerJobs } from '../reader-jobs.ts';
import { openDatabase, type StoreKey } from './database.ts';
import type { JobAnswer, JobMessage, ReaderJob } from './reader-client.ts';

/** Entry of the reader's thread; nobody imports it, `startReader` runs it as a file. */
const { database, key } = workerData as { database: string; key: StoreKey };
const db = openDatabase(database, key, { readonly: true, create: false });
const jobs = new Map<string, ReaderJob<never, unknown>>(Object.entries(readerJobs));

const answer = async ({ id, job, input }: JobMessage): Promise<JobAnswer> => {
  try {
    const work = jobs.get(job);
    if (work === undefined) throw new Error(`no job ${job}`);
    // Names and inputs come from this program's own typed client, not from outside.
    return { id, ok: true, output: await work(db, input as never, key) };
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';
    return { id, ok: false, name: error instanceof Error ? error.name : typeof error, code };
  }
};

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (message: JobMessage) => {
  last = last.then(async () => parentPort?.postMessage(await answer(message)));
});
