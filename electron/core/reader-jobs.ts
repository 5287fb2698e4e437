import { entryKinds } from './entry-kinds.ts';
import { type ChainPosition, verifyChain, verifyJournal } from './journal/verify.ts';
import { computeFigures } from './statistics/figures.ts';
import { describeSnapshot } from './store/backup-manifest.ts';
import type { OpenDatabase, StoreKey } from './store/database.ts';
import { scanDocuments } from './store/document-scan.ts';
import type { ReaderJobs } from './store/reader-client.ts';
import { copyDatabase, quickCheck } from './store/store.ts';

/** Everything the reader's thread can do, by name. Modules register their long reads here. */
export const readerJobs = {
  verifyJournal: (db: OpenDatabase, _input: null) => verifyJournal(db, entryKinds),
  verifyChain: (db: OpenDatabase, from: ChainPosition | null) => verifyChain(db, from),
  quickCheck: (db: OpenDatabase, _input: null, key: StoreKey) => quickCheck(db.file, key),
  scanDocuments: (db: OpenDatabase, { folder, now }: { folder: string; now: number }) => scanDocuments(db, folder, now),
  figures: (db: OpenDatabase, input: { now: number }) => computeFigures(db, input.now),
  snapshot: async (db: OpenDatabase, input: { file: string }, key: StoreKey) => {
    await copyDatabase(db, key, input.file);
    return describeSnapshot(input.file, key);
  },
} satisfies ReaderJobs;
