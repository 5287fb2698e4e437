import type { StoreHealth } from '../../../shared/contract/administration.ts';
import type { PersistenceProof } from '../store/persistence.ts';
import type { PlaceGuard } from '../store/place-guard.ts';

export type HealthDeps = {
  readonly place: PlaceGuard;
  readonly persistence: PersistenceProof;
};

/** Gathers what staff and IT should know about the place where everything lies. */
export const createHealth = ({ place, persistence }: HealthDeps): (() => Promise<StoreHealth>) => {
  return async () => {
    const { kind, sign } = await place.place();
    return {
      place: { refused: await place.isRefused(), kind, sign },
      persistence: await persistence.state(),
    };
  };
};
