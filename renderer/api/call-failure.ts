import type { ErrorDetails } from '../../shared/contract/call.ts';
import type { AnyErrorCode } from '../../shared/contract/contract.ts';

/** A refused call as an exception, because TanStack Query knows failure only as a rejected promise. */
export class CallFailure extends Error {
  readonly error: { code: AnyErrorCode; details?: ErrorDetails };

  constructor(error: { code: AnyErrorCode; details?: ErrorDetails }) {
    super(error.code);
    this.name = 'CallFailure';
    this.error = error;
  }
}

/** The code of a failed call, or `unexpected` for everything that is not an answer of the contract. */
export const failureCode = (error: unknown): AnyErrorCode =>
  error instanceof CallFailure ? error.error.code : 'unexpected';
