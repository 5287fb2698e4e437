import { useMemo, useSyncExternalStore } from 'react';

export const INBOX_VIEWS = ['new', 'mine', 'all', 'answered', 'due'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

export const ADMINISTRATION_SECTIONS = [
  'connection',
  'office',
  'accounts',
  'backup',
  'policy',
  'journal',
  'appearance',
  'about',
] as const;
export type AdministrationSection = (typeof ADMINISTRATION_SECTIONS)[number];

export const SORT_COLUMNS = ['received', 'name', 'birthDate', 'status', 'deadline', 'activity', 'progress'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export type RouteSort = { by: SortColumn; direction: 'ascending' | 'descending' };

/** Every place of the window has an address; all state worth going back to stands in it. */
export type Route =
  | { name: 'inbox'; view: InboxView; search?: string; statuses?: readonly string[]; sort?: RouteSort }
  | { name: 'case'; caseId: string; document?: string; page?: number; list?: string }
  | { name: 'request'; caseId: string }
  | { name: 'export' }
  | { name: 'statistics' }
  | { name: 'administration'; section: AdministrationSection }
  | { name: 'unknown' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const isUuid = (value: string | null | undefined): value is string => typeof value === 'string' && UUID.test(value);
const oneOf = <Word extends string>(words: readonly Word[], value: string | undefined): Word | undefined =>
  words.find((word) => word === value);

const parseSort = (value: string | null): RouteSort | undefined => {
  if (value === null) return undefined;
  const descending = value.startsWith('-');
  const by = oneOf(SORT_COLUMNS, descending ? value.slice(1) : value);
  return by && { by, direction: descending ? 'descending' : 'ascending' };
};

const parseCase = (path: readonly string[], query: URLSearchParams): Route => {
  const caseId = path[1];
  if (!isUuid(caseId)) return { name: 'unknown' };
  if (path[2] === 'request' && path.length === 3) return { name: 'request', caseId };
  if (path.length > 2) return { name: 'unknown' };
  const document = query.get('document');
  const list = query.get('list');
  const page = Number(query.get('page'));
  return {
    name: 'case',
    caseId,
    ...(isUuid(document) ? { document } : {}),
    ...(Number.isInteger(page) && page > 0 ? { page } : {}),
    ...(isUuid(list) ? { list } : {}),
  };
};

const parseInbox = (path: readonly string[], query: URLSearchParams): Route => {
  const view = oneOf(INBOX_VIEWS, path[1]);
  if (view === undefined) return { name: 'unknown' };
  const search = query.get('search');
  const statuses = query.get('status')?.split(',').filter(Boolean) ?? [];
  const sort = parseSort(query.get('sort'));
  return {
    name: 'inbox',
    view,
    ...(search ? { search } : {}),
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(sort ? { sort } : {}),
  };
};

/** Reads a hash such as `#/case/<id>?document=<id>&page=3`; an empty one is the inbox, a foreign one `unknown`. */
export const parseRoute = (hash: string): Route => {
  const [pathPart = '', queryPart = ''] = hash.replace(/^#/, '').split('?', 2);
  const path = pathPart.split('/').filter(Boolean);
  const query = new URLSearchParams(queryPart);
  switch (path[0]) {
    case undefined:
      return { name: 'inbox', view: 'new' };
    case 'inbox':
      return parseInbox(path, query);
    case 'case':
      return parseCase(path, query);
    case 'export':
      return { name: 'export' };
    case 'statistics':
      return { name: 'statistics' };
    case 'administration': {
      const section = oneOf(ADMINISTRATION_SECTIONS, path[1] ?? 'connection');
      return section ? { name: 'administration', section } : { name: 'unknown' };
    }
    default:
      return { name: 'unknown' };
  }
};

const withQuery = (path: string, entries: ReadonlyArray<readonly [string, string | undefined]>): string => {
  const query = new URLSearchParams();
  for (const [key, value] of entries) if (value) query.set(key, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
};

/** The address of a place, for links and {@link navigate}; `parseRoute` reads it back to the same route. */
export const hrefOf = (route: Route): string => {
  switch (route.name) {
    case 'inbox': {
      const sort = route.sort && `${route.sort.direction === 'descending' ? '-' : ''}${route.sort.by}`;
      return withQuery(`#/inbox/${route.view}`, [
        ['search', route.search],
        ['status', route.statuses?.join(',')],
        ['sort', sort],
      ]);
    }
    case 'case':
      return withQuery(`#/case/${route.caseId}`, [
        ['document', route.document],
        ['page', route.page?.toString()],
        ['list', route.list],
      ]);
    case 'request':
      return `#/case/${route.caseId}/request`;
    case 'export':
      return '#/export';
    case 'statistics':
      return '#/statistics';
    case 'administration':
      return `#/administration/${route.section}`;
    case 'unknown':
      return '#/inbox/new';
  }
};

/** Goes to a place; `replace` keeps the history short where only details of the same place change (page, search text). */
export const navigate = (route: Route, options: { replace?: boolean } = {}): void => {
  const href = hrefOf(route);
  if (href === window.location.hash) return;
  if (options.replace) {
    window.history.replaceState(null, '', href);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else window.location.hash = href;
};

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};
const readHash = () => window.location.hash;

/** Where the window is; renders again when the address changes. */
export const useRoute = (): Route => {
  const hash = useSyncExternalStore(subscribe, readHash);
  return useMemo(() => parseRoute(hash), [hash]);
};
