import { GlobalFonts } from '@napi-rs/canvas';
import { FONT_FILES } from './fonts.ts';
import type { Weight } from './sheet.ts';

const FAMILIES: Readonly<Record<Weight, string>> = {
  regular: 'Applicants Regular',
  semibold: 'Applicants SemiBold',
  bold: 'Applicants Bold',
};
let registered = false;

/** CSS font string for the drawing engine; registers our files on first use so that no system font ever takes part. */
export function canvasFont(weight: Weight, pixels: number): string {
  if (!registered) {
    for (const key of ['regular', 'semibold', 'bold'] as const) {
      if (GlobalFonts.registerFromPath(FONT_FILES[key], FAMILIES[key]) === null) {
        throw new Error(`Font file missing or unreadable: ${FONT_FILES[key]}`);
      }
    }
    registered = true;
  }
  return `${pixels}px "${FAMILIES[weight]}"`;
}
