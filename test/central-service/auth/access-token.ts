import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { HttpProblem } from '../http/problem.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ApiClient } from '../state/service-identity.ts';

/** Lifetime of an access token in seconds (PROTOCOL §3). */
export const TOKEN_SECONDS = 1800;

const SCOPE_PREFIX = 'https://schema.fitko.de/fit-connect/oauth/scopes/';

/** All scopes of a client (PROTOCOL §3); a subscriber without a destination has none. */
export function scopesOf(client: ApiClient): string[] {
  if (client.role === 'sender') return [`${SCOPE_PREFIX}send-submissions`];
  if (client.destinations.length === 0) return [];
  return [`${SCOPE_PREFIX}subscribe-destinations`, `${SCOPE_PREFIX}manage-destinations`];
}

/** Issues a token that survives restarts of the service; expiry follows the movable clock. */
export async function issueToken(service: ServiceContext, client: ApiClient): Promise<string> {
  const now = Math.floor(service.clock.now() / 1000);
  return new SignJWT({ generation: service.identity.tokenGeneration })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(client.clientId)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS)
    .sign(secretOf(service));
}

/**
 * The client a request speaks for.
 * @param authorization value of the Authorization header
 * @throws HttpProblem 401 when the token is missing, unknown, expired or revoked
 */
export async function clientOf(service: ServiceContext, authorization: string | undefined): Promise<ApiClient> {
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw unauthorized('access token is missing');
  const verified = await jwtVerify(token, secretOf(service), {
    algorithms: ['HS256'],
    currentDate: new Date(service.clock.now()),
  }).catch(() => undefined);
  if (!verified || verified.payload.generation !== service.identity.tokenGeneration)
    throw unauthorized('access token is invalid or has expired');
  const client = service.identity.clients.find(({ clientId }) => clientId === verified.payload.sub);
  if (!client) throw unauthorized('client is unknown');
  return client;
}

function secretOf(service: ServiceContext): Uint8Array {
  return Buffer.from(service.identity.tokenSecret, 'base64url');
}

function unauthorized(detail: string): HttpProblem {
  return new HttpProblem('unauthorized', detail, {}, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
}
