import type { ServiceContext } from '../service-context.ts';
import type { CaseRecord, Delivery } from '../state/case-record.ts';
import { required } from './deliveries.ts';
import { appendServiceEvent } from './event-log.ts';
import { isReadable } from './lifecycle.ts';

const DAY = 86_400_000;
const UNSUBMITTED_DAYS = 1;
const RECEIPT_DAYS = 14;
const RETENTION_DAYS = 7;
const CASE_DAYS = 730;

/** UNCONFIRMED spelling: the problem the service names when it rejects after the deadline (PROTOCOL §9.1). */
const DEADLINE_PROBLEM = {
  type: 'https://schema.fitko.de/fit-connect/events/problems/timeout',
  title: 'Frist abgelaufen',
  detail: 'Die Einreichung wurde nicht innerhalb von 14 Tagen bestätigt.',
  instance: 'other',
};

/**
 * Does what the service does by itself as time passes (PROTOCOL §10): removes deliveries never submitted after 1 day,
 * rejects after 14 days without a receipt, deletes content 7 days after the receipt (so day 21 after such a rejection)
 * and whole cases 730 days after their last event. Events carry the moment they were due, not the moment of the sweep.
 */
export async function applyDeadlines(service: ServiceContext): Promise<void> {
  const now = service.clock.now();
  for (const record of service.cases.all()) {
    if (record.deliveries.some((delivery) => isDue(delivery, now)))
      await service.cases.change(record.caseId, (draft) => advanceCase(service, draft, now));
    const current = service.cases.get(record.caseId);
    if (!current) continue;
    const lastEvent = Math.max(0, ...current.eventLog.map((event) => event.iat * 1000));
    if (current.deliveries.length === 0 || now - lastEvent >= CASE_DAYS * DAY) {
      await service.cases.remove(record.caseId);
      for (const delivery of record.deliveries) await service.content.removeAll(delivery);
    }
  }
}

function isDue(delivery: Delivery, now: number): boolean {
  return nextDeadline(delivery) <= now;
}

function nextDeadline({ state, createdAt, submittedAt = createdAt, finishedAt = submittedAt }: Delivery): number {
  if (state === 'incomplete') return createdAt + UNSUBMITTED_DAYS * DAY;
  if (isReadable(state)) return submittedAt + RECEIPT_DAYS * DAY;
  return state === 'deleted' ? Number.POSITIVE_INFINITY : finishedAt + RETENTION_DAYS * DAY;
}

async function advanceCase(service: ServiceContext, draft: CaseRecord, now: number): Promise<void> {
  const due = draft.deliveries.filter((delivery) => isDue(delivery, now)).map(({ kind, id }) => ({ kind, id }));
  for (const { kind, id } of due) {
    const delivery = required(draft, kind, id);
    if (delivery.state === 'incomplete') {
      draft.deliveries = draft.deliveries.filter((other) => other !== delivery);
      await service.content.removeAll(delivery);
      continue;
    }
    if (isReadable(delivery.state)) {
      const at = nextDeadline(delivery);
      delivery.state = 'rejected';
      delivery.finishedAt = at;
      await appendServiceEvent(service.identity, draft, delivery, 'reject', { problems: [DEADLINE_PROBLEM] }, at);
    }
    if (isDue(delivery, now)) {
      const at = nextDeadline(delivery);
      delivery.state = 'deleted';
      await appendServiceEvent(service.identity, draft, delivery, 'delete', {}, at);
      await service.content.removeAll(delivery);
    }
  }
}
