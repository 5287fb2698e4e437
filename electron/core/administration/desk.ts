import type { StoreHealth } from '../../../shared/contract/administration.ts';
import type { Journal } from '../journal/entry.ts';
import type { Verification } from '../journal/verify.ts';
import type { SecondCopy } from '../store/second-copy.ts';
import type { Store } from '../store/store.ts';

/** What administration needs of an opened desk; core.ts makes it and closes it. */
export type OpenDesk = {
  readonly store: Store;
  readonly journal: Journal;
  readonly secondCopy: SecondCopy;
  health(): Promise<StoreHealth>;
  verifyJournal(): Promise<Verification>;
};
