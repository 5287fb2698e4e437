/** The service's own time: the machine's clock plus an offset that tests may move. All values are UTC milliseconds. */
export type Clock = {
  now: () => number;
  /** Moves the clock by `milliseconds` (may be negative) and returns the new offset. */
  move: (milliseconds: number) => number;
};

/**
 * Makes a clock that runs `offset` milliseconds ahead of the machine.
 * @param offset milliseconds, e.g. the persisted offset of an earlier run
 */
export function createClock(offset: number): Clock {
  let shift = offset;
  return {
    now: () => Date.now() + shift,
    move: (milliseconds) => {
      shift += milliseconds;
      return shift;
    },
  };
}
