import type { IntakeTrouble } from '../../../shared/contract/intake.ts';
import { type Reader, sql, type Writer } from '../store/database.ts';

export type Trouble = {
  submissionId: string | null;
  destinationId: string | null;
  code: IntakeTrouble;
  part: string | null;
  since: number;
  lastAt: number;
  attempts: number;
};

/** Everything that waits and why, oldest first. */
export const listTroubles = (reader: Reader): Trouble[] =>
  reader.all<Trouble>(sql`
    SELECT submission_id AS submissionId, destination_id AS destinationId, code, part, since, last_at AS lastAt, attempts
    FROM intake_trouble ORDER BY since, subject_id`);

/** Notes a trouble of a submission, or of a whole destination; `since` stays while the code stays. */
export const noteTrouble = (
  writer: Writer,
  trouble: Pick<Trouble, 'submissionId' | 'code' | 'part'> & { destinationId: string; at: number },
): void => {
  const { submissionId, destinationId, code, part, at } = trouble;
  writer.run(sql`
    INSERT INTO intake_trouble (subject_id, submission_id, destination_id, code, part, since, last_at, attempts)
    VALUES (${submissionId ?? destinationId}, ${submissionId}, ${destinationId}, ${code}, ${part}, ${at}, ${at}, 1)
    ON CONFLICT (subject_id) DO UPDATE SET
      since = CASE WHEN code = excluded.code THEN since ELSE excluded.since END,
      code = excluded.code, part = excluded.part, last_at = excluded.last_at, attempts = attempts + 1`);
};

/** The trouble of a submission or destination is over. */
export const clearTrouble = (writer: Writer, subjectId: string): void => {
  writer.run(sql`DELETE FROM intake_trouble WHERE subject_id = ${subjectId}`);
};

/**
 * Forgets troubles of submissions that do not wait at the service any more and that we never kept; what was kept
 * keeps its trouble until its acknowledgement ended.
 */
export const forgetGone = (writer: Writer, destinationId: string, waiting: readonly string[]): void => {
  writer.run(sql`
    DELETE FROM intake_trouble
    WHERE destination_id = ${destinationId} AND submission_id IS NOT NULL
      AND submission_id NOT IN (SELECT value FROM json_each(${JSON.stringify(waiting)}))
      AND submission_id NOT IN (SELECT submission_id FROM eingang WHERE submission_id IS NOT NULL)`);
};
