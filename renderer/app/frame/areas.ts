import {
  CalendarClock,
  ChartColumn,
  FolderOutput,
  FolderUp,
  Inbox,
  Layers,
  type LucideIcon,
  Settings,
  UserRound,
} from 'lucide-react';
import type { ResponseOf } from '../../../shared/contract/contract.ts';
import type { Right } from '../../../shared/domain/permissions.ts';
import type { Route } from '../router.ts';

export type Counts = ResponseOf<'cases', 'counts'>;

export type Area = {
  readonly id: 'new' | 'mine' | 'due' | 'answered' | 'all' | 'export' | 'statistics' | 'administration';
  readonly route: Route;
  readonly icon: LucideIcon;
  readonly count?: keyof Counts;
  /** Shown only to accounts with this right; absent: everybody. */
  readonly right?: Right;
};

/** The areas of the workplace in the order of the left side; Ctrl+1 … Ctrl+8 follow it. */
export const AREAS: readonly Area[] = [
  { id: 'new', route: { name: 'inbox', view: 'new' }, icon: Inbox, count: 'new', right: 'inbox.see' },
  { id: 'mine', route: { name: 'inbox', view: 'mine' }, icon: UserRound, count: 'mine', right: 'inbox.see' },
  { id: 'due', route: { name: 'inbox', view: 'due' }, icon: CalendarClock, count: 'due', right: 'inbox.see' },
  { id: 'answered', route: { name: 'inbox', view: 'answered' }, icon: FolderUp, count: 'answered', right: 'inbox.see' },
  { id: 'all', route: { name: 'inbox', view: 'all' }, icon: Layers, count: 'all', right: 'inbox.see' },
  { id: 'export', route: { name: 'export' }, icon: FolderOutput, count: 'export', right: 'export.run' },
  { id: 'statistics', route: { name: 'statistics' }, icon: ChartColumn, right: 'statistics.see' },
  { id: 'administration', route: { name: 'administration', section: 'connection' }, icon: Settings },
];

/** Whether an area is the one the window is in. */
export const isHere = (area: Area, route: Route): boolean =>
  area.route.name === route.name &&
  (area.route.name !== 'inbox' || (route.name === 'inbox' && route.view === area.route.view));
