import type { Desk } from '../../shared/contract/contract.ts';

declare global {
  interface Window {
    /** Exposed by the preload, or by the test double (test/renderer-double). */
    readonly desk: Desk;
  }
}

/** The one way out of the window: the contract's functions as the preload exposes them. */
export const desk = (): Desk => window.desk;
