/** Inclusive byte positions of an answer. */
export type ByteRange = { start: number; end: number };

/**
 * Reads a `Range` header of one range against a known size (RFC 9110 §14.2). `undefined` when absent or of a form
 * we do not serve (then the whole body is the answer), `'unsatisfiable'` when it lies outside.
 */
export const parseRange = (header: string | null, size: number): ByteRange | 'unsatisfiable' | undefined => {
  const match = header === null ? null : /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || end < start ? 'unsatisfiable' : { start, end };
};
