import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Header } from './entry.ts';

/** Previous hash of the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** Stands in front of every hashed header, so that a hash of this chain means nothing elsewhere. */
const CHAIN_PREFIX = 'einbuergerungsdesk-journal/1';

/** Digest of a payload row: SHA-256(salt ‖ payload), lower-case hex. The salt makes erased payloads unguessable. */
export const payloadDigest = (salt: Uint8Array, payload: string): string =>
  createHash('sha256').update(salt).update(payload, 'utf8').digest('hex');

/**
 * Hash of a header: SHA-256(prefix ‖ previous hash ‖ canonical JSON of the header without its own hash), lower-case
 * hex, all text as UTF-8 (SECURITY J2).
 */
export const headerHash = (header: Omit<Header, 'hash'>): string =>
  createHash('sha256')
    .update(CHAIN_PREFIX, 'utf8')
    .update(header.previousHash, 'utf8')
    .update(canonicalJson(header), 'utf8')
    .digest('hex');
