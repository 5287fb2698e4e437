import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { invoke } from '../api/invoke.ts';
import { callQuery } from '../api/queries.ts';
import { useSession } from './session.ts';

/**
 * Locks the workplace. The screen is hidden before core has answered (ARCHITECTURE §8), and nothing that was read stays
 * in the window's memory.
 */
export const useLock = (): (() => void) => {
  const client = useQueryClient();
  const { account } = useSession();
  return useCallback(() => {
    const { queryKey } = callQuery('administration', 'state', {});
    client.setQueryData(queryKey, () => ({ store: 'locked' as const, accounts: [account.name] }));
    client.removeQueries({ predicate: (query) => query.queryKey[1] !== 'state' });
    void invoke('administration', 'lock', {})
      .catch(() => undefined)
      .finally(() => client.invalidateQueries({ queryKey }));
  }, [client, account.name]);
};
