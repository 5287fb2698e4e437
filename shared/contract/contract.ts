import type { z } from 'zod';
import { administration } from './administration.ts';
import type { CommonError, Result } from './call.ts';
import { cases } from './cases.ts';
import { desktop } from './desktop.ts';
import { exportCalls } from './export.ts';
import { intake } from './intake.ts';
import { requests } from './requests.ts';
import { statistics } from './statistics.ts';

/**
 * Every call between a window and the rest of the product, by module (ARCHITECTURE §4). Preload, router, core's
 * handler type, the renderer's queries and the test double derive from this one object.
 */
export const contract = { administration, intake, cases, requests, export: exportCalls, statistics, desktop } as const;

export type Contract = typeof contract;
export type ModuleName = keyof Contract;
export type CallName<Module extends ModuleName> = Extract<keyof Contract[Module], string>;

type Entry<Module extends ModuleName, Name extends CallName<Module>> = Contract[Module][Name];

/** What a caller passes. */
export type RequestOf<M extends ModuleName, N extends CallName<M>> =
  Entry<M, N> extends { request: infer Schema extends z.ZodType } ? z.input<Schema> : never;
/** What a handler receives after parsing. */
export type ParsedRequestOf<M extends ModuleName, N extends CallName<M>> =
  Entry<M, N> extends { request: infer Schema extends z.ZodType } ? z.output<Schema> : never;
export type ResponseOf<M extends ModuleName, N extends CallName<M>> =
  Entry<M, N> extends { response: infer Schema extends z.ZodType } ? z.output<Schema> : never;
export type ErrorCodeOf<M extends ModuleName, N extends CallName<M>> =
  Entry<M, N> extends { errors: readonly (infer Code extends string)[] } ? Code | CommonError : CommonError;
export type ResultOf<M extends ModuleName, N extends CallName<M>> = Result<ResponseOf<M, N>, ErrorCodeOf<M, N>>;

/** Every error code of every call; the renderer maps each to a message in both languages. */
export type AnyErrorCode = { [M in ModuleName]: { [N in CallName<M>]: ErrorCodeOf<M, N> }[CallName<M>] }[ModuleName];

/** The object the preload exposes as `window.desk`. */
export type Desk = {
  [M in ModuleName]: { [N in CallName<M>]: (request: RequestOf<M, N>) => Promise<ResultOf<M, N>> };
} & {
  /** Subscribes to announcements; returns how to stop. */
  onAnnouncement(listener: (announcement: import('./events.ts').Announcement) => void): () => void;
};

/** Modules that core answers; `desktop` is main's own. */
export type CoreModuleName = Exclude<ModuleName, 'desktop'>;
