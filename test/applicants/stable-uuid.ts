import { createHash } from 'node:crypto';

/** Derives a UUID (version 5 layout, own namespace) from a name, so that attachment ids are the same in every process. */
export function stableUuid(name: string): string {
  const bytes = createHash('sha256').update(`einbuergerungsdesk/applicants/${name}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
