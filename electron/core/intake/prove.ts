import { createHash } from 'node:crypto';
import type { Application } from '../../../shared/domain/application.ts';
import { readMetadata, type SubmissionMetadata } from '../delivery/fit-connect/metadata.ts';
import type {
  CaseLog,
  CentralService,
  DestinationOffer,
  FetchedSubmission,
  Opened,
  PartTags,
} from '../delivery/port.ts';
import { applicationFromFachdaten } from './application-from-fachdaten-1-0.ts';
import { parseFachdaten } from './declared-fields.ts';
import { FACHDATEN_1_0, NACHREICHUNG_1_0 } from './fachdaten-1.0.ts';
import { type FollowUp, followUpFromNachreichung } from './follow-up-from-nachreichung-1-0.ts';
import { IntakeStop } from './intake-stop.ts';

export type SubmissionContent =
  | { readonly kind: 'application'; readonly application: Application }
  | { readonly kind: 'follow-up'; readonly followUp: FollowUp };

/** A submission whose envelope, metadata and Fachdaten hold; its attachments are proved one by one afterwards. */
export type ProvedSubmission = {
  readonly submission: FetchedSubmission;
  readonly log: CaseLog;
  readonly tags: PartTags;
  /** Time of the signed submit event, UTC milliseconds. */
  readonly submittedAt: number;
  readonly metadata: SubmissionMetadata;
  readonly metadataBytes: Uint8Array;
  readonly data: {
    readonly bytes: Uint8Array;
    readonly sha512: string;
    readonly schemaUri: string;
    readonly mimeType: string;
  };
  readonly content: SubmissionContent;
};

/** Schemas this product understands, by their exact URI; none is ever fetched (SECURITY G5). */
const SCHEMAS: Readonly<Record<string, (content: unknown) => SubmissionContent | undefined>> = {
  [FACHDATEN_1_0]: (content) => {
    const application = applicationFromFachdaten(content);
    return application && { kind: 'application', application };
  },
  [NACHREICHUNG_1_0]: (content) => {
    const followUp = followUpFromNachreichung(content);
    return followUp && { kind: 'follow-up', followUp };
  },
};

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && new Set([...left, ...right]).size === left.length;

const demand = <Value>(opened: Opened<Value>, part: string): Value => {
  if (!opened.ok) throw new IntakeStop(opened.refusal, part);
  return opened.value;
};

/** The one submit event of a submission, with tags and not yet followed by an end (PROTOCOL §9, 1). */
const submitEvent = (log: CaseLog, submissionId: string): { tags: PartTags; at: number } => {
  const own = log.events.filter(({ subject, subjectId }) => subject === 'submission' && subjectId === submissionId);
  const [submit, ...others] = own.filter(({ action }) => action === 'submit');
  if (submit === undefined) throw new IntakeStop('event-log-submit-missing');
  if (others.length > 0) throw new IntakeStop('event-log-submits');
  if (submit.tags === null) throw new IntakeStop('event-log-tags');
  if (own.some(({ action }) => action === 'accept')) throw new IntakeStop('accepted-elsewhere');
  return { tags: submit.tags, at: submit.at };
};

const demandOffered = (
  submission: FetchedSubmission,
  metadata: SubmissionMetadata,
  schemaUri: string,
  offer: DestinationOffer,
): void => {
  const major = metadata.version.split('.')[0] ?? '';
  if (offer.metadataVersions.length > 0 && !offer.metadataVersions.some((version) => version.startsWith(`${major}.`))) {
    throw new IntakeStop('metadata-version-unknown', 'metadata');
  }
  const { serviceIdentifier: named } = submission;
  if (named !== null && metadata.serviceIdentifier !== null && named !== metadata.serviceIdentifier) {
    throw new IntakeStop('service-mismatch', 'metadata');
  }
  const identifier = named ?? metadata.serviceIdentifier;
  const service = offer.services.find((offered) => offered.identifier === identifier);
  if (offer.services.length > 0 && service === undefined) throw new IntakeStop('service-not-offered', 'metadata');
  if (!Object.hasOwn(SCHEMAS, schemaUri)) throw new IntakeStop('schema-unknown', 'data');
  if (service !== undefined && service.schemas.length > 0) {
    if (!service.schemas.some((schema) => schema.schemaUri === schemaUri))
      throw new IntakeStop('schema-not-offered', 'data');
  }
};

