import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Account, Preferences } from '../../shared/contract/administration.ts';
import { type Right, scopesOf } from '../../shared/domain/permissions.ts';
import { callQuery } from '../api/queries.ts';
import { useCommand } from '../api/use-command.ts';

export type Session = {
  readonly account: Account;
  readonly environment: 'TEST' | 'STAGE' | 'PROD' | 'none';
  readonly preferences: Preferences;
};

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in and how they want it. Only inside the workplace; throws elsewhere. */
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside the workplace');
  return session;
};

/**
 * Whether the account has a right at all (in full or limited), for showing or hiding a way. Core decides; a way shown by mistake is
 * answered with `not-permitted`.
 */
export const useMay = (right: Right): boolean => scopesOf(useSession().account.roles, right).length > 0;

/** Changes some preferences: the window follows at once, core keeps them for the account. */
export const useSavePreferences = (): ((changes: Partial<Preferences>) => void) => {
  const { preferences } = useSession();
  const client = useQueryClient();
  const save = useCommand('administration', 'savePreferences');
  const state = callQuery('administration', 'state', {});
  return (changes) => {
    const next = { ...preferences, ...changes };
    client.setQueryData(state.queryKey, (known) => (known?.store === 'open' ? { ...known, preferences: next } : known));
    save.mutate(next, { onError: () => void client.invalidateQueries({ queryKey: state.queryKey }) });
  };
};
