import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { CaseRow } from '../../shared/contract/cases.ts';
import type { CallFailure } from '../api/call-failure.ts';
import { callQuery } from '../api/queries.ts';
import { PAGE_SIZE } from './list-query.ts';

/**
 * Rows of an opened list, page by page as they come into view. While a renewed list (same `question`, new `listId`) is
 * on its way, the rows known before stand in, so that nothing flickers.
 */
export const useListRows = (
  listId: string,
  question: string,
  pages: readonly number[],
): {
  rowAt: (index: number) => CaseRow | undefined;
  indexOf: (caseId: string) => number | undefined;
  error: CallFailure | undefined;
} => {
  const known = useRef<{ question: string; rows: Map<number, CaseRow> }>({ question, rows: new Map() });
  const answers = useQueries({
    queries: pages.map((page) => callQuery('cases', 'listPage', { listId, from: page * PAGE_SIZE, count: PAGE_SIZE })),
  });
  const fresh = new Map<number, CaseRow>();
  for (const [position, answer] of answers.entries()) {
    const page = pages[position];
    if (page === undefined) continue;
    for (const [offset, row] of (answer.data?.rows ?? []).entries()) fresh.set(page * PAGE_SIZE + offset, row);
  }
  const standIn = known.current.question === question ? known.current.rows : undefined;
  useEffect(() => {
    if (fresh.size > 0) known.current = { question, rows: fresh };
  });
  return {
    rowAt: (index) => fresh.get(index) ?? standIn?.get(index),
    indexOf: (caseId) => {
      for (const [index, row] of fresh) if (row.caseId === caseId) return index;
      return undefined;
    },
    error: answers.find(({ error }) => error)?.error ?? undefined,
  };
};
