import type { ResponseOf } from '../../../shared/contract/contract.ts';
import type { CaseRequest, RequestDraft } from '../../../shared/contract/requests.ts';
import { berlinDate } from '../../../shared/domain/dates.ts';
import { suggestDeadline } from '../../../shared/domain/deadlines.ts';
import { slotState } from '../../../shared/domain/review.ts';
import { loadChecklist } from '../cases/checklist.ts';
import { officeLand } from '../cases/transitions.ts';
import { type Reader, sql } from '../store/database.ts';
import { addresseeOf } from './addressee.ts';
import { channelsOf, replyState } from './channels.ts';
import { declaredFor, officeOf } from './compose.ts';
import { candidatesOf } from './draft.ts';

type RequestRow = {
  id: string;
  round: number;
  channel: 'fit-connect' | 'letter';
  addressee: string;
  sent_at: number;
  sent_by: string;
  deadline_on: string;
  delivery: CaseRequest['delivery'];
  posted_on: string | null;
  letter_document_id: string;
  letter_sha512: string;
};
type ItemRow = { id: string; slot_id: string; evidence: string; reason: string; explanation: string };
type ExtensionRow = { at: number; from_on: string; to_on: string; reason: string };

/** The requests of a case with their items, newest first; an item is answered or settled when its slot is. */
export const requestsOf = (reader: Reader, caseId: string): CaseRequest[] => {
  const states = new Map(loadChecklist(reader, caseId).map(({ row, facts }) => [row.id, slotState(facts)]));
  const itemState = (slotId: string): 'open' | 'answered' | 'settled' => {
    const state = states.get(slotId);
    return state === 'settled' || state === 'answered' ? state : 'open';
  };
  return reader
    .all<RequestRow>(sql`SELECT * FROM request WHERE case_id = ${caseId} ORDER BY round DESC`)
    .map((request) => ({
      requestId: request.id,
      round: request.round,
      channel: request.channel,
      addressee: request.addressee,
      sentAt: request.sent_at,
      sentBy: request.sent_by,
      deadlineOn: request.deadline_on,
      delivery: request.delivery,
      postedOn: request.posted_on,
      letterDocumentId: request.letter_document_id,
      letterSha512: request.letter_sha512,
      items: reader
        .all<ItemRow>(
          sql`SELECT id, slot_id, evidence, reason, explanation FROM request_item WHERE request_id = ${request.id} ORDER BY position`,
        )
        .map((item) => ({
          itemId: item.id,
          slotId: item.slot_id,
          evidence: item.evidence,
          reason: item.reason,
          explanation: item.explanation,
          state: itemState(item.slot_id),
        })),
      extensions: reader
        .all<ExtensionRow>(
          sql`SELECT at, from_on, to_on, reason FROM request_extension WHERE request_id = ${request.id} ORDER BY at`,
        )
        .map(({ at, from_on, to_on, reason }) => ({ at, from: from_on, to: to_on, reason })),
    }));
};

/** What the Nachforderung screen shows: candidates, the saved draft or a suggested one, channels, addressee. */
export const editorView = (
  reader: Reader,
  caseId: string,
  version: number,
  at: number,
): ResponseOf<'requests', 'editor'> => {
  const declared = declaredFor(reader, caseId);
  const today = berlinDate(at);
  const suggestedDeadline = suggestDeadline(today, officeOf(reader).requestWeeks, officeLand(reader));
  const candidates = candidatesOf(loadChecklist(reader, caseId));
  const state = replyState(reader, caseId, declared, today);
  const saved = reader.get<{ draft: string; saved_at: number }>(
    sql`SELECT draft, saved_at FROM request_draft WHERE case_id = ${caseId}`,
  );
  const suggested: RequestDraft = {
    items: candidates.filter(({ selected }) => selected).map(({ selected: _selected, ...item }) => item),
    deadlineOn: suggestedDeadline,
    channel: 'target' in state ? 'fit-connect' : 'letter',
    message: '',
  };
  const { name, lines, because } = addresseeOf(declared, today);
  return {
    version,
    candidates,
    draft: saved === undefined ? suggested : (JSON.parse(saved.draft) as RequestDraft),
    suggestedDeadline,
    channels: channelsOf(state),
    addressee: { name, lines, because },
    draftSavedAt: saved?.saved_at ?? null,
  };
};
