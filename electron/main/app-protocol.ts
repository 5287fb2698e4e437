import type { Protocol } from 'electron';
import { listBuiltFiles } from './built-files.ts';
import { parseRange } from './byte-range.ts';
import { documentHeaders, fileHeaders, pageHeaders, styleNonce } from './security-headers.ts';

export const SCHEME = 'app';
export const HOST = 'bundle';
export const START_PAGE = `${SCHEME}://${HOST}/`;

/** One piece of a document as core decrypts it, at most 1 MiB. */
export type DocumentPart = { bytes: Uint8Array; size: number; contentType: string };

/** Asks core for a piece; `end` is inclusive, -1 means as far as one piece goes. `undefined` when there is no such document or nobody is signed in. */
export type ReadDocument = (documentId: string, start: number, end: number) => Promise<DocumentPart | undefined>;

const DOCUMENT = /^\/document\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
/** Uses of a document that must never happen, whatever a page asks for (`Sec-Fetch-Dest`). */
const REFUSED_USES = new Set(['document', 'iframe', 'frame', 'object', 'embed', 'script', 'worker', 'style']);

const notFound = (): Response => new Response(null, { status: 404, headers: { 'x-content-type-options': 'nosniff' } });

const body = (
  readDocument: ReadDocument,
  documentId: string,
  first: DocumentPart,
  start: number,
  end: number,
): ReadableStream => {
  let position = start;
  let part: DocumentPart | undefined = first;
  return new ReadableStream({
    async pull(controller) {
      part ??= await readDocument(documentId, position, end);
      if (part === undefined || part.bytes.length === 0) {
        controller.error(new Error('document ended early'));
        return;
      }
      controller.enqueue(part.bytes);
      position += part.bytes.length;
      part = undefined;
      if (position > end) controller.close();
    },
  });
};

const answerDocument = async (request: Request, documentId: string, readDocument: ReadDocument): Promise<Response> => {
  if (REFUSED_USES.has(request.headers.get('sec-fetch-dest') ?? '')) return notFound();
  const header = request.headers.get('range');
  const probe = await readDocument(documentId, 0, 0);
  if (probe === undefined) return notFound();
  const { size, contentType } = probe;
  const headers = documentHeaders(contentType);
  if (size === 0) return new Response(null, { status: 200, headers: { ...headers, 'content-length': '0' } });
  const range = parseRange(header, size);
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const first = await readDocument(documentId, start, end);
  if (first === undefined) return notFound();
  const length = end - start + 1;
  return new Response(request.method === 'HEAD' ? null : body(readDocument, documentId, first, start, end), {
    status: range === undefined ? 200 : 206,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
  });
};

/**
 * Serves everything a window may see: the built files by allow-list, and stored documents while somebody is signed
 * in. Any other method, host or path is a 404 (SECURITY B2, ARCHITECTURE §4).
 */
export const serveApp = async (protocol: Protocol, folder: string, readDocument: ReadDocument): Promise<void> => {
  const builtFile = await listBuiltFiles(folder);
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== HOST || (request.method !== 'GET' && request.method !== 'HEAD')) return notFound();
    const documentId = DOCUMENT.exec(url.pathname)?.[1];
    if (documentId !== undefined) return answerDocument(request, documentId, readDocument);
    const file = await builtFile(url.pathname);
    if (file === undefined) return notFound();
    if (!file.contentType.startsWith('text/html')) {
      return new Response(Buffer.from(file.bytes), { headers: fileHeaders(file.contentType, file.isPdfWorker) });
    }
    const nonce = styleNonce();
    const html = new TextDecoder().decode(file.bytes).replace('__STYLE_NONCE__', nonce);
    return new Response(html, { headers: pageHeaders(nonce) });
  });
};
