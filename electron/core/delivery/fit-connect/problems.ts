import type { ProblemKind } from '../../../../shared/domain/intake-troubles.ts';

/** `type` of a problem inside an event (PROTOCOL §9.1). */
const PREFIX = 'https://schema.fitko.de/fit-connect/events/problems/';

type Spelling = { readonly name: string; readonly title: string };

/**
 * How each reason for a rejection is spelled. UNCONFIRMED: the official list could not be read to its end, so names and
 * titles are the working list of PROTOCOL §9.1. This is the one place to change when FITKO confirms or corrects them.
 */
const SPELLINGS: Readonly<Record<ProblemKind, Spelling>> = {
  'event-log': { name: 'invalid-event-log', title: 'Invalid event log' },
  attachments: { name: 'attachments-mismatch', title: 'Attachments do not match' },
  tag: { name: 'incorrect-authentication-tag', title: 'Incorrect authentication tag' },
  encryption: { name: 'encryption-issue', title: 'Encryption issue' },
  syntax: { name: 'syntax-violation', title: 'Syntax violation' },
  'schema-missing': { name: 'missing-schema', title: 'Missing schema' },
  'schema-violation': { name: 'schema-violation', title: 'Schema violation' },
  hash: { name: 'hash-mismatch', title: 'Hash mismatch' },
  'data-missing': { name: 'missing-data', title: 'Missing data' },
  'attachment-missing': { name: 'missing-attachment', title: 'Missing attachment' },
  service: { name: 'unsupported-service', title: 'Unsupported service' },
};

export type EventProblem = {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** `submission`, `metadata`, `data` or `attachment:<id>`; first and last form UNCONFIRMED. */
  readonly instance: string;
};

/**
 * A problem as a rejecting event states it. `detail` repeats the title: events are kept for two years and read by
 * others, so nothing of the applicant may ever stand there.
 *
 * @param part part concerned as intake names it; none means the submission as a whole
 */
export const eventProblem = (kind: ProblemKind, part: string | null): EventProblem => {
  const { name, title } = SPELLINGS[kind];
  return { type: `${PREFIX}${name}`, title, detail: title, instance: part ?? 'submission' };
};
