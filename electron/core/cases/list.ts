import { randomUUID } from 'node:crypto';
import { ok, refuse } from '../../../shared/contract/call.ts';
import type { CaseListFilter, CaseListSort, CaseRow } from '../../../shared/contract/cases.ts';
import { CHANNELS } from '../../../shared/contract/intake.ts';
import { CASE_STATUSES, OPEN_STATUSES } from '../../../shared/domain/case-status.ts';
import { looseSearchForm, searchForm } from '../../../shared/domain/search-form.ts';
import type { ModuleHandlers } from '../runtime.ts';
import { type OpenDatabase, type Reader, type Sql, type SqlValue, sql } from '../store/database.ts';

/** Opened lists kept at most; the oldest goes first, its window opens it anew (`list-gone`). */
const LISTS_KEPT = 24;

/** Text and values of a condition; composed here only, from constants of this file and bound values. */
type Condition = { text: string; values: SqlValue[] };
const all: Condition = { text: '1', values: [] };
const and = (conditions: readonly Condition[]): Condition => ({
  text: conditions.map(({ text }) => `(${text})`).join(' AND ') || '1',
  values: conditions.flatMap(({ values }) => values),
});
const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

/** Statuses in which a file is complete enough to be handed over. */
const READY_FOR_EXPORT = CASE_STATUSES.filter(
  (status) => !['NEU', 'VORPRUEFUNG', 'NACHFORDERUNG', 'NACHREICHUNG'].includes(status),
);

const viewCondition = (view: CaseListFilter['view'], accountId: string): Condition => {
  switch (view) {
    case 'new':
      return { text: "status = 'NEU'", values: [] };
    case 'mine':
      return {
        text: `assignee = ? AND status IN (${marks(OPEN_STATUSES.length)})`,
        values: [accountId, ...OPEN_STATUSES],
      };
    case 'all':
      return all;
    case 'answered':
      // Also what came later in any other status: no paper that came back waits unseen.
      return {
        text: `status = 'NACHREICHUNG' OR id IN (SELECT d.case_id FROM case_document AS d
          WHERE d.eingang_number > 0 AND d.purpose = 'attachment' AND NOT EXISTS (SELECT 1 FROM placement AS p
            WHERE p.case_id = d.case_id AND p.document_id = d.document_id AND p.result IS NOT NULL))`,
        values: [],
      };
    case 'due':
      return { text: "deadline_on IS NOT NULL AND status = 'NACHFORDERUNG'", values: [] };
    case 'export':
      return {
        text: `handover IN ('OFFEN', 'EXPORT_VORBEREITET', 'FEHLER') AND (status IN (${marks(READY_FOR_EXPORT.length)}) OR id IN (SELECT case_id FROM v_exported_case))`,
        values: [...READY_FOR_EXPORT],
      };
  }
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** `03.04.1989`, `4.1989`, `1989`, `1989-04-03` as a prefix of an ISO date; undefined when it is no date. */
export const birthDatePrefix = (term: string): string | undefined => {
  const german = /^(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})$/.exec(term);
  if (german !== null) {
    const [, day, month, year] = german;
    return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-');
  }
  return /^\d{4}-\d{2}(-\d{2})?$/.test(term) ? term : undefined;
};

const searchCondition = (search: string): Condition => {
  const term = search.trim();
  if (term === '') return all;
  const conditions = term.split(/\s+/).map((word): Condition => {
    const birth = birthDatePrefix(word);
    const strict = `%${escapeLike(searchForm(word))}%`;
    const loose = `%${escapeLike(looseSearchForm(word))}%`;
    const reference = `%${escapeLike(word)}%`;
    const texts = [
      "search_form LIKE ? ESCAPE '\\'",
      "loose_form LIKE ? ESCAPE '\\'",
      "reference LIKE ? ESCAPE '\\'",
      "file_number LIKE ? ESCAPE '\\'",
    ];
    const values: SqlValue[] = [strict, loose, reference, reference];
    if (birth !== undefined) {
      texts.push("birth_date LIKE ? ESCAPE '\\'");
      values.push(`${birth}%`);
    }
    return { text: texts.join(' OR '), values };
  });
  return and(conditions);
};

/** Columns a list may be sorted by; every order ends in the id, so that it is total. */
const ORDER: Readonly<Record<CaseListSort['by'], string>> = {
  received: 'filing_date',
  name: 'sort_name',
  birthDate: 'birth_date',
  status: 'status',
  deadline: "coalesce(deadline_on, '9999-12-31')",
  activity: 'last_activity_at',
  progress: 'CAST(slots_settled AS REAL) / max(slots_total, 1)',
};

