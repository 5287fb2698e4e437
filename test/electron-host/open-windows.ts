/** A window as the app's life cycle needs it. */
export type OpenWindow = {
  /** Asks the window to close; true when it is gone, false when it stays. */
  requestClose(): Promise<boolean>;
  destroy(): void;
};

const windows = new Set<OpenWindow>();

export function addOpenWindow(window: OpenWindow): void {
  windows.add(window);
}

/** Forgets a window and tells how many are left. */
export function removeOpenWindow(window: OpenWindow): number {
  windows.delete(window);
  return windows.size;
}

/** The windows in the order in which they were made; a copy, safe while windows close. */
export function openWindows(): readonly OpenWindow[] {
  return [...windows];
}
