import { slotState } from '../../../shared/domain/review.ts';
import { loadChecklist } from '../cases/checklist.ts';
import { addressLine, declaredOf } from '../cases/view.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import { type Reader, sql } from '../store/database.ts';
import { DocumentDamagedError } from '../store/document-format.ts';
import { type DocumentRow, documentRow, readDocument } from '../store/documents.ts';
import type { BagFile } from './bag.ts';
import { packageFileNames } from './file-naming.ts';

/** Version of `data/case.json`; its fields are described in docs/export-package.md. */
const PACKAGE_FORMAT = 'einbuergerungsdesk-case/1';

type CaseRow = {
  id: string;
  reference: string;
  file_number: string | null;
  fit_case_id: string | null;
  channel: string;
  legal_basis: string;
  status: string;
  submitted_at: number | null;
  collected_at: number | null;
  filing_date: string;
  family_id: string;
};

type EingangRow = {
  id: string;
  channel: string;
  received_on: string;
  submission_id: string | null;
  fit_case_id: string | null;
  kind: string;
  schema_uri: string | null;
  mime_type: string | null;
  sha512: string | null;
  bytes: Uint8Array | null;
  metadata: Uint8Array | null;
  events: string | null;
};

type PlacedDocument = {
  document_id: string;
  eingang_id: string | null;
  purpose: string;
  claimed_evidence: string | null;
  received_on: string;
  evidence: string | null;
};

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const once = (bytes: Uint8Array) =>
  async function* (): AsyncGenerator<Uint8Array> {
    yield bytes;
  };
const json = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/** An original as it was kept. When it cannot be read that is its own trouble, never the target folder's. */
async function* originalOf(folder: string, document: DocumentRow): AsyncGenerator<Uint8Array> {
  try {
    yield* readDocument(folder, document);
  } catch (error) {
    throw error instanceof DocumentDamagedError ? error : new DocumentDamagedError('the file cannot be read');
  }
}

const eingaengeOf = (reader: Reader, caseId: string): EingangRow[] =>
  reader.all<EingangRow>(sql`
    SELECT e.id, e.channel, e.received_on, e.submission_id, e.fit_case_id, e.kind,
      f.schema_uri, f.mime_type, f.sha512, f.bytes, f.metadata, f.events
    FROM eingang AS e LEFT JOIN fachdaten AS f ON f.eingang_id = e.id
    WHERE e.id IN (SELECT eingang_id FROM case_document WHERE case_id = ${caseId}
        UNION SELECT eingang_id FROM cases WHERE id = ${caseId})
    ORDER BY e.collected_at, e.id`);

const documentsOf = (reader: Reader, caseId: string): PlacedDocument[] =>
  reader.all<PlacedDocument>(sql`
    SELECT d.document_id, d.eingang_id, d.purpose, d.claimed_evidence, d.received_on,
      (SELECT s.evidence FROM placement AS p JOIN evidence_slot AS s ON s.id = p.slot_id
        WHERE p.document_id = d.document_id AND p.case_id = d.case_id ORDER BY s.position, p.page_from LIMIT 1) AS evidence
    FROM case_document AS d WHERE d.case_id = ${caseId} ORDER BY d.position`);

/** A caseworker's remark on a paper is an internal note; the result goes out, the remark does not. */
const withoutNote = ({ note: _note, ...payload }: Record<string, unknown>): Record<string, unknown> => payload;

const journalOf = (reader: Reader, caseId: string): unknown[] =>
  reader
    .all<Record<string, string | number | null>>(sql`
      SELECT h.sequence, h.id, h.at, h.actor, h.role, h.kind, h.kind_version, h.payload_digest, h.previous_hash, h.hash, p.payload
      FROM journal_header AS h LEFT JOIN journal_payload AS p ON p.sequence = h.sequence
      WHERE h.case_id = ${caseId} AND h.kind <> 'case.note-added' ORDER BY h.sequence`)
    .map(({ payload, at, ...header }) => ({
      ...header,
      at: instant(Number(at)),
      payload: typeof payload === 'string' ? withoutNote(JSON.parse(payload)) : null,
    }));

/** Papers that some complete package of this case already holds. */
const exportedBefore = (reader: Reader, caseId: string): Set<string> =>
  new Set(
    reader
      .all<{ document_id: string }>(sql`SELECT d.document_id FROM export_document AS d
        JOIN export_package AS e ON e.id = d.export_id WHERE e.case_id = ${caseId} AND e.state <> 'FEHLER'`)
      .map((row) => row.document_id),
  );

type RequestRow = {
  id: string;
  round: number;
  channel: string;
  sent_at: number;
  deadline_on: string;
  delivery: string;
  letter_document_id: string;
};

const requestsOf = (reader: Reader, caseId: string): unknown[] =>
  reader
    .all<RequestRow>(
      sql`SELECT id, round, channel, sent_at, deadline_on, delivery, letter_document_id FROM request WHERE case_id = ${caseId} ORDER BY round`,
    )
    .map((request) => ({
      ...request,
      sent_at: instant(request.sent_at),
      items: reader.all(
        sql`SELECT evidence, reason, explanation FROM request_item WHERE request_id = ${request.id} ORDER BY position`,
      ),
    }));

export type PackageContents = {
  files: BagFile[];
  /** Which payload path holds which document. */
  documents: { documentId: string; path: string }[];
  bytes: number;
  /** True when only what came after the last export is inside. */
  supplement: boolean;
};

