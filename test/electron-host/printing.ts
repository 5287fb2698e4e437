import type { CdpSession } from './browser/cdp.ts';

type Margins = { top?: number; bottom?: number; left?: number; right?: number; marginType?: string };

/** Electron's options of `printToPDF`; lengths in inches. */
export type PdfOptions = {
  readonly landscape?: boolean;
  readonly displayHeaderFooter?: boolean;
  readonly printBackground?: boolean;
  readonly scale?: number;
  readonly pageSize?: string | { width: number; height: number };
  readonly margins?: Margins;
  readonly pageRanges?: string;
  readonly headerTemplate?: string;
  readonly footerTemplate?: string;
  readonly preferCSSPageSize?: boolean;
  readonly generateTaggedPDF?: boolean;
  readonly generateDocumentOutline?: boolean;
};

const INCHES: Readonly<Record<string, readonly [number, number]>> = {
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
};

/** Prints the page to PDF and returns its bytes. Throws for a page size it does not know. */
export async function printToPdf(session: CdpSession, options: PdfOptions): Promise<Buffer> {
  const { pageSize = 'Letter', margins = {}, ...rest } = options;
  const [paperWidth, paperHeight] =
    typeof pageSize === 'string' ? (INCHES[pageSize] ?? []) : [pageSize.width, pageSize.height];
  if (paperWidth === undefined) throw new Error(`Invalid pageSize ${String(pageSize)}`);
  const { data } = await session.send('Page.printToPDF', {
    ...rest,
    paperWidth,
    paperHeight,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
  });
  return toBuffer(data);
}

/** Binary results arrive as bytes over the CBOR pipe; base64 is what the protocol's JSON form would carry. */
export function toBuffer(data: string | Uint8Array): Buffer {
  return typeof data === 'string' ? Buffer.from(data, 'base64') : Buffer.from(data);
}
