import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';
import { getDocument, PasswordResponses, VerbosityLevel } from 'pdfjs-dist';
import { DocumentUnavailable, openTransport } from './document-transport.ts';
import { pdfEngine } from './pdf-engine.ts';

/** Why a PDF cannot be shown; `unavailable`: the bytes could not be fetched, the file itself may be sound. */
export type PdfTrouble = 'encrypted' | 'damaged' | 'unavailable';

/** An opened PDF. */
export type OpenPdf = {
  pages: number;
  /** Rejects where a page's content is broken, so that the viewer can say so. */
  strict: PDFDocumentProxy;
  /** The same file, read as far as it goes; opened on first use, for pages that `strict` refused. */
  lenient: () => Promise<PDFDocumentProxy>;
};

/** Raised by {@link openPdf} with what is wrong. */
export class PdfRefused extends Error {
  override readonly name = 'PdfRefused';
  readonly trouble: PdfTrouble;
  constructor(trouble: PdfTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** Images beyond this many pixels are left blank instead of filling the memory (an A3 sheet at 600 dpi has 70 million). */
const MAX_IMAGE_PIXELS = 120_000_000;

const asset = (folder: string): string => new URL(`./pdfjs/${folder}/`, document.baseURI).href;

const load = async (
  documentId: string,
  stopAtErrors: boolean,
  onFailure: () => void,
  closed: AbortSignal,
): Promise<PDFDocumentProxy> => {
  let fail: (reason: PdfRefused) => void = () => {};
  const unavailable = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  unavailable.catch(onFailure);
  const range = await openTransport(documentId, () => fail(new PdfRefused('unavailable')), closed);
  const task: PDFDocumentLoadingTask = getDocument({
    range,
    worker: pdfEngine(),
    rangeChunkSize: 256 * 1024,
    disableAutoFetch: true,
    disableStream: true,
    stopAtErrors,
    maxImageSize: MAX_IMAGE_PIXELS,
    enableXfa: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    disableWorkerRendering: true,
    cMapUrl: asset('cmaps'),
    standardFontDataUrl: asset('standard_fonts'),
    wasmUrl: asset('wasm'),
    iccUrl: asset('iccs'),
    verbosity: VerbosityLevel.ERRORS,
  });
  task.onPassword = (_answer: (password: string) => void, reason: number) => {
    if (reason === PasswordResponses.NEED_PASSWORD) fail(new PdfRefused('encrypted'));
  };
  const leave = (): void => void task.destroy();
  closed.addEventListener('abort', leave, { once: true });
  if (closed.aborted) leave();
  try {
    return await Promise.race([task.promise, unavailable]);
  } catch (reason) {
    leave();
    throw reason;
  }
};

/**
 * Opens the PDF behind `/document/<documentId>` with scripts, forms (XFA), system fonts and auto-fetch off (SECURITY H2),
 * until `closed` is aborted. `onLost` is told when later pieces cannot be fetched any more.
 * Throws {@link PdfRefused}.
 */
export const openPdf = async (documentId: string, onLost: () => void, closed: AbortSignal): Promise<OpenPdf> => {
  let isOpen = false;
  const open = (stopAtErrors: boolean): Promise<PDFDocumentProxy> =>
    load(
      documentId,
      stopAtErrors,
      () => {
        if (isOpen) onLost();
      },
      closed,
    );
  let lenient: Promise<PDFDocumentProxy> | null = null;
  const openLenient = (): Promise<PDFDocumentProxy> => {
    lenient ??= open(false);
    return lenient;
  };
  try {
    const strict = await open(true).catch((reason: unknown) => {
      if (closed.aborted || reason instanceof PdfRefused || reason instanceof DocumentUnavailable) throw reason;
      return openLenient();
    });
    isOpen = true;
    return { pages: strict.numPages, strict, lenient: openLenient };
  } catch (reason) {
    if (reason instanceof PdfRefused) throw reason;
    throw new PdfRefused(reason instanceof DocumentUnavailable || closed.aborted ? 'unavailable' : 'damaged');
  }
};
