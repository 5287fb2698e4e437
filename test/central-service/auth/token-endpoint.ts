import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { readText } from '../http/request-body.ts';
import type { ServiceContext } from '../service-context.ts';
import { issueToken, scopesOf, TOKEN_SECONDS } from './access-token.ts';

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
const BODY_LIMIT = 64_000;

/**
 * `POST {tokenUrl}`: OAuth 2.0 client credentials with client_secret_post only (PROTOCOL §3). Errors are RFC 6749
 * objects: `invalid_client` (401, also for HTTP Basic), `invalid_scope` (400, also for a subscriber without
 * destination), `unsupported_grant_type` and `invalid_request` (400).
 */
export async function tokenEndpoint(service: ServiceContext, request: IncomingMessage): Promise<Answer> {
  if (request.method !== 'POST') return oauthError(405, 'invalid_request', 'only POST is allowed');
  if (request.headers.authorization !== undefined)
    return oauthError(401, 'invalid_client', 'client_secret_post is the only client authentication');
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
    return oauthError(400, 'invalid_request', 'body must be application/x-www-form-urlencoded');
  const form = new URLSearchParams(await readText(request, BODY_LIMIT));
  if (new Set(form.keys()).size !== [...form.keys()].length)
    return oauthError(400, 'invalid_request', 'a parameter is repeated');
  const grantType = form.get('grant_type');
  if (!grantType) return oauthError(400, 'invalid_request', 'grant_type is missing');
  if (grantType !== 'client_credentials') return oauthError(400, 'unsupported_grant_type', 'use client_credentials');

  const client = service.identity.clients.find(({ clientId }) => clientId === form.get('client_id'));
  const secret = form.get('client_secret');
  if (!client || secret === null || !sameSecret(secret, client.clientSecret))
    return oauthError(401, 'invalid_client', 'client authentication failed');

  const scopes = scopesOf(client);
  const wanted = form.get('scope')?.split(' ').filter(Boolean) ?? scopes;
  if (scopes.length === 0 || wanted.some((scope) => !scopes.includes(scope)))
    return oauthError(400, 'invalid_scope', 'the client holds no such scope');
  return jsonAnswer(
    200,
    {
      access_token: await issueToken(service, client),
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
      scope: wanted.join(' '),
    },
    NO_STORE,
  );
}

function oauthError(status: number, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description }, NO_STORE);
}

function sameSecret(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
