import { ok, refuse } from '../../../shared/contract/call.ts';
import type { Announcement } from '../../../shared/contract/events.ts';
import { rejectionNearness, troubleClass } from '../../../shared/domain/intake-troubles.ts';
import { destinations } from '../delivery/destination.ts';
import type { Settlement } from '../delivery/outbox.ts';
import { hurry, type OutboxRow, outboxCounts, outboxRow } from '../delivery/outbox-rows.ts';
import { systemActor } from '../journal/entry.ts';
import { errorFacts } from '../log.ts';
import type { ModuleHandlers } from '../runtime.ts';
import { type Reader, sql } from '../store/database.ts';
import type { SecondCopyState } from '../store/second-copy.ts';
import { eingangAcknowledged, rejectionEnded } from './entries.ts';
import { addFiles, createCase } from './manual-entry.ts';
import { rejectSubmission } from './reject.ts';
import { type RoundDeps, runRound } from './round.ts';
import { createScheduler } from './scheduler.ts';
import { endTrouble, listTroubles, noteTrouble } from './troubles.ts';

export type IntakeDeps = RoundDeps & {
  readonly secondCopy: { state(): SecondCopyState };
  readonly announce: (announcement: Announcement) => void;
  /** Policy `fetchIntervalMinutes`. */
  readonly intervalMinutes: number;
  /** Milliseconds from {@link createIntake}'s start to the first round; for tests. */
  readonly firstRoundMs?: number;
};

const eingangOf = (reader: Reader, submissionId: string): string | undefined =>
  reader.get<{ id: string }>(sql`SELECT id FROM eingang WHERE submission_id = ${submissionId}`)?.id;

const outcomeOf = (settlement: Settlement): 'accepted' | 'accepted-elsewhere' | 'rejected' | 'refused' => {
  if (settlement.state === 'conflict') return settlement.code;
  return settlement.state === 'done' ? 'accepted' : 'refused';
};

/** What is told when an accept of ours did not end as it should. */
const TROUBLE_OF_OUTCOME = {
  refused: 'service-error',
  rejected: 'rejected-by-service',
  'accepted-elsewhere': 'accepted-elsewhere',
} as const;

/** Journals how the accept of a submission ended, in the transaction that ends the outbox row. */
const journalAccepts = (deps: IntakeDeps): void => {
  deps.outbox.onSettled('accept-submission', (row: OutboxRow, settlement, mark) => {
    deps.journal.change(systemActor(deps.workstation), (change) => {
      mark(change.writer);
      const eingangId = eingangOf(change.writer, row.subjectId);
      const outcome = outcomeOf(settlement);
      if (eingangId !== undefined) {
        change.append(eingangAcknowledged, null, { eingangId, submissionId: row.subjectId, outcome, jti: row.jti });
      }
      if (outcome === 'accepted') endTrouble(change, row.subjectId, 'acknowledged');
      else {
        noteTrouble(change, {
          submissionId: row.subjectId,
          destinationId: row.destinationId,
          code: TROUBLE_OF_OUTCOME[outcome],
          part: null,
        });
      }
      change.announce('intake', []);
    });
  });
};

const rejectionOutcome = (
  settlement: Settlement,
): 'rejected' | 'rejected-otherwise' | 'accepted-elsewhere' | 'refused' => {
  if (settlement.state === 'done') return 'rejected';
  if (settlement.state === 'refused') return 'refused';
  return settlement.code === 'rejected' ? 'rejected-otherwise' : 'accepted-elsewhere';
};

/** Journals how an ordered rejection ended, in the transaction that ends the outbox row. */
const journalRejections = (deps: IntakeDeps): void => {
  deps.outbox.onSettled('reject-submission', (row: OutboxRow, settlement, mark) => {
    deps.journal.change(systemActor(deps.workstation), (change) => {
      mark(change.writer);
      const outcome = rejectionOutcome(settlement);
      change.append(rejectionEnded, null, { submissionId: row.subjectId, outcome, jti: row.jti });
      if (outcome === 'accepted-elsewhere') {
        const { subjectId: submissionId, destinationId } = row;
        noteTrouble(change, { submissionId, destinationId, code: outcome, part: null });
      } else endTrouble(change, row.subjectId, 'rejected');
      change.announce('intake', []);
    });
  });
};

/** Every way in: collects from the central services by schedule, takes files and cases by hand (ARCHITECTURE §6). */
export const createIntake = (deps: IntakeDeps) => {
  journalAccepts(deps);
  journalRejections(deps);
  let shownCounts = '';
  const scheduler = createScheduler({
    round: (onProgress, signal) => runRound(deps, onProgress, signal),
    sendDue: async (signal) => {
      try {
        const ended = await deps.outbox.sendDue(signal);
        // What waits and what does not get through is told as well as what was sent.
        const counts = JSON.stringify(outboxCounts(deps.db));
        if (ended > 0 || counts !== shownCounts) deps.announce({ topic: 'intake', ids: [] });
        shownCounts = counts;
      } catch (error) {
        deps.log('outbox-failed', errorFacts(error));
      }
    },
    intervalMinutes: deps.intervalMinutes,
    clock: deps.clock,
    changed: () => deps.announce({ topic: 'intake', ids: [] }),
    failed: (error) => deps.log('intake-failed', errorFacts(error)),
    ...(deps.firstRoundMs === undefined ? {} : { firstRoundMs: deps.firstRoundMs }),
  });

  const handlers: ModuleHandlers<'intake'> = {
    status: () => {
      const { db } = deps;
      const { view } = scheduler;
      const connected = destinations(db);
      const successes = connected.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []);
      const calm = view.started ? 'idle' : 'paused';
      const troubled = connected.some(({ trouble }) => trouble !== null);
      const state = connected.length === 0 ? 'not-connected' : view.running ? 'running' : troubled ? 'trouble' : calm;
      return ok({
        state,
        lastAttemptAt: view.lastAttemptAt,
        // The oldest of the destinations': the line must not look fresher than its weakest connection.
        lastSuccessAt: successes.length === connected.length && successes.length > 0 ? Math.min(...successes) : null,
        nextAttemptAt: view.nextAttemptAt,
        progress: view.progress,
        newSinceSignIn: view.newSinceStart,
        waiting: view.waiting,
        troubles: listTroubles(db).map((trouble) => ({
          ...trouble,
          nearness:
            trouble.submissionId === null || troubleClass(trouble.code) === 'ended'
              ? ('none' as const)
              : rejectionNearness(trouble.waitingSince, deps.clock()),
          rejecting: trouble.submissionId !== null && outboxRow(db, trouble.submissionId)?.kind === 'reject-submission',
        })),
        outbox: outboxCounts(db),
        secondCopy: deps.secondCopy.state(),
      });
    },
    fetchNow: () => {
      if (deps.services.destinationIds().length === 0) return refuse('not-connected');
      deps.db.transaction((writer) => hurry(writer, deps.clock()));
      return ok({ started: scheduler.runNow() });
    },
    reject: ({ actor }, request) => rejectSubmission(deps, actor, request),
    cancelFetch: () => {
      scheduler.cancel();
      return ok({});
    },
    createCase: ({ actor }, request) => createCase(deps, actor, request),
    addFiles: ({ actor }, request) => addFiles(deps, actor, request),
  };

  return {
    handlers,
    /** After sign-in: polling begins. */
    start: () => scheduler.start(),
    /** Before lock and quit: polling ends, the step under way reaches its durable boundary. */
    stop: () => scheduler.stop(),
    /** Waits for the running round. */
    settled: () => scheduler.settled(),
  };
};
