import { PDFDataRangeTransport } from 'pdfjs-dist';
import { readsStopped } from './document-reads.ts';

/** Largest piece asked for at once (ARCHITECTURE §4). */
const PIECE = 1024 * 1024;
/** First piece: usually holds the header and, in small files, everything. */
const FIRST_PIECE = 64 * 1024;

/** Address of a document's bytes on the app's own scheme; answered while the store is unlocked only. */
export const documentUrl = (documentId: string): string => `/document/${encodeURIComponent(documentId)}`;

/** The bytes could not be fetched: locked, gone, or storage trouble. Carries the HTTP status, 0 without an answer. */
export class DocumentUnavailable extends Error {
  override readonly name = 'DocumentUnavailable';
  readonly status: number;
  constructor(status: number) {
    super(`document answered ${status}`);
    this.status = status;
  }
}

const fetchPiece = async (url: string, begin: number, end: number, signal: AbortSignal): Promise<Response> => {
  const response = await fetch(url, { headers: { Range: `bytes=${begin}-${end - 1}` }, signal }).catch(
    (reason: unknown) => {
      if (signal.aborted) throw reason;
      throw new DocumentUnavailable(0);
    },
  );
  if (!response.ok) throw new DocumentUnavailable(response.status);
  return response;
};

const totalLength = (response: Response): number | null => {
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
  return total === undefined ? null : Number(total);
};

/**
 * Reads a document in pieces of at most 1 MiB, only those pdf.js asks for. `onFailure` is told once when a piece cannot
 * be had, because pdf.js itself would wait for ever. Reading ends, and nothing is told, when `closed` is aborted or the
 * workplace is locked.
 * Throws {@link DocumentUnavailable} when the first piece fails, the signal's reason when it was aborted before.
 */
export const openTransport = async (
  documentId: string,
  onFailure: (reason: DocumentUnavailable) => void,
  closed: AbortSignal,
): Promise<PDFDataRangeTransport> => {
  const url = documentUrl(documentId);
  const stop = new AbortController();
  const ended = AbortSignal.any([stop.signal, closed, readsStopped()]);
  const first = await fetchPiece(url, 0, FIRST_PIECE, ended);
  const bytes = new Uint8Array(await first.arrayBuffer());
  const length = first.status === 206 ? (totalLength(first) ?? bytes.length) : bytes.length;

  const readRange = async (begin: number, end: number): Promise<Uint8Array> => {
    const range = new Uint8Array(end - begin);
    for (let at = begin; at < end; at += PIECE) {
      const response = await fetchPiece(url, at, Math.min(at + PIECE, end), ended);
      const piece = new Uint8Array(await response.arrayBuffer());
      range.set(response.status === 206 ? piece : piece.subarray(at, Math.min(at + PIECE, end)), at - begin);
    }
    return range;
  };

  class RangeTransport extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      readRange(begin, Math.min(end, length)).then(
        (range) => this.onDataRange(begin, range),
        (reason: unknown) => {
          if (ended.aborted) return;
          stop.abort();
          onFailure(reason instanceof DocumentUnavailable ? reason : new DocumentUnavailable(0));
        },
      );
    }
    override abort(): void {
      stop.abort();
    }
  }
  return new RangeTransport(length, bytes, bytes.length >= length);
};
