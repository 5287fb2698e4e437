const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

const lastFocus = new WeakMap<Element, HTMLElement>();

const isShown = (element: HTMLElement) => element.getClientRects().length > 0;

/** Remembers per pane where the focus was, so that F6 returns there. Returns how to stop. */
export const rememberPaneFocus = (): (() => void) => {
  const remember = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLElement)) return;
    const pane = event.target.closest('[data-pane]');
    if (pane) lastFocus.set(pane, event.target);
  };
  document.addEventListener('focusin', remember);
  return () => document.removeEventListener('focusin', remember);
};

/**
 * Moves the focus to the next (1) or previous (-1) part of the window: every shown element with `data-pane`, in document
 * order. Inside the part it returns to where the focus was, else to the first thing that can take it.
 */
export const cyclePane = (step: 1 | -1): void => {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isShown);
  const here = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  for (let distance = 1; distance <= panes.length; distance += 1) {
    const start = here === -1 && step === -1 ? 0 : here;
    const pane = panes[(start + step * distance + panes.length * 2) % panes.length];
    if (!pane) return;
    const remembered = lastFocus.get(pane);
    const target =
      remembered?.isConnected && isShown(remembered)
        ? remembered
        : [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isShown);
    if (target) {
      target.focus();
      return;
    }
  }
};
