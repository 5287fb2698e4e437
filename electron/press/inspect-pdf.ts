import { getDocument, InvalidPDFException, PasswordException, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { PdfInspection } from './protocol.ts';

// pdf.js looks here before it tries to load its worker from a file, which a single bundled file does not have.
Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } });

/** Scripts, XFA, fonts of the system and eval stay off (SECURITY H2). */
const LIMITS = {
  enableXfa: false,
  isEvalSupported: false,
  useSystemFonts: false,
  disableFontFace: true,
  stopAtErrors: false,
  useWorkerFetch: false,
  useWasm: false,
  maxImageSize: 1,
  verbosity: VerbosityLevel.ERRORS,
} as const;

/**
 * Counts the pages of a PDF and tells whether it needs a password or cannot be read. Restrictions without a password
 * to open (printing, copying) do not count as encrypted.
 *
 * @param bytes taken over by pdf.js and unusable afterwards
 */
export const inspectPdf = async (bytes: Uint8Array): Promise<PdfInspection> => {
  const task = getDocument({ data: bytes, ...LIMITS });
  try {
    const pdf = await task.promise;
    if (pdf.numPages < 1) return { trouble: 'damaged' };
    // The page tree may lie about its size: the last page must exist.
    await pdf.getPage(pdf.numPages);
    return { pages: pdf.numPages };
  } catch (error) {
    if (error instanceof PasswordException) return { trouble: 'encrypted' };
    if (error instanceof InvalidPDFException || error instanceof Error) return { trouble: 'damaged' };
    return { trouble: 'not-checked' };
  } finally {
    await task.destroy();
  }
};
