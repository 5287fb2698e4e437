import { setTimeout as wait } from 'node:timers/promises';
import { addressAllowed, type Environment } from '../destination.ts';
import { DeliveryError, type DeliveryFault } from '../port.ts';

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
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
export const faultOf = (answer: HttpAnswer, now: number): DeliveryError =>
  new DeliveryError(FAULTS[answer.status] ?? 'server-error', {
    status: answer.status,
    retryAfterMs: retryAfterMs(answer.headers, now),
  });

const readBody = async (response: Response, limit: number, idleMs: number, abort: AbortController) => {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limit) throw new DeliveryError('too-large', { status: response.status });
  const pieces: Uint8Array[] = [];
  let total = 0;
  if (response.body !== null) {
    let idle = setTimeout(() => abort.abort(new DeliveryError('slow')), idleMs);
    try {
      for await (const piece of response.body) {
        clearTimeout(idle);
        total += piece.length;
        if (total > limit) throw new DeliveryError('too-large', { status: response.status });
        pieces.push(piece);
        idle = setTimeout(() => abort.abort(new DeliveryError('slow')), idleMs);
      }
    } finally {
      clearTimeout(idle);
    }
  }
  return Buffer.concat(pieces, total);
};

export type HttpClient = { send(request: HttpRequest): Promise<HttpAnswer> };

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

  const once = async (request: HttpRequest): Promise<HttpAnswer> => {
    const abort = new AbortController();
    const cancel = () => abort.abort(request.signal?.reason);
    request.signal?.addEventListener('abort', cancel, { once: true });
    const answerTimer = setTimeout(() => abort.abort(new DeliveryError('slow')), times.answerMs);
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
      clearTimeout(answerTimer);
      const body = await readBody(response, request.limit, times.idleMs, abort);
      return { status: response.status, headers: response.headers, body };
    } catch (error) {
      abort.abort();
      request.signal?.throwIfAborted();
      if (error instanceof DeliveryError) throw error;
      if (abort.signal.reason instanceof DeliveryError) throw abort.signal.reason;
      throw new DeliveryError('unreachable');
    } finally {
      clearTimeout(answerTimer);
      request.signal?.removeEventListener('abort', cancel);
    }
  };

  const pause = (attempt: number, asked: number | undefined): number => {
    const own = times.pauseMs * 2 ** attempt * (0.5 + Math.random());
    return asked === undefined ? own : Math.max(asked, own);
  };

  return {
    async send(request) {
      if (!addressAllowed(request.url, options.environment)) throw new DeliveryError('unreachable');
      for (let attempt = 0; ; attempt += 1) {
        const last = !request.idempotent || attempt === ATTEMPTS - 1;
        let asked: number | undefined;
        try {
          const answer = await once(request);
          if (last || !REPEATED.has(answer.status)) return answer;
          asked = retryAfterMs(answer.headers, options.clock());
          if ((asked ?? 0) > times.longestPauseMs) return answer;
        } catch (error) {
          const repeatable = error instanceof DeliveryError && error.fault === 'unreachable';
          if (last || !repeatable) throw error;
        }
        await wait(pause(attempt, asked), undefined, request.signal ? { signal: request.signal } : {});
      }
    },
  };
};
