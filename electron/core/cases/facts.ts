import type { CaseFacts } from '../../../shared/domain/case-facts.ts';
import { countsForProgress, slotState } from '../../../shared/domain/review.ts';
import { type Reader, sql } from '../store/database.ts';
import { type ChecklistSlot, loadChecklist } from './checklist.ts';

type NewDocumentRow = { document_id: string; placements: number; undecided: number };

/** Documents of the latest later Eingang, and whether a human has judged each. */
const latestAddition = (reader: Reader, caseId: string): NewDocumentRow[] =>
  reader.all<NewDocumentRow>(sql`
    SELECT d.document_id, count(p.id) AS placements, coalesce(sum(p.id IS NOT NULL AND p.result IS NULL), 0) AS undecided
    FROM case_document AS d LEFT JOIN placement AS p ON p.document_id = d.document_id AND p.case_id = d.case_id
    WHERE d.case_id = ${caseId} AND d.purpose = 'attachment' AND d.eingang_number > 0
      AND d.eingang_number = (SELECT max(eingang_number) FROM case_document
        WHERE case_id = ${caseId} AND purpose = 'attachment')
    GROUP BY d.document_id`);

/** Slots a Nachforderung may still ask for or has asked for. */
export const openItemCount = (checklist: readonly ChecklistSlot[]): number =>
  checklist.filter(({ facts }) => ['missing', 'deficient', 'requested'].includes(slotState(facts))).length;

/**
 * What the record says about a case, for the guards of DOMAIN §4.2. Authority queries are not recorded here yet, so a
 * mandatory one always counts as unanswered: leaving `BETEILIGUNG` asks for a reason.
 */
export const caseFacts = (reader: Reader, caseId: string): CaseFacts => {
  const checklist = loadChecklist(reader, caseId);
  const added = latestAddition(reader, caseId);
  const row = reader.get<{ deadline_on: string | null }>(sql`SELECT deadline_on FROM cases WHERE id = ${caseId}`);
  const counted = checklist.filter(({ facts }) => countsForProgress(facts));
  return {
    submissionProved: true,
    duplicateCheckDone: true,
    openItems: openItemCount(checklist),
    openItemsWithoutReason: 0,
    newDocuments: added.length,
    unreviewedNewDocuments: added.filter(({ placements, undecided }) => placements === 0 || undecided > 0).length,
    unsettledSlots: counted.filter(({ facts }) => slotState(facts) !== 'settled').length,
    unansweredQueries: 1,
    ...(row?.deadline_on == null ? {} : { requestDeadline: row.deadline_on }),
  };
};
