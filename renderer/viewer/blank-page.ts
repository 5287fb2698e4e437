/** Side of the sample a page is shrunk to; a single printed word still darkens a pixel of it. */
const SAMPLE = 96;
/** Channels at least this light count as paper, so that compression noise does not count as writing. */
const PAPER = 250;

/** True when every pixel (RGBA bytes) is nearly white or fully transparent. */
export const isAllPaper = (pixels: Uint8ClampedArray): boolean => {
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue;
    if ((pixels[at] ?? 0) < PAPER || (pixels[at + 1] ?? 0) < PAPER || (pixels[at + 2] ?? 0) < PAPER) return false;
  }
  return true;
};

/**
 * True when nothing can be seen on a drawn page. Damage inside a page's text is often passed over without an error, and
 * a page that silently shows nothing must not look reviewed.
 */
export const isBlank = (canvas: HTMLCanvasElement): boolean => {
  const small = new OffscreenCanvas(SAMPLE, SAMPLE);
  const context = small.getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, SAMPLE, SAMPLE);
  return isAllPaper(context.getImageData(0, 0, SAMPLE, SAMPLE).data);
};
