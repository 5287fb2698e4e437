import { concernsDestination } from '../../../shared/domain/intake-troubles.ts';
import type { CryptoPool } from '../crypto/crypto-pool.ts';
import { recordContact, recordTrouble } from '../delivery/destination.ts';
import type { Outbox } from '../delivery/outbox.ts';
import type { CentralService, DestinationOffer, WaitingSubmission } from '../delivery/port.ts';
import type { Services } from '../delivery/services.ts';
import { systemActor } from '../journal/entry.ts';
import { errorFacts } from '../log.ts';
import { passed } from '../steps.ts';
import type { OpenDatabase } from '../store/database.ts';
import { collectAttachments } from './collect-attachments.ts';
import { demandSpace } from './demand-space.ts';
import { IntakeStop, stopOf } from './intake-stop.ts';
import { isSettled, keepSubmission } from './keep.ts';
import type { Press } from './press-client.ts';
import { proveSubmission } from './prove.ts';
import { type ReleaseDeps, releaseHeld } from './release.ts';
import { endTrouble, forgetGone, noteTrouble } from './troubles.ts';

export type Progress = { step: 'list' | 'collect' | 'prove' | 'keep' | 'acknowledge'; done: number; total: number };

export type RoundDeps = ReleaseDeps & {
  readonly db: OpenDatabase;
  readonly crypto: CryptoPool;
  readonly press: Press;
  readonly services: Services;
  readonly outbox: Outbox;
  readonly documentsFolder: string;
  readonly newId: () => string;
  readonly log: (event: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
};

export type RoundOutcome = {
  /** Submissions that wait at the services and are not kept here. */
  waiting: number;
  kept: number;
  /** Whether every destination answered. */
  reached: boolean;
};

/** One submission on its way in: prove, collect, keep. Nothing of a failed attempt stays. */
const takeIn = async (
  deps: RoundDeps,
  service: CentralService,
  offer: DestinationOffer,
  waiting: WaitingSubmission,
  step: (step: Progress['step']) => void,
  signal: AbortSignal,
): Promise<void> => {
  await demandSpace(deps);
  step('collect');
  const submission = await service.fetchSubmission(waiting.submissionId, signal);
  passed('collect.fetched');
  step('prove');
  const proved = await proveSubmission(submission, service, offer, signal);
  passed('collect.proved');
  step('collect');
  const attachments = await collectAttachments(
    proved,
    service,
    { ...deps, demandSpace: () => demandSpace(deps) },
    signal,
  );
  passed('collect.attachments-kept');
  try {
    const accept = await service.prepareAccept(submission, proved.tags, proved.log.payloadSchema);
    step('keep');
    deps.journal.change(systemActor(deps.workstation), (change) =>
      keepSubmission(change, proved, attachments, accept, deps.newId),
    );
    passed('keep.committed');
  } catch (error) {
    // Commit failures leave it open whether rows refer to the files; then the files stay (SECURITY L4).
    if (error instanceof IntakeStop)
      await deps.crypto.discardDocuments({ ids: attachments.map(({ file }) => file.id) });
    throw error;
  }
};

const FULL = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/** An error nobody foresaw stops one submission, not the round; the log names its place for us. */
const unforeseen = (error: unknown): IntakeStop => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return new IntakeStop(FULL.includes(code) ? 'storage-full' : 'storage-trouble');
};

/**
 * One round over all destinations: list → per submission prove, collect, keep → release what is safe → send what is
 * due. A trouble stays with its submission or destination and never stops the others. Cancelled between submissions.
 */
export const runRound = async (
  deps: RoundDeps,
  onProgress: (progress: Progress | null) => void,
  signal: AbortSignal,
): Promise<RoundOutcome> => {
  const { db, log } = deps;
  const outcome: RoundOutcome = { waiting: 0, kept: 0, reached: true };

  const stumble = (error: unknown, destinationId: string, submissionId: string | null): IntakeStop => {
    const known = stopOf(error);
    if (known === undefined) log('intake-unforeseen', errorFacts(error));
    const stop = known ?? unforeseen(error);
    const ofConnection = submissionId === null || concernsDestination(stop.trouble);
    deps.journal.change(systemActor(deps.workstation), (change) => {
      const { trouble: code, part, submittedAt } = stop;
      noteTrouble(change, { submissionId: ofConnection ? null : submissionId, destinationId, code, part, submittedAt });
      if (ofConnection) recordTrouble(change.writer, destinationId, code, change.at);
    });
    log('intake-trouble', { destinationId, submissionId, code: stop.trouble, part: stop.part });
    return stop;
  };

  const collect = async (destinationId: string, service: CentralService): Promise<void> => {
    const listed = await service.listWaiting(signal);
    const offer = await service.offer(signal);
    deps.journal.change(systemActor(deps.workstation), (change) => {
      recordContact(change.writer, destinationId, change.at);
      endTrouble(change, destinationId, 'passed');
      forgetGone(
        change,
        destinationId,
        listed.map(({ submissionId }) => submissionId),
      );
    });
    passed('collect.listed');
    const open = listed.filter(({ submissionId }) => !isSettled(db, submissionId));
    for (const [done, waiting] of open.entries()) {
      if (signal.aborted) {
        outcome.waiting += open.length - done;
        return;
      }
      const step = (name: Progress['step']): void => onProgress({ step: name, done, total: open.length });
      try {
        await takeIn(deps, service, offer, waiting, step, signal);
        outcome.kept += 1;
        log('intake-kept', { submissionId: waiting.submissionId });
      } catch (error) {
        if (signal.aborted) {
          outcome.waiting += open.length - done;
          return;
        }
        const stop = stumble(error, destinationId, waiting.submissionId);
        outcome.waiting += 1;
        if (concernsDestination(stop.trouble)) {
          outcome.waiting += open.length - done - 1;
          outcome.reached = false;
          return;
        }
      }
      // Acknowledge early: a long list must not leave the first application unconfirmed until the last one is in.
      onProgress({ step: 'acknowledge', done, total: open.length });
      await releaseHeld(deps, signal);
      await deps.outbox.sendDue(signal);
    }
  };

  try {
    for (const destinationId of deps.services.destinationIds()) {
      if (signal.aborted) break;
      onProgress({ step: 'list', done: 0, total: 0 });
      const service = deps.services.of(destinationId);
      if (service === undefined) continue;
      try {
        await collect(destinationId, service);
      } catch (error) {
        if (signal.aborted) break;
        outcome.reached = false;
        stumble(error, destinationId, null);
      }
    }
    if (!signal.aborted) {
      onProgress({ step: 'acknowledge', done: 0, total: 0 });
      await releaseHeld(deps, signal);
      await deps.outbox.sendDue(signal);
      if (outcome.reached) await watchReplies(deps, signal);
    }
    return outcome;
  } finally {
    onProgress(null);
  }
};

const watchReplies = async (deps: RoundDeps, signal: AbortSignal): Promise<void> => {
  try {
    await deps.outbox.watchReplies(signal);
  } catch (error) {
    if (!signal.aborted) deps.log('replies-not-watched', { code: stopOf(error)?.trouble ?? 'unforeseen' });
  }
};
