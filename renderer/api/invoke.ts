import type { CallError } from '../../shared/contract/call.ts';
import type {
  AnyErrorCode,
  CallName,
  ModuleName,
  RequestOf,
  ResponseOf,
  ResultOf,
} from '../../shared/contract/contract.ts';
import { CallFailure } from './call-failure.ts';
import { desk } from './desk.ts';

type Calls = {
  [M in ModuleName]: { [N in CallName<M>]: (request: RequestOf<M, N>) => Promise<ResultOf<M, N>> };
};

/**
 * Calls the contract and unwraps its Result.
 * Throws {@link CallFailure} with the code of the contract; a broken bridge becomes `unexpected`.
 */
export const invoke = async <M extends ModuleName, N extends CallName<M>>(
  module: M,
  name: N,
  request: RequestOf<M, N>,
): Promise<ResponseOf<M, N>> => {
  const calls: Calls = desk();
  let result: ResultOf<M, N>;
  try {
    result = await calls[module][name](request);
  } catch {
    throw new CallFailure({ code: 'unexpected' });
  }
  if (result.ok) return result.value;
  // One of this call's codes is one of all codes; the generic type cannot show that.
  throw new CallFailure(result.error as CallError<AnyErrorCode>);
};
