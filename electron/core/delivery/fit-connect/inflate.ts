import { createInflateRaw } from 'node:zlib';
import { JweRefused } from './jwe-opener.ts';

/** DEFLATE grows by at most 1032 times, so that one slice never becomes more than about four megabytes. */
const SLICE = 4096;

export type Inflater = {
  /** Takes compressed bytes and gives out what they hold. @throws {JweRefused} too much, or no DEFLATE */
  push(compressed: Buffer): AsyncGenerator<Buffer, void>;
  /** @throws {JweRefused} the compressed stream is cut */
  end(): AsyncGenerator<Buffer, void>;
  close(): void;
};

/**
 * Inflates compressed content (`zip: DEF`, v1 only) as it comes, never beyond the limit. What follows the end of the
 * compressed stream is ignored, as by zlib itself.
 *
 * @param limit largest content in bytes
 */
export const createInflater = (limit: number): Inflater => {
  const inflater = createInflateRaw();
  let ready: Buffer[] = [];
  let total = 0;
  let ended = false;
  let step = Promise.withResolvers<void>();
  inflater.on('data', (piece: Buffer) => {
    total += piece.length;
    if (total <= limit) ready.push(piece);
  });
  // At the end of the compressed stream zlib answers no further write: the end itself ends the step.
  inflater.on('end', () => {
    ended = true;
    step.resolve();
  });
  inflater.on('error', () => step.reject(new JweRefused('ciphertext-altered')));

  const run = async (begin: (done: () => void) => void): Promise<Buffer[]> => {
    if (ended) return [];
    step = Promise.withResolvers();
    begin(() => step.resolve());
    await step.promise;
    if (total > limit) throw new JweRefused('too-large');
    const taken = ready;
    ready = [];
    return taken;
  };

  return {
    async *push(compressed) {
      for (let at = 0; at < compressed.length; at += SLICE) {
        yield* await run((done) => inflater.write(compressed.subarray(at, at + SLICE), done));
      }
    },
    async *end() {
      yield* await run(() => inflater.end());
    },
    close: () => {
      inflater.destroy();
    },
  };
};
