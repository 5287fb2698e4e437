import { z } from 'zod';
import type { ApiDialect } from '../api-version.ts';
import { HttpProblem } from '../http/problem.ts';

const SEGMENTS = 5;
const TAG = /^[A-Za-z0-9_-]{22}$/;
const MAX_HEADER = 16_384;
const DOT = 0x2e;
/** 1 for every byte of base64url, padding and the dot; a table, because half a gigabyte is looked at byte by byte. */
const ALPHABET = new Uint8Array(256);
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.'))
  ALPHABET[byte] = 1;

const headerSchema = z.looseObject({
  alg: z.string(),
  enc: z.string(),
  kid: z.string().optional(),
  cty: z.string().optional(),
  zip: z.string().optional(),
  crit: z.unknown().optional(),
});
export type JweHeader = z.infer<typeof headerSchema>;

/** What the service reads from an encrypted part without being able to open it. */
type JweFacts = { header: JweHeader; tag: string; bytes: number };

/** Reads a compact JWE piece by piece, so that an attachment of any size needs no memory. */
type JweInspector = { push: (piece: Uint8Array) => void; finish: () => JweFacts };

/**
 * Makes an inspector for one JWE in compact serialisation; `finish` throws HttpProblem 400 when the text is none.
 * @param limit most bytes; `push` throws HttpProblem 413 beyond
 */
export function createJweInspector(limit: number): JweInspector {
  let bytes = 0;
  let segment = 0;
  let header = '';
  let tag = '';
  const malformed = (detail: string) => new HttpProblem('jwe-syntax-invalid', detail);

  return {
    push: (piece) => {
      bytes += piece.length;
      if (bytes > limit) throw new HttpProblem('payload-too-large', `more than ${limit} encrypted bytes`);
      for (const byte of piece) if (ALPHABET[byte] !== 1) throw malformed('character outside of base64url');
      let start = 0;
      while (start <= piece.length) {
        const dot = piece.indexOf(DOT, start);
        const end = dot === -1 ? piece.length : dot;
        if (segment === 0) header += latin1(piece.subarray(start, end));
        if (segment === SEGMENTS - 1) tag += latin1(piece.subarray(start, end));
        if (header.length > MAX_HEADER || tag.length > MAX_HEADER) throw malformed('segment too long');
        if (dot === -1) return;
        segment += 1;
        start = dot + 1;
        if (segment >= SEGMENTS) throw malformed('more than five segments');
      }
    },
    finish: () => {
      if (segment !== SEGMENTS - 1) throw malformed('not five segments');
      if (!TAG.test(tag)) throw malformed('authentication tag is not 128 bit');
      return { header: parseHeader(header), tag, bytes };
    },
  };
}

/** Inspects a JWE held in memory (metadata, Fachdaten); errors as `createJweInspector`. */
export function inspectJwe(jwe: string, limit: number): JweFacts {
  const inspector = createJweInspector(limit);
  inspector.push(Buffer.from(jwe, 'utf8'));
  return inspector.finish();
}

/**
 * Applies the header rules of an API generation (PROTOCOL §6.2).
 * @param part `attachment` is exempt from the `cty` rule, which is documented for metadata and Fachdaten only
 * @throws HttpProblem 422 naming the offending member
 */
export function checkJweHeader(header: JweHeader, part: 'metadata' | 'data' | 'attachment', dialect: ApiDialect): void {
  const refuse = (member: string) =>
    new HttpProblem('jwe-header-invalid', `Invalid JWE Header '${member}' (${part})`, { issue: member });
  if (header.alg !== 'RSA-OAEP-256') throw refuse('alg');
  if (header.enc !== 'A256GCM') throw refuse('enc');
  if (!header.kid || header.kid.length < 8 || header.kid.length > 64) throw refuse('kid');
  if (header.crit !== undefined) throw refuse('crit');
  if (header.zip !== undefined && !(dialect.zipAllowed && header.zip === 'DEF')) throw refuse('zip');
  if (part === 'attachment') return;
  if (header.cty === undefined && !dialect.ctyMandatory) return;
  if (header.cty !== 'application/json' && !(part === 'data' && header.cty === 'application/xml')) throw refuse('cty');
}

function parseHeader(segment: string): JweHeader {
  try {
    return headerSchema.parse(JSON.parse(Buffer.from(segment, 'base64url').toString('utf8')));
  } catch {
    throw new HttpProblem('jwe-syntax-invalid', 'protected header is not readable');
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
