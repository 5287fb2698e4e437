import type { Change } from '../journal/entry.ts';
import { sql } from '../store/database.ts';

/**
 * The office's own reference for a new case: `pattern` with `{year}` and `{number}` filled, numbers counted per year
 * without gaps within the committed cases. It is apart from the Fachverfahren's file number.
 */
export const nextReference = (change: Change, pattern: string, year: number): string => {
  change.writer.run(sql`INSERT INTO reference_number (year, last) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last = last + 1`);
  const row = change.writer.get<{ last: number }>(sql`SELECT last FROM reference_number WHERE year = ${year}`);
  return pattern.replaceAll('{year}', String(year)).replaceAll('{number}', String(row?.last ?? 1));
};
