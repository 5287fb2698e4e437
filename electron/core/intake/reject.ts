import { ok, refuse } from '../../../shared/contract/call.ts';
import type { RequestOf, ResultOf } from '../../../shared/contract/contract.ts';
import { type ProblemKind, rejectableProblem } from '../../../shared/domain/intake-troubles.ts';
import { enqueueReject } from '../delivery/outbox-rows.ts';
import { type CentralService, DeliveryError, type FetchedSubmission } from '../delivery/port.ts';
import type { Actor } from '../journal/entry.ts';
import { collectAttachments } from './collect-attachments.ts';
import { demandSpace } from './demand-space.ts';
import { rejectionOrdered } from './entries.ts';
import { IntakeStop } from './intake-stop.ts';
import { isSettled } from './keep.ts';
import { proveSubmission } from './prove.ts';
import type { RoundDeps } from './round.ts';
import { listTroubles } from './troubles.ts';

/**
 * Fetches and proves a submission from the beginning, keeping nothing; answers why it does not hold, or `undefined`
 * when it does.
 */
const proveAgain = async (
  deps: RoundDeps,
  service: CentralService,
  submission: FetchedSubmission,
): Promise<IntakeStop | undefined> => {
  try {
    const proved = await proveSubmission(submission, service, await service.offer());
    const tools = { ...deps, demandSpace: () => demandSpace(deps) };
    const attachments = await collectAttachments(proved, service, tools);
    await deps.crypto.discardDocuments({ ids: attachments.map(({ file }) => file.id) });
    return undefined;
  } catch (error) {
    if (error instanceof IntakeStop) return error;
    // Two submits are a flaw of the log and thrown as such; every other fault of the service proves nothing.
    if (error instanceof DeliveryError && error.flaw === 'submits') return new IntakeStop('event-log-submits');
    throw error;
  }
};

/** The payload schema our event mirrors; the usual one when the log itself is what does not hold. */
const payloadSchemaOf = async (service: CentralService, fitCaseId: string): Promise<string | null> => {
  try {
    return (await service.caseLog(fitCaseId)).payloadSchema;
  } catch (error) {
    if (error instanceof DeliveryError && error.fault === 'event-log-invalid') return null;
    throw error;
  }
};

/**
 * Orders the rejection of a submission that a person confirmed. Only what is provably broken can be rejected, and it is
 * proved anew at this moment: a reason that has gone or changed is told instead (SECURITY F2). The finished event goes
 * to the outbox in the transaction that journals who ordered it; the event log is asked before it is sent.
 */
export const rejectSubmission = async (
  deps: RoundDeps,
  actor: Actor,
  { submissionId, code }: RequestOf<'intake', 'reject'>,
): Promise<ResultOf<'intake', 'reject'>> => {
  const trouble = listTroubles(deps.db).find((waiting) => waiting.submissionId === submissionId);
  if (trouble === undefined || isSettled(deps.db, submissionId)) return refuse('submission-not-waiting');
  const problem: ProblemKind | null = rejectableProblem(trouble.code);
  if (problem === null) return refuse('reason-not-provable');
  if (trouble.code !== code) return refuse('reason-changed');
  const service = deps.services.of(trouble.destinationId);
  if (service === undefined) return refuse('not-connected');
  try {
    const submission = await service.fetchSubmission(submissionId);
    const stop = await proveAgain(deps, service, submission);
    if (stop?.trouble !== code) return refuse('reason-changed');
    const { fitCaseId, destinationId } = submission;
    const schema = await payloadSchemaOf(service, fitCaseId);
    const { part } = stop;
    const event = await service.prepareReject(submission, { kind: problem, part }, schema);
    return deps.journal.change(actor, (change) => {
      // Meanwhile a round may have kept it after all.
      if (isSettled(deps.db, submissionId)) return refuse('submission-not-waiting');
      const id = deps.newId();
      enqueueReject(change.writer, { id, destinationId, fitCaseId, submissionId, ...event, at: change.at });
      change.append(rejectionOrdered, null, { submissionId, destinationId, code, part, problem, jti: event.jti });
      change.announce('intake', []);
      return ok({});
    });
  } catch (error) {
    if (error instanceof DeliveryError) return refuse('service-not-reached');
    throw error;
  }
};
