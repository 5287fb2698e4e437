import { fileURLToPath } from 'node:url';
import type { Weight } from './sheet.ts';

const folder = new URL('../../../resources/fonts/', import.meta.url);

/** Font files used on every paper; Noto Sans renders all DIN 91379 sequences. */
export const FONT_FILES: Readonly<Record<Weight, string>> = {
  regular: fileURLToPath(new URL('NotoSans-Regular.ttf', folder)),
  semibold: fileURLToPath(new URL('NotoSans-SemiBold.ttf', folder)),
  bold: fileURLToPath(new URL('NotoSans-Bold.ttf', folder)),
};
