import type { IncomingMessage } from 'node:http';
import { destinationApiRoutes, destinationRoutes } from '../api/destinations.ts';
import { eventRoutes } from '../api/events.ts';
import { submissionRoutes } from '../api/submissions.ts';
import { clientOf } from '../auth/access-token.ts';
import { tokenEndpoint } from '../auth/token-endpoint.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ApiClient } from '../state/service-identity.ts';
import { replyRoutes } from '../unconfirmed/reply-endpoints.ts';
import { type Answer, jsonAnswer } from './answer.ts';
import { HttpProblem, problemAnswer } from './problem.ts';
import { matchRoute, type RouteMatch } from './routes.ts';
import { isProductUserAgent } from './user-agent.ts';

const SUBMISSION_ROUTES = [...destinationRoutes, ...submissionRoutes, ...eventRoutes, ...replyRoutes];

/** Where the service's parts live below its origin; bases have a path component on purpose (PROTOCOL §2). */
export const BASE_PATHS = {
  token: '/auth/token',
  submissionApi: '/submission-api',
  destinationApi: '/destination-api',
} as const;

/**
 * Answers any request to the token endpoint, the Submission API or the Destination API. Never throws: problems and
 * defects become `application/problem+json`.
 */
export async function answerRequest(service: ServiceContext, request: IncomingMessage, url: URL): Promise<Answer> {
  const rateHeaders: Record<string, string> = {};
  try {
    if (url.pathname === BASE_PATHS.token) return await tokenEndpoint(service, request);
    const answer = await answerApi(service, request, url, rateHeaders);
    return { ...answer, headers: { ...rateHeaders, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof HttpProblem)) console.error('central service:', error);
    const problem =
      error instanceof HttpProblem ? error : new HttpProblem('internal-error', 'the simulator has a defect');
    const answer = problemAnswer(problem);
    return { ...answer, headers: { ...rateHeaders, ...answer.headers } };
  }
}

async function answerApi(
  service: ServiceContext,
  request: IncomingMessage,
  url: URL,
  rateHeaders: Record<string, string>,
): Promise<Answer> {
  const [base, routes] = url.pathname.startsWith(`${BASE_PATHS.destinationApi}/`)
    ? ([BASE_PATHS.destinationApi, destinationApiRoutes] as const)
    : ([BASE_PATHS.submissionApi, SUBMISSION_ROUTES] as const);
  if (!url.pathname.startsWith(`${base}/`)) throw new HttpProblem('resource-not-found', 'there is no such resource');
  if (!isProductUserAgent(request.headers['user-agent']))
    throw new HttpProblem('user-agent-refused', 'send a User-Agent naming product and version');
  const path = url.pathname.slice(base.length);
  if (path === '/.well-known/jwks.json' && request.method === 'GET' && base === BASE_PATHS.submissionApi)
    return jsonAnswer(200, { keys: service.identity.serviceKeys.map((key) => key.public) });

  const match = matchRoute(routes, request.method ?? '', path);
  const client = await authenticate(service, request, match);
  const { exceeded, headers } = service.rateLimiter.count(client?.clientId ?? 'anonymous');
  Object.assign(rateHeaders, headers);
  if (exceeded) throw new HttpProblem('too-many-requests', 'try again later');
  const { dialect, parameter } = match;
  return match.route.handle({ service, dialect, request, query: url.searchParams, parameter, client });
}

async function authenticate(
  service: ServiceContext,
  request: IncomingMessage,
  { route, dialect }: RouteMatch,
): Promise<ApiClient | undefined> {
  const open = route.access === 'public' || (route.access === 'destination' && !dialect.destinationNeedsToken);
  if (open) return undefined;
  const client = await clientOf(service, request.headers.authorization);
  if ((route.access === 'sender' || route.access === 'subscriber') && client.role !== route.access)
    throw new HttpProblem('forbidden', `only a ${route.access} may do this`);
  return client;
}
