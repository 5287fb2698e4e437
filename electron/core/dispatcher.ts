import type { z } from 'zod';
import { type Call, COMMON_ERRORS, type Permission, type Result, refuse } from '../../shared/contract/call.ts';
import { type CoreModuleName, contract } from '../../shared/contract/contract.ts';
import { permissionFor, type Relation, ROLES, type Role } from '../../shared/domain/permissions.ts';
import type { Actor } from './journal/entry.ts';
import { errorFacts, type Log } from './log.ts';
import { type CallContext, type ModuleHandlers, NOBODY, Refusal } from './runtime.ts';
import { isDamage } from './store/checks.ts';

/** A call as main forwards it; nothing in it is trusted. */
export type IncomingCall = {
  module: string;
  call: string;
  request: unknown;
  session: string;
  grants: Readonly<Record<string, string>>;
};

/** Handlers that exist now; while the store is locked only administration's. */
export type PresentHandlers = { [M in CoreModuleName]?: ModuleHandlers<M> };

export type DispatcherOptions = {
  handlers: () => PresentHandlers;
  /** Who is signed in with this session. */
  actorOf: (session: string) => Actor | undefined;
  /** A call failed as only a damaged store does. */
  damaged?: () => void;
  /** `false` when nothing may be changed any more (SECURITY D8); getting in and out stays possible. */
  mayWrite?: () => boolean;
  log: Log;
  /** UTC milliseconds, for durations in the log. */
  clock: () => number;
  /** Tests and development: answers are checked against the contract too. */
  checkResponses: boolean;
};

/** Calls that take much time or memory: one of each at a time (SECURITY C6). */
const COSTLY: ReadonlySet<string> = new Set([
  'administration.createStore',
  'administration.verifyJournal',
  'administration.connect',
  'administration.changeSecondCopy',
  'export.run',
  'requests.preview',
]);
/** Unfinished calls at the same time, of all kinds. */
const CONCURRENT_CALLS = 64;
/** Calls that took longer stand in the log. */
const SLOW_REPORT_MILLISECONDS = 200;

/**
 * How staff stand to the cases of one desk with one team. Nothing lays a case before a signatory or opens an incident
 * for data protection yet, so whoever sees cases only then sees none.
 */
const AT_ONE_DESK: Relation = { own: true, team: true, inbox: true, self: true };

const isRole = (name: string): name is Role => ROLES.some((role) => role === name);

/**
 * The role under which somebody acts: the first of theirs that gives the right. A command needs the right in full, a
 * query also takes a limited one (view, prepare …). `undefined` when no role gives it.
 */
const actingRole = (actor: Actor, permission: Permission, kind: Call['kind']): string | undefined => {
  if (permission === 'anyone' || permission === 'signed-in') return actor.roles[0] ?? actor.role;
  return actor.roles.filter(isRole).find((role) => {
    const had = permissionFor([role], permission, AT_ONE_DESK);
    return had === 'full' || (had === 'limited' && kind === 'query');
  });
};

const storageCodes = /^(SQLITE_(CORRUPT|IOERR|FULL|READONLY|NOTADB|CANTOPEN)|ENOSPC|EIO|EDQUOT|EROFS)/;
const isStorageTrouble = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && storageCodes.test(error.code);

/** Commands change the store; signing in and out are not kept from anybody. */
const changes = ({ kind, permission }: Call, name: string): boolean =>
  kind === 'command' && permission !== 'anyone' && name !== 'administration.lock';

type AnyHandler = (context: CallContext, request: unknown) => unknown;

const entryOf = (module: string, name: string): Call | undefined => {
  if (module === 'desktop' || !Object.hasOwn(contract, module)) return undefined;
  const calls: Readonly<Record<string, Call<z.ZodType, z.ZodType, string>>> = contract[module as CoreModuleName];
  return Object.hasOwn(calls, name) ? calls[name] : undefined;
};

