import { randomUUID } from 'node:crypto';
import { encryptForKey } from '../crypto/encryption.ts';
import { obtainPrivateKey } from '../crypto/key-pair.ts';
import { required } from '../delivery/deliveries.ts';
import { type SetClaims, serviceClaims, signSet } from '../delivery/event-log.ts';
import { eventUri } from '../delivery/lifecycle.ts';
import type { ServiceContext } from '../service-context.ts';
import type { AuthenticationTags, DeliveryKind, LoggedEvent } from '../state/case-record.ts';

/**
 * How stored content is falsified:
 * - `ciphertext`: one byte of the ciphertext differs, the tag still matches the event;
 * - `tag`: the authentication tag differs;
 * - `kid`: the header names a key nobody has;
 * - `swap`: another valid JWE for the destination's key takes the place (its tag differs from the event).
 */
export type TamperKind = 'ciphertext' | 'tag' | 'kid' | 'swap';

/** Falsifies one stored part. @param part `metadata`, `data` or an attachment id */
export async function tamperContent(
  service: ServiceContext,
  target: { kind: DeliveryKind; id: string; part: string; how: TamperKind },
): Promise<void> {
  const { kind, id, part, how } = target;
  const found = service.cases.find(kind, id);
  if (!found) throw new Error(`no ${kind} ${id}`);
  const { delivery } = found;
  const jwe = await service.content.read(delivery, part);
  const falsified = how === 'swap' ? await anotherJwe(service, delivery.destinationId) : falsify(jwe, how);
  await service.content.write(delivery, part, falsified);
  await service.cases.change(delivery.caseId, (draft) => {
    const uploaded = required(draft, kind, id).uploaded[part];
    if (uploaded) uploaded.bytes = Buffer.byteLength(falsified);
  });
}

function falsify(jwe: string, how: Exclude<TamperKind, 'swap'>): string {
  const segments = jwe.split('.');
  const index = { kid: 0, ciphertext: 3, tag: 4 }[how];
  const bytes = Buffer.from(segments[index] ?? '', 'base64url');
  if (how === 'kid') {
    const header = { ...JSON.parse(bytes.toString('utf8')), kid: randomUUID() };
    segments[index] = Buffer.from(JSON.stringify(header)).toString('base64url');
  } else {
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
    segments[index] = bytes.toString('base64url');
  }
  return segments.join('.');
}

async function anotherJwe(service: ServiceContext, destinationId: string): Promise<string> {
  const destination = service.identity.destinations.find((candidate) => candidate.destinationId === destinationId);
  const key = destination?.keys.find(({ kid }) => kid === destination.encryptionKid);
  if (!key) throw new Error('destination has no encryption key');
  return encryptForKey(new TextEncoder().encode('another content'), key, 'application/octet-stream');
}

/**
 * How the event log is falsified. `wrong-tags` replaces the submit event by one with other tags; every other kind adds
 * a bad event at the end: signed with a foreign key, with a foreign issuer, unsigned, holding two events, of an unknown
 * URI, or a second submit event.
 */
export type ForgeryKind =
  | 'wrong-tags'
  | 'wrong-key'
  | 'wrong-issuer'
  | 'alg-none'
  | 'two-events'
  | 'unknown-event'
  | 'second-submit';

/** Falsifies the event log of the case a delivery belongs to. */
export async function forgeEvent(
  service: ServiceContext,
  target: { kind: DeliveryKind; id: string; forgery: ForgeryKind },
): Promise<void> {
  const { kind, id, forgery } = target;
  const found = service.cases.find(kind, id);
  const signingKey = service.identity.serviceKeys[0]?.private;
  if (!found?.delivery.tags || !signingKey) throw new Error(`no submitted ${kind} ${id}`);
  const { delivery } = found;
  const submitUri = eventUri('submit', kind);
  const tags: AuthenticationTags = forgery === 'wrong-tags' ? falseTags(found.delivery.tags) : found.delivery.tags;
  const base = serviceClaims(service.identity, delivery, 'submit', { authenticationTags: tags }, service.clock.now());
  const claims: SetClaims = {
    ...base,
    ...(forgery === 'wrong-issuer' ? { iss: 'http://127.0.0.1:9/submission-api' } : {}),
    ...(forgery === 'two-events' ? { events: { ...base.events, [eventUri('create', kind)]: {} } } : {}),
    ...(forgery === 'unknown-event' ? { events: { [`${submitUri}-unknown`]: {} } } : {}),
  };
  const foreignKey = forgery === 'wrong-key' ? await obtainPrivateKey('sender-signing', 'test-keys') : signingKey;
  const set = forgery === 'alg-none' ? unsigned(claims) : await signSet(claims, foreignKey, { kid: signingKey.kid });
  const event: LoggedEvent = { jti: claims.jti, iat: claims.iat, sub: claims.sub, uri: submitUri, set };
  await service.cases.change(delivery.caseId, (draft) => {
    const at = draft.eventLog.findIndex((logged) => logged.uri === submitUri && logged.sub === claims.sub);
    if (forgery === 'wrong-tags') draft.eventLog[at] = event;
    else draft.eventLog.push(event);
  });
}

function falseTags(tags: AuthenticationTags): AuthenticationTags {
  const other = (tag: string) => (tag.startsWith('A') ? 'B' : 'A') + tag.slice(1);
  return { ...tags, metadata: other(tags.metadata) };
}

function unsigned(claims: SetClaims): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ typ: 'secevent+jwt', alg: 'none' })}.${encode(claims)}.`;
}
