import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

/** The states of an answer: on its way, refused, or here. */
export const Answer = <Value,>({
  query,
  rows = 6,
  children,
}: {
  query: UseQueryResult<Value, Error>;
  rows?: number;
  children: (value: Value) => ReactNode;
}) => {
  if (query.isPending) return <Skeleton rows={rows} />;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return children(query.data);
};
