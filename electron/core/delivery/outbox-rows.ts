import { z } from 'zod';
import { type Reader, type Sql, sql, type Writer } from '../store/database.ts';
import type { SealedReply } from './port.ts';

/** `next_at` of a row that must not be sent yet: the second copy was not read back. */
export const HELD = Number.MAX_SAFE_INTEGER;

export type OutboxKind = 'accept-submission' | 'reject-submission' | 'reply';
export type OutboxState = 'pending' | 'done' | 'conflict' | 'refused';

const replyProgress = z.object({
  replyId: z.string().optional(),
  uploaded: z.array(z.string()).default([]),
  submitted: z.boolean().default(false),
  /** What the applicant's side did with a delivered reply, once the event log says so. */
  outcome: z.enum(['accepted', 'rejected']).optional(),
  outcomeAt: z.number().optional(),
});
export type ReplyProgress = z.infer<typeof replyProgress>;

export type OutboxRow = {
  readonly id: string;
  readonly kind: OutboxKind;
  readonly destinationId: string;
  readonly fitCaseId: string;
  /** Submission id (accept, reject) or our request id (reply). */
  readonly subjectId: string;
  readonly body: string;
  readonly jti: string | null;
  readonly state: OutboxState;
  readonly progress: ReplyProgress;
  readonly attempts: number;
  readonly nextAt: number;
  readonly trouble: string | null;
  readonly createdAt: number;
  readonly doneAt: number | null;
};

type Stored = Omit<OutboxRow, 'progress'> & { progress: string };

const COLUMNS = `id, kind, destination_id AS destinationId, fit_case_id AS fitCaseId, subject_id AS subjectId, body, jti,
  state, progress, attempts, next_at AS nextAt, trouble, created_at AS createdAt, done_at AS doneAt`;

const toRow = (stored: Stored): OutboxRow => ({
  ...stored,
  progress: replyProgress.parse(JSON.parse(stored.progress)),
});

const select = (reader: Reader, rest: Sql): OutboxRow[] =>
  reader.all<Stored>({ text: `SELECT ${COLUMNS} FROM outbox ${rest.text}`, values: rest.values }).map(toRow);

/** Rows to be sent now, oldest first. */
export const dueRows = (reader: Reader, now: number): OutboxRow[] =>
  select(reader, sql`WHERE state = 'pending' AND next_at <= ${now} ORDER BY created_at, id LIMIT 200`);

/** Accepts that wait for the second copy, oldest first. */
export const heldRows = (reader: Reader): OutboxRow[] =>
  select(reader, sql`WHERE state = 'pending' AND next_at = ${HELD} ORDER BY created_at, id`);

/** Delivered replies whose fate is still open, since an instant. */
export const unansweredReplies = (reader: Reader, since: number): OutboxRow[] =>
  select(reader, sql`WHERE kind = 'reply' AND state = 'done' AND done_at >= ${since} ORDER BY done_at`).filter(
    (row) => row.progress.outcome === undefined,
  );

/** The row of a submission or request; `undefined` when nothing was enqueued for it. */
export const outboxRow = (reader: Reader, subjectId: string): OutboxRow | undefined =>
  select(reader, sql`WHERE subject_id = ${subjectId}`)[0];

/** How many rows wait, and how many of them failed at least once. */
export const outboxCounts = (reader: Reader): { pending: number; failing: number } =>
  reader.get<{ pending: number; failing: number }>(sql`
    SELECT count(*) FILTER (WHERE state = 'pending') AS pending,
           count(*) FILTER (WHERE state IN ('conflict', 'refused') OR (state = 'pending' AND attempts > 0)) AS failing
    FROM outbox`) ?? { pending: 0, failing: 0 };

/** A finished event about a submission. */
export type NewEvent = {
  readonly id: string;
  readonly destinationId: string;
  readonly fitCaseId: string;
  readonly submissionId: string;
  readonly token: string;
  readonly jti: string;
  readonly at: number;
};

