import { isReadable } from '../delivery/lifecycle.ts';
import { type Answer, joseAnswer } from '../http/answer.ts';
import { HttpProblem } from '../http/problem.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Delivery } from '../state/case-record.ts';

/** Refuses reading before submit and after a receipt. @throws HttpProblem 404 (PROTOCOL §7.2) */
export function demandReadable(delivery: Delivery): void {
  if (!isReadable(delivery.state))
    throw new HttpProblem(`${delivery.kind}-not-found`, `${delivery.kind} is not in state submitted or forwarded`);
}

/** The encrypted metadata and Fachdaten as they arrived. */
export async function encryptedContent(
  service: ServiceContext,
  delivery: Delivery,
): Promise<{ encryptedMetadata: string; encryptedData?: string }> {
  const encryptedMetadata = await service.content.read(delivery, 'metadata');
  if (!delivery.tags?.data) return { encryptedMetadata };
  return { encryptedMetadata, encryptedData: await service.content.read(delivery, 'data') };
}

/** One attachment as `application/jose`. @throws HttpProblem 404 */
export function attachmentAnswer(service: ServiceContext, delivery: Delivery, attachmentId: string): Answer {
  demandReadable(delivery);
  const part = delivery.uploaded[attachmentId];
  if (!part) throw new HttpProblem('attachment-not-found', 'there is no such attachment');
  return joseAnswer(service.content.openPart(delivery, attachmentId), part.bytes);
}

/** Waiting deliveries of one kind, oldest first. */
export function waitingDeliveries(service: ServiceContext, kind: Delivery['kind']): Delivery[] {
  return service.cases
    .all()
    .flatMap((record) => record.deliveries)
    .filter((delivery) => delivery.kind === kind && delivery.state === 'submitted')
    .sort((a, b) => (a.submittedAt ?? 0) - (b.submittedAt ?? 0) || a.id.localeCompare(b.id));
}