const query = (filter: CaseListFilter, sort: CaseListSort, accountId: string): Sql => {
  const condition = and([
    viewCondition(filter.view, accountId),
    filter.statuses.length === 0
      ? all
      : { text: `status IN (${marks(filter.statuses.length)})`, values: filter.statuses },
    searchCondition(filter.search),
  ]);
  const direction = sort.direction === 'ascending' ? 'ASC' : 'DESC';
  return {
    text: `SELECT id FROM cases WHERE ${condition.text} ORDER BY ${ORDER[sort.by]} ${direction}, id`,
    values: condition.values,
  };
};

type ListRow = {
  id: string;
  reference: string;
  family_name: string;
  given_names: string;
  birth_date: string;
  nationalities: string;
  family_size: number;
  slots_settled: number;
  slots_total: number;
  status: string;
  round: number;
  deadline_on: string | null;
  filing_date: string;
  last_activity_at: number;
  assignee_name: string | null;
  channel: string;
  handover: string;
  unplaced: number;
};

const toRow = (row: ListRow): CaseRow => ({
  caseId: row.id,
  familyName: row.family_name,
  givenNames: row.given_names,
  birthDate: row.birth_date,
  nationalities: JSON.parse(row.nationalities) as string[],
  familySize: row.family_size,
  progress: { settled: row.slots_settled, total: row.slots_total },
  status: row.status,
  round: row.round,
  deadlineOn: row.deadline_on,
  filingDate: row.filing_date,
  lastActivityAt: row.last_activity_at,
  assignee: row.assignee_name,
  reference: row.reference,
  channel: CHANNELS.find((channel) => channel === row.channel) ?? 'file',
  handover: row.handover,
  unplaced: row.unplaced,
});

/** Rows of the named cases in the order of the names; a case that is gone is left out. */
export const caseRows = (reader: Reader, ids: readonly string[]): CaseRow[] => {
  const found = reader.all<ListRow>(sql`
    SELECT c.id, c.reference, c.family_name, c.given_names, c.birth_date, c.nationalities,
      (SELECT count(*) FROM cases AS f WHERE f.family_id = c.family_id) AS family_size,
      c.slots_settled, c.slots_total, c.status, c.round, c.deadline_on, c.filing_date, c.last_activity_at,
      a.display_name AS assignee_name, c.channel, c.handover, c.unplaced
    FROM json_each(${JSON.stringify(ids)}) AS wanted
      JOIN cases AS c ON c.id = wanted.value
      LEFT JOIN account AS a ON a.id = c.assignee
    ORDER BY wanted.key`);
  return found.map(toRow);
};

/** Snapshot paging: core keeps the ordered ids of an opened list, pages fetch rows as they are now (ARCHITECTURE §4). */
export const createCaseLists = (
  db: OpenDatabase,
): Pick<ModuleHandlers<'cases'>, 'openList' | 'listPage' | 'neighbours' | 'counts'> => {
  const lists = new Map<string, readonly string[]>();
  return {
    openList: ({ actor }, { filter, sort }) => {
      const ids = db.all<{ id: string }>(query(filter, sort, actor.id)).map((row) => row.id);
      const listId = randomUUID();
      lists.set(listId, ids);
      const [oldest] = lists.keys();
      if (lists.size > LISTS_KEPT && oldest !== undefined) lists.delete(oldest);
      return ok({ listId, total: ids.length });
    },
    listPage: (_context, { listId, from, count }) => {
      const ids = lists.get(listId);
      return ids === undefined ? refuse('list-gone') : ok({ rows: caseRows(db, ids.slice(from, from + count)) });
    },
    neighbours: (_context, { listId, caseId }) => {
      const ids = lists.get(listId);
      if (ids === undefined) return refuse('list-gone');
      const position = ids.indexOf(caseId);
      if (position < 0) return refuse('case-not-found');
      return ok({
        position: position + 1,
        total: ids.length,
        previous: ids[position - 1] ?? null,
        next: ids[position + 1] ?? null,
      });
    },
    counts: ({ actor }) => {
      const count = (view: CaseListFilter['view']): number => {
        const { text, values } = viewCondition(view, actor.id);
        return db.get<{ n: number }>({ text: `SELECT count(*) AS n FROM cases WHERE ${text}`, values })?.n ?? 0;
      };
      return ok({
        new: count('new'),
        mine: count('mine'),
        all: count('all'),
        answered: count('answered'),
        due: count('due'),
        export: count('export'),
      });
    },
  };
};
