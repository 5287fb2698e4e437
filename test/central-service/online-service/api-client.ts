import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { z as zod } from 'zod';

const USER_AGENT = 'Onlinedienst-Simulator/1.0';
const REFRESH_MARGIN_SECONDS = 60;
const RETRIED = [408, 429, 500, 502, 503, 504];
const TRIES = 4;
const FIRST_PAUSE = 200;

const tokenSchema = zod.object({ access_token: zod.string(), expires_in: zod.number() });

/** What a request may carry. `type` is the Content-Type of `body`. */
type Call = { method?: 'GET' | 'POST' | 'PUT'; body?: string; type?: string };

/** HTTP access to the delivery service with the sender's token; idempotent calls are repeated on passing trouble. */
export type ApiClient = {
  text: (path: string, call?: Call) => Promise<string>;
  json: <T extends z.ZodType>(path: string, schema: T, call?: Call) => Promise<z.output<T>>;
};

/**
 * Makes a client for one API base.
 * @throws (from its calls) Error with method, path, status and problem text for every answer that is not 2xx
 */
export function createApiClient(settings: {
  base: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
}): ApiClient {
  let token: { value: string; goodUntil: number } | undefined;

  const freshToken = async (): Promise<string> => {
    if (token && Date.now() < token.goodUntil) return token.value;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
    });
    const response = await fetch(settings.tokenUrl, {
      method: 'POST',
      body: form,
      headers: { 'User-Agent': USER_AGENT },
    });
    if (!response.ok) throw new Error(`token: ${response.status} ${await response.text()}`);
    const { access_token, expires_in } = tokenSchema.parse(await response.json());
    token = { value: access_token, goodUntil: Date.now() + (expires_in - REFRESH_MARGIN_SECONDS) * 1000 };
    return access_token;
  };

  const once = async (path: string, { method = 'GET', body, type }: Call): Promise<Response> =>
    fetch(settings.base + path, {
      method,
      headers: {
        Authorization: `Bearer ${await freshToken()}`,
        'User-Agent': USER_AGENT,
        ...(type === undefined ? {} : { 'Content-Type': type }),
      },
      ...(body === undefined ? {} : { body }),
    });

  const text = async (path: string, call: Call = {}): Promise<string> => {
    const repeatable = call.method !== 'POST';
    let tokenRenewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const mayRepeat = repeatable && attempt < TRIES;
      let pause = FIRST_PAUSE * 2 ** (attempt - 1);
      try {
        const response = await once(path, call);
        const body = await response.text();
        if (response.ok) return body;
        const renew = response.status === 401 && !tokenRenewed;
        if (!renew && !(mayRepeat && RETRIED.includes(response.status)))
          throw new Error(`${call.method ?? 'GET'} ${path}: ${response.status} ${body}`);
        if (renew) {
          token = undefined;
          tokenRenewed = true;
          pause = 0;
        } else pause = Number(response.headers.get('Retry-After') ?? 0) * 1000 || pause;
      } catch (error) {
        // fetch reports lost connections as TypeError.
        if (!(error instanceof TypeError && mayRepeat)) throw error;
      }
      await wait(pause);
    }
  };

  return { text, json: async (path, schema, call) => schema.parse(JSON.parse(await text(path, call))) };
}
