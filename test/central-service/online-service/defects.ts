import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Metadata } from './metadata.ts';

/**
 * Ways in which a sender can be faulty, for testing the receiver:
 * - `unknown-kid`: the JWE headers name a key the destination never had;
 * - `foreign-key`: encrypted for another key under the destination's kid, so nobody can decrypt;
 * - `no-cty`, `zip`: JWE headers the service refuses in v2;
 * - `data-hash`, `attachment-hash`: a hash in the metadata differs from the content;
 * - `metadata-syntax`: the metadata are no JSON;
 * - `metadata-version`: metadata 3.0.0, which the destination does not offer;
 * - `metadata-violation`: a mandatory member is missing;
 * - `missing-attachment`, `undeclared-attachment`: the metadata name one attachment too many, or one too few;
 * - `empty-fragments`: `fragments: []`, the known defect of a Java SDK release candidate (PROTOCOL §7.3).
 */
export const sendingDefectSchema = z.enum([
  'unknown-kid',
  'foreign-key',
  'no-cty',
  'zip',
  'data-hash',
  'attachment-hash',
  'metadata-syntax',
  'metadata-version',
  'metadata-violation',
  'missing-attachment',
  'undeclared-attachment',
  'empty-fragments',
]);
export type SendingDefect = z.infer<typeof sendingDefectSchema>;

/** The metadata text a sender with this defect encrypts. */
export function metadataText(metadata: Metadata, defect: SendingDefect | undefined): string {
  const draft = structuredClone(metadata);
  const { attachments, data } = draft.contentStructure;
  const wrongHash = { type: 'sha512', content: '0'.repeat(128) } as const;
  switch (defect) {
    case 'data-hash':
      data.hash = wrongHash;
      break;
    case 'attachment-hash':
      for (const attachment of attachments.slice(0, 1)) attachment.hash = wrongHash;
      break;
    case 'metadata-syntax':
      return `${JSON.stringify(draft)} {`;
    case 'metadata-version':
      draft.$schema = draft.$schema.replace(/2\.\d+\.\d+/, '3.0.0');
      break;
    case 'metadata-violation':
      return JSON.stringify({ ...draft, contentStructure: { attachments } });
    case 'missing-attachment':
      attachments.push({
        attachmentId: randomUUID(),
        purpose: 'attachment',
        mimeType: 'application/pdf',
        hash: wrongHash,
      });
      break;
    case 'undeclared-attachment':
      attachments.pop();
      break;
    case 'empty-fragments':
      for (const attachment of attachments) attachment.fragments = [];
      break;
    default:
      break;
  }
  return JSON.stringify(draft);
}
