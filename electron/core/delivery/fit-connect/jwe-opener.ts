import { constants, createDecipheriv, type DecipherGCM, type KeyObject, privateDecrypt } from 'node:crypto';
import { z } from 'zod';
import { BASE64URL_PIECE, decodeBase64url, decodePiece } from './base64url.ts';

/** Which part a JWE is; metadata and Fachdaten must say in v2 what they hold (`cty`), attachments need not. */
export type JwePart = 'metadata' | 'data' | 'attachment';

export type JweRefusal =
  /** Shape, algorithm, `crit`, `cty`, or a segment of wrong length. */
  | 'header-refused'
  /** `zip` in v2, where it is prohibited. */
  | 'compression-refused'
  /** The key it was encrypted for is not (or no longer) ours. */
  | 'unknown-key'
  /** Our key of that `kid` does not unwrap it: perhaps it is not the key the sender saw, so nothing is proved. */
  | 'key-mismatch'
  /** Our key fits, but the authentication tag or the length of the content key does not hold. */
  | 'ciphertext-altered'
  /** The tag is not the one the signed event names. */
  | 'tag-mismatch'
  | 'too-large';

export type JweExpectation = {
  readonly part: JwePart;
  readonly apiVersion: 'v1' | 'v2';
  /** Fifth segment as the signed submit event names it. */
  readonly tag: string | null;
  /** Largest accepted plaintext in bytes. */
  readonly limit: number;
};

/** Thrown while a JWE is opened; everything it gave out before is worthless. */
export class JweRefused extends Error {
  readonly refusal: JweRefusal;
  constructor(refusal: JweRefusal) {
    super(`jwe refused: ${refusal}`);
    this.refusal = refusal;
  }
}

const CEK_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const DOT = 0x2e;
const WHITE_SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

const [HEAD, KEY, NONCE, BODY, SEAL] = [0, 1, 2, 3, 4] as const;
/** Longest spelling of each segment but the body; a wrapped key of 16384 bits is the longest we would meet. */
const SEGMENT_LIMITS: Readonly<Record<number, number>> = { [HEAD]: 4096, [KEY]: 2731, [NONCE]: 16, [SEAL]: 22 };

/** Members that steer nothing are ignored; those that could steer (`crit`, `zip`, `jku`, …) are named and judged. */
const protectedHeader = z.looseObject({
  alg: z.literal('RSA-OAEP-256'),
  enc: z.literal('A256GCM'),
  kid: z.string().min(8).max(64),
  cty: z.string().max(200).optional(),
  zip: z.literal('DEF').optional(),
  crit: z.undefined().optional(),
});
export type JweHeader = z.infer<typeof protectedHeader>;

const refuse = (refusal: JweRefusal): never => {
  throw new JweRefused(refusal);
};

const readHeader = (bytes: Buffer): JweHeader => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const header: unknown = JSON.parse(text);
    if (typeof header === 'object' && header !== null && !('crit' in header)) return protectedHeader.parse(header);
  } catch {
    // Whatever is wrong with it, it is refused.
  }
  return refuse('header-refused');
};

const demandAllowed = (header: JweHeader, { part, apiVersion }: JweExpectation): void => {
  if (apiVersion === 'v1') return;
  if (header.zip !== undefined) refuse('compression-refused');
  if (part === 'attachment') return;
  if (header.cty !== 'application/json' && header.cty !== 'application/xml') refuse('header-refused');
};

const unwrapKey = (privateKey: KeyObject, wrapped: Buffer): Buffer => {
  let cek: Buffer;
  try {
    cek = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, wrapped);
  } catch {
    // A wrong key, a wrong padding and an altered segment are one answer.
    return refuse('key-mismatch');
  }
  return cek.length === CEK_BYTES ? cek : refuse('ciphertext-altered');
};

export type JweOpener = {
  /** Takes the next bytes and gives out plaintext that is not proved yet. @throws {JweRefused} */
  push(bytes: Uint8Array): Generator<Buffer, void>;
  /** The JWE is whole: only when this returns, what was given out is true. @throws {JweRefused} */
  end(): void;
  /** The protected header, once the first segment has passed. */
  readonly header: JweHeader | undefined;
};

/**
 * Opens a compact JWE as it arrives, by the strict allow-list of SECURITY G1–G2: five strict base64url parts, exactly
 * RSA-OAEP-256 and A256GCM, our `kid`, no `crit`, no compression in v2, 256-bit content key, 96-bit IV, 128-bit tag.
 * Compressed content is given out compressed. Trailing white space is tolerated (PROTOCOL §7.2). Holds one piece of
 * {@link BASE64URL_PIECE} bytes. The first fault in the order of the bytes decides, however they are cut.
 *
 * The caller must not let anything of the plaintext be seen before {@link JweOpener.end} (G3).
 *
 * @param privateKey finds our private key by `kid`
 * @param length bytes of the whole JWE where they are known beforehand; too many are refused before any work
 */
