import type { SortColumn } from '../app/router.ts';

export type ColumnId =
  | 'name'
  | 'birthDate'
  | 'nationality'
  | 'progress'
  | 'status'
  | 'deadline'
  | 'received'
  | 'assignee'
  | 'activity';

export type Column = { readonly id: ColumnId; readonly sort?: SortColumn };

/** Columns of the list, left to right. Widths stand in inbox.css (`--columns`), narrow windows drop the last ones. */
export const COLUMNS: readonly Column[] = [
  { id: 'name', sort: 'name' },
  { id: 'birthDate', sort: 'birthDate' },
  { id: 'nationality' },
  { id: 'progress', sort: 'progress' },
  { id: 'status', sort: 'status' },
  { id: 'deadline', sort: 'deadline' },
  { id: 'received', sort: 'received' },
  { id: 'assignee' },
  { id: 'activity', sort: 'activity' },
];
