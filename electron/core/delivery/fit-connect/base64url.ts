/** Code of each accepted byte plus one; zero means "not of the alphabet" (RFC 4648 §5, no padding). */
const CODES = new Uint8Array(256);
for (const [index, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].entries()) {
  CODES[character.charCodeAt(0)] = index + 1;
}

/** A multiple of four, so that each piece decodes by itself. */
const PIECE = 4 * 256 * 1024;

/**
 * Strict base64url decoding of `text[from, to)` (ASCII bytes): no padding, no white space, no foreign characters, no
 * stray bits in the last character, so that exactly one spelling decodes to given bytes. Works in pieces, because one
 * attachment may be longer than a JavaScript string.
 *
 * @returns the bytes, or `undefined` when the spelling is not strict
 */
export const decodeBase64url = (text: Uint8Array, from = 0, to = text.length): Buffer | undefined => {
  const length = to - from;
  const tail = length % 4;
  if (tail === 1) return undefined;
  for (let at = from; at < to; at += 1) {
    if (CODES[text[at] ?? 0] === 0) return undefined;
  }
  if (tail !== 0) {
    const last = (CODES[text[to - 1] ?? 0] ?? 1) - 1;
    if ((last & (tail === 2 ? 0b1111 : 0b11)) !== 0) return undefined;
  }
  const source = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const decoded = Buffer.allocUnsafeSlow(Math.floor((length * 3) / 4));
  let written = 0;
  for (let at = from; at < to; at += PIECE) {
    written += decoded.write(source.toString('latin1', at, Math.min(at + PIECE, to)), written, 'base64url');
  }
  return written === decoded.length ? decoded : undefined;
};
