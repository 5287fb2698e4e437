import { z } from 'zod';
import { encryptionPublicJwk } from '../jwk.ts';
import { hasDuplicateMembers } from './duplicate-members.ts';

const METADATA = /^https:\/\/schema\.fitko\.de\/fit-connect\/metadata\/(\d+)\.(\d+)\.(\d+)\/metadata\.schema\.json$/;
const METADATA_2_1_0 = 'https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json';

const sha512 = z.object({ type: z.literal('sha512'), content: z.string().regex(/^[a-f0-9]{128}$/) });
const mimeType = z
  .string()
  .max(200)
  .regex(/^[-\w.]+\/[-\w.+]+$/);
const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i)
  .transform((id) => id.toLowerCase());

const attachment = z.object({
  attachmentId: uuid,
  purpose: z.enum(['form', 'attachment', 'report', 'data']),
  mimeType,
  hash: sha512,
  filename: z.string().max(1000).nullish(),
  description: z.string().max(10_000).nullish(),
  // An empty list violates the schema but is what one official SDK writes for whole files (PROTOCOL §7.3).
  fragments: z.array(uuid).max(10_000).nullish(),
});

const data = z.object({
  hash: sha512,
  submissionSchema: z.object({
    schemaUri: z.string().min(1).max(2000),
    mimeType: z.enum(['application/json', 'application/xml']),
  }),
});

const fitConnectChannel = z.object({
  processStandards: z.array(z.string().min(1)).min(1).max(50),
  encryptionPublicKey: encryptionPublicJwk,
});

const shared = {
  replyChannel: z.looseObject({}).nullish(),
  additionalReferenceInfo: z.looseObject({ applicationDate: z.string().nullish() }).nullish(),
};

/** Facts of metadata 1.x that we rely on (PROTOCOL §12); Fachdaten may be absent there. */
const metadata1 = z.object({
  $schema: z.string().regex(METADATA).nullish(),
  contentStructure: z.object({ attachments: z.array(attachment).max(10_000), data: data.nullish() }),
  publicServiceType: z.object({ identifier: z.string() }).nullish(),
  ...shared,
});

/** Facts of metadata 2.x that we rely on; unknown members are allowed at the top. */
const metadata2 = z.object({
  $schema: z.string().regex(METADATA),
  contentStructure: z.object({ attachments: z.array(attachment).max(10_000), data }),
  ...shared,
});

export type ReplyChannel =
  | {
      readonly kind: 'fit-connect';
      readonly publicKey: z.infer<typeof encryptionPublicJwk>;
      readonly processStandards: string[];
    }
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'none' };

/** What the sender says about the parts of a submission; all of it a claim until hashes and tags were compared. */
export type SubmissionMetadata = {
  readonly version: string;
  readonly attachments: readonly {
    readonly attachmentId: string;
    readonly purpose: 'form' | 'attachment' | 'report' | 'data';
    readonly mimeType: string;
    readonly sha512: string;
    readonly filename: string | null;
    /** Ids under which the content is fetched, in order. */
    readonly pieces: readonly string[];
  }[];
  readonly data: { readonly sha512: string; readonly schemaUri: string; readonly mimeType: string } | null;
  /** Metadata 1.x names the service inside. */
  readonly serviceIdentifier: string | null;
  readonly replyChannel: ReplyChannel;
};

/**
 * Why metadata cannot be used. `too-large` and `metadata-version-unknown` are limits of this program, not faults of the
 * sender; the others are provable.
 */
export type MetadataFault =
  | 'metadata-syntax'
  | 'metadata-duplicate-members'
  | 'metadata-schema-missing'
  | 'metadata-version-unknown'
  | 'metadata-invalid'
  | 'attachments-mismatch'
  | 'too-large';

const readReplyChannel = (value: Record<string, unknown> | null | undefined): ReplyChannel => {
  if (value === null || value === undefined) return { kind: 'none' };
  const fitConnect = fitConnectChannel.safeParse(value.fitConnect);
  if (fitConnect.success) {
    const { encryptionPublicKey, processStandards } = fitConnect.data;
    return { kind: 'fit-connect', publicKey: encryptionPublicKey, processStandards };
  }
  return { kind: 'other', name: Object.keys(value)[0]?.slice(0, 50) ?? 'unknown' };
};

