import { type RefObject, useEffect } from 'react';

/**
 * A sheet that appears inside a focused pane takes its focus, so that scrolling and Enter go on where the last sheet
 * was replaced. Focus elsewhere is left alone.
 */
export const useTakenFocus = (sheet: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const focused = document.activeElement;
    if (sheet.current === null || focused === null || focused === document.body) return;
    if (focused.closest('[data-pane]') === focused && focused.contains(sheet.current)) {
      sheet.current.focus({ preventScroll: true });
    }
  }, [sheet]);
};
