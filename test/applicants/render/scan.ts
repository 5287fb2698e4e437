import { createCanvas } from '@napi-rs/canvas';
import { A4, type Sheet } from '../paper/sheet.ts';
import { prng } from '../prng.ts';
import { drawSheet } from './draw-sheet.ts';
import { addGrain } from './grain.ts';
import type { PdfPage } from './pdf.ts';

export type ScanOptions = {
  /** Decides skew, shadow and noise. */
  seed: string;
  dpi?: number;
  /** JPEG quality 1…100. */
  quality?: number;
};

/**
 * Puts a sheet on a flatbed scanner: A4 at 300 dpi by default, slightly skewed, grey paper, a shadow at the edge, noise.
 * Smaller papers lie on the white lid. Returns a page for a PDF; the picture is a JPEG of some hundred kilobytes.
 */
export async function scanPage(sheet: Sheet, options: ScanOptions): Promise<PdfPage> {
  const chance = prng(`scan/${options.seed}`);
  const scale = (options.dpi ?? 300) / 25.4;
  const width = Math.round(A4.width * scale);
  const height = Math.round(A4.height * scale);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const small = sheet.width < A4.width - 1;

  context.fillStyle = small ? '#e8e7e3' : '#55534f';
  context.fillRect(0, 0, width, height);
  context.save();
  context.translate(width / 2, small ? height * 0.33 : height / 2);
  context.rotate(((chance.next() - 0.5) * 2.2 * Math.PI) / 180);
  context.translate((-sheet.width * scale) / 2, (-sheet.height * scale) / 2);
  if (small) {
    context.fillStyle = 'rgba(60,58,54,0.35)';
    context.fillRect(scale * 0.7, scale * 0.9, sheet.width * scale, sheet.height * scale);
  }
  drawSheet(context, sheet, scale);
  context.restore();

  const veil = context.createLinearGradient(0, 0, width, 0);
  veil.addColorStop(0, `rgba(70,66,58,${0.16 + chance.next() * 0.12})`);
  veil.addColorStop(0.035, 'rgba(120,116,104,0.055)');
  veil.addColorStop(0.6, 'rgba(140,136,120,0.03)');
  veil.addColorStop(1, 'rgba(110,106,96,0.07)');
  context.fillStyle = veil;
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'rgba(30,30,30,0.5)';
  for (let speck = chance.int(5, 14); speck > 0; speck -= 1) {
    context.fillRect(chance.int(0, width), chance.int(0, height), chance.int(2, 6), chance.int(2, 5));
  }
  addGrain(context, width, height, 20, chance);
  return { kind: 'image', jpeg: await canvas.encode('jpeg', options.quality ?? 62), ...A4 };
}
