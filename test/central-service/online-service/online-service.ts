import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { type ApiVersion, dialectOf } from '../api-version.ts';
import { authenticationTag, encryptCompressed, encryptForKey } from '../crypto/encryption.ts';
import { type BareJwk, type PrivateJwk, type PublicJwk, publicJwkSchema } from '../crypto/jwk.ts';
import { bareJwkOf } from '../crypto/key-pair.ts';
import { fragmentAttachment } from '../unconfirmed/fragments.ts';
import { createApiClient } from './api-client.ts';
import { metadataText, type SendingDefect } from './defects.ts';
import { buildMetadata, type OutgoingAttachment } from './metadata.ts';
import { metadataOfGeneration1 } from './metadata-1.ts';
import { buildNachreichung, NACHREICHUNG_SCHEMA, type NachforderungAnswer } from './nachforderung.ts';
import { createReplyInbox, type ReceivedReply } from './replies.ts';
import { readVerifiedLog, type VerifiedEvent } from './verified-log.ts';

/** An application to send. */
export type Application = {
  /** UTF-8 JSON exactly as it shall be sent. */
  fachdaten: Uint8Array | string;
  schemaUri: string;
  attachments: OutgoingAttachment[];
  /** Whether the applicant can be answered through FIT-Connect. */
  replyChannel: boolean;
  /** An existing case of this sender: the application becomes a further submission of it. */
  caseId?: string;
  /** Local date `YYYY-MM-DD`. */
  applicationDate?: string;
  /** Sends attachments larger than this in fragments (unconfirmed, see unconfirmed/fragments.ts). */
  fragmentBytes?: number;
  /** Version of the metadata, default 2.1.0; in 1.x the applicant cannot be answered through FIT-Connect. */
  metadataVersion?: MetadataVersion;
  /** Compresses every part before encryption (`zip: DEF`), as senders of v1 did. */
  compressed?: boolean;
  /** Sends metadata and attachments only; possible in v1 with metadata 1.x. */
  withoutData?: boolean;
  /** Sends on purpose in a faulty way. */
  defect?: SendingDefect;
};

export const METADATA_VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '2.0.0', '2.1.0'] as const;
export type MetadataVersion = (typeof METADATA_VERSIONS)[number];

export type SentSubmission = { submissionId: string; caseId: string };

/** The Onlinedienst: a sender that works with the delivery service over HTTP only. */
export type OnlineService = {
  /** Encrypts, announces, uploads and submits; verifies the submit event. Rejects with the service's problem text. */
  sendApplication: (application: Application) => Promise<SentSubmission>;
  /** Fetches, verifies, keeps and accepts all waiting replies. Rejects when one does not verify. */
  receiveReplies: () => Promise<ReceivedReply[]>;
  /** All replies received so far. */
  keptReplies: () => Promise<ReceivedReply[]>;
  /** Sends the papers a Nachforderung asks for, as a further submission of the same case. */
  answerNachforderung: (
    reply: ReceivedReply,
    answers: NachforderungAnswer[],
    mitteilung?: string,
  ) => Promise<SentSubmission>;
  /** The verified events of a case, oldest first. */
  readEvents: (caseId: string) => Promise<VerifiedEvent[]>;
};

export type OnlineServiceSettings = {
  apiVersion: ApiVersion;
  tokenUrl: string;
  submissionApi: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  destinationId: string;
  publicService: { name: string; identifier: string };
  region: string;
  /** Where received replies are kept. */
  folder: string;
  replyKey: PrivateJwk;
  signingKey: PrivateJwk;
};