/**
 * Reads decrypted metadata of versions 1.x and 2.x by our own model of the facts we use; other major versions are
 * "unknown", which is our own trouble and never a reason to reject (SECURITY F2). What is called invalid here the official
 * schema must forbid too; what only exceeds our bounds is `too-large`.
 */
export const readMetadata = (
  bytes: Uint8Array,
): { ok: true; metadata: SubmissionMetadata } | { ok: false; fault: MetadataFault } => {
  let content: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    content = JSON.parse(text);
    if (hasDuplicateMembers(text)) return { ok: false, fault: 'metadata-duplicate-members' };
  } catch {
    return { ok: false, fault: 'metadata-syntax' };
  }
  const named = z.object({ $schema: z.string().nullish() }).safeParse(content);
  if (!named.success) return { ok: false, fault: 'metadata-invalid' };
  const match = METADATA.exec(
    named.data.$schema ?? 'https://schema.fitko.de/fit-connect/metadata/1.0.0/metadata.schema.json',
  );
  if (match === null || (match[1] !== '1' && match[1] !== '2')) return { ok: false, fault: 'metadata-version-unknown' };
  const parsed = match[1] === '1' ? metadata1.safeParse(content) : metadata2.safeParse(content);
  if (!parsed.success) {
    if (parsed.error.issues.every(({ code }) => code === 'too_big')) return { ok: false, fault: 'too-large' };
    return { ok: false, fault: named.data.$schema == null ? 'metadata-schema-missing' : 'metadata-invalid' };
  }
  const { contentStructure } = parsed.data;
  const ids = contentStructure.attachments.map(({ attachmentId }) => attachmentId);
  const pieces = contentStructure.attachments.flatMap(({ attachmentId, fragments }) =>
    fragments?.length ? fragments : [attachmentId],
  );
  if (new Set(ids).size !== ids.length || new Set(pieces).size !== pieces.length) {
    return { ok: false, fault: 'attachments-mismatch' };
  }
  const fachdaten = contentStructure.data ?? null;
  return {
    ok: true,
    metadata: {
      version: `${match[1]}.${match[2]}.${match[3]}`,
      attachments: contentStructure.attachments.map((entry) => ({
        attachmentId: entry.attachmentId,
        purpose: entry.purpose,
        mimeType: entry.mimeType,
        sha512: entry.hash.content,
        filename: entry.filename ?? null,
        pieces: entry.fragments?.length ? entry.fragments : [entry.attachmentId],
      })),
      data:
        fachdaten === null
          ? null
          : {
              sha512: fachdaten.hash.content,
              schemaUri: fachdaten.submissionSchema.schemaUri,
              mimeType: fachdaten.submissionSchema.mimeType,
            },
      serviceIdentifier:
        'publicServiceType' in parsed.data ? (parsed.data.publicServiceType?.identifier ?? null) : null,
      replyChannel: readReplyChannel(parsed.data.replyChannel),
    },
  };
};

/** Metadata 2.1.0 of a reply (UNCONFIRMED whether replies have a schema of their own, PROTOCOL §11.4). */
export const writeReplyMetadata = (reply: {
  data: { sha512: string; schemaUri: string };
  attachments: readonly {
    attachmentId: string;
    sha512: string;
    filename: string;
    mimeType: string;
    purpose: string;
    description?: string;
  }[];
}): string =>
  JSON.stringify({
    $schema: METADATA_2_1_0,
    contentStructure: {
      data: {
        hash: { type: 'sha512', content: reply.data.sha512 },
        submissionSchema: { schemaUri: reply.data.schemaUri, mimeType: 'application/json' },
      },
      attachments: reply.attachments.map(({ sha512: content, ...rest }) => ({
        ...rest,
        hash: { type: 'sha512', content },
      })),
    },
  });
