/** How large the paper is shown. Scale 1 is 100 %: one CSS pixel per 1/96 inch of paper. */
export type Zoom = { mode: 'width' } | { mode: 'page' } | { mode: 'scale'; scale: number };

/** Quarter turns clockwise, added to the rotation the page brings. */
export type Turn = 0 | 90 | 180 | 270;

/** Width and height, in CSS pixels at scale 1 or of a viewport. */
export type Size = { width: number; height: number };

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5] as const;
const SMALLEST = STEPS[0];
const LARGEST = 5;
const TOLERANCE = 0.005;

/** Scale a zoom means for a page of `page` size in a viewport of `room`; always between 25 % and 500 %. */
export const scaleOf = (zoom: Zoom, page: Size, room: Size): number => {
  if (zoom.mode === 'scale') return zoom.scale;
  const byWidth = room.width / page.width;
  const wanted = zoom.mode === 'width' ? byWidth : Math.min(byWidth, room.height / page.height);
  return Math.min(LARGEST, Math.max(SMALLEST, wanted));
};

/** Next larger step above the scale shown now. */
export const zoomIn = (scale: number): Zoom => ({
  mode: 'scale',
  scale: STEPS.find((step) => step > scale + TOLERANCE) ?? LARGEST,
});

/** Next smaller step below the scale shown now. */
export const zoomOut = (scale: number): Zoom => ({
  mode: 'scale',
  scale: STEPS.findLast((step) => step < scale - TOLERANCE) ?? SMALLEST,
});

/** One quarter turn clockwise. */
export const turnOn = (turn: Turn): Turn => (turn === 0 ? 90 : turn === 90 ? 180 : turn === 180 ? 270 : 0);

/** Width and height as they lie after the turn. */
export const turned = ({ width, height }: Size, turn: Turn): Size =>
  turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
