import type { OpenPdf } from './open-pdf.ts';
import { renderPage } from './render-page.ts';

/** 150 dpi: sharp enough for print on A4, small enough for a 40-page scan. */
const PRINT_SCALE = 150 / 96;

const toImageUrl = async (canvas: HTMLCanvasElement): Promise<string> => {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
  canvas.width = 0;
  canvas.height = 0;
  if (blob === null) throw new Error('page has no picture');
  return URL.createObjectURL(blob);
};

const showSheets = async (urls: readonly string[]): Promise<void> => {
  const sheets = document.createElement('div');
  sheets.className = 'print-sheets';
  sheets.setAttribute('aria-hidden', 'true');
  const images = urls.map((url) => {
    const image = document.createElement('img');
    image.src = url;
    image.alt = '';
    return image;
  });
  sheets.append(...images);
  document.body.append(sheets);
  document.body.classList.add('prints-paper');
  try {
    await Promise.all(images.map((image) => image.decode()));
    window.print();
  } finally {
    document.body.classList.remove('prints-paper');
    sheets.remove();
  }
};

/**
 * Prints every page of an opened PDF through the system's dialog, as pictures in the turn shown; `onPage` tells
 * progress. Nothing is written to disk by us. Throws when a page cannot be drawn or `signal` is aborted.
 */
export const printPdf = async (
  pdf: OpenPdf,
  rotation: number,
  onPage: (page: number) => void,
  signal: AbortSignal,
): Promise<void> => {
  const urls: string[] = [];
  try {
    for (let pageNumber = 1; pageNumber <= pdf.pages; pageNumber += 1) {
      onPage(pageNumber);
      const drawing = { pageNumber, scale: PRINT_SCALE, rotation, pixelRatio: 1, print: true };
      urls.push(await toImageUrl((await renderPage(pdf, drawing, signal)).canvas));
    }
    await showSheets(urls);
  } finally {
    for (const url of urls) URL.revokeObjectURL(url);
  }
};

/** Prints one image of the store by its address. */
export const printImage = (url: string): Promise<void> => showSheets([url]);
