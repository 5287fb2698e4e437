import { setTimeout as wait } from 'node:timers/promises';
import { addressAllowed, type Environment } from '../destination.ts';
import { DeliveryError, type DeliveryFault } from '../port.ts';

type AnswerHead = { readonly status: number; readonly headers: Headers };

export type HttpAnswer = AnswerHead & { readonly body: Uint8Array };

/** An answer whose body is still on its way. */
export type HttpStream = AnswerHead & {
  /** The body piece by piece; each belongs to the reader. Leaving the loop early ends the transfer. Throws {@link DeliveryError}. */
  readonly body: AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Ends the transfer of a body that is not read. */
  readonly discard: () => void;
};

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Largest accepted answer in bytes. */
  readonly limit: number;
  /** True when sending it twice has the same effect as once; only such calls are repeated. */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal | undefined;
};

export type HttpTimes = {
  /** Connection and headers. */
  readonly answerMs: number;
  /** Silence inside a body. */
  readonly idleMs: number;
  /** First pause before a repetition; doubles each time. */
  readonly pauseMs: number;
  /** A longer Retry-After is handed to the caller instead of being waited for. */
  readonly longestPauseMs: number;
};

export const HTTP_TIMES: HttpTimes = { answerMs: 20_000, idleMs: 60_000, pauseMs: 500, longestPauseMs: 15_000 };

const ATTEMPTS = 3;
const REPEATED = new Set([408, 429, 500, 502, 503, 504]);

const FAULTS: Readonly<Record<number, DeliveryFault>> = {
  400: 'content-wrong',
  401: 'credentials-refused',
  403: 'not-permitted',
  404: 'not-found',
  408: 'slow',
  409: 'conflict',
  410: 'not-found',
  413: 'content-wrong',
  415: 'content-wrong',
  422: 'content-wrong',
  429: 'rate-limited',
};

/** Milliseconds a service asks us to wait: Retry-After (seconds or date), else RateLimit-Reset (PROTOCOL §4). */
export const retryAfterMs = (headers: Headers, now: number): number | undefined => {
  const after = headers.get('retry-after') ?? headers.get('ratelimit-reset');
  if (after === null) return undefined;
  if (/^\d{1,7}$/.test(after.trim())) return Number(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/** The error an answer outside 2xx means; branches on the status only, because problem names are not reliable. */
export const faultOf = (answer: AnswerHead, now: number): DeliveryError =>
  new DeliveryError(FAULTS[answer.status] ?? 'server-error', {
    status: answer.status,
    retryAfterMs: retryAfterMs(answer.headers, now),
  });

/** The pieces of a body up to a limit; silence is `slow`, a body cut in the middle ends as the connection does. */
async function* readBody(
  response: Response,
  limit: number,
  idleMs: number,
  abort: AbortController,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const tooLarge = (): DeliveryError => new DeliveryError('too-large', { status: response.status });
  if (Number(response.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const reader = response.body?.getReader();
  for (let total = 0; reader !== undefined; ) {
    // Only our own waiting counts as silence of the service, not the time the reader takes for a piece.
    const idle = setTimeout(() => abort.abort(new DeliveryError('slow')), idleMs);
    const { done, value } = await reader.read().finally(() => clearTimeout(idle));
    if (done) return;
    total += value.length;
    if (total > limit) throw tooLarge();
    yield value;
  }
}

export type HttpClient = {
  /** One call with the whole answer. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** One call, not repeated, whose body comes as a stream; the time limits hold while it is read. */
  open(request: Omit<HttpRequest, 'idempotent'>): Promise<HttpStream>;
  /** Repeats work that starts anew each time, under the same rules as idempotent calls. */
  repeat<Value>(work: () => Promise<Value>, signal?: AbortSignal): Promise<Value>;
};

/**
 * The one HTTP client of core. Https only (loopback http in TEST), no redirects, a product User-Agent on every call
 * (without it services refuse, PROTOCOL §2), time and size limits, bounded repetition of idempotent calls.
 * Answers every status; throws {@link DeliveryError} when there is no usable answer.
 */
export const createHttpClient = (options: {
  environment: Environment;
  version: string;
  clock: () => number;
  times?: Partial<HttpTimes>;
}): HttpClient => {
  const times = { ...HTTP_TIMES, ...options.times };

  const open = async (request: Omit<HttpRequest, 'idempotent'>): Promise<HttpStream> => {
    if (!addressAllowed(request.url, options.environment)) throw new DeliveryError('unreachable');
    const abort = new AbortController();
    const cancel = () => abort.abort(request.signal?.reason);
    const forget = () => request.signal?.removeEventListener('abort', cancel);
    const finish = (): void => {
      forget();
      abort.abort();
    };
    const failed = (error: unknown): unknown => {
      const reason: unknown = abort.signal.reason;
      finish();
      if (request.signal?.aborted === true) return request.signal.reason;
      if (error instanceof DeliveryError) return error;
      return reason instanceof DeliveryError ? reason : new DeliveryError('unreachable');
    };
    request.signal?.addEventListener('abort', cancel, { once: true });
    const answerTimer = setTimeout(() => abort.abort(new DeliveryError('slow')), times.answerMs);
    async function* body(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
      let whole = false;
      try {
        yield* readBody(response, request.limit, times.idleMs, abort);
        whole = true;
      } catch (error) {
        throw failed(error);
      } finally {
        if (whole) forget();
        else finish();
      }
    }
    try {
      request.signal?.throwIfAborted();
      const response = await fetch(request.url, {
        method: request.method,
        headers: { ...request.headers, 'User-Agent': `Einbuergerungsdesk/${options.version}` },
        redirect: 'manual',
        cache: 'no-store',
        signal: abort.signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      return { status: response.status, headers: response.headers, body: body(response), discard: finish };
    } catch (error) {
      throw failed(error);
    } finally {
      clearTimeout(answerTimer);
    }
  };

  const once = async (request: HttpRequest): Promise<HttpAnswer> => {
    const { status, headers, body } = await open(request);
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    return { status, headers, body: Buffer.concat(pieces) };
  };

  const pause = (attempt: number, asked: number | undefined): number => {
    const own = times.pauseMs * 2 ** attempt * (0.5 + Math.random());
    return asked === undefined ? own : Math.max(asked, own);
  };

  /** Milliseconds before the next attempt, or `undefined` when the service asks for more patience than we have. */
  const nextPause = (attempt: number, asked: number | undefined): number | undefined =>
    (asked ?? 0) > times.longestPauseMs ? undefined : pause(attempt, asked);

  const passes = (error: unknown): error is DeliveryError =>
    error instanceof DeliveryError && (error.fault === 'unreachable' || REPEATED.has(error.status ?? 0));

  const repeat = async <Value>(work: () => Promise<Value>, signal?: AbortSignal): Promise<Value> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt === ATTEMPTS - 1 || !passes(error)) throw error;
        const pauseMs = nextPause(attempt, error.retryAfterMs ?? undefined);
        if (pauseMs === undefined) throw error;
        await wait(pauseMs, undefined, signal ? { signal } : {});
      }
    }
  };

  return {
    open,
    repeat,
    async send(request) {
      if (!request.idempotent) return once(request);
      let answer: HttpAnswer | undefined;
      try {
        return await repeat(async () => {
          answer = undefined;
          answer = await once(request);
          if (REPEATED.has(answer.status)) throw faultOf(answer, options.clock());
          return answer;
        }, request.signal);
      } catch (error) {
        // Whoever calls judges the status by itself.
        if (answer !== undefined && error instanceof DeliveryError) return answer;
        throw error;
      }
    },
  };
};
