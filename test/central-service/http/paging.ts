import { z } from 'zod';
import { HttpProblem } from './problem.ts';

const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const pagingSchema = z.object({
  offset: whole.default(0),
  limit: whole.pipe(z.number().min(1).max(500)).default(100),
});

/**
 * Cuts one page out of a list by the query parameters `offset` (≥ 0, default 0) and `limit` (1…500, default 100).
 * @throws HttpProblem 400 for anything else (OpenAPI 1.1.3, parameters limit and offset)
 */
export function pageOf<T>(items: T[], query: URLSearchParams): { page: T[]; counters: PageCounters } {
  const paging = pagingSchema.safeParse({
    offset: query.get('offset') ?? undefined,
    limit: query.get('limit') ?? undefined,
  });
  if (!paging.success) throw new HttpProblem('paging-invalid', 'offset must be ≥ 0 and limit between 1 and 500');
  const { offset, limit } = paging.data;
  const page = items.slice(offset, offset + limit);
  return { page, counters: { offset, count: page.length, totalCount: items.length } };
}

/** The counters every list answer carries beside its array. */
type PageCounters = { offset: number; count: number; totalCount: number };
