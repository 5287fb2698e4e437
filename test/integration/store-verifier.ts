import { createHash } from 'node:crypto';

/*
 * An independent verifier of the journal, as an auditor would write it from the description alone (SECURITY J4):
 * it shares no code with the app. It gets the two tables' rows in order of `sequence` and names the first break.
 */
type Row = Record<string, string | number | null | Uint8Array>;

const sha256 = (...parts: (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** Column names of the table and property names of the hashed header, in the order of sorted property names. */
const HEADER: readonly (readonly [property: string, column: string])[] = [
  ['actor', 'actor'],
  ['at', 'at'],
  ['caseId', 'case_id'],
  ['id', 'id'],
  ['kind', 'kind'],
  ['kindVersion', 'kind_version'],
  ['payloadDigest', 'payload_digest'],
  ['previousHash', 'previous_hash'],
  ['role', 'role'],
  ['sequence', 'sequence'],
  ['workstation', 'workstation'],
];

/** Answers the first sequence that does not hold, or `null` when the whole chain does. */
export const firstBreakOf = (headers: readonly Row[], payloads: readonly Row[]): number | null => {
  const payloadOf = new Map(payloads.map((row) => [row.sequence, row]));
  let previous = '0'.repeat(64);
  let expected = 1;
  for (const row of headers) {
    const text = `{${HEADER.map(([property, column]) => `"${property}":${JSON.stringify(row[column])}`).join(',')}}`;
    const payload = payloadOf.get(row.sequence ?? 0);
    const holds =
      row.sequence === expected &&
      row.previous_hash === previous &&
      row.hash === sha256('einbuergerungsdesk-journal/1', previous, text) &&
      (payload === undefined || row.payload_digest === sha256(payload.salt as Uint8Array, payload.payload as string));
    if (!holds) return Number(row.sequence);
    previous = String(row.hash);
    expected += 1;
  }
  return null;
};
