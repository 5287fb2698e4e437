import type { CaseListFilter, CaseListSort } from '../../shared/contract/cases.ts';
import type { InboxView, Route } from '../app/router.ts';

export type InboxRoute = Extract<Route, { name: 'inbox' }>;

/** The oldest first: applications are worked off in order of receipt (DOMAIN §11), deadlines by what is due first. */
const DEFAULT_SORT: Record<InboxView, CaseListSort> = {
  new: { by: 'received', direction: 'ascending' },
  mine: { by: 'deadline', direction: 'ascending' },
  all: { by: 'activity', direction: 'descending' },
  answered: { by: 'activity', direction: 'ascending' },
  due: { by: 'deadline', direction: 'ascending' },
};

/** The order the list is in: the address's, or the view's own. */
export const sortOf = (route: InboxRoute): CaseListSort => route.sort ?? DEFAULT_SORT[route.view];

/** What core is asked for at this address. */
export const listRequest = (route: InboxRoute): { filter: CaseListFilter; sort: CaseListSort } => ({
  filter: { view: route.view, statuses: [...(route.statuses ?? [])], search: route.search ?? '' },
  sort: sortOf(route),
});

/** A click on a header sorts by it, a second one turns the order round. */
export const toggledSort = (current: CaseListSort, by: CaseListSort['by']): CaseListSort =>
  current.by === by && current.direction === 'ascending'
    ? { by, direction: 'descending' }
    : { by, direction: 'ascending' };

/** Rows fetched in one call. */
export const PAGE_SIZE = 100;

/** Pages that hold the rows from `first` to `last` (indices, inclusive) of a list of `total` rows. */
export const pagesFor = (first: number, last: number, total: number): number[] => {
  if (total === 0) return [];
  const from = Math.floor(Math.max(0, first) / PAGE_SIZE);
  const to = Math.floor(Math.min(last, total - 1) / PAGE_SIZE);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
};
