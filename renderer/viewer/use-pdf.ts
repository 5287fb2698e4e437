import { useEffect, useState } from 'react';
import { type OpenPdf, openPdf, PdfRefused, type PdfTrouble } from './open-pdf.ts';

export type PdfState =
  | { state: 'loading' }
  | { state: 'open'; pdf: OpenPdf }
  | { state: 'refused'; trouble: PdfTrouble };

/** Opens a document of the store as a PDF for as long as the component shows it; `retry` changes to try again. */
export const usePdf = (documentId: string, retry: number): PdfState => {
  const [shown, setShown] = useState<{ key: string; state: PdfState } | null>(null);
  const key = `${documentId}/${retry}`;
  useEffect(() => {
    const closed = new AbortController();
    const show = (state: PdfState): void => {
      if (!closed.signal.aborted) setShown({ key, state });
    };
    openPdf(documentId, () => show({ state: 'refused', trouble: 'unavailable' }), closed.signal).then(
      (pdf) => show({ state: 'open', pdf }),
      (reason: unknown) =>
        show({ state: 'refused', trouble: reason instanceof PdfRefused ? reason.trouble : 'damaged' }),
    );
    return () => closed.abort();
  }, [documentId, key]);
  return shown?.key === key ? shown.state : { state: 'loading' };
};
