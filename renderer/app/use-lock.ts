import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { invoke } from '../api/invoke.ts';
import { callQuery } from '../api/queries.ts';
import { stopDocumentReads } from '../viewer/document-reads.ts';

/**
 * Locks the workplace. The screen is hidden before core has answered (ARCHITECTURE §8), and nothing that was read stays
 * in the window's memory or still arrives there. No account is offered yet: the window is loaded anew when core has ended, and what was typed
 * until then would be lost.
 */
export const useLock = (): (() => void) => {
  const client = useQueryClient();
  return useCallback(() => {
    const { queryKey } = callQuery('administration', 'state', {});
    client.setQueryData(queryKey, () => ({ store: 'locked' as const, accounts: [] }));
    stopDocumentReads();
    client.removeQueries({ predicate: (query) => query.queryKey[1] !== 'state' });
    void invoke('administration', 'lock', {})
      .catch(() => undefined)
      .finally(() => client.invalidateQueries({ queryKey }));
  }, [client]);
};
