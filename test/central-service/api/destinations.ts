import { type Answer, jsonAnswer } from '../http/answer.ts';
import { HttpProblem } from '../http/problem.ts';
import type { ApiRequest, Route } from '../http/routes.ts';
import { demandDestination } from './access.ts';

/** Mandatory on destinations and keys: they are never kept between runs (PROTOCOL §5.2). */
const NO_CACHE = { 'Cache-Control': 'no-cache' };

async function readDestination(request: ApiRequest): Promise<Answer> {
  const destination = demandDestination(request, request.parameter('destinationId'));
  const { destinationId, status, encryptionKid, metadataVersions, replyChannels, services, name } = destination;
  return jsonAnswer(
    200,
    {
      destinationId,
      name,
      status,
      encryptionKid,
      metadataVersions,
      replyChannels,
      [request.dialect.destinationServicesMember]: services,
    },
    NO_CACHE,
  );
}

async function readKey(request: ApiRequest): Promise<Answer> {
  const destination = demandDestination(request, request.parameter('destinationId'));
  const key = destination.keys.find(({ kid }) => kid === request.parameter('keyId'));
  if (!key) throw new HttpProblem('key-not-found', 'the destination has no such key');
  return jsonAnswer(200, key, NO_CACHE);
}

async function listKeys(request: ApiRequest): Promise<Answer> {
  const destination = demandDestination(request, request.parameter('destinationId'));
  return jsonAnswer(200, { keys: destination.keys }, NO_CACHE);
}

async function readInfo(): Promise<Answer> {
  return jsonAnswer(200, { version: { major: 2, minor: 0, patch: 0 } });
}

/** Destination, single key and service information (PROTOCOL §5.2, §5.3); the Submission API has no list of keys. */
export const destinationRoutes: Route[] = [
  { method: 'GET', path: '/destinations/:destinationId', access: 'destination', handle: readDestination },
  { method: 'GET', path: '/destinations/:destinationId/keys/:keyId', access: 'public', handle: readKey },
  { method: 'GET', path: '/info', access: 'public', handle: readInfo },
];

/** The Destination API lists keys in addition (PROTOCOL §5.3). */
export const destinationApiRoutes: Route[] = [
  ...destinationRoutes,
  { method: 'GET', path: '/destinations/:destinationId/keys', access: 'public', handle: listKeys },
];
