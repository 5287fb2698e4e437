import { passed } from '../steps.ts';
import type { OpenDatabase, Writer } from '../store/database.ts';
import { recordContact, recordTrouble } from './destination.ts';
import {
  dueRows,
  finish,
  type OutboxKind,
  type OutboxRow,
  outboxRow,
  type PreparedReply,
  postpone,
  type ReplyProgress,
  saveProgress,
  sealedReplyOf,
  unansweredReplies,
} from './outbox-rows.ts';
import { type CaseEvent, type CentralService, DeliveryError, type ReplyContent } from './port.ts';
import { troubleOf } from './trouble-codes.ts';

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Afterwards the service itself has rejected or deleted the reply (PROTOCOL §10). */
const REPLY_WATCH_MS = 21 * 24 * 3600_000;

/** How a row ended. `accepted-elsewhere`: the log holds an accept that is not ours. */
export type Settlement =
  | { readonly state: 'done' }
  | { readonly state: 'conflict'; readonly code: 'accepted-elsewhere' | 'rejected' }
  | { readonly state: 'refused'; readonly code: string };

/**
 * Called when a row ends. It must call `mark` inside the transaction in which it journals, so that both are written
 * or neither; a crash before leads to another attempt, whose outcome the event log tells.
 */
export type SettledHook = (row: OutboxRow, settlement: Settlement, mark: (writer: Writer) => void) => void;

/** Called when the applicant's side took or refused a delivered reply; same rule for `mark`. */
export type ReplyAnsweredHook = (
  row: OutboxRow,
  outcome: 'accepted' | 'rejected',
  at: number,
  mark: (writer: Writer) => void,
) => void;

export type Outbox = {
  onSettled(kind: OutboxKind, hook: SettledHook): void;
  onReplyAnswered(hook: ReplyAnsweredHook): void;
  /** Encrypts a reply for the applicant's side; before the transaction, because it takes a while. */
  prepareReply(
    target: { destinationId: string; fitCaseId: string; subjectId: string },
    content: ReplyContent,
  ): Promise<PreparedReply>;
  /** Sends what is due, one row after the other; one run at a time. Answers how many rows ended. */
  sendDue(signal?: AbortSignal): Promise<number>;
  /** Looks into the event logs of delivered replies for the answer of the applicant's side. */
  watchReplies(signal?: AbortSignal): Promise<void>;
};

