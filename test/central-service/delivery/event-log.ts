import { randomUUID } from 'node:crypto';
import { CompactSign, importJWK } from 'jose';
import { type PrivateJwk, withoutKeyOps } from '../crypto/jwk.ts';
import type { CaseRecord, Delivery } from '../state/case-record.ts';
import type { ServiceIdentity } from '../state/service-identity.ts';
import { type EventKind, eventUri } from './lifecycle.ts';

/** `$schema` of the SETs the service writes, as seen on the real TEST service (PROTOCOL §8.3). */
export const SET_SCHEMA = 'https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json';

/** The claims of a SET (RFC 8417) with exactly one event. */
export type SetClaims = {
  $schema: string;
  jti: string;
  iss: string;
  iat: number;
  sub: string;
  txn: string;
  events: Record<string, object>;
};

/**
 * Signs a SET as compact JWS, PS512, `typ` secevent+jwt.
 * @param header overrides of header members, used only to forge bad tokens
 */
export async function signSet(
  claims: object,
  key: PrivateJwk,
  header: { typ?: string; kid?: string } = {},
): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(claims));
  return new CompactSign(payload)
    .setProtectedHeader({ typ: 'secevent+jwt', alg: 'PS512', kid: key.kid, ...header })
    .sign(await importJWK(withoutKeyOps(key), 'PS512'));
}

/** The claims of an event the service writes itself about one delivery. `at` is UTC milliseconds. */
export function serviceClaims(
  identity: ServiceIdentity,
  delivery: Delivery,
  event: EventKind,
  payload: object,
  at: number,
): SetClaims {
  return {
    $schema: SET_SCHEMA,
    jti: randomUUID(),
    iss: identity.issuer,
    iat: Math.floor(at / 1000),
    sub: `${delivery.kind}:${delivery.id}`,
    txn: `case:${delivery.caseId}`,
    events: { [eventUri(event, delivery.kind)]: payload },
  };
}

/** Writes one event signed by the service's newest key to the end of a case draft's log. */
export async function appendServiceEvent(
  identity: ServiceIdentity,
  draft: CaseRecord,
  delivery: Delivery,
  event: EventKind,
  payload: object,
  at: number,
): Promise<void> {
  const key = identity.serviceKeys[0]?.private;
  if (!key) throw new Error('the service has no signing key');
  const claims = serviceClaims(identity, delivery, event, payload, at);
  const set = await signSet(claims, key);
  const { jti, iat, sub } = claims;
  draft.eventLog.push({ jti, iat, sub, uri: eventUri(event, delivery.kind), set });
}
