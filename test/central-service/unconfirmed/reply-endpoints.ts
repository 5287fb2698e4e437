import { z } from 'zod';
import { demandAssignment, demandClient, demandDelivery, demandDestination } from '../api/access.ts';
import { attachmentAnswer, demandReadable, encryptedContent, waitingDeliveries } from '../api/delivery-answers.ts';
import { announceDelivery, notifyByPolling, receiveAttachment, submitDelivery } from '../delivery/deliveries.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { pageOf } from '../http/paging.ts';
import { HttpProblem } from '../http/problem.ts';
import { readJson } from '../http/request-body.ts';
import type { ApiRequest, Route } from '../http/routes.ts';
import type { Delivery } from '../state/case-record.ts';

/*
 * UNCONFIRMED (PROTOCOL §11.3): only `GET /replies`, `GET /replies/{id}/events` and the notify event on listing are
 * documented. Paths, bodies and statuses below are inferred by symmetry with submissions. Also inferred: only the
 * receiving office writes replies, only the case's sender collects them, and a reply needs a submission that was
 * submitted before. Whether a sender may reply in turn is open; it may always send a further submission.
 */

const lowerUuid = z.guid().transform((id) => id.toLowerCase());
const createSchema = z.object({
  caseId: lowerUuid,
  announcedAttachments: z.array(lowerUuid),
  encryptionKid: z.string().min(8).max(64).optional(),
});
const submitSchema = z.object({ encryptedMetadata: z.string(), encryptedData: z.string().optional() });

async function create(request: ApiRequest): Promise<Answer> {
  const { service } = request;
  const client = demandClient(request);
  const body = await readJson(request.request, createSchema, service.limits.requestBytes);
  const record = service.cases.get(body.caseId);
  if (!record) throw new HttpProblem('case-not-found', 'there is no such case');
  demandAssignment(client, record.destinationId);
  if (!demandDestination(request, record.destinationId).replyChannels.fitConnect)
    throw new HttpProblem('reply-channel-not-offered', 'the destination offers no FIT-Connect replies');
  if (!record.deliveries.some(({ kind, submittedAt }) => kind === 'submission' && submittedAt !== undefined))
    throw new HttpProblem('case-not-found', 'nothing was submitted in this case');
  const reply = await announceDelivery(service, {
    kind: 'reply',
    caseId: body.caseId,
    destinationId: record.destinationId,
    authorClientId: client.clientId,
    announcedAttachments: body.announcedAttachments,
  });
  return jsonAnswer(201, { replyId: reply.id, caseId: reply.caseId });
}

async function putAttachment(request: ApiRequest): Promise<Answer> {
  const reply = demandDelivery(request, 'reply', request.parameter('replyId'));
  const attachmentId = request.parameter('attachmentId');
  await receiveAttachment(request.service, reply, attachmentId, request.request, request.dialect);
  return { status: 204 };
}

async function submit(request: ApiRequest): Promise<Answer> {
  const reply = demandDelivery(request, 'reply', request.parameter('replyId'));
  const content = await readJson(request.request, submitSchema, request.service.limits.requestBytes);
  const submitted = await submitDelivery(request.service, reply, content, request.dialect);
  return jsonAnswer(request.dialect.submitStatus, reduced(submitted));
}

async function list(request: ApiRequest): Promise<Answer> {
  const { service } = request;
  const { clientId } = demandClient(request);
  const mine = waitingDeliveries(service, 'reply').filter(
    ({ caseId }) => service.cases.get(caseId)?.senderClientId === clientId,
  );
  const { page, counters } = pageOf(mine, request.query);
  await notifyByPolling(service, page);
  const replies = page.map(({ id, caseId, destinationId }) => ({ replyId: id, caseId, destinationId }));
  return jsonAnswer(200, { ...counters, replies });
}

async function read(request: ApiRequest): Promise<Answer> {
  const reply = demandDelivery(request, 'reply', request.parameter('replyId'));
  demandReadable(reply);
  return jsonAnswer(200, { ...reduced(reply), ...(await encryptedContent(request.service, reply)) });
}

async function readAttachment(request: ApiRequest): Promise<Answer> {
  const reply = demandDelivery(request, 'reply', request.parameter('replyId'));
  return attachmentAnswer(request.service, reply, request.parameter('attachmentId'));
}

function reduced(reply: Delivery) {
  return {
    replyId: reply.id,
    caseId: reply.caseId,
    destinationId: reply.destinationId,
    attachments: reply.announced.filter((id) => reply.uploaded[id]),
  };
}

/** All reply endpoints except the event log (PROTOCOL §11.3); see the note above on what is inferred. */
export const replyRoutes: Route[] = [
  { method: 'POST', path: '/replies', access: 'subscriber', handle: create },
  { method: 'GET', path: '/replies', access: 'sender', handle: list },
  { method: 'PUT', path: '/replies/:replyId', access: 'subscriber', handle: submit },
  { method: 'GET', path: '/replies/:replyId', access: 'sender', handle: read },
  { method: 'PUT', path: '/replies/:replyId/attachments/:attachmentId', access: 'subscriber', handle: putAttachment },
  { method: 'GET', path: '/replies/:replyId/attachments/:attachmentId', access: 'sender', handle: readAttachment },
];
