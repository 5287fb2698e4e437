import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listBuiltFiles } from '../../electron/main/built-files.ts';
import { fileHeaders, pageHeaders, styleNonce } from '../../electron/main/security-headers.ts';
import { answerSampleDocument } from './documents/sample-documents.ts';

/** Serves a built renderer on loopback with the very headers main sends, so that the page's CSP is the real one. */
export const serveDouble = async (folder: string): Promise<{ address: string; close: () => Promise<void> }> => {
  const builtFile = await listBuiltFiles(folder);
  const server = createServer((request, response) => {
    void (async () => {
      if (await answerSampleDocument(request, response)) return;
      const { pathname } = new URL(request.url ?? '/', 'http://double');
      const file = await builtFile(pathname);
      if (!file) {
        response.writeHead(404).end();
        return;
      }
      if (file.contentType.startsWith('text/html')) {
        const nonce = styleNonce();
        response.writeHead(200, pageHeaders(nonce));
        response.end(Buffer.from(file.bytes).toString('utf8').replaceAll('__STYLE_NONCE__', nonce));
        return;
      }
      response.writeHead(200, fileHeaders(file.contentType, file.isPdfWorker));
      response.end(file.bytes);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
