export type Weight = 'regular' | 'semibold' | 'bold';
export type Align = 'left' | 'center' | 'right';
export type Point = readonly [x: number, y: number];

/** One thing drawn on a sheet. Lengths in millimetres from the top left, font sizes in points, inks as CSS hex colours. */
export type Mark =
  | {
      kind: 'text';
      x: number;
      /** Baseline. */
      y: number;
      text: string;
      size: number;
      weight: Weight;
      ink: string;
      align: Align;
      /** Degrees, clockwise, around (x, y). */
      angle: number;
    }
  /** Characters at a fixed pitch, as machine readable lines are printed. */
  | { kind: 'fixed'; x: number; y: number; text: string; size: number; pitch: number; ink: string }
  | { kind: 'path'; points: readonly Point[]; fill?: string; stroke?: string; width: number }
  | {
      kind: 'box';
      x: number;
      y: number;
      width: number;
      height: number;
      fill?: string;
      stroke?: string;
      line: number;
    }
  | { kind: 'ring'; x: number; y: number; radius: number; fill?: string; stroke?: string; width: number };

/**
 * A sheet of paper described once and rendered as text PDF, scan, photo or picture, so that a paper says the same in
 * whichever form the applicant sends it.
 */
export type Sheet = { width: number; height: number; ground: string; marks: readonly Mark[] };

export const A4 = { width: 210, height: 297 } as const;
