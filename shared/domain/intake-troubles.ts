/**
 * Every reason for which an application waiting at the central service is not (or not yet) taken over. One table: what
 * staff read (texts in shared/i18n, `inbox.troubleText`), what the program may do, and what a rejection would name.
 */

/**
 * - `ours`: key, disk, connection, unknown version, or anything that proves nothing about the submission itself. It is
 *   kept waiting, shown and tried again, and can never lead to a rejection (SECURITY F2).
 * - `broken`: provably not what the protocol demands (PROTOCOL §9). Waiting all the same; a person may reject it.
 * - `ended`: the service or another workplace has already decided. Shown until somebody has taken note.
 */
export type TroubleClass = 'ours' | 'broken' | 'ended';

/** What a rejection states (PROTOCOL §9.1); the adapter of the service spells it. */
export const PROBLEM_KINDS = [
  'event-log',
  'attachments',
  'tag',
  'encryption',
  'syntax',
  'schema-missing',
  'schema-violation',
  'hash',
  'data-missing',
  'attachment-missing',
  'service',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

type Facts =
  /** `destination`: the whole connection is concerned and its round ends; nothing else of it is asked meanwhile. */
  | { readonly class: 'ours'; readonly concerns: 'destination' | 'submission' }
  | { readonly class: 'broken'; readonly concerns: 'submission'; readonly problem: ProblemKind }
  | { readonly class: 'ended'; readonly concerns: 'submission' };

const connection: Facts = { class: 'ours', concerns: 'destination' };
const ours: Facts = { class: 'ours', concerns: 'submission' };
const ended: Facts = { class: 'ended', concerns: 'submission' };
const broken = (problem: ProblemKind): Facts => ({ class: 'broken', concerns: 'submission', problem });

/**
 * The codes in the order in which the checks come (PROTOCOL §6–§9). A fault of the event log that the service itself
 * would have to answer for proves nothing about the submission, and neither does anything the portal, this program's
 * version or this machine may be the cause of: all that is `ours`.
 */
const TABLE = {
  // The way to the service (§2–§4).
  'service-unreachable': connection,
  'service-slow': connection,
  'service-busy': connection,
  'service-error': connection,
  'credentials-refused': connection,
  'not-connected-to-destination': connection,
  'storage-full': connection,
  // The envelope (§7.2).
  'answer-unexpected': ours,
  'destination-mismatch': ours,
  'gone-unexplained': ours,
  // The event log (§8.7).
  'event-log-malformed': ours,
  'event-log-issuer': ours,
  'event-log-key': ours,
  'event-log-signature': ours,
  'event-log-subject': ours,
  'event-log-author': ours,
  'event-log-replayed': ours,
  'event-log-order': ours,
  'event-log-submit-missing': ours,
  'event-log-submits': broken('event-log'),
  'event-log-tags': broken('event-log'),
  // What is announced, offered and transferred (§9, 2–6).
  'attachments-mismatch': broken('attachments'),
  'attachment-missing': broken('attachment-missing'),
  'attachments-only': ours,
  'data-missing': broken('data-missing'),
  'service-mismatch': broken('service'),
  'service-not-offered': ours,
  'schema-not-offered': ours,
  'schema-unknown': ours,
  // Encryption (§6.2).
  'header-refused': broken('encryption'),
  'compression-refused': broken('encryption'),
  'unknown-key': ours,
  'key-mismatch': ours,
  'tag-mismatch': broken('tag'),
  'ciphertext-altered': broken('encryption'),
  'hash-mismatch': broken('hash'),
  'too-large': ours,
  // Metadata and Fachdaten (§9, 4 and 7).
  'metadata-syntax': broken('syntax'),
  'metadata-duplicate-members': broken('syntax'),
  'metadata-schema-missing': broken('schema-missing'),
  'metadata-version-unknown': ours,
  'metadata-invalid': broken('schema-violation'),
  'data-syntax': broken('syntax'),
  'schema-violation': broken('schema-violation'),
  'case-unknown': ours,
  // Keeping and acknowledging.
  'storage-trouble': ours,
  'second-copy-unavailable': ours,
  'recovery-untested': ours,
  'store-place-refused': ours,
  'persistence-unproved': ours,
  // Decided elsewhere (§8.5, §10).
  'accepted-elsewhere': ended,
  'rejected-elsewhere': ended,
  'rejected-by-service': ended,
  'deleted-by-service': ended,
} as const satisfies Readonly<Record<string, Facts>>;

export type IntakeTrouble = keyof typeof TABLE;
export const INTAKE_TROUBLES = Object.keys(TABLE) as [IntakeTrouble, ...IntakeTrouble[]];

const facts = (code: IntakeTrouble): Facts => TABLE[code];

export const troubleClass = (code: IntakeTrouble): TroubleClass => facts(code).class;

/** Whether a trouble is one of the whole connection, not of one submission. */
export const concernsDestination = (code: IntakeTrouble): boolean => facts(code).concerns === 'destination';

/** What a person may reject a submission for; `null` for everything that is not provably broken. */
export const rejectableProblem = (code: IntakeTrouble): ProblemKind | null => {
  const found = facts(code);
  return found.class === 'broken' ? found.problem : null;
};

const DAY_MS = 24 * 3600_000;
const WARN_DAYS = 7;
const URGENT_DAYS = 9;
/** On this day after its submission the service rejects what nobody acknowledged (PROTOCOL §10). */
const REJECTED_DAYS = 14;

export const NEARNESS = ['none', 'soon', 'urgent'] as const;
export type Nearness = (typeof NEARNESS)[number];

/** How near the service's own rejection is. @param waitingSince when it was submitted, UTC milliseconds */
export const rejectionNearness = (waitingSince: number, now: number): Nearness => {
  const days = (now - waitingSince) / DAY_MS;
  if (days < WARN_DAYS) return 'none';
  return days < URGENT_DAYS ? 'soon' : 'urgent';
};

/** When the service rejects by itself what still waits, UTC milliseconds. */
export const rejectedByServiceAt = (waitingSince: number): number => waitingSince + REJECTED_DAYS * DAY_MS;

/** Names a part of a submission the way codes carry it: `metadata`, `data`, `attachment:<id>`, `submission`. */
export const attachmentPart = (attachmentId: string): string => `attachment:${attachmentId}`;
