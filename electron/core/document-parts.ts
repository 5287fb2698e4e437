import { permissionFor } from '../../shared/domain/permissions.ts';
import type { Access } from './administration/access.ts';
import { errorFacts, type Log } from './log.ts';
import { DOCUMENT_PART_LIMIT, type FromCore } from './messages.ts';
import { documentRow, readRange } from './store/documents.ts';

type Question = { id: number; documentId: string; start: number; end: number; session: string };
type Answer = Extract<FromCore, { type: 'document-part' }>;

/**
 * Answers ranges of documents to main, decrypting only the chunks they touch: signed-in sessions with a role that
 * opens cases, at most 1 MiB at a time; letters being previewed come from memory. `end` is inclusive; −1 means to the end.
 */
export const createDocumentParts = (access: Access, previewBytes: (id: string) => Uint8Array | undefined, log: Log) => {
  return async ({ id, documentId, start, end, session }: Question): Promise<Answer> => {
    const refused = (code: Extract<Answer, { ok: false }>['code']): Answer => ({
      type: 'document-part',
      id,
      ok: false,
      code,
    });
    const account = access.accountOf(session);
    const desk = access.desk();
    if (account === undefined || desk === undefined || !access.recoveryTested()) return refused('locked');
    if (permissionFor(account.roles, 'case.open', { own: true, team: true, inbox: true }) === 'none') {
      return refused('not-permitted');
    }
    const preview = previewBytes(documentId);
    if (preview !== undefined) {
      const bytes = preview.slice(start, Math.min(end < 0 ? preview.length : end + 1, start + DOCUMENT_PART_LIMIT));
      return { type: 'document-part', id, ok: true, bytes, size: preview.length, contentType: 'pdf' };
    }
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0) return refused('unknown-document');
    try {
      const row = documentRow(desk.store.db, documentId);
      if (row === undefined) return refused('unknown-document');
      const last = Math.min(end < 0 ? row.size - 1 : end, start + DOCUMENT_PART_LIMIT - 1);
      const bytes = await readRange(desk.store.paths.documents, row, start, last);
      return { type: 'document-part', id, ok: true, bytes, size: row.size, contentType: row.detectedType };
    } catch (error) {
      log('document-unreadable', { documentId, ...errorFacts(error) });
      // Gone, altered, its row on a damaged page, or on a dying disk: one paper's trouble is never the end of core.
      return refused('damaged');
    }
  };
};
