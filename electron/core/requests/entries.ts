import { z } from 'zod';
import { entryKind } from '../journal/entry.ts';
import { sql } from '../store/database.ts';

/** A Nachforderung was released and queued for sending, or for printing. */
export const requestSent = entryKind({
  kind: 'request.sent',
  version: 1,
  payload: z.strictObject({
    requestId: z.string(),
    round: z.number(),
    channel: z.enum(['fit-connect', 'letter']),
    addressee: z.string(),
    message: z.string(),
    sentBy: z.string(),
    deadlineOn: z.string(),
    letterDocumentId: z.string(),
    letterSha512: z.string(),
    items: z.array(
      z.strictObject({
        itemId: z.string(),
        slotId: z.string(),
        evidence: z.string(),
        reason: z.string(),
        explanation: z.string(),
      }),
    ),
  }),
  reduce: (writer, header, payload) => {
    writer.run(sql`INSERT INTO request
        (id, case_id, round, channel, addressee, message, sent_at, sent_by, deadline_on, delivery, letter_document_id, letter_sha512)
      VALUES (${payload.requestId}, ${header.caseId}, ${payload.round}, ${payload.channel}, ${payload.addressee},
        ${payload.message}, ${header.at}, ${payload.sentBy}, ${payload.deadlineOn},
        ${payload.channel === 'fit-connect' ? 'sending' : 'to-post'}, ${payload.letterDocumentId}, ${payload.letterSha512})`);
    payload.items.forEach(({ itemId, slotId, evidence, reason, explanation }, position) => {
      writer.run(sql`INSERT INTO request_item (id, request_id, position, slot_id, evidence, reason, explanation)
        VALUES (${itemId}, ${payload.requestId}, ${position}, ${slotId}, ${evidence}, ${reason}, ${explanation})`);
    });
  },
});

/** What became of an electronic Nachforderung: taken by the service, fetched or refused by the applicant's side, or failed for good. */
export const requestDelivery = entryKind({
  kind: 'request.delivery',
  version: 1,
  payload: z.strictObject({
    requestId: z.string(),
    delivery: z.enum(['delivered', 'fetched', 'rejected', 'failing']),
    code: z.string(),
  }),
  reduce: (writer, _header, { requestId, delivery }) => {
    writer.run(sql`UPDATE request SET delivery = ${delivery} WHERE id = ${requestId}`);
  },
});

/** A printed letter was given to the post. */
export const requestPosted = entryKind({
  kind: 'request.posted',
  version: 1,
  payload: z.strictObject({ requestId: z.string(), postedOn: z.string() }),
  reduce: (writer, _header, { requestId, postedOn }) => {
    writer.run(sql`UPDATE request SET delivery = 'posted', posted_on = ${postedOn} WHERE id = ${requestId}`);
  },
});

/** The deadline was extended, also after it passed (§ 31 Abs. 7 VwVfG). */
export const requestExtended = entryKind({
  kind: 'request.extended',
  version: 1,
  payload: z.strictObject({ requestId: z.string(), from: z.string(), to: z.string(), reason: z.string() }),
  reduce: (writer, header, { requestId, from, to, reason }) => {
    writer.run(sql`UPDATE request SET deadline_on = ${to} WHERE id = ${requestId}`);
    writer.run(sql`INSERT INTO request_extension (request_id, at, from_on, to_on, reason)
      VALUES (${requestId}, ${header.at}, ${from}, ${to}, ${reason})`);
  },
});

/** The letter was written to a folder a person chose, for printing. */
export const letterSaved = entryKind({
  kind: 'request.letter-saved',
  version: 1,
  payload: z.strictObject({ requestId: z.string(), fileName: z.string() }),
  reduce: () => undefined,
});
