import { ok, refuse } from '../../../shared/contract/call.ts';
import type { TimelineEntry } from '../../../shared/contract/cases.ts';
import type { ModuleHandlers } from '../runtime.ts';
import { type OpenDatabase, sql } from '../store/database.ts';
import { caseExists } from './opening.ts';

type EntryRow = {
  sequence: number;
  at: number;
  actor: string;
  role: string;
  kind: string;
  payload: string | null;
  display_name: string | null;
};

/** Facts of an entry that its sentence may name: short scalars at the top level, lists by their length. */
const factsOf = (payload: string | null): TimelineEntry['facts'] => {
  if (payload === null) return { erased: true };
  const facts: TimelineEntry['facts'] = {};
  for (const [name, value] of Object.entries(JSON.parse(payload) as Record<string, unknown>)) {
    if (typeof value === 'number' || typeof value === 'boolean') facts[name] = value;
    else if (typeof value === 'string' && value.length <= 400) facts[name] = value;
    else if (Array.isArray(value)) facts[name] = value.length;
  }
  return facts;
};

/** The timeline is the journal (ARCHITECTURE §5): entries of a case, newest first, paged by sequence. */
export const createTimeline = (db: OpenDatabase): Pick<ModuleHandlers<'cases'>, 'timeline'> => ({
  timeline: (_context, { caseId, before, count }) => {
    if (!caseExists(db, caseId)) return refuse('case-not-found');
    const rows = db.all<EntryRow>(sql`
      SELECT h.sequence, h.at, h.actor, h.role, h.kind, p.payload, a.display_name
      FROM journal_header AS h LEFT JOIN journal_payload AS p ON p.sequence = h.sequence
        LEFT JOIN account AS a ON a.id = h.actor
      WHERE h.case_id = ${caseId} AND h.sequence < ${before ?? Number.MAX_SAFE_INTEGER}
      ORDER BY h.sequence DESC LIMIT ${count + 1}`);
    return ok({
      entries: rows.slice(0, count).map((row) => ({
        sequence: row.sequence,
        at: row.at,
        by: row.display_name ?? (row.actor === 'system' ? 'System' : ''),
        role: row.role,
        kind: row.kind,
        facts: factsOf(row.payload),
      })),
      more: rows.length > count,
    });
  },
});
