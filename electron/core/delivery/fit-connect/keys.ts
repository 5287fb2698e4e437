import { z } from 'zod';
import { type VerificationPublicJwk, verificationPublicJwk } from '../jwk.ts';
import { DeliveryError } from '../port.ts';
import type { Api } from './api.ts';
import { faultOf, type HttpClient } from './http.ts';

/** Kept for one round of polling at most; keys are never kept between runs (PROTOCOL §5.2). */
const KEPT_MS = 5 * 60_000;
const ANSWER_LIMIT = 1024 * 1024;

const keySet = z.object({ keys: z.array(z.unknown()).max(200) });

const readKey = (value: unknown): VerificationPublicJwk | undefined => {
  const parsed = verificationPublicJwk.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

export type KeySource = {
  /** Key of the service's JWKS; an unknown `kid` refetches once, because the service may have rolled over. */
  serviceKey(kid: string, signal?: AbortSignal): Promise<VerificationPublicJwk | undefined>;
  /** Signature key of our destination by `kid`. */
  destinationKey(kid: string, signal?: AbortSignal): Promise<VerificationPublicJwk | undefined>;
};

/**
 * Public keys for event verification, only ever fetched from configured addresses, never from one named in a token
 * (PROTOCOL §8.7).
 */
export const createKeySource = (options: {
  http: HttpClient;
  api: Api;
  submissionBase: string;
  destinationId: string;
  clock: () => number;
}): KeySource => {
  let service: { at: number; keys: Map<string, VerificationPublicJwk> } | undefined;
  const destination = new Map<string, { at: number; key: VerificationPublicJwk }>();

  const fetchService = async (signal: AbortSignal | undefined) => {
    const base = new URL(options.submissionBase);
    base.pathname = `${base.pathname.replace(/\/+$/, '')}/.well-known/jwks.json`;
    const answer = await options.http.send({
      method: 'GET',
      url: base.toString(),
      headers: { Accept: 'application/json' },
      limit: ANSWER_LIMIT,
      idempotent: true,
      signal,
    });
    if (answer.status !== 200) throw faultOf(answer, options.clock());
    let content: unknown;
    try {
      content = JSON.parse(Buffer.from(answer.body).toString('utf8'));
    } catch {
      throw new DeliveryError('server-error', { status: answer.status });
    }
    const parsed = keySet.safeParse(content);
    if (!parsed.success) throw new DeliveryError('server-error', { status: answer.status });
    const keys = parsed.data.keys.map(readKey).filter((key) => key !== undefined);
    service = { at: options.clock(), keys: new Map(keys.map((key) => [key.kid, key])) };
    return service;
  };

  return {
    async serviceKey(kid, signal) {
      if (service !== undefined && options.clock() - service.at < KEPT_MS) {
        const known = service.keys.get(kid);
        if (known !== undefined) return known;
      }
      return (await fetchService(signal)).keys.get(kid);
    },
    async destinationKey(kid, signal) {
      const known = destination.get(kid);
      if (known !== undefined && options.clock() - known.at < KEPT_MS) return known.key;
      try {
        const key = readKey(
          await options.api.json(
            { method: 'GET', segments: ['destinations', options.destinationId, 'keys', kid], signal },
            z.unknown(),
          ),
        );
        if (key?.kid !== kid) return undefined;
        destination.set(kid, { at: options.clock(), key });
        return key;
      } catch (error) {
        if (error instanceof DeliveryError && error.fault === 'not-found') return undefined;
        throw error;
      }
    },
  };
};
