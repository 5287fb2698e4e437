import { compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import { publicJwkSchema, withoutKeyOps } from '../crypto/jwk.ts';
import { tagsSchema } from '../state/case-record.ts';
import type { ApiClient } from './api-client.ts';

const claimsSchema = z.looseObject({
  jti: z.string(),
  iss: z.string(),
  iat: z.number(),
  sub: z.string(),
  txn: z.string(),
  events: z.record(z.string(), z.looseObject({ authenticationTags: tagsSchema.exactOptional() })),
});

/** One event of a log whose signature was verified. `event` is the last part of its URI, e.g. `accept-submission`. */
export type VerifiedEvent = {
  event: string;
  issuer: string;
  subject: string;
  /** Seconds since 1970. */
  issuedAt: number;
  payload: z.infer<typeof claimsSchema>['events'][string];
};

/**
 * Reads an event log completely and verifies every SET: the service's by JWKS, a destination's by its published key
 * (PROTOCOL §8.7). SETs a sender wrote itself cannot be verified by others and are left out.
 * @param path log path below the base, e.g. `/v2/cases/{id}/events`
 * @throws when a signature does not verify
 */
export async function readVerifiedLog(
  api: ApiClient,
  settings: { versionPath: string; path: string; issuer: string; ownClientId: string },
): Promise<VerifiedEvent[]> {
  const log = await readAll(api, settings.path);
  const { keys } = await api.json('/.well-known/jwks.json', z.object({ keys: z.array(publicJwkSchema) }));
  const events: VerifiedEvent[] = [];
  for (const set of log) {
    const [header, payload] = set.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'));
    const kid = z.looseObject({ kid: z.string(), alg: z.literal('PS512'), typ: z.literal('secevent+jwt') });
    const { kid: keyId } = kid.parse(JSON.parse(header ?? ''));
    const claims = claimsSchema.parse(JSON.parse(payload ?? ''));
    if (claims.iss === settings.ownClientId) continue;
    const key =
      claims.iss === settings.issuer
        ? keys.find((candidate) => candidate.kid === keyId)
        : await api.json(`${settings.versionPath}/destinations/${claims.iss}/keys/${keyId}`, publicJwkSchema);
    if (!key) throw new Error(`unknown service key ${keyId}`);
    await compactVerify(set, await importJWK(withoutKeyOps(key), 'PS512'), { algorithms: ['PS512'] });
    const [entry, ...others] = Object.entries(claims.events);
    if (!entry || others.length > 0) throw new Error('a SET must hold exactly one event');
    const [uri, eventPayload] = entry;
    events.push({
      event: uri.slice(uri.lastIndexOf('/') + 1),
      issuer: claims.iss,
      subject: claims.sub,
      issuedAt: claims.iat,
      payload: eventPayload,
    });
  }
  return events;
}

async function readAll(api: ApiClient, path: string): Promise<string[]> {
  const pageSchema = z.object({ eventLog: z.array(z.string()), totalCount: z.number() });
  const log: string[] = [];
  for (;;) {
    const page = await api.json(`${path}?offset=${log.length}&limit=500`, pageSchema);
    log.push(...page.eventLog);
    if (page.eventLog.length === 0 || log.length >= page.totalCount) return log;
  }
}
