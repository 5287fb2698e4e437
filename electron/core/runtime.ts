import type { ErrorDetails, Result } from '../../shared/contract/call.ts';
import type {
  CallName,
  CoreModuleName,
  ErrorCodeOf,
  ParsedRequestOf,
  ResponseOf,
} from '../../shared/contract/contract.ts';
import type { Actor } from './journal/entry.ts';

/** What a handler knows about the call besides its request. Actor and session are parameters, never globals. */
export type CallContext = {
  /** The signed-in account; `null` only in calls that anyone may make. */
  readonly actor: Actor | null;
  /** Id of the window's session, made by main. */
  readonly session: string;
  /** Resolves a dialog grant to the path a person chose; `undefined` when unknown or of another purpose. */
  readonly grant: (grantId: string) => string | undefined;
};

/** Context of calls that need a signed-in account. */
export type SignedInContext = CallContext & { readonly actor: Actor };

export type Handler<M extends CoreModuleName, N extends CallName<M>> = (
  context: SignedInContext,
  request: ParsedRequestOf<M, N>,
) => Result<ResponseOf<M, N>, ErrorCodeOf<M, N>> | Promise<Result<ResponseOf<M, N>, ErrorCodeOf<M, N>>>;

/** All handlers of one module: a missing or extra one does not compile. */
export type ModuleHandlers<M extends CoreModuleName> = { [N in CallName<M>]: Handler<M, N> };

/** Thrown inside a change to leave it with an expected failure; the transaction rolls back, the call answers it. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: ErrorDetails | undefined;
  constructor(code: string, details?: ErrorDetails) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Stands in for the account in calls that anyone may make while nobody is signed in. */
export const NOBODY: Actor = { id: 'nobody', displayName: '', roles: [], role: '', workstation: '' };
