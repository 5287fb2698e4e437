import { ok, refuse } from '../../shared/contract/call.ts';
import type { CaseListFilter, CaseListSort, CaseRow } from '../../shared/contract/cases.ts';
import type { Answers } from './answers.ts';
import { sampleId } from './sample-rows.ts';

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i').toLowerCase();

const inView = (row: CaseRow, view: CaseListFilter['view']): boolean => {
  switch (view) {
    case 'new':
      return row.status === 'NEU';
    case 'mine':
      return row.assignee !== null;
    case 'answered':
      return row.status === 'NACHREICHUNG';
    case 'due':
      return row.deadlineOn !== null;
    case 'export':
      return row.status === 'VOLLSTAENDIG';
    case 'all':
      return true;
  }
};

const sortValue = (row: CaseRow, by: CaseListSort['by']): string | number => {
  switch (by) {
    case 'received':
      return row.filingDate;
    case 'name':
      return plain(`${row.familyName} ${row.givenNames}`);
    case 'birthDate':
      return row.birthDate;
    case 'status':
      return row.status;
    case 'deadline':
      return row.deadlineOn ?? '9999';
    case 'activity':
      return row.lastActivityAt;
    case 'progress':
      return row.progress.settled / row.progress.total;
  }
};

const questioned = (rows: readonly CaseRow[], filter: CaseListFilter, sort: CaseListSort): CaseRow[] => {
  const turn = sort.direction === 'ascending' ? 1 : -1;
  return rows
    .filter(
      (row) =>
        inView(row, filter.view) &&
        (filter.statuses.length === 0 || filter.statuses.includes(row.status)) &&
        plain(`${row.familyName} ${row.givenNames} ${row.birthDate} ${row.reference}`).includes(plain(filter.search)),
    )
    .sort((one, other) => {
      const [a, b] = [sortValue(one, sort.by), sortValue(other, sort.by)];
      return a === b ? 0 : a < b ? -turn : turn;
    });
};

/** Lists over sample rows as core keeps them: an opened list is a snapshot that pages are read from. */
export const listAnswers = (rows: () => readonly CaseRow[]): NonNullable<Answers['cases']> => {
  const lists = new Map<string, CaseRow[]>();
  const count = (view: CaseListFilter['view']) => rows().filter((row) => inView(row, view)).length;
  return {
    openList: ({ filter, sort }) => {
      const listId = sampleId(9, lists.size + 1);
      const list = questioned(rows(), filter, sort);
      lists.set(listId, list);
      return ok({ listId, total: list.length });
    },
    listPage: ({ listId, from, count: size }) => {
      const list = lists.get(listId);
      return list ? ok({ rows: list.slice(from, from + size) }) : refuse('list-gone');
    },
    neighbours: ({ listId, caseId }) => {
      const list = lists.get(listId);
      if (!list) return refuse('list-gone');
      const index = list.findIndex((row) => row.caseId === caseId);
      if (index < 0) return refuse('case-not-found');
      return ok({
        position: index + 1,
        total: list.length,
        previous: list[index - 1]?.caseId ?? null,
        next: list[index + 1]?.caseId ?? null,
      });
    },
    counts: () =>
      ok({
        new: count('new'),
        mine: count('mine'),
        all: count('all'),
        answered: count('answered'),
        due: count('due'),
        export: count('export'),
      }),
  };
};
