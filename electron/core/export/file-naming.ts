import { DOCUMENT_TYPE_TRAITS, type DocumentType } from '../../../shared/domain/document-type.ts';
import { uniqueFileNames } from '../../../shared/domain/file-names.ts';

const typeOf = (detected: string): DocumentType =>
  Object.hasOwn(DOCUMENT_TYPE_TRAITS, detected) ? (detected as DocumentType) : 'unknown';

/** Safe names for the documents of one package folder, in order; see shared/domain/file-names. */
export const packageFileNames = (documents: readonly { name: string; detectedType: string }[]): string[] =>
  uniqueFileNames(documents.map(({ name, detectedType }) => ({ name, type: typeOf(detectedType) })));