/** Enqueues a finished accept, held until {@link releaseAccept}; in the transaction that keeps the submission. */
export const enqueueAccept = (writer: Writer, accept: NewEvent): void => {
  writer.run(sql`INSERT INTO outbox
      (id, kind, destination_id, fit_case_id, subject_id, body, jti, state, next_at, created_at)
    VALUES (${accept.id}, 'accept-submission', ${accept.destinationId}, ${accept.fitCaseId}, ${accept.submissionId},
      ${accept.token}, ${accept.jti}, 'pending', ${HELD}, ${accept.at})`);
};

/** Enqueues a finished rejection, due at once; in the transaction that journals who ordered it. */
export const enqueueReject = (writer: Writer, reject: NewEvent): void => {
  writer.run(sql`INSERT INTO outbox
      (id, kind, destination_id, fit_case_id, subject_id, body, jti, state, next_at, created_at)
    VALUES (${reject.id}, 'reject-submission', ${reject.destinationId}, ${reject.fitCaseId}, ${reject.submissionId},
      ${reject.token}, ${reject.jti}, 'pending', ${reject.at}, ${reject.at})`);
};

/** Lets a held accept go: the submission reads back and its second copy was read back too. */
export const releaseAccept = (writer: Writer, submissionId: string, at: number): void => {
  writer.run(sql`
    UPDATE outbox SET next_at = ${at} WHERE subject_id = ${submissionId} AND state = 'pending' AND next_at = ${HELD}`);
};

/** A reply ready to be enqueued: everything in it is encrypted for the applicant's side. */
export type PreparedReply = {
  readonly destinationId: string;
  readonly fitCaseId: string;
  /** Our request id; at most one reply per request. */
  readonly subjectId: string;
  readonly sealed: SealedReply;
};

const sealedReply = z.object({
  metadata: z.string(),
  data: z.string(),
  attachments: z.array(z.object({ attachmentId: z.string(), content: z.string() })),
});

/**
 * Enqueues a prepared reply; in the transaction that journals the request.
 *
 * @param at UTC milliseconds from which on it may be sent; later than now while it can still be taken back
 */
export const enqueueReply = (
  writer: Writer,
  reply: PreparedReply,
  facts: { id: string; at: number; createdAt: number },
): void => {
  writer.run(sql`INSERT INTO outbox
      (id, kind, destination_id, fit_case_id, subject_id, body, state, next_at, created_at)
    VALUES (${facts.id}, 'reply', ${reply.destinationId}, ${reply.fitCaseId}, ${reply.subjectId},
      ${JSON.stringify(reply.sealed)}, 'pending', ${facts.at}, ${facts.createdAt})`);
};

/** The encrypted parts of a reply row. */
export const sealedReplyOf = (row: OutboxRow): SealedReply => sealedReply.parse(JSON.parse(row.body));

/** Notes what the service already took of a reply. */
export const saveProgress = (writer: Writer, id: string, progress: ReplyProgress): void => {
  writer.run(sql`UPDATE outbox SET progress = ${JSON.stringify(progress)} WHERE id = ${id}`);
};

/** Makes everything that waits for its next attempt due: a person asked for it. Held accepts stay held. */
export const hurry = (writer: Writer, now: number): void => {
  writer.run(
    sql`UPDATE outbox SET next_at = ${now} WHERE state = 'pending' AND next_at > ${now} AND next_at < ${HELD}`,
  );
};

/** Notes a failed attempt and when to try again. */
export const postpone = (writer: Writer, id: string, code: string, nextAt: number): void => {
  writer.run(sql`
    UPDATE outbox SET attempts = attempts + 1, trouble = ${code}, next_at = ${nextAt} WHERE id = ${id} AND state = 'pending'`);
};

/** Ends a row. What was sent goes with it: the encrypted body is of no use any more, a signed accept stays as proof. */
export const finish = (
  writer: Writer,
  id: string,
  state: Exclude<OutboxState, 'pending'>,
  at: number,
  trouble: string | null,
): void => {
  writer.run(sql`
    UPDATE outbox SET state = ${state}, done_at = ${at}, trouble = ${trouble},
      body = CASE WHEN kind = 'reply' AND ${state} = 'done' THEN '' ELSE body END
    WHERE id = ${id}`);
};
