import type { Prng } from '../prng.ts';
import { measure, wrap } from './measure.ts';
import { A4, type Align, type Mark, type Point, type Sheet, type Weight } from './sheet.ts';

export type TextStyle = { size?: number; weight?: Weight; ink?: string; align?: Align; angle?: number };
export type Column = { title: string; width: number; align?: Align };

export type DraftOptions = {
  margin?: { left: number; right: number; top: number; bottom: number };
  ground?: string;
  /** Printed on the left of every page's foot. */
  foot?: string;
  /** Drawn first on every page, e.g. a letterhead. */
  letterhead?: (add: (...marks: Mark[]) => void, page: number) => void;
  width?: number;
  height?: number;
};

/** A paper in the making: a cursor that flows down A4 pages and opens the next one by itself. */
export type Draft = {
  y: number;
  readonly left: number;
  readonly innerWidth: number;
  add(...marks: Mark[]): void;
  /** Text at a fixed place; `y` is the baseline. */
  put(x: number, y: number, text: string, style?: TextStyle): void;
  /** Paragraph over the full width, moving the cursor. */
  paragraph(text: string, style?: TextStyle): void;
  heading(text: string): void;
  /** Label and value pairs. */
  facts(pairs: readonly (readonly [string, string])[], labelWidth?: number): void;
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void;
  rule(): void;
  gap(millimetres: number): void;
  newPage(): void;
  done(): Sheet[];
};

export const INK = '#1b1d22';
export const PALE = '#6a6f78';
const LINE = 1.38;
const MM = 25.4 / 72;
const MARGIN = { left: 24, right: 18, top: 22, bottom: 24 };

/** Starts a paper. Every page ends in a discreet line that marks it as a synthetic sample. */
export function startDraft(options: DraftOptions = {}): Draft {
  const margin = options.margin ?? MARGIN;
  const width = options.width ?? A4.width;
  const height = options.height ?? A4.height;
  const pages: Mark[][] = [];
  const innerWidth = width - margin.left - margin.right;

  const draft: Draft = {
    y: margin.top,
    left: margin.left,
    innerWidth,
    add: (...marks) => pages.at(-1)?.push(...marks),
    put: (x, y, text, style = {}) => draft.add(textMark(x, y, text, style)),
    paragraph: (text, style = {}) => {
      const size = style.size ?? 10;
      const step = size * MM * LINE;
      for (const line of wrap(text, size, style.weight ?? 'regular', innerWidth)) {
        room(step);
        const x =
          style.align === 'right'
            ? margin.left + innerWidth
            : style.align === 'center'
              ? margin.left + innerWidth / 2
              : margin.left;
        draft.y += step;
        draft.put(x, draft.y - step * 0.25, line, style);
      }
      draft.y += 2;
    },
    heading: (text) => {
      room(14);
      draft.y += 2;
      draft.paragraph(text, { size: 11, weight: 'semibold' });
    },
    facts: (pairs, labelWidth = 58) => {
      for (const [label, value] of pairs) {
        const lines = wrap(value, 10, 'regular', innerWidth - labelWidth);
        lines.forEach((line, index) => {
          room(5);
          draft.y += 5;
          if (index === 0) draft.put(margin.left, draft.y - 1.2, label, { size: 9, ink: PALE });
          draft.put(margin.left + labelWidth, draft.y - 1.2, line);
        });
      }
      draft.y += 2;
    },
    table: (columns, rows) => {
      room(14);
      const top = draft.y;
      draft.add(box(margin.left, top, innerWidth, 6.4, { fill: '#e9ebee' }));
      row(
        columns.map((column) => column.title),
        'semibold',
      );
      for (const cells of rows) {
        room(6.4);
        row(cells, 'regular');
        draft.add(line(margin.left, draft.y, margin.left + innerWidth, draft.y, '#c4c8ce', 0.15));
      }
      draft.y += 3;

      function row(cells: readonly string[], weight: Weight): void {
        let x = margin.left;
        draft.y += 6.4;
        columns.forEach((column, index) => {
          const at =
            column.align === 'right'
              ? x + column.width - 1.5
              : column.align === 'center'
                ? x + column.width / 2
                : x + 1.5;
          draft.put(at, draft.y - 2, cells[index] ?? '', { size: 9, weight, align: column.align ?? 'left' });
          x += column.width;
        });
      }
    },
    rule: () => {
      draft.add(line(margin.left, draft.y, margin.left + innerWidth, draft.y, '#8a8f98', 0.2));
      draft.y += 3;
    },
    gap: (millimetres) => {
      draft.y += millimetres;
    },
    newPage: () => {
      pages.push([]);
      draft.y = margin.top;
      options.letterhead?.(draft.add, pages.length);
    },
    done: () =>
      pages.map((marks, index) => ({
        width,
        height,
        ground: options.ground ?? '#ffffff',
        marks: [...marks, ...footMarks(index + 1)],
      })),
  };
  draft.newPage();
  return draft;

  function room(needed: number): void {
    if (draft.y + needed > height - margin.bottom) draft.newPage();
  }
  function footMarks(page: number): Mark[] {
    const y = height - (height < 200 ? 2.2 : 9);
    return [
      textMark(margin.left, y, options.foot ?? '', { size: 6.5, ink: PALE }),
      textMark(width / 2, y, 'MUSTER – synthetisch', { size: 6.5, ink: '#9a9fa8', align: 'center' }),
      ...(pages.length > 1
        ? [
            textMark(width - margin.right, y, `Seite ${page} von ${pages.length}`, {
              size: 6.5,
              ink: PALE,
              align: 'right',
            }),
          ]
        : []),
    ];
  }
}

