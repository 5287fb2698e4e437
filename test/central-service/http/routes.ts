import type { IncomingMessage } from 'node:http';
import type { ApiDialect, ApiVersion } from '../api-version.ts';
import { dialectOf } from '../api-version.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ApiClient } from '../state/service-identity.ts';
import type { Answer } from './answer.ts';
import { HttpProblem } from './problem.ts';

/** What a handler gets. `client` is present unless the route is public. */
export type ApiRequest = {
  service: ServiceContext;
  dialect: ApiDialect;
  request: IncomingMessage;
  query: URLSearchParams;
  /** Path parameter in lower case (UUIDs compare case-insensitively); key ids as given. */
  parameter: (name: string) => string;
  client: ApiClient | undefined;
};

/** Who may call a route; `destination` needs a token only where the dialect says so. */
export type Access = 'public' | 'destination' | 'any' | 'sender' | 'subscriber';

export type Route = {
  method: 'GET' | 'POST' | 'PUT';
  /** Path below `/v1` or `/v2`, with `:name` parameters. */
  path: string;
  access: Access;
  handle: (request: ApiRequest) => Promise<Answer>;
};

export type RouteMatch = { route: Route; dialect: ApiDialect; parameter: (name: string) => string };

/**
 * Finds the route for a path below an API's base, e.g. `/v2/submissions/…`.
 * @throws HttpProblem 404 for an unknown path, 405 with `Allow` for a known path with another method
 */
export function matchRoute(routes: Route[], method: string, path: string): RouteMatch {
  const [, version, rest] = /^\/(v1|v2)(\/.*)$/.exec(path) ?? [];
  const candidates = rest === undefined ? [] : routes.flatMap((route) => matchPath(route, rest));
  const hit = candidates.find(({ route }) => route.method === method);
  if (hit && isVersion(version)) return { ...hit, dialect: dialectOf(version) };
  if (candidates.length === 0) throw new HttpProblem('resource-not-found', 'there is no such resource');
  const allow = candidates.map(({ route }) => route.method).join(', ');
  throw new HttpProblem('method-not-allowed', `use ${allow}`, {}, { Allow: allow });
}

function matchPath(route: Route, path: string): Omit<RouteMatch, 'dialect'>[] {
  const pattern = route.path.split('/');
  const given = path.split('/');
  if (pattern.length !== given.length) return [];
  const values = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const actual = given[index] ?? '';
    if (expected.startsWith(':')) {
      if (actual === '') return [];
      values.set(expected.slice(1), expected === ':keyId' ? actual : actual.toLowerCase());
    } else if (expected !== actual) return [];
  }
  return [{ route, parameter: (name) => values.get(name) ?? '' }];
}

function isVersion(value: string | undefined): value is ApiVersion {
  return value === 'v1' || value === 'v2';
}
