let reading = new AbortController();

/** Aborted when the workplace is locked: whoever reads a paper of the store then lets go of it. */
export const readsStopped = (): AbortSignal => reading.signal;

/**
 * Ends every read of a stored paper that is under way, before core closes the store: what it would answer then is a
 * refusal, and nothing read may arrive on a locked screen (ARCHITECTURE §8).
 */
export const stopDocumentReads = (): void => {
  reading.abort();
  reading = new AbortController();
};
