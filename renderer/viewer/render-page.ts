import { type PDFPageProxy, RenderingCancelledException } from 'pdfjs-dist';
import type { OpenPdf } from './open-pdf.ts';
import { restartPdfEngine } from './pdf-engine.ts';

/** Longest a single page may take before its worker is given up (SECURITY H2). */
const PAGE_TIME_LIMIT_MS = 30_000;
/** Largest canvas in device pixels; beyond it the page is drawn coarser rather than not at all. */
const MAX_CANVAS_PIXELS = 24_000_000;
/** CSS pixels per PDF unit (1/72 inch) at scale 1. */
export const CSS_UNITS = 96 / 72;

export type DrawnPage = {
  canvas: HTMLCanvasElement;
  page: PDFPageProxy;
  /** True when the page's content is broken and only what could be read is drawn. */
  incomplete: boolean;
};

/** The page could not be drawn at all; other pages may be sound. */
export class PageUnreadable extends Error {
  override readonly name = 'PageUnreadable';
}

type Drawing = { pageNumber: number; scale: number; rotation: number; pixelRatio: number; print: boolean };

const draw = async (page: PDFPageProxy, drawing: Drawing, signal: AbortSignal): Promise<HTMLCanvasElement> => {
  const { scale, rotation, pixelRatio, print } = drawing;
  const viewport = page.getViewport({ scale: scale * CSS_UNITS, rotation: (page.rotate + rotation) % 360 });
  const wanted = viewport.width * viewport.height * pixelRatio * pixelRatio;
  const ratio = wanted > MAX_CANVAS_PIXELS ? pixelRatio * Math.sqrt(MAX_CANVAS_PIXELS / wanted) : pixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width * ratio));
  canvas.height = Math.max(1, Math.floor(viewport.height * ratio));
  const task = page.render({
    canvas,
    viewport,
    transform: ratio === 1 ? undefined : [ratio, 0, 0, ratio, 0, 0],
    intent: print ? 'print' : 'display',
  });
  const cancel = (): void => task.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  let timer: number | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = window.setTimeout(() => {
      task.cancel();
      restartPdfEngine();
      reject(new PageUnreadable());
    }, PAGE_TIME_LIMIT_MS);
  });
  try {
    await Promise.race([task.promise, late]);
    return canvas;
  } finally {
    window.clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
};

/**
 * Draws one page (1-based) into a canvas of its own at `scale` (1 = 100 %) and `rotation` degrees added to the page's.
 * A page the strict reading refuses is drawn from the lenient one and marked `incomplete`.
 * Throws {@link PageUnreadable}; an aborted `signal` rejects with pdf.js's cancellation.
 */
export const renderPage = async (pdf: OpenPdf, drawing: Drawing, signal: AbortSignal): Promise<DrawnPage> => {
  try {
    const page = await pdf.strict.getPage(drawing.pageNumber);
    signal.throwIfAborted();
    return { canvas: await draw(page, drawing, signal), page, incomplete: false };
  } catch (reason) {
    if (signal.aborted || reason instanceof RenderingCancelledException || reason instanceof PageUnreadable)
      throw reason;
  }
  try {
    const page = await (await pdf.lenient()).getPage(drawing.pageNumber);
    signal.throwIfAborted();
    return { canvas: await draw(page, drawing, signal), page, incomplete: true };
  } catch (reason) {
    if (signal.aborted || reason instanceof RenderingCancelledException) throw reason;
    throw new PageUnreadable();
  }
};
