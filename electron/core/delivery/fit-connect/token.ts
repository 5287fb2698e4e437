import { z } from 'zod';
import { DeliveryError } from '../port.ts';
import { faultOf, type HttpClient } from './http.ts';

const tokenAnswer = z.object({
  access_token: z.string().min(1).max(16_000),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive().max(86_400).default(1800),
});

/** Renewed this long before it ends, so that a token does not run out on its way. */
const MARGIN_MS = 60_000;
const ANSWER_LIMIT = 64_000;

export type TokenSource = {
  /** A token valid for at least a moment; one request at a time, shared by all callers. */
  current(signal?: AbortSignal): Promise<string>;
  /** Forgets a token the service refused; the next {@link current} fetches a new one. */
  refuse(token: string): void;
};

/**
 * Access tokens by OAuth 2.0 client credentials: client_secret_post, never a `scope` (PROTOCOL §3). Tokens live in
 * memory only.
 */
export const createTokenSource = (options: {
  http: HttpClient;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  clock: () => number;
}): TokenSource => {
  let held: { token: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;

  const fetchToken = async (signal: AbortSignal | undefined): Promise<string> => {
    const answer = await options.http.send({
      method: 'POST',
      url: options.tokenUrl,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: options.clientId,
        client_secret: options.clientSecret,
      }).toString(),
      limit: ANSWER_LIMIT,
      idempotent: true,
      signal,
    });
    if (answer.status === 400 || answer.status === 401) {
      // RFC 6749 errors: 401 invalid_client; 400 invalid_scope means a client without destination (PROTOCOL §3).
      const scope = Buffer.from(answer.body).includes('invalid_scope');
      throw new DeliveryError(scope ? 'not-permitted' : 'credentials-refused', { status: answer.status });
    }
    if (answer.status !== 200) throw faultOf(answer, options.clock());
    const parsed = tokenAnswer.safeParse(parseJson(answer.body));
    if (!parsed.success) throw new DeliveryError('server-error', { status: answer.status });
    held = { token: parsed.data.access_token, until: options.clock() + parsed.data.expires_in * 1000 - MARGIN_MS };
    return held.token;
  };

  return {
    async current(signal) {
      if (held !== undefined && options.clock() < held.until) return held.token;
      fetching ??= fetchToken(signal).finally(() => {
        fetching = undefined;
      });
      return fetching;
    },
    refuse(token) {
      if (held?.token === token) held = undefined;
    },
  };
};

const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
};
