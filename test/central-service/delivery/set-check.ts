import { compactVerify, importJWK } from 'jose';
import { z } from 'zod';
import type { ApiDialect } from '../api-version.ts';
import { type PublicJwk, withoutKeyOps } from '../crypto/jwk.ts';
import { HttpProblem } from '../http/problem.ts';
import type { AuthenticationTags, CaseRecord, Delivery, DeliveryKind } from '../state/case-record.ts';
import { tagsSchema } from '../state/case-record.ts';
import { type EventKind, eventUri } from './lifecycle.ts';

/** Who posts a SET: its expected `iss`, the keys it may sign with and the events it may write. */
export type SetAuthor = {
  issuer: string;
  keys: PublicJwk[];
  events: { event: EventKind; kind: DeliveryKind }[];
};

/** A SET that is well formed, signed and allowed; its payload is checked against the delivery's state afterwards. */
export type CheckedSet = {
  jti: string;
  iat: number;
  sub: string;
  uri: string;
  event: EventKind;
  kind: DeliveryKind;
  deliveryId: string;
  payload: Record<string, unknown>;
};

const EARLIEST_IAT = 1_577_833_200;
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const SUBJECT = new RegExp(`^(submission|reply):(${UUID})$`);
const PROBLEM_INSTANCE = /^(submission|reply|metadata|data|other|attachment:[0-9a-fA-F-]{36})$/;

const claimsSchema = z.looseObject({
  jti: z.string().regex(new RegExp(`^${UUID}$`)),
  iss: z.string().min(1),
  iat: z.number().int().min(EARLIEST_IAT),
  sub: z.string().regex(SUBJECT),
  txn: z.string().regex(new RegExp(`^case:${UUID}$`)),
  events: z.record(z.string(), z.record(z.string(), z.unknown())),
  aud: z.never().optional(),
  exp: z.never().optional(),
});

const problemSchema = z.looseObject({
  type: z.url(),
  title: z.string().min(1),
  detail: z.string(),
  instance: z.string().regex(PROBLEM_INSTANCE),
});

/**
 * Checks a posted SET completely: form, header, claims, author, event and signature (PROTOCOL §8.2, §8.3, §8.7).
 * @param compact the request body, a compact JWS
 * @throws HttpProblem 400 when it is no JWS at all, 422 with member `issue` naming the claim or rule otherwise
 */
export async function checkSet(
  compact: string,
  record: CaseRecord,
  author: SetAuthor,
  dialect: ApiDialect,
): Promise<CheckedSet> {
  const { header, payload } = split(compact);
  if (header.typ !== 'secevent+jwt') throw invalid('typ', 'header typ must be secevent+jwt');
  if (header.alg !== 'PS512') throw invalid('alg', 'header alg must be PS512');
  if (typeof header.kid !== 'string') throw invalid('kid', 'header kid is missing');

  const { mandatory, pattern } = dialect.setSchema;
  const schema = payload.$schema;
  if (schema === undefined ? mandatory : typeof schema !== 'string' || !pattern.test(schema))
    throw invalid('$schema', 'Payload Schema not supported');
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(String(issue?.path[0] ?? 'claims'), issue?.message ?? 'claims are invalid');
  }
  const claims = parsed.data;
  if (claims.txn.toLowerCase() !== `case:${record.caseId}`) throw invalid('txn', 'txn names another case');
  if (claims.iss.toLowerCase() !== author.issuer.toLowerCase()) throw invalid('iss', 'iss is not the author');

  const entries = Object.entries(claims.events);
  const [first] = entries;
  if (!first || entries.length !== 1) throw invalid('events', 'exactly one event is required');
  const [uri, eventPayload] = first;
  const allowed = author.events.find(({ event, kind }) => eventUri(event, kind) === uri);
  if (!allowed) throw invalid('events', 'this author may not write this event');
  const [, kind, deliveryId] = SUBJECT.exec(claims.sub) ?? [];
  if (kind !== allowed.kind || !deliveryId) throw invalid('sub', 'sub does not fit the event');
  if (!record.deliveries.some((delivery) => delivery.kind === kind && delivery.id === deliveryId.toLowerCase()))
    throw invalid('sub', 'sub is not part of this case');

  await verifySignature(compact, header.kid, author.keys);
  return {
    jti: claims.jti.toLowerCase(),
    iat: claims.iat,
    sub: claims.sub,
    uri,
    event: allowed.event,
    kind: allowed.kind,
    deliveryId: deliveryId.toLowerCase(),
    payload: eventPayload,
  };
}

/**
 * Checks what an event says about its delivery: an accept must repeat the tags of the submit event exactly, a reject
 * must name at least one well-formed problem (PROTOCOL §8.4, §9.1).
 * @throws HttpProblem 422
 */
export function checkEventPayload(set: CheckedSet, delivery: Delivery): void {
  if (set.event === 'accept') {
    const given = tagsSchema.safeParse(set.payload.authenticationTags);
    if (!given.success || !delivery.tags || !sameTags(given.data, delivery.tags))
      throw invalid('authenticationTags', 'authenticationTags differ from the submit event');
  }
  const problems = z.array(problemSchema).safeParse(set.payload.problems ?? []);
  if (!problems.success) throw invalid('problems', 'problems are not well formed');
  if (set.event === 'reject' && problems.data.length === 0) throw invalid('problems', 'a rejection names its problems');
}

function sameTags(given: AuthenticationTags, expected: AuthenticationTags): boolean {
  const lowered = (attachments: Record<string, string> = {}) =>
    JSON.stringify(
      Object.entries(attachments)
        .map(([id, tag]) => [id.toLowerCase(), tag])
        .sort(),
    );
  return (
    given.metadata === expected.metadata &&
    given.data === expected.data &&
    lowered(given.attachments) === lowered(expected.attachments)
  );
}

async function verifySignature(compact: string, kid: string, keys: PublicJwk[]): Promise<void> {
  const key = keys.find((candidate) => candidate.kid === kid);
  if (key?.alg !== 'PS512' || !key.key_ops.includes('verify'))
    throw invalid('kid', 'kid is not a signing key of the author');
  try {
    await compactVerify(compact, await importJWK(withoutKeyOps(key), 'PS512'), { algorithms: ['PS512'] });
  } catch {
    throw invalid('signature', 'signature does not verify');
  }
}

function split(compact: string): { header: Record<string, unknown>; payload: Record<string, unknown> } {
  const segments = compact.split('.');
  if (segments.length !== 3) throw malformed('not three segments');
  const [header, payload] = segments.slice(0, 2).map((segment) => {
    let value: unknown;
    try {
      value = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    } catch {
      throw malformed('header or payload is not JSON');
    }
    const object = z.record(z.string(), z.unknown()).safeParse(value);
    if (!object.success) throw malformed('header or payload is not an object');
    return object.data;
  });
  if (!header || !payload) throw malformed('not three segments');
  return { header, payload };
}

function malformed(detail: string): HttpProblem {
  return new HttpProblem('event-malformed', detail);
}

function invalid(issue: string, detail: string): HttpProblem {
  return new HttpProblem('event-invalid', detail, { issue });
}
