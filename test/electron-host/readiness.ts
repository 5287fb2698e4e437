let started = false;

/** Marks the moment `ready` is emitted. */
export function markStarted(): void {
  started = true;
}

/** True from `ready` on, whatever a test runner has made of `app.isReady`. */
export function hasStarted(): boolean {
  return started;
}
