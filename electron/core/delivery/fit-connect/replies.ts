import { z } from 'zod';
import type { Api } from './api.ts';

/*
 * UNCONFIRMED (PROTOCOL §11.3): no source shows these three calls. Paths, bodies and answers are inferred by symmetry
 * with submissions and stand in this module alone.
 */

const announced = z.object({ replyId: z.guid().transform((id) => id.toLowerCase()) });

/** Announces a reply inside a Vorgang. Not idempotent; a reply never submitted is removed after a day. */
export const announceReply = async (
  api: Api,
  fitCaseId: string,
  attachmentIds: readonly string[],
  signal?: AbortSignal,
): Promise<{ replyId: string }> =>
  api.json(
    {
      method: 'POST',
      segments: ['replies'],
      body: JSON.stringify({ caseId: fitCaseId, announcedAttachments: attachmentIds }),
      contentType: 'application/json',
      signal,
    },
    announced,
  );

/** Uploads one encrypted attachment; repeating it overwrites. */
export const uploadReplyAttachment = async (
  api: Api,
  replyId: string,
  attachmentId: string,
  content: string,
  signal?: AbortSignal,
): Promise<void> => {
  await api.send({
    method: 'PUT',
    segments: ['replies', replyId, 'attachments', attachmentId],
    body: content,
    contentType: 'application/jose',
    signal,
  });
};

/** Submits a reply: from here on the applicant's side can fetch it. Not repeated inside; the caller reads the log first. */
export const submitReply = async (
  api: Api,
  replyId: string,
  content: { metadata: string; data: string },
  signal?: AbortSignal,
): Promise<void> => {
  await api.send({
    method: 'PUT',
    segments: ['replies', replyId],
    body: JSON.stringify({ encryptedMetadata: content.metadata, encryptedData: content.data }),
    contentType: 'application/json',
    idempotent: false,
    signal,
  });
};
