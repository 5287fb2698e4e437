import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { Sheet } from '../paper/sheet.ts';
import { type Prng, prng } from '../prng.ts';
import { drawSheet } from './draw-sheet.ts';
import { withExif } from './exif.ts';
import { addGrain } from './grain.ts';

export type PhotoOptions = { seed: string /** ISO date of the picture. */; takenOn: string };

/** Pixels as the sensor stores them: 12 megapixels, lying on the side. */
const STORED = { width: 4032, height: 3024 } as const;

/**
 * Photographs a sheet with a phone: dim light, a wooden table around the paper, slanted, noisy, stored lying with Exif
 * orientation 6 so that only a viewer that honours Exif shows it upright. Weighs one to three megabytes.
 */
export async function photograph(sheet: Sheet, options: PhotoOptions): Promise<Uint8Array> {
  const chance = prng(`photo/${options.seed}`);
  const canvas = createCanvas(STORED.width, STORED.height);
  const context = canvas.getContext('2d');
  const width = STORED.height;
  const height = STORED.width;
  context.translate(0, STORED.height);
  context.rotate(-Math.PI / 2);

  drawTable(context, width, height, chance);
  const scale = Math.min((width * 0.8) / sheet.width, (height * 0.8) / sheet.height);
  context.save();
  context.translate(width * (0.5 + (chance.next() - 0.5) * 0.04), height * (0.49 + (chance.next() - 0.5) * 0.04));
  context.transform(1, (chance.next() - 0.5) * 0.05, (chance.next() - 0.5) * 0.07, 0.97, 0, 0);
  context.rotate(((chance.next() - 0.5) * 7 * Math.PI) / 180);
  context.translate((-sheet.width * scale) / 2, (-sheet.height * scale) / 2);
  for (let soft = 6; soft > 0; soft -= 1) {
    context.fillStyle = 'rgba(8,5,2,0.11)';
    const spread = soft * 7;
    context.fillRect(
      14 - spread,
      22 - spread / 2,
      sheet.width * scale + spread * 2,
      sheet.height * scale + spread * 1.6,
    );
  }
  drawSheet(context, sheet, scale);
  context.restore();

  const lamp = context.createRadialGradient(
    width * 0.38,
    height * 0.3,
    width * 0.1,
    width * 0.45,
    height * 0.42,
    height * 0.72,
  );
  lamp.addColorStop(0, 'rgba(58,42,12,0.2)');
  lamp.addColorStop(0.45, 'rgba(34,24,12,0.42)');
  lamp.addColorStop(1, 'rgba(8,6,4,0.8)');
  context.fillStyle = lamp;
  context.fillRect(0, 0, width, height);
  const hand = context.createLinearGradient(width * 0.55, height, width * 0.2, height * 0.55);
  hand.addColorStop(0, 'rgba(0,0,0,0.4)');
  hand.addColorStop(0.7, 'rgba(0,0,0,0.12)');
  hand.addColorStop(1, 'rgba(0,0,0,0)');
  context.fillStyle = hand;
  context.fillRect(0, 0, width, height);
  addGrain(context, width, height, 46, chance);

  const jpeg = await canvas.encode('jpeg', 76);
  const time = `${String(chance.int(7, 22)).padStart(2, '0')}:${String(chance.int(0, 59)).padStart(2, '0')}:07`;
  return withExif(jpeg, { orientation: 6, takenAt: `${options.takenOn.replaceAll('-', ':')} ${time}`, ...STORED });
}

function drawTable(context: SKRSContext2D, width: number, height: number, chance: Prng): void {
  context.fillStyle = '#7a5836';
  context.fillRect(0, 0, width, height);
  const board = width / 4;
  for (let plank = 0; plank < 5; plank += 1) {
    const tone = chance.int(0, 26);
    context.fillStyle = `rgba(${40 + tone},${24 + tone},10,0.28)`;
    context.fillRect(plank * board + 3, 0, board - 6, height);
    context.fillStyle = 'rgba(25,14,6,0.8)';
    context.fillRect(plank * board - 3, 0, 6, height);
  }
  for (let vein = 0; vein < 170; vein += 1) {
    const x = chance.next() * width;
    const sway = 10 + chance.next() * 36;
    context.beginPath();
    context.moveTo(x, 0);
    context.bezierCurveTo(x + sway, height * 0.3, x - sway, height * 0.65, x + sway * 0.4, height);
    context.strokeStyle = `rgba(${chance.int(30, 90)},${chance.int(18, 50)},12,${0.12 + chance.next() * 0.2})`;
    context.lineWidth = 1 + chance.next() * 5;
    context.stroke();
  }
}