const handlerOf = (handlers: PresentHandlers, module: string, name: string): AnyHandler | undefined => {
  const present = handlers[module as CoreModuleName];
  // The contract has just been asked whether module and name exist; their types cannot follow a name at run time.
  return present === undefined ? undefined : (present as unknown as Readonly<Record<string, AnyHandler>>)[name];
};

/**
 * Makes the one door of core: schema → permission → handler → answer. Whatever happens, the answer is a `Result` and
 * holds no stack, path or value (SECURITY C3, C5, K2).
 */
export const createDispatcher = (options: DispatcherOptions) => {
  const { log } = options;
  const running = new Set<string>();
  let unfinished = 0;

  const answerOf = (thrown: unknown, entry: Call, name: string): Result<unknown> => {
    if (thrown instanceof Refusal) {
      const known = [...COMMON_ERRORS, ...entry.errors].some((code) => code === thrown.code);
      if (known) return { ok: false, error: { code: thrown.code as never, ...detailsOf(thrown) } };
      log('refusal-unknown', { call: name, code: thrown.code });
      return refuse('unexpected');
    }
    log('call-failed', { call: name, ...errorFacts(thrown) });
    if (isDamage(thrown)) options.damaged?.();
    return refuse(isStorageTrouble(thrown) ? 'storage-trouble' : 'unexpected');
  };

  const checked = (result: unknown, entry: Call, name: string): Result<unknown> => {
    const answer = result as Result<unknown>;
    if (!answer.ok || !options.checkResponses) return answer;
    const parsed = entry.response.safeParse(answer.value);
    if (parsed.success) return answer;
    log('response-off-contract', { call: name, at: parsed.error.issues[0]?.path.join('.') ?? '' });
    return refuse('unexpected');
  };

  const handle = async (incoming: IncomingCall, entry: Call, name: string): Promise<Result<unknown>> => {
    const request = entry.request.safeParse(incoming.request);
    if (!request.success) return refuse('invalid-request');
    const signedIn = options.actorOf(incoming.session);
    if (signedIn === undefined && entry.permission !== 'anyone') return refuse('not-signed-in');
    const role = actingRole(signedIn ?? NOBODY, entry.permission, entry.kind);
    if (role === undefined) return refuse('not-permitted');
    if (changes(entry, name) && options.mayWrite?.() === false) return refuse('storage-trouble');
    const handler = handlerOf(options.handlers(), incoming.module, incoming.call);
    if (handler === undefined) return refuse('store-locked');
    const context: CallContext = {
      actor: { ...(signedIn ?? NOBODY), role },
      session: incoming.session,
      grant: (grantId) => (Object.hasOwn(incoming.grants, grantId) ? incoming.grants[grantId] : undefined),
    };
    try {
      return checked(await handler(context, request.data), entry, name);
    } catch (error) {
      return answerOf(error, entry, name);
    }
  };

  const inHand = new Set<Promise<unknown>>();

  const dispatch = async (incoming: IncomingCall): Promise<Result<unknown>> => {
    const entry = entryOf(incoming.module, incoming.call);
    if (entry === undefined) return refuse('invalid-request');
    const name = `${incoming.module}.${incoming.call}`;
    const costly = COSTLY.has(name);
    if (unfinished >= CONCURRENT_CALLS || (costly && running.has(name))) return refuse('too-many-calls');
    const since = options.clock();
    unfinished += 1;
    if (costly) running.add(name);
    const answer = handle(incoming, entry, name);
    inHand.add(answer);
    try {
      return await answer;
    } finally {
      inHand.delete(answer);
      unfinished -= 1;
      if (costly) running.delete(name);
      const took = options.clock() - since;
      if (took >= SLOW_REPORT_MILLISECONDS) log('call-slow', { call: name, milliseconds: took });
    }
  };

  return Object.assign(dispatch, {
    /** Waits until every call in hand has answered: a lock or quit cuts no export and no sending in two. */
    settled: async (): Promise<void> => {
      await Promise.allSettled(inHand);
    },
  });
};

const detailsOf = (refusal: Refusal) => (refusal.details === undefined ? {} : { details: refusal.details });