/**
 * Everything a package of a case holds: Fachdaten byte for byte with metadata and verified event log, our JSON with
 * review results and requests, the originals byte for byte, the journal excerpt (EXPORT §1.8, §4.4). Internal notes
 * and notes' journal entries stay in the house.
 *
 * @param lastExportAt when the case was exported before; papers that came since make a supplement of their own,
 *   without any the whole case goes out again
 */
export const packageContents = (
  reader: Reader,
  documentsFolder: string,
  caseId: string,
  lastExportAt: number | null,
  exportedAt: number,
): PackageContents => {
  const record = reader.get<CaseRow>(sql`SELECT * FROM cases WHERE id = ${caseId}`);
  const declared = declaredOf(reader, caseId);
  if (record === undefined || declared === undefined) throw new Error('only a case that exists can be exported');
  const files: BagFile[] = [];
  const eingaenge = eingaengeOf(reader, caseId);
  eingaenge.forEach((eingang, index) => {
    if (eingang.bytes === null || eingang.metadata === null) return;
    const folder = `data/fachdaten/${String(index + 1).padStart(2, '0')}`;
    const extension = eingang.mime_type === 'application/xml' ? 'xml' : 'json';
    files.push({ path: `${folder}/fachdaten.${extension}`, content: once(eingang.bytes) });
    files.push({ path: `${folder}/metadata.json`, content: once(eingang.metadata) });
    files.push({ path: `${folder}/events.json`, content: once(new TextEncoder().encode(eingang.events ?? '[]')) });
  });
  const all = documentsOf(reader, caseId).map((row) => {
    const document = documentRow(reader, row.document_id);
    if (document === undefined) throw new Error('a document of the case has no row');
    return { row, document };
  });
  const before = exportedBefore(reader, caseId);
  const fresh = all.filter(({ document }) => !before.has(document.id));
  const supplement = before.size > 0 && fresh.length > 0;
  const kept = supplement ? fresh : all;
  const names = packageFileNames(
    kept.map(({ row, document }, index) => {
      const evidence = row.evidence ?? row.claimed_evidence;
      const number = String(index + 1).padStart(3, '0');
      return {
        name: [number, evidence, document.name].filter((part) => part !== null).join('_'),
        detectedType: document.detectedType,
      };
    }),
  );
  const stored = kept.map(({ row, document }, index) => {
    const folder = row.purpose === 'letter' ? 'data/schreiben' : 'data/dokumente';
    const path = `${folder}/${names[index] ?? document.id}`;
    files.push({ path, content: () => originalOf(documentsFolder, document) });
    return { row, document, path };
  });
  const checklist = loadChecklist(reader, caseId);
  const pathOf = new Map(stored.map(({ document, path }) => [document.id, path]));
  files.unshift({
    path: 'data/case.json',
    content: once(
      json({
        format: PACKAGE_FORMAT,
        exportedAt: instant(exportedAt),
        supplementTo: supplement ? instant(lastExportAt) : null,
        case: {
          id: record.id,
          reference: record.reference,
          fileNumber: record.file_number,
          familyId: record.family_id,
          fitConnectCaseId: record.fit_case_id,
          channel: record.channel,
          legalBasis: record.legal_basis,
          status: record.status,
          submittedAt: instant(record.submitted_at),
          collectedAt: instant(record.collected_at),
          filingDate: record.filing_date,
        },
        declared: { ...declared, addressLine: addressLine(declared.person.address) },
        eingaenge: eingaenge.map(({ id, channel, received_on, submission_id, kind, schema_uri, sha512 }) => ({
          id,
          channel,
          receivedOn: received_on,
          submissionId: submission_id,
          kind,
          schemaUri: schema_uri,
          fachdatenSha512: sha512,
        })),
        documents: all.map(({ row, document }) => ({
          id: document.id,
          // null: an earlier package holds it
          path: pathOf.get(document.id) ?? null,
          name: document.name,
          eingangId: row.eingang_id,
          purpose: row.purpose,
          claimedEvidence: row.claimed_evidence,
          receivedOn: row.received_on,
          detectedType: document.detectedType,
          declaredType: document.declaredType,
          pages: document.pages,
          trouble: document.trouble,
          size: document.size,
          sha512: document.sha512,
        })),
        checklist: checklist.map(({ row, placements, facts }) => ({
          evidence: row.evidence,
          required: row.required === 1,
          state: slotState(facts),
          reason: row.reason,
          placements: placements.map((placement) => ({
            path: pathOf.get(placement.document_id) ?? null,
            documentId: placement.document_id,
            pageFrom: placement.page_from,
            pageTo: placement.page_to,
            result: placement.result,
            reason: placement.reason,
            reviewedBy: placement.reviewed_by,
            reviewedAt: instant(placement.reviewed_at),
            originalSeenOn: placement.original_seen_on,
          })),
        })),
        requests: requestsOf(reader, caseId),
      }),
    ),
  });
  files.push({
    path: 'data/journal.json',
    content: once(new TextEncoder().encode(`${canonicalJson(journalOf(reader, caseId))}\n`)),
  });
  return {
    files,
    documents: stored.map(({ document, path }) => ({ documentId: document.id, path })),
    bytes: stored.reduce((sum, { document }) => sum + document.size, 0),
    supplement,
  };
};
