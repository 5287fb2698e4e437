import type { z } from 'zod';
import type { DestinationSettings } from '../destination.ts';
import { DeliveryError } from '../port.ts';
import { apiUrl } from './api-version.ts';
import { faultOf, type HttpAnswer, type HttpClient } from './http.ts';
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
  const attempt = (call: ApiCall, token: string): Promise<HttpAnswer> =>
    options.http.send({
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

  const send = async (call: ApiCall): Promise<HttpAnswer> => {
    const token = await options.tokens.current(call.signal);
    let answer = await attempt(call, token);
    if (answer.status === 401) {
      options.tokens.refuse(token);
      answer = await attempt(call, await options.tokens.current(call.signal));
    }
    if (answer.status < 200 || answer.status > 299) throw faultOf(answer, options.clock());
    return answer;
  };

  return {
    send,
    async json(call, schema) {
      const answer = await send(call);
      try {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
        return schema.parse(JSON.parse(text));
      } catch {
        throw new DeliveryError('server-error', { status: answer.status });
      }
    },
  };
};
