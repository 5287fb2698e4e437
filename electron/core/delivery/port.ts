import type { ProblemKind } from '../../../shared/domain/intake-troubles.ts';
import type { DocumentFile } from '../store/documents.ts';
import type { EncryptionPublicJwk } from './jwk.ts';

/** What can go wrong between us and a central service. */
export type DeliveryFault =
  /** No answer at all: name not found, refused, reset, cut in the middle. */
  | 'unreachable'
  /** No answer in time. */
  | 'slow'
  /** 5xx or a redirect. */
  | 'server-error'
  /** An answer that is not what the protocol says. */
  | 'answer-unexpected'
  /** A submission that names another destination or id than the one asked for. */
  | 'destination-mismatch'
  | 'credentials-refused'
  /** 403: client not connected to the destination, or refused by bot detection. */
  | 'not-permitted'
  | 'not-found'
  /** 409: the state does not allow it (any more). */
  | 'conflict'
  /** 400, 413, 415, 422: the service does not take what we sent. */
  | 'content-wrong'
  | 'rate-limited'
  /** An answer beyond our size caps. */
  | 'too-large'
  /** An event log whose signatures, authors or order do not hold (PROTOCOL §8.7). */
  | 'event-log-invalid';

/** What does not hold in an event log (PROTOCOL §8.7). */
export type EventLogFlaw =
  /** No compact token, header or claims not as prescribed, not exactly one event. */
  | 'malformed'
  | 'issuer'
  /** Signed with a key that service or destination do not publish. */
  | 'key'
  | 'signature'
  /** Another Vorgang, or an event that does not fit its subject. */
  | 'subject'
  /** Somebody who may not write this event. */
  | 'author'
  /** One token twice. */
  | 'replayed'
  /** More than one submit event of one submission. */
  | 'submits'
  | 'order';

/** Thrown by every call of {@link CentralService}; carries no content of the answer (SECURITY C5). */
export class DeliveryError extends Error {
  readonly fault: DeliveryFault;
  readonly retryAfterMs: number | null;
  readonly status: number | null;
  /** Set when the fault is `event-log-invalid`. */
  readonly flaw: EventLogFlaw | null;
  constructor(
    fault: DeliveryFault,
    facts: { retryAfterMs?: number | undefined; status?: number; flaw?: EventLogFlaw } = {},
  ) {
    super(facts.status === undefined ? fault : `${fault} (${facts.status})`);
    this.fault = fault;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.status = facts.status ?? null;
    this.flaw = facts.flaw ?? null;
  }
}

/** A submission that waits at the service. Ids are lower case. */
export type WaitingSubmission = {
  readonly submissionId: string;
  readonly fitCaseId: string;
  readonly destinationId: string;
};

export type FetchedSubmission = WaitingSubmission & {
  /** Ids of what can be fetched with {@link CentralService.openAttachment}: attachments, or fragments of them. */
  readonly attachmentIds: readonly string[];
  readonly serviceIdentifier: string | null;
  /** Still encrypted. */
  readonly metadata: string;
  readonly data: string | null;
};

/** What the destination announces today; read once per round, never kept between runs (PROTOCOL §5.2). */
export type DestinationOffer = {
  readonly status: string;
  readonly metadataVersions: readonly string[];
  readonly services: readonly {
    readonly identifier: string;
    readonly schemas: readonly { readonly schemaUri: string; readonly mimeType: string }[];
  }[];
  readonly offersReplies: boolean;
};

/** Tags of the encrypted parts as the signed submit event names them. */
export type PartTags = {
  readonly metadata: string;
  readonly data: string | null;
  readonly attachments: Readonly<Record<string, string>>;
};

export type EventAction = 'create' | 'submit' | 'notify' | 'forward' | 'accept' | 'reject' | 'delete';

/** One event of a Vorgang whose signature, author and order were verified. */
export type CaseEvent = {
  readonly action: EventAction;
  readonly subject: 'submission' | 'reply';
  readonly subjectId: string;
  readonly jti: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly author: 'service' | 'destination' | 'sender';
  readonly tags: PartTags | null;
};