export const createJweOpener = (
  privateKey: (kid: string) => KeyObject | undefined,
  expectation: JweExpectation,
  length = 0,
): JweOpener => {
  const longest = Math.ceil(expectation.limit * 1.4) + 8192;
  if (length > longest) refuse('too-large');
  const piece = Buffer.allocUnsafeSlow(BASE64URL_PIECE);
  const decoded = Buffer.allocUnsafeSlow((BASE64URL_PIECE / 4) * 3);
  let filled = 0;
  let segment: number = HEAD;
  let received = 0;
  let ciphertextBytes = 0;
  let ended = false;
  let header: JweHeader | undefined;
  let ours: KeyObject | undefined;
  let associated: Buffer = Buffer.alloc(0);
  let wrapped: Buffer = Buffer.alloc(0);
  let decipher: DecipherGCM | undefined;

  const strict = (text: Uint8Array): Buffer => decodeBase64url(text) ?? refuse('header-refused');

  /** Gathers a segment other than the body; nothing but white space may follow the last one. */
  const gather = (bytes: Buffer): void => {
    for (const byte of bytes) {
      if (segment === SEAL && WHITE_SPACE.has(byte)) {
        ended = true;
        continue;
      }
      if (ended || filled === SEGMENT_LIMITS[segment]) refuse('header-refused');
      piece[filled] = byte;
      filled += 1;
    }
  };

  const decrypt = (text: Buffer): Buffer => {
    const count = decodePiece(text, decoded) ?? refuse('header-refused');
    ciphertextBytes += count;
    if (ciphertextBytes > expectation.limit) refuse('too-large');
    if (decipher === undefined) throw new JweRefused('header-refused');
    return decipher.update(decoded.subarray(0, count));
  };

  /** Pieces begin at fixed places of the body, so that a fault is found at the same one however the input is cut. */
  function* body(bytes: Buffer): Generator<Buffer, void> {
    for (let at = 0; at < bytes.length; ) {
      if (filled === 0 && bytes.length - at >= BASE64URL_PIECE) {
        yield decrypt(bytes.subarray(at, at + BASE64URL_PIECE));
        at += BASE64URL_PIECE;
        continue;
      }
      const taken = bytes.copy(piece, filled, at, Math.min(bytes.length, at + BASE64URL_PIECE - filled));
      at += taken;
      filled += taken;
      if (filled === BASE64URL_PIECE) {
        filled = 0;
        yield decrypt(piece);
      }
    }
  }

  const begin = (iv: Buffer): void => {
    if (iv.length !== IV_BYTES || ours === undefined) throw new JweRefused('header-refused');
    const cek = unwrapKey(ours, wrapped);
    // Without authTagLength Node would accept a tag of four bytes (SECURITY G2).
    decipher = createDecipheriv('aes-256-gcm', cek, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(associated);
    cek.fill(0);
  };

  const closeSegment = (): void => {
    const text = piece.subarray(0, filled);
    if (segment === HEAD) {
      header = readHeader(strict(text));
      demandAllowed(header, expectation);
      ours = privateKey(header.kid) ?? refuse('unknown-key');
      associated = Buffer.from(text);
    } else if (segment === KEY) wrapped = strict(text);
    else if (segment === NONCE) begin(strict(text));
    filled = 0;
    segment += 1;
  };

  return {
    get header() {
      return header;
    },
    *push(bytes) {
      const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const taken = all.subarray(0, longest - received);
      for (let at = 0; at < taken.length; ) {
        const dot = segment === SEAL ? -1 : taken.indexOf(DOT, at);
        const part = taken.subarray(at, dot === -1 ? taken.length : dot);
        if (segment === BODY) yield* body(part);
        else gather(part);
        if (dot === -1) break;
        if (segment === BODY && filled > 0) yield decrypt(piece.subarray(0, filled));
        closeSegment();
        at = dot + 1;
      }
      received += all.length;
      if (received > longest) refuse('too-large');
    },
    end() {
      if (segment !== SEAL || decipher === undefined) throw new JweRefused('header-refused');
      const text = piece.subarray(0, filled);
      const tag = strict(text);
      if (tag.length !== TAG_BYTES) refuse('header-refused');
      if (expectation.tag !== null && expectation.tag !== text.toString('latin1')) refuse('tag-mismatch');
      try {
        decipher.setAuthTag(tag);
        decipher.final();
      } catch {
        refuse('ciphertext-altered');
      }
    },
  };
};
