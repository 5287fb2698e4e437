import { entryKinds } from './entry-kinds.ts';
import { verifyJournal } from './journal/verify.ts';
import { computeFigures } from './statistics/figures.ts';
import { describeSnapshot } from './store/backup-manifest.ts';
import type { OpenDatabase, StoreKey } from './store/database.ts';
import type { ReaderJobs } from './store/reader-client.ts';
import { copyDatabase } from './store/store.ts';

/** Everything the reader's thread can do, by name. Modules register their long reads here. */
export const readerJobs = {
  verifyJournal: (db: OpenDatabase, _input: null) => verifyJournal(db, entryKinds),
  figures: (db: OpenDatabase, input: { now: number }) => computeFigures(db, input.now),
  snapshot: async (db: OpenDatabase, input: { file: string }, key: StoreKey) => {
    await copyDatabase(db, key, input.file);
    return describeSnapshot(input.file, key);
  },
} satisfies ReaderJobs;
