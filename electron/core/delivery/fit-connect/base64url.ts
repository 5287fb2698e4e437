/** A multiple of four, so that each piece decodes by itself; larger pieces leave the processor's cache. */
export const BASE64URL_PIECE = 64 * 1024;

const VALUES = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map((character, value) => [
    character.charCodeAt(0),
    value,
  ]),
);
const PLUS = 0x2b;
const SLASH = 0x2f;

/**
 * Strict base64url decoding of ASCII bytes (RFC 4648 §5): no padding, no white space, no foreign characters, no stray
 * bits in the last character, so that exactly one spelling decodes to given bytes. Only the last piece of a text may
 * have a length that is no multiple of four.
 *
 * @param text at most {@link BASE64URL_PIECE} bytes
 * @param target where the bytes go from its start; three quarters of a piece fit
 * @returns the number of bytes, or `undefined` when the spelling is not strict
 */
export const decodePiece = (text: Buffer, target: Buffer): number | undefined => {
  const tail = text.length % 4;
  if (tail === 1) return undefined;
  if (tail !== 0) {
    const last = VALUES.get(text[text.length - 1] ?? 0) ?? 0;
    if ((last & (tail === 2 ? 0b1111 : 0b11)) !== 0) return undefined;
  }
  // Node's decoder skips what is foreign, so that fewer bytes come out; only these two it takes for - and _.
  if (text.includes(PLUS) || text.includes(SLASH)) return undefined;
  const expected = Math.floor((text.length * 3) / 4);
  return target.write(text.toString('latin1'), 'base64url') === expected ? expected : undefined;
};

/** {@link decodePiece} for `text[from, to)` of any length. */
export const decodeBase64url = (text: Uint8Array, from = 0, to = text.length): Buffer | undefined => {
  const source = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const decoded = Buffer.allocUnsafeSlow(Math.floor(((to - from) * 3) / 4));
  let written = 0;
  for (let at = from; at < to; at += BASE64URL_PIECE) {
    const count = decodePiece(source.subarray(at, Math.min(at + BASE64URL_PIECE, to)), decoded.subarray(written));
    if (count === undefined) return undefined;
    written += count;
  }
  return decoded;
};
