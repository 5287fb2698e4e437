import type { z } from 'zod';
import type { DestinationSettings } from '../destination.ts';
import { DeliveryError } from '../port.ts';
import { apiUrl } from './api-version.ts';
import { faultOf, type HttpAnswer, type HttpClient, type HttpRequest, type HttpStream } from './http.ts';
import type { TokenSource } from './token.ts';

/** Metadata and Fachdaten stand in one JSON answer, so it may be large; the service's own limit is unconfirmed. */
export const JSON_LIMIT = 64 * 1024 * 1024;
const SMALL_LIMIT = 1024 * 1024;

export type ApiCall = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly segments: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly contentType?: string;
  readonly accept?: string;
  readonly limit?: number;
  readonly idempotent?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Base address; the Submission API unless given. */
  readonly base?: string;
};

export type Api = {
  /** Sends with our token, renews it once on 401, answers 2xx bodies. @throws {DeliveryError} */
  send(call: ApiCall): Promise<HttpAnswer>;
  /** The same, once, for a 2xx body too large to hold. */
  stream(call: ApiCall): Promise<HttpStream>;
  /** The same, with the answer parsed as JSON by a tolerant schema (unknown members are ignored). */
  json<Schema extends z.ZodType>(call: ApiCall, schema: Schema): Promise<z.output<Schema>>;
};

/** Authenticated calls to one environment of FIT-Connect. */
export const createApi = (options: {
  http: HttpClient;
  tokens: TokenSource;
  settings: Pick<DestinationSettings, 'apiVersion' | 'submissionBase'>;
  clock: () => number;
}): Api => {
  const requestOf = (call: ApiCall, token: string): HttpRequest => ({
    method: call.method,
    url: apiUrl(call.base ?? options.settings.submissionBase, options.settings.apiVersion, call.segments, call.query),
    headers: {
      Authorization: `Bearer ${token}`,
      Accept: call.accept ?? 'application/json, application/problem+json',
      ...(call.contentType === undefined ? {} : { 'Content-Type': call.contentType }),
    },
    body: call.body,
    limit: call.limit ?? SMALL_LIMIT,
    idempotent: call.idempotent ?? call.method !== 'POST',
    signal: call.signal,
  });

  /** With our token, renewed once when it is refused. */
  const withToken = async <Answer extends HttpAnswer | HttpStream>(
    call: ApiCall,
    attempt: (request: HttpRequest) => Promise<Answer>,
  ): Promise<Answer> => {
    const token = await options.tokens.current(call.signal);
    let answer = await attempt(requestOf(call, token));
    if (answer.status === 401) {
      options.tokens.refuse(token);
      if ('discard' in answer) answer.discard();
      answer = await attempt(requestOf(call, await options.tokens.current(call.signal)));
    }
    if (answer.status < 200 || answer.status > 299) {
      if ('discard' in answer) answer.discard();
      throw faultOf(answer, options.clock());
    }
    return answer;
  };

  const send = (call: ApiCall): Promise<HttpAnswer> => withToken(call, options.http.send);

  return {
    send,
    stream: (call) => withToken(call, options.http.open),
    async json(call, schema) {
      const answer = await send(call);
      try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
        return schema.parse(JSON.parse(text));
      } catch {
        throw new DeliveryError('answer-unexpected', { status: answer.status });
      }
    },
  };
};
