import { z } from 'zod';
import { INTAKE_TROUBLES, NEARNESS } from '../domain/intake-troubles.ts';
import { call } from './call.ts';
import { count, id, instant, line, localDate, nothing, partialDate } from './fields.ts';

/** How something reached the office (ARCHITECTURE §7). */
export const CHANNELS = ['fit-connect', 'file', 'post', 'e-mail', 'vorsprache'] as const;
export type Channel = (typeof CHANNELS)[number];

const trouble = z.strictObject({
  /** Absent when the whole connection is concerned. */
  submissionId: id.nullable(),
  destinationId: id.nullable(),
  code: z.enum(INTAKE_TROUBLES),
  since: instant,
  lastAt: instant,
  attempts: count,
  /** `metadata`, `data` or `attachment:<id>` when one part is concerned. */
  part: line.nullable(),
  /** When it was submitted (signed event), or first seen here where that cannot be read. */
  waitingSince: instant,
  /** How near the service's own rejection on day 14 is; `none` for connections and for what has ended. */
  nearness: z.enum(NEARNESS),
  /** Its rejection is ordered and on its way. */
  rejecting: z.boolean(),
});

export const intake = {
  status: call({
    kind: 'query',
    permission: 'signed-in',
    request: nothing,
    response: z.strictObject({
      state: z.enum(['not-connected', 'idle', 'running', 'trouble', 'paused']),
      lastAttemptAt: instant.nullable(),
      lastSuccessAt: instant.nullable(),
      nextAttemptAt: instant.nullable(),
      progress: z
        .strictObject({ step: z.enum(['list', 'collect', 'prove', 'keep', 'acknowledge']), done: count, total: count })
        .nullable(),
      newSinceSignIn: count,
      waiting: count,
      troubles: z.array(trouble),
      outbox: z.strictObject({ pending: count, failing: count }),
      secondCopy: z.strictObject({
        state: z.enum(['ok', 'unavailable', 'waived', 'none', 'superseded', 'rolled-back']),
        lastAt: instant.nullable(),
      }),
    }),
    errors: [],
  }),
  /** "Jetzt abrufen": starts one round unless one runs; progress is announced. */
  fetchNow: call({
    kind: 'command',
    permission: 'inbox.see',
    request: nothing,
    response: z.strictObject({ started: z.boolean() }),
    errors: ['not-connected'],
  }),
  cancelFetch: call({ kind: 'command', permission: 'inbox.see', request: nothing, response: nothing, errors: [] }),
  /**
   * A person rejects a provably broken submission: the service deletes it and the applicant has to submit anew. It is
   * proved again first; the code is the reason the person saw.
   */
  reject: call({
    kind: 'command',
    permission: 'submission.reject',
    request: z.strictObject({ submissionId: id, code: z.enum(INTAKE_TROUBLES) }),
    response: nothing,
    errors: ['submission-not-waiting', 'reason-not-provable', 'reason-changed', 'not-connected', 'service-not-reached'],
  }),
  /** "Neuer Vorgang": a case without a submission. */
  createCase: call({
    kind: 'command',
    permission: 'inbox.see',
    request: z.strictObject({
      channel: z.enum(['file', 'post', 'e-mail', 'vorsprache']),
      receivedOn: localDate,
      familyName: line,
      givenNames: line,
      birthDate: partialDate,
      birthPlace: line,
      nationalities: z
        .array(z.string().regex(/^\d{3}$/))
        .min(1)
        .max(8),
      legalBasis: line,
      groups: z.array(line).max(16),
    }),
    response: z.strictObject({ caseId: id }),
    errors: ['name-missing', 'name-characters', 'date-in-future'],
  }),
  /** Adds files to a case as an Eingang of its own; the bytes are kept unchanged. */
  addFiles: call({
    kind: 'command',
    permission: 'case.review',
    request: z.strictObject({
      caseId: id,
      channel: z.enum(['file', 'post', 'e-mail', 'vorsprache']),
      receivedOn: localDate,
      files: z
        .array(z.strictObject({ name: line.min(1), bytes: z.instanceof(Uint8Array) }))
        .min(1)
        .max(50),
    }),
    response: z.strictObject({
      eingangId: id,
      documents: z.array(
        z.strictObject({ documentId: id, name: line, trouble: line.nullable(), duplicateOf: id.nullable() }),
      ),
    }),
    errors: ['case-not-found', 'date-in-future', 'file-too-large'],
  }),
} as const;
