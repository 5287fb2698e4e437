import {
  checklistProgress,
  type PlacementFacts,
  REVIEW_RESULTS,
  type ReviewResult,
  type SlotFacts,
} from '../../../shared/domain/review.ts';
import { type Reader, sql, type Writer } from '../store/database.ts';

export type SlotRow = {
  id: string;
  evidence: string;
  required: number;
  position: number;
  mark: 'open' | 'missing' | 'not-needed';
  reason: string | null;
};

export type PlacementRow = {
  id: string;
  slot_id: string;
  document_id: string;
  page_from: number;
  page_to: number;
  proposed: number;
  result: string | null;
  reason: string | null;
  note: string;
  original_seen_on: string | null;
  reviewed_by: string | null;
  reviewed_at: number | null;
  eingang_number: number | null;
};

export type ChecklistSlot = { row: SlotRow; placements: PlacementRow[]; facts: SlotFacts };

const isResult = (text: string | null): text is ReviewResult =>
  (REVIEW_RESULTS as readonly (string | null)[]).includes(text);

const placementFacts = (row: PlacementRow): PlacementFacts => ({
  eingang: row.eingang_number ?? 0,
  originalSeen: row.original_seen_on !== null,
  ...(isResult(row.result) ? { result: row.result } : {}),
});

/** A slot stays asked for until a human found the answer wanting; then it is deficient again and may be asked for anew. */
const isStillRequested = (sentAt: number | undefined, placements: readonly PlacementRow[]): boolean =>
  sentAt !== undefined &&
  placements.every((placement) => placement.result !== 'MANGEL' || (placement.reviewed_at ?? 0) < sentAt);

/** All slots of a case in evidence order with their placements and the facts the rules of shared/domain need. */
export const loadChecklist = (reader: Reader, caseId: string): ChecklistSlot[] => {
  const slots = reader.all<SlotRow>(sql`
    SELECT id, evidence, required, position, mark, reason FROM evidence_slot WHERE case_id = ${caseId} ORDER BY position, evidence`);
  const placements = reader.all<PlacementRow>(sql`
    SELECT p.id, p.slot_id, p.document_id, p.page_from, p.page_to, p.proposed, p.result, p.reason, p.note,
      p.original_seen_on, p.reviewed_by, p.reviewed_at, d.eingang_number
    FROM placement AS p LEFT JOIN case_document AS d ON d.case_id = p.case_id AND d.document_id = p.document_id
    WHERE p.case_id = ${caseId} ORDER BY d.position, p.page_from, p.id`);
  const requestedAt = new Map(
    reader
      .all<{ slot_id: string; sent_at: number }>(
        sql`SELECT slot_id, max(sent_at) AS sent_at FROM v_requested_slot WHERE case_id = ${caseId} GROUP BY slot_id`,
      )
      .map((row) => [row.slot_id, row.sent_at]),
  );
  return slots.map((row) => {
    const own = placements.filter((placement) => placement.slot_id === row.id);
    return {
      row,
      placements: own,
      facts: {
        required: row.required === 1,
        placements: own.map(placementFacts),
        dispensed: row.mark === 'not-needed',
        markedMissing: row.mark === 'missing',
        requested: isStillRequested(requestedAt.get(row.id), own),
      },
    };
  });
};

type CoverRow = { document_id: string; pages: number | null; page_from: number | null; page_to: number | null };

/**
 * Documents of a case with at least one page that lies on no slot of any case of the family. What the online service or
 * we wrote needs no place.
 */
export const unplacedDocuments = (reader: Reader, caseId: string): Set<string> => {
  const rows = reader.all<CoverRow>(sql`
    SELECT d.document_id, d.pages, p.page_from, p.page_to
    FROM case_document AS d LEFT JOIN placement AS p ON p.document_id = d.document_id
    WHERE d.case_id = ${caseId} AND d.purpose = 'attachment'
    ORDER BY d.document_id, p.page_from`);
  const covered = new Map<string, { next: number; pages: number }>();
  for (const { document_id, pages, page_from, page_to } of rows) {
    const cover = covered.get(document_id) ?? { next: 1, pages: pages ?? 1 };
    if (page_from !== null && page_to !== null && page_from <= cover.next)
      cover.next = Math.max(cover.next, page_to + 1);
    covered.set(document_id, cover);
  }
  return new Set([...covered].filter(([, { next, pages }]) => next <= pages).map(([id]) => id));
};

/** Rewrites the figures lists show ("7/11", unplaced) for a case and for those sharing a document with it. */
export const refreshProgress = (writer: Writer, caseId: string): void => {
  const { settled, total } = checklistProgress(loadChecklist(writer, caseId).map((slot) => slot.facts));
  writer.run(sql`UPDATE cases SET slots_total = ${total}, slots_settled = ${settled} WHERE id = ${caseId}`);
  const sharing = writer.all<{ case_id: string }>(sql`
    SELECT DISTINCT other.case_id FROM case_document AS own JOIN case_document AS other ON other.document_id = own.document_id
    WHERE own.case_id = ${caseId}`);
  for (const id of new Set([caseId, ...sharing.map((row) => row.case_id)])) {
    writer.run(sql`UPDATE cases SET unplaced = ${unplacedDocuments(writer, id).size} WHERE id = ${id}`);
  }
};
