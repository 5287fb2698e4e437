import { createCanvas } from '@napi-rs/canvas';
import type { Sheet } from '../paper/sheet.ts';
import { drawSheet } from './draw-sheet.ts';

/** Renders a sheet as a clean PNG, as a screenshot or an export of an app would be. */
export async function pictureOf(sheet: Sheet, dpi = 200): Promise<Uint8Array> {
  const scale = dpi / 25.4;
  const canvas = createCanvas(Math.round(sheet.width * scale), Math.round(sheet.height * scale));
  drawSheet(canvas.getContext('2d'), sheet, scale);
  return new Uint8Array(await canvas.encode('png'));
}
