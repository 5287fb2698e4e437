import { createCanvas } from '@napi-rs/canvas';
import { canvasFont } from './canvas-fonts.ts';
import type { Weight } from './sheet.ts';

const REFERENCE = 100;
const MM_PER_POINT = 25.4 / 72;
let context: ReturnType<ReturnType<typeof createCanvas>['getContext']> | undefined;
const known = new Map<string, number>();

/** Width of a text in millimetres at `size` points. */
export function measure(text: string, size: number, weight: Weight): number {
  const key = `${weight}\n${text}`;
  let width = known.get(key);
  if (width === undefined) {
    context ??= createCanvas(8, 8).getContext('2d');
    context.font = canvasFont(weight, REFERENCE);
    width = context.measureText(text).width / REFERENCE;
    known.set(key, width);
  }
  return width * size * MM_PER_POINT;
}

/** Breaks a text at spaces into lines no wider than `width` millimetres; a single word that is too wide keeps its line. */
export function wrap(text: string, size: number, weight: Weight, width: number): string[] {
  const lines: string[] = [];
  const space = measure(' ', size, weight);
  for (const part of text.split('\n')) {
    let line = '';
    let used = 0;
    for (const word of part.split(' ')) {
      const wide = measure(word, size, weight);
      if (line !== '' && used + space + wide > width) {
        lines.push(line);
        line = word;
        used = wide;
      } else {
        used += line === '' ? wide : space + wide;
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}
