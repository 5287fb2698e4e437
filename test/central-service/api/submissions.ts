import { z } from 'zod';
import type { ApiDialect } from '../api-version.ts';
import { announceDelivery, notifyByPolling, receiveAttachment, submitDelivery } from '../delivery/deliveries.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { pageOf } from '../http/paging.ts';
import { HttpProblem } from '../http/problem.ts';
import { readJson } from '../http/request-body.ts';
import type { ApiRequest, Route } from '../http/routes.ts';
import type { Delivery } from '../state/case-record.ts';
import type { Destination } from '../state/service-identity.ts';
import { demandAssignment, demandCase, demandClient, demandDelivery, demandDestination } from './access.ts';
import { attachmentAnswer, demandReadable, encryptedContent, waitingDeliveries } from './delivery-answers.ts';

const lowerUuid = z.guid().transform((id) => id.toLowerCase());
const serviceSchema = z.object({
  name: z.string(),
  description: z.string().exactOptional(),
  identifier: z
    .string()
    .min(7)
    .max(255)
    .regex(/^urn:[a-z0-9][a-z0-9-]{0,31}:[a-z0-9()+,.:=@;$_!*'%/?#-]+$/),
});
/** Unknown members are ignored, among them the unconfirmed `bidirectional` (PROTOCOL §11.1). */
const createSchema = z.object({
  destinationId: lowerUuid,
  announcedAttachments: z.array(lowerUuid),
  serviceType: serviceSchema.optional(),
  publicService: serviceSchema.optional(),
  region: z
    .string()
    .regex(/^DE[0-9]{0,12}$/)
    .optional(),
  caseId: lowerUuid.exactOptional(),
  callback: z.object({ url: z.url({ protocol: /^https$/ }), secret: z.string().min(32).max(512) }).optional(),
});
const submitSchema = z.object({ encryptedMetadata: z.string(), encryptedData: z.string().optional() });

async function create(request: ApiRequest): Promise<Answer> {
  const { service, dialect } = request;
  const client = demandClient(request);
  const body = await readJson(request.request, createSchema, service.limits.requestBytes);
  const publicService = body[dialect.serviceMember];
  if (!publicService) throw new HttpProblem('request-invalid', `${dialect.serviceMember} is missing`);
  const destination = demandDestination(request, body.destinationId);
  if (destination.status !== 'active')
    throw new HttpProblem('destination-state-invalid', `the destination is ${destination.status}`);
  demandOffer(destination, publicService.identifier, body.region);
  if (body.caseId !== undefined && demandCase(request, body.caseId).destinationId !== destination.destinationId)
    throw new HttpProblem('case-mismatch', 'the case belongs to another destination');
  const { submissionId, caseId, destinationId } = reduced(
    await announceDelivery(service, {
      kind: 'submission',
      destinationId: body.destinationId,
      authorClientId: client.clientId,
      publicService,
      announcedAttachments: body.announcedAttachments,
      ...(body.caseId === undefined ? {} : { caseId: body.caseId }),
      ...(body.callback ? { callbackUrl: body.callback.url } : {}),
    }),
    dialect,
  );
  return jsonAnswer(201, { submissionId, caseId, destinationId });
}

function demandOffer(destination: Destination, identifier: string, region: string | undefined): void {
  const offer = destination.services.find((candidate) => candidate.identifier === identifier);
  if (!offer) throw new HttpProblem('service-not-offered', 'the destination does not offer this service');
  // A destination for DE05 also serves every region inside of DE05.
  if (region !== undefined && !offer.regions.some((offered) => region.startsWith(offered)))
    throw new HttpProblem('service-not-offered', 'the destination does not serve this region');
}

async function putAttachment(request: ApiRequest): Promise<Answer> {
  const submission = demandDelivery(request, 'submission', request.parameter('submissionId'));
  const attachmentId = request.parameter('attachmentId');
  await receiveAttachment(request.service, submission, attachmentId, request.request, request.dialect);
  return { status: 204 };
}

async function submit(request: ApiRequest): Promise<Answer> {
  const submission = demandDelivery(request, 'submission', request.parameter('submissionId'));
  const content = await readJson(request.request, submitSchema, request.service.limits.requestBytes);
  const submitted = await submitDelivery(request.service, submission, content, request.dialect);
  return jsonAnswer(request.dialect.submitStatus, reduced(submitted, request.dialect));
}

async function list(request: ApiRequest): Promise<Answer> {
  const client = demandClient(request);
  const wanted = request.query.get('destinationId')?.toLowerCase();
  if (wanted !== undefined) demandAssignment(client, wanted);
  const visible = waitingDeliveries(request.service, 'submission').filter(
    ({ destinationId }) => client.destinations.includes(destinationId) && (wanted ?? destinationId) === destinationId,
  );
  const { page, counters } = pageOf(visible, request.query);
  await notifyByPolling(request.service, page);
  const submissions = page.map(({ destinationId, id, caseId }) => ({ destinationId, submissionId: id, caseId }));
  return jsonAnswer(200, { ...counters, submissions });
}

async function read(request: ApiRequest): Promise<Answer> {
  const submission = demandDelivery(request, 'submission', request.parameter('submissionId'));
  demandReadable(submission);
  const content = await encryptedContent(request.service, submission);
  return jsonAnswer(200, { ...reduced(submission, request.dialect), ...content });
}

async function readAttachment(request: ApiRequest): Promise<Answer> {
  const submission = demandDelivery(request, 'submission', request.parameter('submissionId'));
  return attachmentAnswer(request.service, submission, request.parameter('attachmentId'));
}

function reduced(submission: Delivery, dialect: ApiDialect) {
  return {
    destinationId: submission.destinationId,
    submissionId: submission.id,
    caseId: submission.caseId,
    attachments: submission.announced.filter((id) => submission.uploaded[id]),
    [dialect.serviceMember]: submission.publicService,
    ...(submission.callbackUrl === undefined ? {} : { callback: { url: submission.callbackUrl } }),
  };
}

/** Sending and collecting submissions (PROTOCOL §7.1, §7.2). */
export const submissionRoutes: Route[] = [
  { method: 'POST', path: '/submissions', access: 'sender', handle: create },
  { method: 'GET', path: '/submissions', access: 'subscriber', handle: list },
  { method: 'PUT', path: '/submissions/:submissionId', access: 'sender', handle: submit },
  { method: 'GET', path: '/submissions/:submissionId', access: 'subscriber', handle: read },
  {
    method: 'PUT',
    path: '/submissions/:submissionId/attachments/:attachmentId',
    access: 'sender',
    handle: putAttachment,
  },
  {
    method: 'GET',
    path: '/submissions/:submissionId/attachments/:attachmentId',
    access: 'subscriber',
    handle: readAttachment,
  },
];
