import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CallName, ModuleName, RequestOf, ResponseOf } from '../../shared/contract/contract.ts';
import type { CallFailure } from './call-failure.ts';
import { invoke } from './invoke.ts';

/**
 * A command of the contract as a mutation: `mutateAsync(request)` resolves the value or throws {@link CallFailure}.
 * Nothing is retried or updated optimistically: what the journal does not say did not happen. It settles when what the
 * screen shows of the same module was read again, so that a notice of success never stands beside the old state.
 */
export const useCommand = <M extends ModuleName, N extends CallName<M>>(
  module: M,
  name: N,
): UseMutationResult<ResponseOf<M, N>, CallFailure, RequestOf<M, N>> => {
  const client = useQueryClient();
  return useMutation<ResponseOf<M, N>, CallFailure, RequestOf<M, N>>({
    mutationKey: [module, name],
    mutationFn: (request) => invoke(module, name, request),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === module }),
  });
};
