import type { QueryClient } from '@tanstack/react-query';
import type { ModuleName } from '../../shared/contract/contract.ts';
import type { Announcement, Topic } from '../../shared/contract/events.ts';
import { desk } from './desk.ts';

/** Which modules' answers may be out of date after an announcement. The only place that knows. */
export const INVALIDATES: Record<Topic, readonly ModuleName[]> = {
  administration: ['administration', 'intake'],
  intake: ['intake'],
  cases: ['cases', 'requests', 'export', 'statistics'],
  requests: ['requests', 'cases', 'export'],
  export: ['export', 'cases'],
  statistics: ['statistics'],
};

/** Announcements come in bursts during a fetch; one repaint per burst is enough, and 60 ms is below notice. */
const BURST_MS = 60;

const caseIdOf = (request: unknown): string | undefined => {
  if (typeof request !== 'object' || request === null || !('caseId' in request)) return undefined;
  return typeof request.caseId === 'string' ? request.caseId : undefined;
};

/**
 * Whether a cached answer is concerned by an announcement: its module must be in {@link INVALIDATES}, and an answer
 * about one case only when that case (or all) is named. Pages of a list stay: core keeps a list's order as a snapshot, the
 * reopened list brings new pages.
 */
export const isConcerned = (key: readonly unknown[], { topic, ids }: Announcement): boolean => {
  const [module, name, request] = key;
  if (!INVALIDATES[topic].some((concerned) => concerned === module)) return false;
  if (module === 'cases' && (name === 'listPage' || name === 'neighbours')) return false;
  const caseId = caseIdOf(request);
  return caseId === undefined || ids.length === 0 || ids.includes(caseId);
};

/** Subscribes the cache to core's announcements; returns how to stop. */
export const subscribeToAnnouncements = (client: QueryClient): (() => void) => {
  let waiting: Announcement[] = [];
  let timer: number | undefined;
  const flush = () => {
    const burst = waiting;
    waiting = [];
    timer = undefined;
    void client.invalidateQueries({
      predicate: ({ queryKey }) => burst.some((announcement) => isConcerned(queryKey, announcement)),
    });
  };
  const stop = desk().onAnnouncement((announcement) => {
    waiting.push(announcement);
    timer ??= window.setTimeout(flush, BURST_MS);
  });
  return () => {
    window.clearTimeout(timer);
    stop();
  };
};
