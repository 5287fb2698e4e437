import type { IntakeTrouble } from '../../../shared/domain/intake-troubles.ts';
import type { Change } from '../journal/entry.ts';
import { type Reader, type Sql, sql } from '../store/database.ts';
import { troubleEnded, troubleNoted } from './entries.ts';

export type Trouble = {
  submissionId: string | null;
  destinationId: string;
  code: IntakeTrouble;
  part: string | null;
  /** When it was submitted, or first noted here where that could not be read. */
  waitingSince: number;
  since: number;
  lastAt: number;
  attempts: number;
};

/** How a trouble ended: the submission is kept or acknowledged, the service answered again, and so on. */
export type TroubleEnd = 'kept' | 'acknowledged' | 'passed' | 'rejected' | 'noted';

type Row = Trouble & { journalled: number };

const COLUMNS = `submission_id AS submissionId, destination_id AS destinationId, code, part,
  coalesce((SELECT eingang.submitted_at FROM eingang WHERE eingang.submission_id = intake_trouble.submission_id),
    submitted_at, first_at) AS waitingSince, since, last_at AS lastAt,
  attempts, journalled`;

const select = (reader: Reader, rest: Sql): Row[] =>
  reader.all<Row>({ text: `SELECT ${COLUMNS} FROM intake_trouble ${rest.text}`, values: rest.values });

/** Everything that waits and why, oldest first. */
export const listTroubles = (reader: Reader): Trouble[] =>
  select(reader, sql`ORDER BY since, subject_id`).map(({ journalled: _, ...trouble }) => trouble);

/**
 * Notes a trouble of a submission, or of a whole destination; `since` stays while the code stays. The journal gets an
 * entry when a code first appears or changes, not at every attempt; a trouble of the connection only from the second
 * attempt on, because a single time-out means nothing.
 */
export const noteTrouble = (
  change: Change,
  trouble: Pick<Trouble, 'submissionId' | 'destinationId' | 'code' | 'part'> & { submittedAt?: number | null },
): void => {
  const { writer, at } = change;
  const { submissionId, destinationId, code, part, submittedAt = null } = trouble;
  const subjectId = submissionId ?? destinationId;
  writer.run(sql`
    INSERT INTO intake_trouble (subject_id, submission_id, destination_id, code, part, submitted_at, first_at, since,
      last_at, attempts)
    VALUES (${subjectId}, ${submissionId}, ${destinationId}, ${code}, ${part}, ${submittedAt}, ${at}, ${at}, ${at}, 1)
    ON CONFLICT (subject_id) DO UPDATE SET
      since = CASE WHEN code = excluded.code THEN since ELSE excluded.since END,
      journalled = CASE WHEN code = excluded.code AND part IS excluded.part THEN journalled ELSE 0 END,
      submitted_at = coalesce(excluded.submitted_at, submitted_at),
      code = excluded.code, part = excluded.part, last_at = excluded.last_at, attempts = attempts + 1`);
  const noted = writer.get<{ attempts: number; journalled: number }>(
    sql`SELECT attempts, journalled FROM intake_trouble WHERE subject_id = ${subjectId}`,
  );
  if (noted === undefined || noted.journalled === 1 || (submissionId === null && noted.attempts < 2)) return;
  change.append(troubleNoted, null, { submissionId, destinationId, code, part });
  writer.run(sql`UPDATE intake_trouble SET journalled = 1 WHERE subject_id = ${subjectId}`);
};

/** The trouble of a submission or destination is over; journalled when its beginning was. */
export const endTrouble = (change: Change, subjectId: string, end: TroubleEnd): void => {
  const { writer } = change;
  const [row] = select(writer, sql`WHERE subject_id = ${subjectId}`);
  if (row === undefined) return;
  writer.run(sql`DELETE FROM intake_trouble WHERE subject_id = ${subjectId}`);
  if (row.journalled === 0) return;
  const { submissionId, destinationId, code } = row;
  change.append(troubleEnded, null, { submissionId, destinationId, code, end });
};

/**
 * Forgets troubles of submissions that do not wait at the service any more and that we never kept; what was kept
 * keeps its trouble until its acknowledgement ended.
 */
export const forgetGone = (change: Change, destinationId: string, waiting: readonly string[]): void => {
  const gone = change.writer.all<{ id: string }>(sql`
    SELECT subject_id AS id FROM intake_trouble
    WHERE destination_id = ${destinationId} AND submission_id IS NOT NULL
      AND submission_id NOT IN (SELECT value FROM json_each(${JSON.stringify(waiting)}))
      AND submission_id NOT IN (SELECT submission_id FROM eingang WHERE submission_id IS NOT NULL)`);
  for (const { id } of gone) endTrouble(change, id, 'passed');
};