/** Makes the sender. It holds no connection and needs no closing. */
export function createOnlineService(settings: OnlineServiceSettings): OnlineService {
  const api = createApiClient({ ...settings, base: settings.submissionApi });
  const dialect = dialectOf(settings.apiVersion);
  const versionPath = `/${settings.apiVersion}`;

  const readEvents = (caseId: string) =>
    readVerifiedLog(api, {
      versionPath,
      path: `${versionPath}/cases/${caseId}/events`,
      issuer: settings.issuer,
      ownClientId: settings.clientId,
    });

  const inbox = createReplyInbox({
    api,
    versionPath,
    folder: join(settings.folder, 'replies'),
    clientId: settings.clientId,
    replyKey: settings.replyKey,
    signingKey: settings.signingKey,
    readLog: readEvents,
  });

  const destinationKey = async (): Promise<PublicJwk> => {
    const path = `${versionPath}/destinations/${settings.destinationId}`;
    const destination = await api.json(path, z.object({ status: z.string(), encryptionKid: z.string() }));
    const key = await api.json(`${path}/keys/${destination.encryptionKid}`, publicJwkSchema);
    const fit = key.alg === 'RSA-OAEP-256' && key.key_ops.includes('wrapKey') && key.n.length >= 683;
    if (!fit) throw new Error('the destination offers no usable encryption key');
    return key;
  };

  const sendApplication = async (application: Application): Promise<SentSubmission> => {
    const { defect } = application;
    const key = await destinationKey();
    // The kid of the destination on another key: whoever receives it will try and fail.
    const usedKey: BareJwk = defect === 'foreign-key' ? { ...bareJwkOf(settings.replyKey), kid: key.kid } : key;
    const encrypt = async (bytes: Uint8Array, contentType: string): Promise<string> =>
      application.compressed === true
        ? encryptCompressed(bytes, usedKey, contentType)
        : encryptForKey(bytes, usedKey, defect === 'no-cty' ? undefined : contentType, {
            ...(defect === 'unknown-kid' ? { kid: randomUUID() } : {}),
          });

    const data =
      typeof application.fachdaten === 'string'
        ? new TextEncoder().encode(application.fachdaten)
        : application.fachdaten;
    const prepared = application.attachments.map((attachment) => ({
      attachment,
      ...fragmentAttachment(attachment.attachmentId, attachment.bytes, application.fragmentBytes),
    }));
    const metadata = buildMetadata({
      data,
      schemaUri: application.schemaUri,
      attachments: prepared.map(({ attachment, fragments }) => ({
        ...attachment,
        ...(fragments ? { fragments } : {}),
      })),
      ...(application.replyChannel ? { replyKey: bareJwkOf(settings.replyKey) } : {}),
      senderReference: `OD-${randomUUID().slice(0, 8)}`,
      ...(application.applicationDate === undefined ? {} : { applicationDate: application.applicationDate }),
    });

    const transfers = prepared.flatMap(({ attachment, transfers: parts }) =>
      parts.map((part) => ({ ...part, mimeType: attachment.mimeType })),
    );
    const created = await api.json(
      `${versionPath}/submissions`,
      z.object({ submissionId: z.string(), caseId: z.string() }),
      {
        method: 'POST',
        type: 'application/json',
        body: JSON.stringify({
          destinationId: settings.destinationId,
          announcedAttachments: transfers.map(({ id }) => id),
          [dialect.serviceMember]: settings.publicService,
          ...(dialect.regionKnown ? { region: settings.region } : {}),
          ...(application.caseId === undefined ? {} : { caseId: application.caseId }),
        }),
      },
    );
    const { submissionId, caseId } = created;
    for (const { id, bytes, mimeType } of transfers)
      await api.text(`${versionPath}/submissions/${submissionId}/attachments/${id}`, {
        method: 'PUT',
        type: 'application/jose',
        body: await encrypt(bytes, mimeType),
      });
    const version = application.metadataVersion ?? '2.1.0';
    const described = version.startsWith('1.')
      ? metadataOfGeneration1(metadata, version, settings.publicService, application.withoutData !== true)
      : metadataText({ ...metadata, $schema: metadata.$schema.replace('2.1.0', version) }, defect);
    const encryptedMetadata = await encrypt(new TextEncoder().encode(described), 'application/json');
    const encryptedData = application.withoutData === true ? undefined : await encrypt(data, 'application/json');
    await api.text(`${versionPath}/submissions/${submissionId}`, {
      method: 'PUT',
      type: 'application/json',
      body: JSON.stringify({
        encryptedMetadata: defect === 'zip' ? withZipHeader(encryptedMetadata) : encryptedMetadata,
        encryptedData,
      }),
    });
    const events = await readEvents(caseId);
    const submitted = events.find(
      ({ event, subject }) => event === 'submit-submission' && subject === `submission:${submissionId}`,
    );
    if (submitted?.payload.authenticationTags?.metadata !== authenticationTag(encryptedMetadata))
      throw new Error('the submit event does not carry our authentication tags');
    return { submissionId, caseId };
  };

  return {
    sendApplication,
    receiveReplies: inbox.collect,
    keptReplies: inbox.kept,
    readEvents,
    answerNachforderung: (reply, answers, mitteilung) =>
      sendApplication({
        fachdaten: JSON.stringify(buildNachreichung(reply, answers, mitteilung)),
        schemaUri: NACHREICHUNG_SCHEMA,
        attachments: answers,
        replyChannel: true,
        caseId: reply.caseId,
      }),
  };
}

/** jose cannot compress; the header alone is what the service must refuse. */
function withZipHeader(jwe: string): string {
  const [header, ...rest] = jwe.split('.');
  const members = JSON.parse(Buffer.from(header ?? '', 'base64url').toString('utf8'));
  return [Buffer.from(JSON.stringify({ ...members, zip: 'DEF' })).toString('base64url'), ...rest].join('.');
}
