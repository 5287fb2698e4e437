import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ApiDialect } from '../api-version.ts';
import { HttpProblem } from '../http/problem.ts';
import { demandContentType } from '../http/request-body.ts';
import type { ServiceContext } from '../service-context.ts';
import { type CaseRecord, type Delivery, type DeliveryKind, deliveryIn } from '../state/case-record.ts';
import { appendServiceEvent } from './event-log.ts';
import { checkJweHeader, createJweInspector, inspectJwe } from './jwe-header.ts';
import { stateAfter } from './lifecycle.ts';

/** What differs between the two kinds when a delivery is announced. */
export type Announcement = Pick<Delivery, 'kind' | 'destinationId' | 'authorClientId'> &
  Partial<Pick<Delivery, 'publicService' | 'callbackUrl'>> & { announcedAttachments: string[]; caseId?: string };

/**
 * Creates a delivery in state *incomplete*, in a new case or in the given one, and writes its create event.
 * @throws HttpProblem 413 (too many attachments), 400 (an id announced twice)
 */
export async function announceDelivery(service: ServiceContext, announcement: Announcement): Promise<Delivery> {
  const { announcedAttachments, caseId = randomUUID(), ...rest } = announcement;
  const announced = announcedAttachments.map((id) => id.toLowerCase());
  if (announced.length > service.limits.attachments)
    throw new HttpProblem('payload-too-large', `more than ${service.limits.attachments} attachments`);
  if (new Set(announced).size !== announced.length)
    throw new HttpProblem('request-invalid', 'an attachment is announced twice');
  const now = service.clock.now();
  const delivery: Delivery = {
    ...rest,
    id: randomUUID(),
    caseId,
    state: 'incomplete',
    announced,
    uploaded: {},
    notifiedBy: [],
    createdAt: now,
  };
  const enter = async (draft: CaseRecord) => {
    draft.deliveries.push(delivery);
    await appendServiceEvent(service.identity, draft, delivery, 'create', {}, now);
  };
  if (announcement.caseId !== undefined) await service.cases.change(caseId, enter);
  else {
    const record: CaseRecord = {
      caseId,
      destinationId: delivery.destinationId,
      senderClientId: delivery.authorClientId,
      deliveries: [],
      eventLog: [],
    };
    await enter(record);
    await service.cases.create(record);
  }
  return delivery;
}

/**
 * Receives one announced attachment (JWE, `application/jose`); a second upload replaces the first.
 * @throws HttpProblem 400, 413, 415, 422 (not announced, bad header, already submitted)
 */
export async function receiveAttachment(
  service: ServiceContext,
  delivery: Delivery,
  attachmentId: string,
  request: IncomingMessage,
  dialect: ApiDialect,
): Promise<void> {
  demandContentType(request, 'application/jose');
  demandIncomplete(delivery);
  if (!delivery.announced.includes(attachmentId))
    throw new HttpProblem('attachment-not-announced', 'attachments must be uploaded under their announced ids');
  const inspector = createJweInspector(service.limits.attachmentBytes);
  let checked: ReturnType<typeof inspector.finish> | undefined;
  // Checked inside the stream's last step, so that a refused upload never replaces a good one.
  await service.content.receive(
    delivery,
    attachmentId,
    request,
    (piece) => inspector.push(piece),
    () => {
      checked = inspector.finish();
      checkJweHeader(checked.header, 'attachment', dialect);
      const others = Object.entries(delivery.uploaded).filter(([id]) => id !== attachmentId);
      const total = others.reduce((sum, [, part]) => sum + part.bytes, checked.bytes);
      if (total > service.limits.deliveryBytes)
        throw new HttpProblem('payload-too-large', `more than ${service.limits.deliveryBytes} bytes in one delivery`);
    },
  );
  if (!checked) throw new Error('attachment was stored unchecked');
  const { bytes, tag } = checked;
  await service.cases.change(delivery.caseId, (draft) => {
    const target = required(draft, delivery.kind, delivery.id);
    demandIncomplete(target);
    target.uploaded[attachmentId] = { bytes, tag };
  });
}

/**
 * Completes a delivery: stores metadata and Fachdaten, writes the submit event with all authentication tags.
 * @throws HttpProblem 400, 422 (attachments missing, data missing in v2, bad JWE header, already submitted)
 */
export async function submitDelivery(
  service: ServiceContext,
  delivery: Delivery,
  content: { encryptedMetadata: string; encryptedData?: string | undefined },
  dialect: ApiDialect,
): Promise<Delivery> {
  const { encryptedMetadata, encryptedData } = content;
  const limit = service.limits.requestBytes;
  const metadata = inspectJwe(encryptedMetadata, limit);
  checkJweHeader(metadata.header, 'metadata', dialect);
  if (encryptedData === undefined && dialect.dataMandatory)
    throw new HttpProblem('data-missing', 'encryptedData is mandatory');
  const data = encryptedData === undefined ? undefined : inspectJwe(encryptedData, limit);
  if (data) checkJweHeader(data.header, 'data', dialect);

  return service.cases.change(delivery.caseId, async (draft) => {
    const target = required(draft, delivery.kind, delivery.id);
    demandIncomplete(target);
    const missing = target.announced.filter((id) => !target.uploaded[id]);
    if (missing.length > 0) throw new HttpProblem('attachments-missing', `not uploaded: ${missing.join(', ')}`);
    await service.content.write(target, 'metadata', encryptedMetadata);
    if (encryptedData !== undefined) await service.content.write(target, 'data', encryptedData);
    const attachments = Object.fromEntries(Object.entries(target.uploaded).map(([id, part]) => [id, part.tag]));
    target.tags = {
      metadata: metadata.tag,
      ...(data ? { data: data.tag } : {}),
      ...(target.announced.length > 0 ? { attachments } : {}),
    };
    const now = service.clock.now();
    target.submittedAt = now;
    target.state = stateAfter(target.state, 'submit') ?? target.state;
    const payload = { authenticationTags: target.tags };
    await appendServiceEvent(service.identity, draft, target, 'submit', payload, now);
    return target;
  });
}

/** Writes the notify event of kind polling for each delivery listed for the first time (PROTOCOL §7.2, §8.4). */
export async function notifyByPolling(service: ServiceContext, listed: Delivery[]): Promise<void> {
  for (const { caseId, kind, id, notifiedBy } of listed) {
    if (notifiedBy.includes('polling')) continue;
    await service.cases.change(caseId, async (draft) => {
      const target = required(draft, kind, id);
      if (target.notifiedBy.includes('polling')) return;
      target.notifiedBy.push('polling');
      const payload = { notifyType: 'polling' };
      await appendServiceEvent(service.identity, draft, target, 'notify', payload, service.clock.now());
    });
  }
}

/** The delivery inside a draft; its absence is a defect of this service, not of the request. */
export function required(draft: CaseRecord, kind: DeliveryKind, id: string): Delivery {
  const delivery = deliveryIn(draft, kind, id);
  if (!delivery) throw new Error(`${kind} ${id} is gone`);
  return delivery;
}

function demandIncomplete(delivery: Delivery): void {
  if (delivery.state !== 'incomplete')
    throw new HttpProblem('submission-state-invalid', `the ${delivery.kind} was already submitted`);
}