/** Makes a text mark with the usual ink and size. */
export function textMark(x: number, y: number, text: string, style: TextStyle = {}): Mark {
  return {
    kind: 'text',
    x,
    y,
    text,
    size: style.size ?? 10,
    weight: style.weight ?? 'regular',
    ink: style.ink ?? INK,
    align: style.align ?? 'left',
    angle: style.angle ?? 0,
  };
}

/** Makes a straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, stroke = INK, width = 0.25): Mark {
  return {
    kind: 'path',
    points: [
      [x1, y1],
      [x2, y2],
    ],
    stroke,
    width,
  };
}

/** Makes a rectangle. */
export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  look: { fill?: string; stroke?: string; line?: number },
): Mark {
  return {
    kind: 'box',
    x,
    y,
    width,
    height,
    line: look.line ?? 0.25,
    ...(look.fill === undefined ? {} : { fill: look.fill }),
    ...(look.stroke === undefined ? {} : { stroke: look.stroke }),
  };
}

/** Draws a ballpoint signature as a loose line; the letters are not readable and belong to nobody. */
export function signature(x: number, y: number, chance: Prng, ink = '#24408f'): Mark[] {
  const strokes: Mark[] = [];
  let at = x;
  for (let stroke = 0; stroke < 2; stroke += 1) {
    const points: Point[] = [];
    const loops = chance.int(3, 6);
    const tall = 3 + chance.next() * 4 - stroke;
    const wide = 0.14 + chance.next() * 0.1;
    const lean = 0.6 + chance.next() * 1.3;
    const [slow, fast] = [0.35 + chance.next() * 0.5, 1.2 + chance.next()];
    for (let step = 0; step <= loops * 14; step += 1) {
      const turn = (step / 14) * Math.PI * 2;
      const fade = 1 - step / (loops * 17);
      points.push([
        at + step * wide + Math.cos(turn) * lean,
        y - Math.abs(Math.sin(turn * slow + stroke)) * tall * fade + Math.sin(turn * fast) * 0.9,
      ]);
    }
    strokes.push({ kind: 'path', points, stroke: ink, width: 0.38 });
    at += loops * 14 * wide + 2;
  }
  return strokes;
}

/** Draws a round rubber stamp with text along its rim and a plain ornament; no coat of arms. */
export function stamp(x: number, y: number, rim: string, middle: string, ink = '#2f4a86'): Mark[] {
  const radius = 15;
  const marks: Mark[] = [
    { kind: 'ring', x, y, radius, stroke: ink, width: 0.6 },
    { kind: 'ring', x, y, radius: radius - 4.2, stroke: ink, width: 0.25 },
    textMark(x, y + 1, middle, { size: 7, weight: 'semibold', ink, align: 'center' }),
    line(x - 6, y + 3.2, x + 6, y + 3.2, ink, 0.3),
    line(x - 4, y - 4, x + 4, y - 4, ink, 0.3),
  ];
  const size = 6;
  const total = measure(rim, size, 'semibold');
  const reach = radius - 3.1;
  let turn = -total / reach / 2;
  for (const letter of rim) {
    const wide = measure(letter, size, 'semibold') / reach;
    const middleOfLetter = turn + wide / 2;
    marks.push(
      textMark(x + Math.sin(middleOfLetter) * reach, y - Math.cos(middleOfLetter) * reach, letter, {
        size,
        weight: 'semibold',
        ink,
        align: 'center',
        angle: (middleOfLetter * 180) / Math.PI,
      }),
    );
    turn += wide;
  }
  return marks;
}

/** Fills an area with fine waves, as security papers have; the pattern is invented. */
export function waves(x: number, y: number, width: number, height: number, ink: string, gap = 2.2): Mark[] {
  const marks: Mark[] = [];
  for (let row = 0; row * gap < height; row += 1) {
    const points: Point[] = [];
    for (let step = 0; step <= width; step += 1.5) {
      const swing = Math.sin(step / 7 + row * 0.45) * 1.4 + Math.sin(step / 2.9 - row * 0.3) * 0.5;
      points.push([x + step, Math.min(y + height, Math.max(y, y + row * gap + swing))]);
    }
    marks.push({ kind: 'path', points, stroke: ink, width: 0.12 });
  }
  return marks;
}
