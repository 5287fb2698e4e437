import type { Header } from './entry.ts';

/** A row of `journal_header` as SQLite returns it. */
export type HeaderRow = {
  sequence: number;
  id: string;
  at: number;
  actor: string;
  role: string;
  workstation: string;
  case_id: string | null;
  kind: string;
  kind_version: number;
  payload_digest: string;
  previous_hash: string;
  hash: string;
};

/** Turns a stored row into the header the chain covers. */
export const headerOfRow = (row: HeaderRow): Header => ({
  sequence: row.sequence,
  id: row.id,
  at: row.at,
  actor: row.actor,
  role: row.role,
  workstation: row.workstation,
  caseId: row.case_id,
  kind: row.kind,
  kindVersion: row.kind_version,
  payloadDigest: row.payload_digest,
  previousHash: row.previous_hash,
  hash: row.hash,
});