export type CaseLog = {
  readonly events: readonly CaseEvent[];
  /** The log as received, for the file: compact tokens, oldest first (PROTOCOL §10: export before 730 days). */
  readonly tokens: readonly string[];
  /** Payload schema the service writes; ours mirrors it (PROTOCOL §8.3). */
  readonly payloadSchema: string | null;
};

/** A finished, signed event: sending it again is the same event. */
export type PreparedEvent = { readonly token: string; readonly jti: string };

/** What the plaintext of one part must satisfy; the hash is over unencrypted bytes. */
export type PartProof = { readonly tags: readonly string[]; readonly sha512: string };

/** Why a part could not be opened; `storage-*` is our own trouble. */
export type PartRefusal =
  | 'header-refused'
  | 'compression-refused'
  | 'unknown-key'
  | 'key-mismatch'
  | 'ciphertext-altered'
  | 'tag-mismatch'
  | 'hash-mismatch'
  | 'too-large'
  | 'storage-full'
  | 'storage-trouble';

export type Opened<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: PartRefusal };

/** A document now standing encrypted in the documents folder, not yet in the database. */
export type KeptFile = DocumentFile & {
  /** The first bytes of the plaintext, at most 4 KiB, to tell the type by content. */
  readonly head: Uint8Array;
};

/** Finished, encrypted parts of a reply, safe to store: nothing is in the clear. */
export type SealedReply = {
  readonly metadata: string;
  readonly data: string;
  readonly attachments: readonly { readonly attachmentId: string; readonly content: string }[];
};

/** A reply before encryption. */
export type ReplyContent = {
  readonly publicKey: EncryptionPublicJwk;
  readonly schemaUri: string;
  readonly data: Uint8Array;
  readonly attachments: readonly {
    readonly attachmentId: string;
    readonly bytes: Uint8Array;
    readonly filename: string;
    readonly mimeType: string;
    readonly purpose: 'form' | 'attachment' | 'report';
    readonly description?: string;
  }[];
};

/**
 * What we need of a central service for one destination. Everything throws {@link DeliveryError}. Implemented by
 * fit-connect/ and by test doubles.
 */
export type CentralService = {
  readonly destinationId: string;
  listWaiting(signal?: AbortSignal): Promise<WaitingSubmission[]>;
  offer(signal?: AbortSignal): Promise<DestinationOffer>;
  fetchSubmission(submissionId: string, signal?: AbortSignal): Promise<FetchedSubmission>;
  /** Opens metadata or Fachdaten in memory. */
  openPart(part: 'metadata' | 'data', content: string, tag: string): Promise<Opened<Uint8Array>>;
  /** Fetches the pieces of one attachment in order, opens, proves and keeps them as one encrypted document file. */
  openAttachment(
    submissionId: string,
    pieces: readonly string[],
    proof: PartProof,
    signal?: AbortSignal,
  ): Promise<Opened<KeptFile>>;
  caseLog(fitCaseId: string, signal?: AbortSignal): Promise<CaseLog>;
  prepareAccept(waiting: WaitingSubmission, tags: PartTags, payloadSchema: string | null): Promise<PreparedEvent>;
  /** A rejection naming one problem; `part` as intake names it, `null` for the submission as a whole. */
  prepareReject(
    waiting: WaitingSubmission,
    problem: { readonly kind: ProblemKind; readonly part: string | null },
    payloadSchema: string | null,
  ): Promise<PreparedEvent>;
  /** Sends a prepared event. Not retried inside: the caller reads the event log first (PROTOCOL §8.6). */
  postEvent(fitCaseId: string, token: string, signal?: AbortSignal): Promise<void>;
  sealReply(content: ReplyContent): Promise<SealedReply>;
  announceReply(
    fitCaseId: string,
    attachmentIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ replyId: string }>;
  uploadReplyAttachment(replyId: string, attachmentId: string, content: string, signal?: AbortSignal): Promise<void>;
  submitReply(replyId: string, content: { metadata: string; data: string }, signal?: AbortSignal): Promise<void>;
};
