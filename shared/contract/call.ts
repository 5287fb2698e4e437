import type { z } from 'zod';
import type { Right } from '../domain/permissions.ts';

/** A `query` reads and changes nothing; a `command` may change things and is journalled. */
export type CallKind = 'query' | 'command';

/**
 * Who may call: `anyone` even while the store is locked; `signed-in` every account; otherwise a right of DOMAIN §17.
 * Core enforces it before the handler runs, main refuses `anyone`-less calls early while nobody is signed in.
 */
export type Permission = 'anyone' | 'signed-in' | Right;

/** One entry of the contract: everything either side needs to know about a call. */
export type Call<
  Request extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Code extends string = string,
> = {
  kind: CallKind;
  permission: Permission;
  request: Request;
  response: Response;
  /** Expected failures of this call, beside {@link COMMON_ERRORS}. */
  errors: readonly Code[];
};

/** Failures that any call may answer with. */
export const COMMON_ERRORS = [
  'invalid-request',
  'not-signed-in',
  'not-permitted',
  'store-locked',
  'storage-trouble',
  'too-many-calls',
  'unexpected',
] as const;
export type CommonError = (typeof COMMON_ERRORS)[number];

/** Facts that make a message actionable. Never free text of applicants, never paths, never stacks (SECURITY C5). */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

export type CallError<Code extends string = string> = { code: Code | CommonError; details?: ErrorDetails };

/** The only way an answer crosses a process border: expected failures are values, nothing is thrown (ARCHITECTURE §4). */
export type Result<Value, Code extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; error: CallError<Code> };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code | CommonError,
  details?: ErrorDetails,
): { ok: false; error: CallError<Code> } => ({
  ok: false,
  error: details === undefined ? { code } : { code, details },
});

/** Declares a call; the generics keep the literal types of schemas and error codes. */
export const call = <Request extends z.ZodType, Response extends z.ZodType, const Code extends string>(
  definition: Call<Request, Response, Code>,
): Call<Request, Response, Code> => definition;
