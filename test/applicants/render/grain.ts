import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type Prng, prng } from '../prng.ts';

const SIDE = 509;
const tiles = new Map<number, Canvas>();

/**
 * Lays sensor noise over a picture: one tile of random grey dots, repeated from a random offset (its odd side keeps the
 * repetition from showing). `strength` 0…255 is the highest opacity of a dot.
 */
export function addGrain(context: SKRSContext2D, width: number, height: number, strength: number, chance: Prng): void {
  let tile = tiles.get(strength);
  if (tile === undefined) {
    tile = createCanvas(SIDE, SIDE);
    const ink = tile.getContext('2d');
    const picture = ink.createImageData(SIDE, SIDE);
    const dots = prng(`grain/${strength}`);
    for (let at = 0; at < picture.data.length; at += 4) {
      const grey = dots.next() < 0.5 ? 0 : 255;
      picture.data[at] = grey;
      picture.data[at + 1] = grey;
      picture.data[at + 2] = grey;
      picture.data[at + 3] = Math.floor(dots.next() ** 2 * strength);
    }
    ink.putImageData(picture, 0, 0);
    tiles.set(strength, tile);
  }
  // Single draws: filling with a repeating pattern takes twenty times as long in this engine.
  const left = -chance.int(0, SIDE - 1);
  const top = -chance.int(0, SIDE - 1);
  for (let x = left; x < width; x += SIDE) {
    for (let y = top; y < height; y += SIDE) context.drawImage(tile, x, y);
  }
}
