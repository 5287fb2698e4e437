import { createHash, randomUUID } from 'node:crypto';
import type { CryptoPool } from '../../crypto/crypto-pool.ts';
import type { Destination } from '../destination.ts';
import type { CentralService, PartTags, PreparedEvent, WaitingSubmission } from '../port.ts';
import { createApi } from './api.ts';
import { readCaseLog } from './case-log.ts';
import { eventUri } from './event-names.ts';
import { signToken } from './event-token.ts';
import { createHttpClient, type HttpTimes } from './http.ts';
import { createKeySource } from './keys.ts';
import { writeReplyMetadata } from './metadata.ts';
import { eventProblem } from './problems.ts';
import { announceReply, submitReply, uploadReplyAttachment } from './replies.ts';
import { ATTACHMENT_LIMIT, fetchAttachment, fetchSubmission, listWaiting, readOffer } from './submissions.ts';
import { createTokenSource } from './token.ts';

/** What services write today; used when a log names no payload schema (PROTOCOL §8.3). */
const DEFAULT_PAYLOAD_SCHEMA = 'https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json';
/** Metadata and Fachdaten are opened in memory. */
const PART_LIMIT = 32 * 1024 * 1024;

const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex');

const tagsPayload = (tags: PartTags) => ({
  metadata: tags.metadata,
  ...(tags.data === null ? {} : { data: tags.data }),
  ...(Object.keys(tags.attachments).length === 0 ? {} : { attachments: tags.attachments }),
});

/** {@link CentralService} over FIT-Connect for one destination (PROTOCOL.md). */
export const createFitConnect = (options: {
  destination: Destination;
  crypto: CryptoPool;
  /** Product version for the User-Agent. */
  version: string;
  clock: () => number;
  times?: Partial<HttpTimes>;
}): CentralService => {
  const { destination, crypto, clock } = options;
  const { destinationId, settings } = destination;
  const http = createHttpClient({
    environment: destination.environment,
    version: options.version,
    clock,
    ...(options.times === undefined ? {} : { times: options.times }),
  });
  const tokens = createTokenSource({ http, ...settings, clock });
  const api = createApi({ http, tokens, settings, clock });
  const keys = createKeySource({ http, api, submissionBase: settings.submissionBase, destinationId, clock });
  const identity = { destinationId, issuer: settings.issuer ?? settings.submissionBase };
  const { apiVersion, decryptionKeys } = settings;

  const prepareEvent = async (
    action: 'accept' | 'reject',
    waiting: WaitingSubmission,
    payload: Record<string, unknown>,
    payloadSchema: string | null,
  ): Promise<PreparedEvent> => {
    const jti = randomUUID();
    const token = await signToken(
      {
        $schema: payloadSchema ?? DEFAULT_PAYLOAD_SCHEMA,
        jti,
        iss: destinationId,
        iat: Math.floor(clock() / 1000),
        sub: `submission:${waiting.submissionId}`,
        txn: `case:${waiting.fitCaseId}`,
        events: { [eventUri(action, 'submission')]: payload },
      },
      settings.signingKey,
    );
    return { token, jti };
  };

  return {
    destinationId,
    listWaiting: (signal) => listWaiting(api, destinationId, signal),
    offer: (signal) => readOffer(api, destinationId, settings.destinationBase, signal),
    fetchSubmission: (submissionId, signal) => fetchSubmission(api, submissionId, destinationId, signal),
    openPart: (part, content, tag) =>
      crypto.decryptSmall({
        jwe: new TextEncoder().encode(content),
        keys: decryptionKeys,
        expectation: { part, apiVersion, tag, limit: PART_LIMIT },
      }),
    openAttachment: (submissionId, pieces, proof, signal) =>
      http.repeat(
        () =>
          crypto.decryptToDocument(
            {
              tags: proof.tags,
              sha512: proof.sha512,
              keys: decryptionKeys,
              expectation: { part: 'attachment', apiVersion, limit: ATTACHMENT_LIMIT },
            },
            (position, unwanted) =>
              fetchAttachment(
                api,
                submissionId,
                pieces[position] ?? '',
                signal === undefined ? unwanted : AbortSignal.any([unwanted, signal]),
              ),
          ),
        signal,
      ),
    caseLog: (fitCaseId, signal) => readCaseLog(api, keys, identity, fitCaseId, signal),
    prepareAccept: (waiting, tags, payloadSchema) =>
      prepareEvent('accept', waiting, { authenticationTags: tagsPayload(tags) }, payloadSchema),
    prepareReject: (waiting, { kind, part }, payloadSchema) =>
      prepareEvent('reject', waiting, { problems: [eventProblem(kind, part)] }, payloadSchema),
    async postEvent(fitCaseId, token, signal) {
      await api.send({
        method: 'POST',
        segments: ['cases', fitCaseId, 'events'],
        body: token,
        contentType: 'application/jose',
        signal,
      });
    },
    async sealReply(content) {
      const seal = async (bytes: Uint8Array, contentType: string): Promise<string> => {
        const sealed = await crypto.encryptJwe({ bytes, publicKey: content.publicKey, contentType });
        return sealed.jwe;
      };
      const metadata = writeReplyMetadata({
        data: { sha512: sha512(content.data), schemaUri: content.schemaUri },
        attachments: content.attachments.map(({ bytes, ...rest }) => ({ ...rest, sha512: sha512(bytes) })),
      });
      const attachments: { attachmentId: string; content: string }[] = [];
      for (const { attachmentId, bytes, mimeType } of content.attachments) {
        attachments.push({ attachmentId, content: await seal(bytes, mimeType) });
      }
      return {
        metadata: await seal(new TextEncoder().encode(metadata), 'application/json'),
        data: await seal(content.data, 'application/json'),
        attachments,
      };
    },
    announceReply: (fitCaseId, attachmentIds, signal) => announceReply(api, fitCaseId, attachmentIds, signal),
    uploadReplyAttachment: (replyId, attachmentId, content, signal) =>
      uploadReplyAttachment(api, replyId, attachmentId, content, signal),
    submitReply: (replyId, content, signal) => submitReply(api, replyId, content, signal),
  };
};
