import { attachmentPart } from '../../../shared/domain/intake-troubles.ts';
import type { CryptoPool } from '../crypto/crypto-pool.ts';
import { type CentralService, DeliveryError } from '../delivery/port.ts';
import { type CheckedDocument, checkDocument } from './check-document.ts';
import { IntakeStop } from './intake-stop.ts';
import type { Press } from './press-client.ts';
import type { ProvedSubmission } from './prove.ts';

export type CollectedAttachment = CheckedDocument & {
  readonly attachmentId: string;
  readonly purpose: 'form' | 'attachment' | 'report' | 'data';
};

/**
 * Fetches, opens, proves and keeps every attachment of a proved submission (PROTOCOL §9, 8) as an encrypted document
 * file, one after the other, so that memory is bounded by the largest. On failure all files of this attempt go again.
 *
 * @throws {IntakeStop} the first attachment that does not hold
 */
export const collectAttachments = async (
  proved: ProvedSubmission,
  service: CentralService,
  tools: { crypto: CryptoPool; press: Press; demandSpace: () => Promise<void> },
  signal?: AbortSignal,
): Promise<CollectedAttachment[]> => {
  const { submission, tags, metadata } = proved;
  const collected: CollectedAttachment[] = [];
  const kept: string[] = [];
  try {
    for (const [position, attachment] of metadata.attachments.entries()) {
      signal?.throwIfAborted();
      await tools.demandSpace();
      const proof = {
        tags: attachment.pieces.map((piece) => tags.attachments[piece] ?? ''),
        sha512: attachment.sha512,
      };
      const part = attachmentPart(attachment.attachmentId);
      const opened = await service
        .openAttachment(submission.submissionId, attachment.pieces, proof, signal)
        .catch((error: unknown) => {
          if (error instanceof DeliveryError && error.fault === 'not-found') {
            throw new IntakeStop('attachment-missing', part);
          }
          throw error;
        });
      if (!opened.ok) throw new IntakeStop(opened.refusal, part);
      kept.push(opened.value.id);
      const claim = { name: attachment.filename, type: attachment.mimeType, position };
      const checked = await checkDocument(opened.value, claim, tools);
      collected.push({ ...checked, attachmentId: attachment.attachmentId, purpose: attachment.purpose });
    }
    return collected;
  } catch (error) {
    if (error instanceof IntakeStop) error.submittedAt = proved.submittedAt;
    await tools.crypto.discardDocuments({ ids: kept });
    throw error;
  }
};
