/** Narrowest and widest a pane may be, in CSS pixels. */
export type PaneLimits = { readonly min: number; readonly max: number };

/** A wanted width inside the limits, in whole pixels. */
export const clampWidth = (wanted: number, { min, max }: PaneLimits): number =>
  Math.round(Math.min(max, Math.max(min, wanted)));
