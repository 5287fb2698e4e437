/** Types told apart by their first bytes (SECURITY H1: by content, never by name or claim). */
export const DOCUMENT_TYPES = ['pdf', 'jpeg', 'png', 'tiff', 'heic', 'zip', 'xml', 'unknown', 'empty'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** What follows from a type. */
interface DocumentTypeTraits {
  readonly mimeType: string;
  /** Extension of an exported file, without the dot. */
  readonly extension: string;
  /** May be opened in the app; all others are kept and exported unopened. */
  readonly openable: boolean;
  /** Images that the browser shows by itself and that may be answered with their own media type. */
  readonly browserImage: boolean;
}

const UNOPENED = { openable: false, browserImage: false } as const;

/** Traits of each type; XML, ZIP (also office files) and unknown bytes are never opened. */
export const DOCUMENT_TYPE_TRAITS: Readonly<Record<DocumentType, DocumentTypeTraits>> = {
  pdf: { mimeType: 'application/pdf', extension: 'pdf', openable: true, browserImage: false },
  jpeg: { mimeType: 'image/jpeg', extension: 'jpg', openable: true, browserImage: true },
  png: { mimeType: 'image/png', extension: 'png', openable: true, browserImage: true },
  tiff: { mimeType: 'image/tiff', extension: 'tif', openable: true, browserImage: false },
  heic: { mimeType: 'image/heic', extension: 'heic', ...UNOPENED },
  zip: { mimeType: 'application/zip', extension: 'zip', ...UNOPENED },
  xml: { mimeType: 'application/xml', extension: 'xml', ...UNOPENED },
  unknown: { mimeType: 'application/octet-stream', extension: 'bin', ...UNOPENED },
  empty: { mimeType: 'application/octet-stream', extension: 'bin', ...UNOPENED },
};

/** Types that may be opened in the app. */
export const OPENABLE_TYPES: readonly DocumentType[] = DOCUMENT_TYPES.filter(
  (type) => DOCUMENT_TYPE_TRAITS[type].openable,
);

/** How many first bytes {@link detectDocumentType} needs at most. */
export const DETECTION_BYTES = 1024;

const SIGNATURES: readonly { readonly type: DocumentType; readonly bytes: readonly number[] }[] = [
  { type: 'jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: 'tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: 'tiff', bytes: [0x49, 0x49, 0x2b, 0x00] },
  { type: 'tiff', bytes: [0x4d, 0x4d, 0x00, 0x2b] },
  { type: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: 'zip', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { type: 'zip', bytes: [0x50, 0x4b, 0x07, 0x08] },
];
const PDF_HEADER = [0x25, 0x50, 0x44, 0x46, 0x2d];
const XML_DECLARATION = [0x3c, 0x3f, 0x78, 0x6d, 0x6c];
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

function hasBytes(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((value, index) => bytes[at + index] === value);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function isXml(bytes: Uint8Array): boolean {
  const wide = XML_DECLARATION.flatMap((byte) => [byte, 0]);
  if (hasBytes(bytes, 0, [0xff, 0xfe])) return hasBytes(bytes, 2, wide);
  if (hasBytes(bytes, 0, [0xfe, 0xff])) return hasBytes(bytes, 3, wide.slice(0, -1));
  return hasBytes(bytes, hasBytes(bytes, 0, [0xef, 0xbb, 0xbf]) ? 3 : 0, XML_DECLARATION);
}

/**
 * Detects the type of a document from its first bytes ({@link DETECTION_BYTES} suffice). What stands at the very
 * beginning decides, so that a polyglot is taken for what a viewer would open first; a PDF header may follow within the
 * first kilobyte, because readers accept that too. A right signature is no promise that the rest is sound.
 */
export function detectDocumentType(bytes: Uint8Array): DocumentType {
  if (bytes.length === 0) return 'empty';
  const head = bytes.subarray(0, DETECTION_BYTES);
  const known = SIGNATURES.find((signature) => hasBytes(head, 0, signature.bytes));
  if (known) return known.type;
  if (ascii(head, 4, 8) === 'ftyp') return HEIF_BRANDS.includes(ascii(head, 8, 12)) ? 'heic' : 'unknown';
  if (isXml(head)) return 'xml';
  for (let at = 0; at + PDF_HEADER.length <= head.length; at += 1) if (hasBytes(head, at, PDF_HEADER)) return 'pdf';
  return 'unknown';
}

/**
 * Tells whether a claimed media type fits the detected one; claims without meaning (none, octet-stream) fit everything.
 */
export function claimFits(claimedMimeType: string, detected: DocumentType): boolean {
  const claim = claimedMimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (claim === '' || claim === 'application/octet-stream') return true;
  const sameAs: Readonly<Record<string, string>> = {
    'image/jpg': 'image/jpeg',
    'image/pjpeg': 'image/jpeg',
    'image/tif': 'image/tiff',
    'image/heif': 'image/heic',
    'text/xml': 'application/xml',
    'application/x-pdf': 'application/pdf',
    'application/x-zip-compressed': 'application/zip',
  };
  return (Object.hasOwn(sameAs, claim) ? sameAs[claim] : claim) === DOCUMENT_TYPE_TRAITS[detected].mimeType;
}
