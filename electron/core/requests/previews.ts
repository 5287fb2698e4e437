import { createHash, randomUUID } from 'node:crypto';
import type { RequestDraft } from '../../../shared/contract/requests.ts';
import { canonicalJson } from '../journal/canonical-json.ts';

export type Preview = { id: string; caseId: string; draftDigest: string; bytes: Buffer; pages: number; sha512: string };

/** Previews kept in memory: the newest few, never on disk. */
const KEPT = 4;

/** One value for what a preview was made of; a letter is sent only as it was seen. */
export const draftDigest = (caseId: string, draft: RequestDraft): string =>
  createHash('sha256').update(canonicalJson({ caseId, draft })).digest('hex');

/** Letters as shown before sending; the very bytes that are sent. */
export const createPreviews = () => {
  const previews = new Map<string, Preview>();
  return {
    keep: (caseId: string, draft: RequestDraft, letter: { bytes: Buffer; pages: number }): Preview => {
      const preview: Preview = {
        id: randomUUID(),
        caseId,
        draftDigest: draftDigest(caseId, draft),
        bytes: letter.bytes,
        pages: letter.pages,
        sha512: createHash('sha512').update(letter.bytes).digest('hex'),
      };
      previews.set(preview.id, preview);
      const [oldest] = previews.keys();
      if (previews.size > KEPT && oldest !== undefined) previews.delete(oldest);
      return preview;
    },
    get: (id: string): Preview | undefined => previews.get(id),
    forget: (id: string): void => {
      previews.delete(id);
    },
  };
};