/** Fragments are announced one by one; a service may list the whole files beside them (PROTOCOL §7.3, UNCONFIRMED). */
const demandSameAttachments = (submission: FetchedSubmission, metadata: SubmissionMetadata): void => {
  const pieces = metadata.attachments.flatMap((attachment) => attachment.pieces);
  const withFiles = [...new Set([...pieces, ...metadata.attachments.map(({ attachmentId }) => attachmentId)])];
  if (!sameSet(pieces, submission.attachmentIds) && !sameSet(withFiles, submission.attachmentIds)) {
    throw new IntakeStop('attachments-mismatch', 'metadata');
  }
};

const proveContent = async (
  submission: FetchedSubmission,
  service: CentralService,
  offer: DestinationOffer,
  log: CaseLog,
  { tags, at }: { tags: PartTags; at: number },
): Promise<ProvedSubmission> => {
  if (!sameSet(submission.attachmentIds, Object.keys(tags.attachments))) throw new IntakeStop('attachments-mismatch');

  const metadataBytes = demand(await service.openPart('metadata', submission.metadata, tags.metadata), 'metadata');
  const read = readMetadata(metadataBytes);
  if (!read.ok) throw new IntakeStop(read.fault, 'metadata');
  const { metadata } = read;
  const parts = [metadata.data, submission.data, tags.data];
  // v1 with metadata 1.x allows a submission of attachments alone (PROTOCOL §7.1); nobody could say whose it is.
  if (parts.every((part) => part === null)) throw new IntakeStop('attachments-only', 'data');
  if (metadata.data === null || submission.data === null || tags.data === null) {
    throw new IntakeStop('data-missing', 'data');
  }
  demandSameAttachments(submission, metadata);
  demandOffered(submission, metadata, metadata.data.schemaUri, offer);
  const adapter = SCHEMAS[metadata.data.schemaUri];
  if (adapter === undefined || metadata.data.mimeType !== 'application/json') {
    throw new IntakeStop('schema-unknown', 'data');
  }

  const bytes = demand(await service.openPart('data', submission.data, tags.data), 'data');
  const sha512 = createHash('sha512').update(bytes).digest('hex');
  if (sha512 !== metadata.data.sha512) throw new IntakeStop('hash-mismatch', 'data');
  const parsed = parseFachdaten(bytes);
  if (!parsed.ok) throw new IntakeStop(parsed.fault, 'data');
  const content = adapter(parsed.content);
  if (content === undefined) throw new IntakeStop('schema-violation', 'data');
  const { schemaUri, mimeType } = metadata.data;
  return {
    submission,
    log,
    tags,
    submittedAt: at,
    metadata,
    metadataBytes,
    data: { bytes, sha512, schemaUri, mimeType },
    content,
  };
};

/**
 * Proves envelope, metadata and Fachdaten of a submission in the order of PROTOCOL §9, 1–7.
 *
 * @throws {IntakeStop} with the trouble to show; nothing is rejected for it (ARCHITECTURE §6)
 * @throws {DeliveryError} the service did not answer as needed
 */
export const proveSubmission = async (
  submission: FetchedSubmission,
  service: CentralService,
  offer: DestinationOffer,
  signal?: AbortSignal,
): Promise<ProvedSubmission> => {
  const log = await service.caseLog(submission.fitCaseId, signal);
  const submit = submitEvent(log, submission.submissionId);
  try {
    return await proveContent(submission, service, offer, log, submit);
  } catch (error) {
    if (error instanceof IntakeStop) error.submittedAt = submit.at;
    throw error;
  }
};
