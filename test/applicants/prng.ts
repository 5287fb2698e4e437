/** Source of repeatable chance. */
export type Prng = {
  /** Next number in [0, 1). */
  next(): number;
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** One element of a non-empty list. */
  pick<T>(list: readonly T[]): T;
  /** Sub-generator that does not disturb this one. */
  fork(label: string): Prng;
};

/**
 * Makes a small seeded generator (mulberry32 over an FNV-1a hash of the seed); same seed, same sequence on every machine.
 * Not for cryptography.
 */
export function prng(seed: string): Prng {
  let state = fnv1a(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    pick: <T>(list: readonly T[]): T => {
      const chosen = list[int(0, list.length - 1)];
      if (chosen === undefined) throw new Error('prng.pick needs a non-empty list');
      return chosen;
    },
    fork: (label) => prng(`${seed}/${label}`),
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