type Options = {
  db: OpenDatabase;
  /** The service of a destination; `undefined` when it is not connected any more. */
  service: (destinationId: string) => CentralService | undefined;
  clock: () => number;
  log: (event: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
};

const settlementOf = (row: OutboxRow, events: readonly CaseEvent[]): Settlement | undefined => {
  if (row.kind === 'reply') {
    const { replyId } = row.progress;
    const submitted = events.some(
      ({ subject, subjectId, action }) => subject === 'reply' && subjectId === replyId && action === 'submit',
    );
    return submitted ? { state: 'done' } : undefined;
  }
  for (const event of events) {
    if (event.subject !== 'submission' || event.subjectId !== row.subjectId) continue;
    if (event.action === 'accept') {
      return event.jti === row.jti ? { state: 'done' } : { state: 'conflict', code: 'accepted-elsewhere' };
    }
    if (event.action === 'reject') {
      return event.jti === row.jti ? { state: 'done' } : { state: 'conflict', code: 'rejected' };
    }
  }
  return undefined;
};

/** Faults after which the service may all the same have taken what we sent: the event log decides (PROTOCOL §8.6). */
const DOUBTFUL = new Set([
  'unreachable',
  'slow',
  'server-error',
  'conflict',
  'not-found',
  'content-wrong',
  'answer-unexpected',
]);

/**
 * The durable queue of everything that goes out: accepts as finished signed events, replies as finished encrypted
 * parts. Sending again is sending the same; delivery owns the table, intake and requests only enqueue.
 */
export const createOutbox = ({ db, service, clock, log }: Options): Outbox => {
  const settledHooks = new Map<OutboxKind, SettledHook>();
  let answeredHook: ReplyAnsweredHook | undefined;
  let running: Promise<number> | undefined;

  /** The row with what was noted of it since it was read. */
  const fresh = (row: OutboxRow): OutboxRow => outboxRow(db, row.subjectId) ?? row;

  const settle = (row: OutboxRow, settlement: Settlement): void => {
    const at = clock();
    const trouble = settlement.state === 'done' ? null : settlement.code;
    const mark = (writer: Writer): void => {
      finish(writer, row.id, settlement.state, at, trouble);
      recordContact(writer, row.destinationId, at);
    };
    const hook = settledHooks.get(row.kind);
    if (hook === undefined) db.transaction(mark);
    else hook(fresh(row), settlement, mark);
    if (row.kind !== 'reject-submission') passed(row.kind === 'reply' ? 'reply.ended' : 'accept.ended');
    log('outbox-settled', { kind: row.kind, id: row.id, state: settlement.state });
  };

  const later = (row: OutboxRow, code: string, retryAfterMs: number | null): void => {
    const now = clock();
    const pause =
      Math.min(FIRST_PAUSE_MS * 2 ** Math.min(row.attempts, 10), LONGEST_PAUSE_MS) * (0.8 + Math.random() * 0.4);
    db.transaction((writer) => {
      postpone(writer, row.id, code, Math.round(now + Math.max(pause, retryAfterMs ?? 0)));
      recordTrouble(writer, row.destinationId, code, now);
    });
    log('outbox-postponed', { kind: row.kind, id: row.id, code });
  };

  const sendReply = async (row: OutboxRow, to: CentralService, signal?: AbortSignal): Promise<void> => {
    const sealed = sealedReplyOf(row);
    let progress: ReplyProgress = row.progress;
    const note = (next: ReplyProgress): void => {
      progress = next;
      db.transaction((writer) => saveProgress(writer, row.id, next));
    };
    let { replyId } = progress;
    if (replyId === undefined) {
      ({ replyId } = await to.announceReply(
        row.fitCaseId,
        sealed.attachments.map(({ attachmentId }) => attachmentId),
        signal,
      ));
      passed('reply.announced');
      note({ ...progress, replyId });
      passed('reply.announcement-noted');
    }
    for (const { attachmentId, content } of sealed.attachments) {
      signal?.throwIfAborted();
      if (progress.uploaded.includes(attachmentId)) continue;
      await to.uploadReplyAttachment(replyId, attachmentId, content, signal);
      passed('reply.uploaded');
      note({ ...progress, uploaded: [...progress.uploaded, attachmentId] });
      passed('reply.upload-noted');
    }
    if (!progress.submitted) {
      await to.submitReply(replyId, sealed, signal);
      passed('reply.submitted');
      note({ ...progress, submitted: true });
      passed('reply.submission-noted');
    }
  };

  /** Asks the event log what became of a row whose last answer is in doubt; `undefined` when it says nothing. */
  const fromLog = async (row: OutboxRow, to: CentralService, signal?: AbortSignal): Promise<Settlement | undefined> => {
    try {
      return settlementOf(fresh(row), (await to.caseLog(row.fitCaseId, signal)).events);
    } catch (error) {
      if (error instanceof DeliveryError) return undefined;
      throw error;
    }
  };

  const send = async (row: OutboxRow, signal?: AbortSignal): Promise<boolean> => {
    const to = service(row.destinationId);
    if (to === undefined) {
      later(row, 'not-connected', null);
      return false;
    }
    try {
      // A row that failed before may have been taken all the same: look before sending again.
      // A rejection destroys: the log is asked even before the first attempt.
      const doubtful = row.attempts > 0 || row.kind === 'reject-submission';
      const known = doubtful ? await fromLog(row, to, signal) : undefined;
      if (known !== undefined) {
        settle(row, known);
        return true;
      }
      if (row.kind === 'reply') await sendReply(row, to, signal);
      else if (row.kind === 'reject-submission') await to.postEvent(row.fitCaseId, row.body, signal);
      else {
        passed('accept.sending');
        await to.postEvent(row.fitCaseId, row.body, signal);
        passed('accept.sent');
      }
      settle(row, { state: 'done' });
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const outcome = DOUBTFUL.has(error.fault) ? await fromLog(row, to, signal) : undefined;
      if (outcome !== undefined) {
        settle(row, outcome);
        return true;
      }
      if (error.fault === 'not-found' && row.kind === 'reply') {
        // A reply announced but not submitted is removed after a day (PROTOCOL §10): announce it anew next time.
        db.transaction((writer) => saveProgress(writer, row.id, { uploaded: [], submitted: false }));
      }
      // An accept is never given up: without it the service would take the application for undelivered.
      if (row.kind === 'reply' && error.fault === 'content-wrong' && row.attempts >= 2) {
        settle(row, { state: 'refused', code: troubleOf(error) });
        return true;
      }
      later(row, troubleOf(error), error.retryAfterMs);
      return false;
    }
  };

  const sendAll = async (signal?: AbortSignal): Promise<number> => {
    let ended = 0;
    for (const row of dueRows(db, clock())) {
      if (signal?.aborted === true) break;
      try {
        if (await send(row, signal)) ended += 1;
      } catch (error) {
        if (error instanceof Error && error.name === 'AbortError') throw error;
        // One row that cannot be handled must not keep the others from leaving.
        db.transaction((writer) => postpone(writer, row.id, 'unexpected', clock() + LONGEST_PAUSE_MS));
        log('outbox-row-failed', {
          kind: row.kind,
          id: row.id,
          error: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
    return ended;
  };

  return {
    onSettled: (kind, hook) => {
      settledHooks.set(kind, hook);
    },
    onReplyAnswered: (hook) => {
      answeredHook = hook;
    },
    async prepareReply(target, content) {
      const to = service(target.destinationId);
      if (to === undefined) throw new DeliveryError('unreachable');
      return { ...target, sealed: await to.sealReply(content) };
    },
    sendDue: (signal) => {
      running ??= sendAll(signal).finally(() => {
        running = undefined;
      });
      return running;
    },
    async watchReplies(signal) {
      for (const row of unansweredReplies(db, clock() - REPLY_WATCH_MS)) {
        signal?.throwIfAborted();
        const events = (await service(row.destinationId)?.caseLog(row.fitCaseId, signal))?.events ?? [];
        const answer = events.find(
          ({ subject, subjectId, action }) =>
            subject === 'reply' && subjectId === row.progress.replyId && (action === 'accept' || action === 'reject'),
        );
        if (answer === undefined) continue;
        const outcome = answer.action === 'accept' ? 'accepted' : 'rejected';
        const mark = (writer: Writer): void =>
          saveProgress(writer, row.id, { ...row.progress, outcome, outcomeAt: answer.at });
        if (answeredHook === undefined) db.transaction(mark);
        else answeredHook(row, outcome, answer.at, mark);
        passed('reply.answer-noted');
      }
    },
  };
};
