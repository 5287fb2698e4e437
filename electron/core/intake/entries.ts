import { z } from 'zod';
import { CHANNELS } from '../../../shared/contract/intake.ts';
import { type AnyEntryKind, entryKind } from '../journal/entry.ts';
import { sql } from '../store/database.ts';

const keptDocument = z.strictObject({
  documentId: z.string(),
  attachmentId: z.string().nullable(),
  purpose: z.enum(['form', 'attachment', 'report', 'letter', 'data']),
  claimedEvidence: z.string().nullable(),
  sha512: z.string(),
  size: z.number(),
});

/** Something reached the office and is kept: a submission, files, paper. Documents and Fachdaten are named by hash. */
export const eingangKept = entryKind({
  kind: 'eingang.kept',
  version: 1,
  payload: z.strictObject({
    eingangId: z.string(),
    channel: z.enum(CHANNELS),
    kind: z.enum(['application', 'follow-up', 'addition']),
    receivedOn: z.string(),
    submissionId: z.string().nullable(),
    fitCaseId: z.string().nullable(),
    destinationId: z.string().nullable(),
    /** Time of the signed submit event, UTC milliseconds. */
    submittedAt: z.number().nullable(),
    collectedAt: z.number(),
    schemaUri: z.string().nullable(),
    fachdatenSha512: z.string().nullable(),
    documents: z.array(keptDocument),
  }),
  reduce: (writer, header, payload) => {
    writer.run(sql`INSERT INTO eingang
        (id, channel, received_on, recorded_by, submission_id, fit_case_id, destination_id, submitted_at, collected_at, kind)
      VALUES (${payload.eingangId}, ${payload.channel}, ${payload.receivedOn}, ${header.actor}, ${payload.submissionId},
        ${payload.fitCaseId}, ${payload.destinationId}, ${payload.submittedAt}, ${payload.collectedAt}, ${payload.kind})`);
    payload.documents.forEach(({ documentId, attachmentId, purpose, claimedEvidence }, position) => {
      writer.run(sql`INSERT INTO eingang_document
          (eingang_id, document_id, position, attachment_id, purpose, claimed_evidence)
        VALUES (${payload.eingangId}, ${documentId}, ${position}, ${attachmentId}, ${purpose}, ${claimedEvidence})`);
    });
  },
});

/** What the applicant wrote along with papers for a case that exists; stands on that case's timeline. */
export const eingangMessage = entryKind({
  kind: 'eingang.message',
  version: 1,
  payload: z.strictObject({
    eingangId: z.string(),
    /** Nachforderung it says it answers. */
    requestId: z.string().nullable(),
    message: z.string(),
    further: z.array(z.strictObject({ path: z.string(), label: z.string(), value: z.string() })),
  }),
  reduce: () => undefined,
});

/** How our accept at the central service ended. */
export const eingangAcknowledged = entryKind({
  kind: 'eingang.acknowledged',
  version: 1,
  payload: z.strictObject({
    eingangId: z.string(),
    submissionId: z.string(),
    /** `accepted` by us; `accepted-elsewhere` another workplace was first; `rejected` at the service; `refused` our event. */
    outcome: z.enum(['accepted', 'accepted-elsewhere', 'rejected', 'refused']),
    /** Id of the signed event we sent. */
    jti: z.string().nullable(),
  }),
  reduce: () => undefined,
});

const troubled = {
  /** Null when the whole connection is concerned. */
  submissionId: z.string().nullable(),
  destinationId: z.string(),
  code: z.string(),
};

/** Why something waiting at a central service is not taken over: written when a reason first appears and when it changes. */
export const troubleNoted = entryKind({
  kind: 'intake.trouble-noted',
  version: 1,
  payload: z.strictObject({
    ...troubled,
    /** Part concerned: `metadata`, `data`, `attachment:<id>`. */
    part: z.string().nullable(),
  }),
  reduce: () => undefined,
});

/** A noted trouble is over, and how. */
export const troubleEnded = entryKind({
  kind: 'intake.trouble-ended',
  version: 1,
  payload: z.strictObject({
    ...troubled,
    end: z.enum(['kept', 'acknowledged', 'passed', 'rejected', 'noted']),
  }),
  reduce: () => undefined,
});

/** A person ordered the rejection of a provably broken submission. */
export const rejectionOrdered = entryKind({
  kind: 'intake.rejection-ordered',
  version: 1,
  payload: z.strictObject({
    submissionId: z.string(),
    destinationId: z.string(),
    code: z.string(),
    part: z.string().nullable(),
    /** What the event states. */
    problem: z.string(),
    jti: z.string(),
  }),
  reduce: () => undefined,
});

/** How an ordered rejection ended: `rejected` by our event, or what the event log said instead. */
export const rejectionEnded = entryKind({
  kind: 'intake.rejection-ended',
  version: 1,
  payload: z.strictObject({
    submissionId: z.string(),
    outcome: z.enum(['rejected', 'rejected-otherwise', 'accepted-elsewhere', 'refused']),
    jti: z.string().nullable(),
  }),
  reduce: () => undefined,
});

/** Journal kinds of intake, for the journal's register. */
export const intakeEntries: readonly AnyEntryKind[] = [
  eingangKept,
  eingangMessage,
  eingangAcknowledged,
  troubleNoted,
  troubleEnded,
  rejectionOrdered,
  rejectionEnded,
];
