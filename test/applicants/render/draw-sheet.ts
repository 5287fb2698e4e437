import type { SKRSContext2D } from '@napi-rs/canvas';
import { canvasFont } from '../paper/canvas-fonts.ts';
import type { Sheet } from '../paper/sheet.ts';

/** Draws a sheet at the context's current origin, `scale` pixels per millimetre. */
export function drawSheet(context: SKRSContext2D, sheet: Sheet, scale: number): void {
  const points = (scale * 25.4) / 72;
  context.fillStyle = sheet.ground;
  context.fillRect(0, 0, sheet.width * scale, sheet.height * scale);
  context.lineJoin = 'round';
  for (const mark of sheet.marks) {
    switch (mark.kind) {
      case 'text':
        context.font = canvasFont(mark.weight, mark.size * points);
        context.fillStyle = mark.ink;
        context.textAlign = mark.align;
        if (mark.angle === 0) context.fillText(mark.text, mark.x * scale, mark.y * scale);
        else {
          context.save();
          context.translate(mark.x * scale, mark.y * scale);
          context.rotate((mark.angle * Math.PI) / 180);
          context.fillText(mark.text, 0, 0);
          context.restore();
        }
        break;
      case 'fixed':
        context.font = canvasFont('regular', mark.size * points);
        context.fillStyle = mark.ink;
        context.textAlign = 'center';
        Array.from(mark.text).forEach((letter, index) => {
          context.fillText(letter, (mark.x + (index + 0.5) * mark.pitch) * scale, mark.y * scale);
        });
        break;
      case 'path':
        context.beginPath();
        mark.points.forEach(([x, y], index) => {
          if (index === 0) context.moveTo(x * scale, y * scale);
          else context.lineTo(x * scale, y * scale);
        });
        paint(context, mark, mark.width * scale);
        break;
      case 'box':
        context.beginPath();
        context.rect(mark.x * scale, mark.y * scale, mark.width * scale, mark.height * scale);
        paint(context, mark, mark.line * scale);
        break;
      case 'ring':
        context.beginPath();
        context.arc(mark.x * scale, mark.y * scale, mark.radius * scale, 0, Math.PI * 2);
        paint(context, mark, mark.width * scale);
    }
  }
}

function paint(context: SKRSContext2D, mark: { fill?: string; stroke?: string }, width: number): void {
  if (mark.fill !== undefined) {
    context.fillStyle = mark.fill;
    context.fill();
  }
  if (mark.stroke !== undefined) {
    context.strokeStyle = mark.stroke;
    context.lineWidth = width;
    context.stroke();
  }
}
