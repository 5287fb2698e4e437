import { required } from '../delivery/deliveries.ts';
import { appendServiceEvent } from '../delivery/event-log.ts';
import { isReadable, stateAfter } from '../delivery/lifecycle.ts';
import { checkEventPayload, checkSet, type SetAuthor } from '../delivery/set-check.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { pageOf } from '../http/paging.ts';
import { HttpProblem } from '../http/problem.ts';
import { demandContentType, readText } from '../http/request-body.ts';
import type { ApiRequest, Route } from '../http/routes.ts';
import type { DeliveryKind, LoggedEvent } from '../state/case-record.ts';
import type { Destination } from '../state/service-identity.ts';
import { senderAuthor } from '../unconfirmed/sender-receipts.ts';
import { demandCase, demandClient, demandDelivery, demandDestination } from './access.ts';

function logAnswer(events: LoggedEvent[], query: URLSearchParams): Answer {
  const { page, counters } = pageOf(events, query);
  return jsonAnswer(200, { ...counters, eventLog: page.map(({ set }) => set) });
}

async function readCaseLog(request: ApiRequest): Promise<Answer> {
  return logAnswer(demandCase(request, request.parameter('caseId')).eventLog, request.query);
}

function readDeliveryLog(kind: DeliveryKind) {
  return async (request: ApiRequest): Promise<Answer> => {
    const delivery = demandDelivery(request, kind, request.parameter('deliveryId'));
    const log = demandCase(request, delivery.caseId).eventLog;
    const subject = `${kind}:${delivery.id}`;
    return logAnswer(
      log.filter((event) => event.sub.toLowerCase() === subject),
      request.query,
    );
  };
}

async function postEvent(request: ApiRequest): Promise<Answer> {
  const { service, dialect } = request;
  const client = demandClient(request);
  const record = demandCase(request, request.parameter('caseId'));
  demandContentType(request.request, 'application/jose');
  const compact = (await readText(request.request, service.limits.eventBytes)).trim();
  const author =
    client.role === 'sender'
      ? senderAuthor(client)
      : destinationAuthor(demandDestination(request, record.destinationId));
  const set = await checkSet(compact, record, author, dialect);

  await service.cases.change(record.caseId, async (draft) => {
    const delivery = required(draft, set.kind, set.deliveryId);
    const next = stateAfter(delivery.state, set.event);
    if (!next) throw new HttpProblem('event-state-conflict', `${set.event} is not possible in state ${delivery.state}`);
    if (draft.eventLog.some(({ jti }) => jti === set.jti))
      throw new HttpProblem('event-invalid', 'jti was used before', { issue: 'jti' });
    checkEventPayload(set, delivery);
    const now = service.clock.now();
    delivery.state = next;
    if (!isReadable(next)) delivery.finishedAt = now;
    if (client.role === 'sender' && service.receipts.mode === 'on-behalf')
      await appendServiceEvent(service.identity, draft, delivery, set.event, set.payload, now);
    else draft.eventLog.push({ jti: set.jti, iat: set.iat, sub: set.sub, uri: set.uri, set: compact });
  });
  return { status: 204 };
}

function destinationAuthor(destination: Destination): SetAuthor {
  return {
    issuer: destination.destinationId,
    keys: destination.keys,
    events: [
      { event: 'accept', kind: 'submission' },
      { event: 'reject', kind: 'submission' },
      { event: 'forward', kind: 'submission' },
    ],
  };
}

/** The event log of a case, of one submission and of one reply, and posting receipts (PROTOCOL §8.1, §7.2). */
export const eventRoutes: Route[] = [
  { method: 'GET', path: '/cases/:caseId/events', access: 'any', handle: readCaseLog },
  { method: 'POST', path: '/cases/:caseId/events', access: 'any', handle: postEvent },
  {
    method: 'GET',
    path: '/submissions/:deliveryId/events',
    access: 'any',
    handle: readDeliveryLog('submission'),
  },
  { method: 'GET', path: '/replies/:deliveryId/events', access: 'any', handle: readDeliveryLog('reply') },
];
