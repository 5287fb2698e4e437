import type { DOCUMENT_TROUBLES } from '../../../shared/contract/cases.ts';
import { neutraliseText } from '../../../shared/domain/display-text.ts';
import {
  claimFits,
  DOCUMENT_TYPE_TRAITS,
  type DocumentType,
  detectDocumentType,
} from '../../../shared/domain/document-type.ts';
import { truncateText } from '../../../shared/domain/names.ts';
import type { CryptoPool } from '../crypto/crypto-pool.ts';
import type { KeptFile } from '../delivery/port.ts';
import type { Press } from './press-client.ts';

export type DocumentTrouble = (typeof DOCUMENT_TROUBLES)[number];

/** What looking at a kept file found out; a trouble of the file never stops an application. */
export type CheckedDocument = {
  readonly file: KeptFile;
  readonly detectedType: DocumentType;
  readonly declaredType: string;
  readonly name: string;
  readonly pages: number | null;
  readonly trouble: DocumentTrouble | null;
};

/** Larger PDFs are not sent to the press; they open in the viewer, which reads in pieces. */
const PRESS_LIMIT = 200 * 1024 * 1024;
const LONGEST_NAME = 150;

/**
 * A file name that is safe to show and to store: one line, no path, no control or bidi characters, NFC, bounded;
 * a missing name is made from the position.
 */
export const documentName = (claimed: string | null, position: number, type: DocumentType): string => {
  const base = (claimed ?? '').split(/[\\/]/).at(-1) ?? '';
  const name = truncateText(neutraliseText(base.normalize('NFC')).trim(), LONGEST_NAME);
  return name === '' ? `Anlage-${position + 1}.${DOCUMENT_TYPE_TRAITS[type].extension}` : name;
};

const inspect = async (
  file: KeptFile,
  crypto: CryptoPool,
  press: Press,
): Promise<Awaited<ReturnType<Press['inspectPdf']>>> => {
  if (file.size > PRESS_LIMIT) return { trouble: 'not-checked' };
  const read = await crypto.readDocument({ file });
  return read.ok ? press.inspectPdf(read.value) : { trouble: 'not-checked' };
};

/** Tells type, pages and troubles of a kept file by its content (SECURITY H1); PDFs are opened in the press only. */
export const checkDocument = async (
  file: KeptFile,
  claim: { name: string | null; type: string; position: number },
  { crypto, press }: { crypto: CryptoPool; press: Press },
): Promise<CheckedDocument> => {
  const detectedType = detectDocumentType(file.head);
  const traits = DOCUMENT_TYPE_TRAITS[detectedType];
  let pages: number | null = detectedType === 'pdf' || !traits.openable ? null : 1;
  let trouble: DocumentTrouble | null = null;
  if (detectedType === 'empty') trouble = 'empty';
  else if (!traits.openable) trouble = 'not-openable';
  else if (detectedType === 'pdf') {
    const inspected = await inspect(file, crypto, press);
    if ('pages' in inspected) pages = inspected.pages;
    else trouble = inspected.trouble;
  }
  if ((trouble === null || trouble === 'not-checked') && !claimFits(claim.type, detectedType)) trouble = 'mislabelled';
  const declaredType = truncateText(neutraliseText(claim.type), LONGEST_NAME);
  return {
    file,
    detectedType,
    declaredType,
    name: documentName(claim.name, claim.position, detectedType),
    pages,
    trouble,
  };
};
