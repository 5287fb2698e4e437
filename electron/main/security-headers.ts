import { randomBytes } from 'node:crypto';

const page = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types einbuergerungsdesk',
  ].join('; ');

/** pdf.js' worker may compile its image decoders; nothing else may (ARCHITECTURE §11). */
const pdfWorker = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Documents are bytes of strangers: never run, framed or interpreted (ARCHITECTURE §4). */
const foreignDocument = "sandbox; default-src 'none'";

const shared = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** A fresh style nonce for one response, 128 bits in base64. */
export const styleNonce = (): string => randomBytes(16).toString('base64');

/** Headers of the page itself; `nonce` belongs to emotion's style element only. */
export const pageHeaders = (nonce: string): Record<string, string> => ({
  ...shared,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': page(nonce),
  'cache-control': 'no-store',
});

/** Headers of a built file of ours. */
export const fileHeaders = (contentType: string, isPdfWorker: boolean): Record<string, string> => ({
  ...shared,
  'content-type': contentType,
  ...(isPdfWorker ? { 'content-security-policy': pdfWorker } : {}),
});

/** Headers of a stored document; images were recognised by content, everything else is opaque. */
export const documentHeaders = (contentType: string): Record<string, string> => ({
  ...shared,
  'content-type': contentType,
  'content-security-policy': foreignDocument,
  'cache-control': 'no-store',
  'accept-ranges': 'bytes',
});
