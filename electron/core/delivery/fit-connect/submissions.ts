import { z } from 'zod';
import { DeliveryError, type DestinationOffer, type FetchedSubmission, type WaitingSubmission } from '../port.ts';
import { type Api, JSON_LIMIT } from './api.ts';
import { namedService, offeredServices } from './api-version.ts';

const PAGE = 100;
const MOST_WAITING = 20_000;
/** Encrypted attachment: 500 MB by the documentation. */
export const ATTACHMENT_LIMIT = 500_000_000;

const lowerUuid = z.guid().transform((id) => id.toLowerCase());
const item = z.object({ submissionId: lowerUuid, caseId: lowerUuid, destinationId: lowerUuid });
const listPage = z.object({ submissions: z.array(item), totalCount: z.number().int().nonnegative().nullish() });
const jwe = z.string().regex(/^[A-Za-z0-9._=\s-]+$/);
const submission = z
  .object({
    ...item.shape,
    attachments: z.array(lowerUuid).nullish(),
    encryptedMetadata: jwe,
    encryptedData: jwe.nullish(),
  })
  .loose();

/**
 * Everything that waits for a destination. The list changes while it is paged (items leave after accept), so ids are
 * collected into a set; only the array is relied on, because the counters are optional (PROTOCOL §4).
 */
export const listWaiting = async (
  api: Api,
  destinationId: string,
  signal?: AbortSignal,
): Promise<WaitingSubmission[]> => {
  const found = new Map<string, WaitingSubmission>();
  for (let offset = 0; offset < MOST_WAITING; ) {
    const page = await api.json(
      {
        method: 'GET',
        segments: ['submissions'],
        query: { destinationId, offset: String(offset), limit: String(PAGE) },
        signal,
      },
      listPage,
    );
    for (const { submissionId, caseId, destinationId: destination } of page.submissions) {
      if (destination === destinationId) {
        found.set(submissionId, { submissionId, fitCaseId: caseId, destinationId: destination });
      }
    }
    offset += page.submissions.length;
    const whole = page.totalCount ?? undefined;
    if (page.submissions.length === 0 || (whole !== undefined && offset >= whole)) break;
  }
  return [...found.values()];
};

/** Fetches the envelope of one submission; its content stays encrypted. */
export const fetchSubmission = async (
  api: Api,
  submissionId: string,
  destinationId: string,
  signal?: AbortSignal,
): Promise<FetchedSubmission> => {
  const answer = await api.json(
    { method: 'GET', segments: ['submissions', submissionId], limit: JSON_LIMIT, signal },
    submission,
  );
  if (answer.submissionId !== submissionId || answer.destinationId !== destinationId) {
    throw new DeliveryError('destination-mismatch');
  }
  return {
    submissionId,
    fitCaseId: answer.caseId,
    destinationId,
    attachmentIds: answer.attachments ?? [],
    serviceIdentifier: namedService.parse(answer),
    metadata: answer.encryptedMetadata,
    data: answer.encryptedData ?? null,
  };
};

/** Fetches one attachment (or fragment) as the bytes of a compact JWE. */
export async function* fetchAttachment(
  api: Api,
  submissionId: string,
  attachmentId: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const answer = await api.stream({
    method: 'GET',
    segments: ['submissions', submissionId, 'attachments', attachmentId],
    accept: 'application/jose, application/problem+json',
    limit: ATTACHMENT_LIMIT,
    signal,
  });
  yield* answer.body;
}

const offer = z
  .object({ status: z.string().default('active'), metadataVersions: z.array(z.string()).default([]) })
  .loose();

/** What the destination announces today. */
export const readOffer = async (
  api: Api,
  destinationId: string,
  base: string | null,
  signal?: AbortSignal,
): Promise<DestinationOffer> => {
  const answer = await api.json(
    { method: 'GET', segments: ['destinations', destinationId], signal, ...(base === null ? {} : { base }) },
    offer,
  );
  const services = offeredServices.parse(answer);
  const channels = z.looseObject({ fitConnect: z.unknown() }).safeParse(answer.replyChannels);
  return {
    status: answer.status,
    metadataVersions: answer.metadataVersions,
    services: services.map(({ identifier, submissionSchemas }) => ({ identifier, schemas: submissionSchemas })),
    offersReplies: channels.success && channels.data.fitConnect !== undefined && channels.data.fitConnect !== null,
  };
};
