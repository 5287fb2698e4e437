/** A duration in milliseconds as people read it on a terminal, e.g. `3.2 s` or `2 min 5 s`. */
export const seconds = (milliseconds: number): string =>
  milliseconds < 60_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;

/** Prints the heading of a step. */
export const heading = (text: string): void => console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}`);

/** The part of an error a person can use: its message, or what it is. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
