import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type BareJwk, bareJwkSchema } from '../crypto/jwk.ts';

/** Data exchange standard of our requests for missing proofs, named in `replyChannel.fitConnect.processStandards`. */
export const NACHFORDERUNG_STANDARD = 'urn:einbuergerungsdesk:nachforderung:1.0.0';

const METADATA_SCHEMA = 'https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json';

const hashSchema = z.object({ type: z.literal('sha512'), content: z.string().regex(/^[a-f0-9]{128}$/) });

/** Metadata 2.1.0 as far as a sender writes and reads it (PROTOCOL §12); unknown members are kept. */
export const metadataSchema = z.looseObject({
  $schema: z
    .string()
    .regex(/^https:\/\/schema\.fitko\.de\/fit-connect\/metadata\/2\.\d+\.\d+\/metadata\.schema\.json$/),
  contentStructure: z.looseObject({
    data: z.looseObject({
      hash: hashSchema,
      submissionSchema: z.looseObject({
        schemaUri: z.string(),
        mimeType: z.enum(['application/json', 'application/xml']),
      }),
    }),
    attachments: z.array(
      z.looseObject({
        attachmentId: z.guid(),
        purpose: z.enum(['form', 'attachment', 'report', 'data']),
        mimeType: z.string().regex(/^[-\w.]+\/[-\w.+]+$/),
        filename: z.string().exactOptional(),
        description: z.string().exactOptional(),
        hash: hashSchema,
        fragments: z.array(z.guid()).exactOptional(),
      }),
    ),
  }),
  replyChannel: z
    .object({
      fitConnect: z.object({ encryptionPublicKey: bareJwkSchema, processStandards: z.array(z.string()).min(1) }),
    })
    .exactOptional(),
  additionalReferenceInfo: z
    .strictObject({
      senderReference: z.string().exactOptional(),
      applicationDate: z.iso.date().exactOptional(),
      idBundDeApplicationId: z.string().exactOptional(),
      zustimmungZumDigitalenBescheid: z.boolean().exactOptional(),
    })
    .exactOptional(),
});
export type Metadata = z.infer<typeof metadataSchema>;

/** A file the applicant sends along. `attachmentId` is a UUID the sender chooses. */
export type OutgoingAttachment = {
  attachmentId: string;
  filename: string;
  mimeType: string;
  bytes: Uint8Array;
  purpose: 'form' | 'attachment' | 'report' | 'data';
  description?: string;
};

/** What the metadata of one submission are made of. */
type MetadataInput = {
  data: Uint8Array;
  schemaUri: string;
  attachments: (OutgoingAttachment & { fragments?: string[] })[];
  /** Public key for replies; without it the metadata name no reply channel. */
  replyKey?: BareJwk;
  senderReference: string;
  /** Local date `YYYY-MM-DD`. */
  applicationDate?: string;
};

/** Builds metadata 2.1.0 of a submission; hashes are SHA-512 over the unencrypted bytes (PROTOCOL §6.1, §12). */
export function buildMetadata(input: MetadataInput): Metadata {
  return {
    $schema: METADATA_SCHEMA,
    contentStructure: {
      data: {
        hash: sha512(input.data),
        submissionSchema: { schemaUri: input.schemaUri, mimeType: 'application/json' },
      },
      attachments: input.attachments.map((attachment) => ({
        attachmentId: attachment.attachmentId,
        purpose: attachment.purpose,
        mimeType: attachment.mimeType,
        filename: attachment.filename,
        ...(attachment.description === undefined ? {} : { description: attachment.description }),
        hash: sha512(attachment.bytes),
        ...(attachment.fragments === undefined ? {} : { fragments: attachment.fragments }),
      })),
    },
    ...(input.replyKey
      ? {
          replyChannel: {
            fitConnect: { encryptionPublicKey: input.replyKey, processStandards: [NACHFORDERUNG_STANDARD] },
          },
        }
      : {}),
    additionalReferenceInfo: {
      senderReference: input.senderReference,
      ...(input.applicationDate === undefined ? {} : { applicationDate: input.applicationDate }),
    },
    author: {
      name: 'Demo-Onlinedienst',
      product: { name: 'Onlinedienst-Simulator', version: '1.0.0', manufacturer: 'Einbürgerungsdesk' },
    },
  };
}

/** The hash object of metadata over unencrypted bytes. */
export function sha512(bytes: Uint8Array): { type: 'sha512'; content: string } {
  return { type: 'sha512', content: createHash('sha512').update(bytes).digest('hex') };
}
