import { queryOptions } from '@tanstack/react-query';
import type { CallName, ModuleName, RequestOf, ResponseOf } from '../../shared/contract/contract.ts';
import type { CallFailure } from './call-failure.ts';
import { invoke } from './invoke.ts';

/** Key of a query: the call's place in the contract and what was asked. The invalidation map reads it. */
export type CallKey = readonly [module: ModuleName, name: string, request: unknown];

/**
 * Query options of one contract call for `useQuery`, `useSuspenseQuery` or `queryClient`.
 * Fails with {@link CallFailure}; never repeats by itself, because core already answered.
 */
export const callQuery = <M extends ModuleName, N extends CallName<M>>(module: M, name: N, request: RequestOf<M, N>) =>
  queryOptions<ResponseOf<M, N>, CallFailure, ResponseOf<M, N>, CallKey>({
    queryKey: [module, name, request] as const,
    queryFn: () => invoke(module, name, request),
  });
