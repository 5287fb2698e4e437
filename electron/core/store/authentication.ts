import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { StoreKey } from './database.ts';

/** What lies beside the second copy in the clear and must be proved to be ours. Each has a key of its own. */
export type Authenticated = 'copy mark' | 'snapshot manifest' | 'erasure ledger';

/**
 * Authentication code (HMAC-SHA-256, lower-case hex) of a text that lies outside the database, under a key derived from
 * the store key (HKDF-SHA-256, salt = store id). Only whoever opens the store can make or check it (SECURITY J3).
 */
export const authenticationCode = (key: StoreKey, storeId: string, what: Authenticated, text: string): string => {
  const derived = hkdfSync('sha256', key, storeId, `einbuergerungsdesk ${what} 1`, 32);
  return createHmac('sha256', Buffer.from(derived)).update(text, 'utf8').digest('hex');
};

/** Compares a code in constant time. */
export const codeHolds = (expected: string, found: string): boolean => {
  const [left, right] = [Buffer.from(expected, 'latin1'), Buffer.from(found, 'latin1')];
  return left.length === right.length && timingSafeEqual(left, right);
};
