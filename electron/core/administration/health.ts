import type { StoreHealth } from '../../../shared/contract/administration.ts';
import { type Checks, isDamage } from '../store/checks.ts';
import type { Reader } from '../store/database.ts';
import type { PersistenceProof } from '../store/persistence.ts';
import type { PlaceGuard } from '../store/place-guard.ts';
import { freeSpace, lastIntakeSize, spaceState } from '../store/space.ts';
import type { Store } from '../store/store.ts';

export type HealthDeps = {
  readonly place: PlaceGuard;
  readonly persistence: PersistenceProof;
  readonly checks: Checks;
  readonly store: Store;
};

/** This screen must answer on damaged pages too: the checks on it say what is wrong. */
const lastIntake = (reader: Reader): number => {
  try {
    return lastIntakeSize(reader);
  } catch (error) {
    if (isDamage(error)) return 0;
    throw error;
  }
};

/** Gathers what staff and IT should know about the place where everything lies. */
export const createHealth = ({ place, persistence, checks, store }: HealthDeps): (() => Promise<StoreHealth>) => {
  const { db, paths } = store;
  return async () => {
    const { kind, sign } = await place.place();
    const free = await freeSpace([paths.folder, paths.documents]);
    return {
      place: { refused: await place.isRefused(), kind, sign },
      persistence: await persistence.state(),
      disk: { state: spaceState(free, lastIntake(db)), freeBytes: free },
      checks: checks.results(),
    };
  };
};
