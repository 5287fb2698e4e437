import { z } from 'zod';

const uuid = z.string();

/** `authenticationTags` of an event: the fifth JWE segment of each part, verbatim (PROTOCOL §8.4). */
export const tagsSchema = z.object({
  metadata: z.string(),
  data: z.string().exactOptional(),
  attachments: z.record(z.string(), z.string()).exactOptional(),
});
export type AuthenticationTags = z.infer<typeof tagsSchema>;

const deliverySchema = z.object({
  kind: z.enum(['submission', 'reply']),
  id: uuid,
  caseId: uuid,
  destinationId: uuid,
  authorClientId: z.string(),
  state: z.enum(['incomplete', 'submitted', 'forwarded', 'accepted', 'rejected', 'deleted']),
  announced: z.array(uuid),
  uploaded: z.record(uuid, z.object({ bytes: z.number(), tag: z.string() })),
  tags: tagsSchema.exactOptional(),
  publicService: z
    .object({ name: z.string(), identifier: z.string(), description: z.string().exactOptional() })
    .exactOptional(),
  callbackUrl: z.string().exactOptional(),
  notifiedBy: z.array(z.enum(['polling', 'callback'])),
  /** UTC milliseconds of the service's clock. */
  createdAt: z.number(),
  submittedAt: z.number().exactOptional(),
  finishedAt: z.number().exactOptional(),
});

/** A submission or a reply: both live through the same states with the sides swapped (PROTOCOL §11.2). */
export type Delivery = z.infer<typeof deliverySchema>;
export type DeliveryKind = Delivery['kind'];
export type DeliveryState = Delivery['state'];

const loggedEventSchema = z.object({
  jti: z.string(),
  iat: z.number(),
  sub: z.string(),
  uri: z.string(),
  /** The compact JWS as given out. */
  set: z.string(),
});
export type LoggedEvent = z.infer<typeof loggedEventSchema>;

/** One Vorgang with all its submissions, replies and its single event log, newest event last. */
export const caseRecordSchema = z.object({
  caseId: uuid,
  destinationId: uuid,
  senderClientId: z.string(),
  deliveries: z.array(deliverySchema),
  eventLog: z.array(loggedEventSchema),
});
export type CaseRecord = z.infer<typeof caseRecordSchema>;

/** The delivery with this kind and id inside a case, if any. */
export function deliveryIn(record: CaseRecord, kind: DeliveryKind, id: string): Delivery | undefined {
  return record.deliveries.find((delivery) => delivery.kind === kind && delivery.id === id);
}
