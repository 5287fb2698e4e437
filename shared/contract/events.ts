/** What core announces. The renderer invalidates its queries through one map keyed by topic (renderer/api). */
export const TOPICS = ['administration', 'intake', 'cases', 'requests', 'export', 'statistics'] as const;
export type Topic = (typeof TOPICS)[number];

/** `ids` are case ids where cases are concerned; empty means "all of this topic". */
export type Announcement = { topic: Topic; ids: readonly string[] };
