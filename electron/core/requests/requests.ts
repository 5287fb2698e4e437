import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { ok, refuse } from '../../../shared/contract/call.ts';
import type { RequestDraft } from '../../../shared/contract/requests.ts';
import { berlinDate } from '../../../shared/domain/dates.ts';
import { fullName } from '../../../shared/domain/names.ts';
import { loadChecklist } from '../cases/checklist.ts';
import { checkDate, checkOpen, checkVersion, onCase } from '../cases/command.ts';
import { deadlineSet, letterAdded } from '../cases/entries.ts';
import { caseExists } from '../cases/opening.ts';
import { caseState, takeTransition } from '../cases/transitions.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { enqueueReply, type PreparedReply } from '../delivery/outbox-rows.ts';
import { DeliveryError } from '../delivery/port.ts';
import type { Actor, Change, Journal } from '../journal/entry.ts';
import { type ModuleHandlers, Refusal } from '../runtime.ts';
import { passed } from '../steps.ts';
import { type OpenDatabase, type Reader, sql } from '../store/database.ts';
import { type DocumentRow, documentRow, readDocument, recordDocument, writeDocument } from '../store/documents.ts';
import { writeDurably } from '../store/durable-file.ts';
import { addresseeOf } from './addressee.ts';
import { NACHFORDERUNG_1_0, replyState } from './channels.ts';
import { checkDraft, composeLetter, declaredFor } from './compose.ts';
import { evidenceLabel } from './draft.ts';
import * as entries from './entries.ts';
import { drawLetter } from './letter.ts';
import { createPreviews, draftDigest, type Preview } from './previews.ts';
import { editorView, requestsOf } from './view.ts';

export type RequestsDependencies = {
  db: OpenDatabase;
  journal: Journal;
  documentsFolder: string;
  outbox: Outbox;
  clock: () => number;
  /** Who acts when the outbox reports by itself. */
  system: Actor;
};

type PlannedItem = { itemId: string } & RequestDraft['items'][number];

/** The structured part of a Nachforderung, next to the letter (schema {@link NACHFORDERUNG_1_0}). */
const replyData = (facts: {
  requestId: string;
  reference: string;
  person: string;
  draft: RequestDraft;
  items: readonly PlannedItem[];
}): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      $schema: NACHFORDERUNG_1_0,
      nachforderungId: facts.requestId,
      aktenzeichen: facts.reference,
      frist: facts.draft.deadlineOn,
      text: facts.draft.message,
      positionen: facts.items.map(({ itemId, evidence, reason, explanation }) => ({
        positionId: itemId,
        person: facts.person,
        nachweis: evidence,
        bezeichnung: evidenceLabel(evidence),
        grund: reason,
        erlaeuterung: explanation,
      })),
    }),
  );

/** A letter's bytes, or `undefined` when its file is gone or damaged; that is no fault of the folder it should go to. */
const readWhole = async (folder: string, document: DocumentRow): Promise<Buffer | undefined> => {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of readDocument(folder, document)) pieces.push(piece);
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces);
};

const referenceOf = (reader: Reader, caseId: string): string =>
  reader.get<{ reference: string }>(sql`SELECT reference FROM cases WHERE id = ${caseId}`)?.reference ?? '';

/** Nachforderung: draft, preview, sending by reply or letter, dispatch, extension (DOMAIN §9). */
export const createRequests = (dependencies: RequestsDependencies) => {
  const { db, journal, documentsFolder, outbox, clock, system } = dependencies;
  const previews = createPreviews();

  const requireCase = (caseId: string): void => {
    if (!caseExists(db, caseId)) throw new Refusal('case-not-found');
  };

  const requestRow = (caseId: string, requestId: string) => {
    const row = db.get<{
      channel: string;
      delivery: string;
      deadline_on: string;
      round: number;
      letter_document_id: string;
    }>(
      sql`SELECT channel, delivery, deadline_on, round, letter_document_id FROM request WHERE id = ${requestId} AND case_id = ${caseId}`,
    );
    if (row === undefined) throw new Refusal('request-not-found');
    return row;
  };

  const seenPreview = (caseId: string, draft: RequestDraft, previewId: string): Preview => {
    const preview = previews.get(previewId);
    if (preview === undefined || preview.caseId !== caseId) throw new Refusal('preview-gone');
    if (preview.draftDigest !== draftDigest(caseId, draft)) throw new Refusal('preview-differs');
    return preview;
  };

  const prepare = async (
    caseId: string,
    requestId: string,
    draft: RequestDraft,
    items: readonly PlannedItem[],
    preview: Preview,
  ): Promise<PreparedReply | undefined> => {
    if (draft.channel === 'letter') return undefined;
    const declared = declaredFor(db, caseId);
    const state = replyState(db, caseId, declared, berlinDate(clock()));
    if (!('target' in state)) throw new Refusal('channel-unavailable', { why: state.why });
    const { destinationId, fitCaseId, publicKey } = state.target;
    const reference = referenceOf(db, caseId);
    const data = replyData({ requestId, reference, person: fullName(declared.person.name), draft, items });
    const attachment = {
      attachmentId: randomUUID(),
      bytes: preview.bytes,
      filename: `Nachforderung ${reference}.pdf`,
      mimeType: 'application/pdf',
      purpose: 'form' as const,
    };
    try {
      return await outbox.prepareReply(
        { destinationId, fitCaseId, subjectId: requestId },
        { publicKey, schemaUri: NACHFORDERUNG_1_0, data, attachments: [attachment] },
      );
    } catch (error) {
      if (error instanceof DeliveryError) throw new Refusal('channel-unavailable', { why: 'key-unusable' });
      throw error;
    }
  };

  /** T04 from review, T06 when something stays open after a Nachreichung. */
  const moveToRequested = (change: Change, caseId: string, draft: RequestDraft): void => {
    const { status } = caseState(change.writer, caseId);
    const id = status === 'NACHREICHUNG' ? 'T06' : 'T04';
    takeTransition(
      change,
      caseId,
      { id, to: 'NACHFORDERUNG' },
      { deadline: draft.deadlineOn, letterReleased: true },
      { date: draft.deadlineOn },
      { openItems: draft.items.length, openItemsWithoutReason: 0 },
    );
  };

  const send: ModuleHandlers<'requests'>['send'] = async ({ actor }, { caseId, version, draft, previewId }) => {
    requireCase(caseId);
    // Before the draft's own checks: what was previewed is printable, so only the calendar can have moved on.
    const preview = seenPreview(caseId, draft, previewId);
    checkDraft(db, draft, clock());
    const slots = new Set(loadChecklist(db, caseId).map(({ row }) => row.id));
    if (!draft.items.every(({ slotId }) => slots.has(slotId))) throw new Refusal('invalid-request');
    checkVersion(journal, db, caseId, version);
    checkOpen(db, caseId);
    const requestId = randomUUID();
    const items = draft.items.map((item) => ({ itemId: randomUUID(), ...item }));
    const prepared = await prepare(caseId, requestId, draft, items, preview);
    const file = await writeDocument(documentsFolder, preview.bytes);
    passed('reply.letter-kept');
    const name = `Nachforderung ${referenceOf(db, caseId)}.pdf`;
    const answer = onCase(journal, actor, { caseId, version }, (change) => {
      const at = change.at;
      moveToRequested(change, caseId, draft);
      const round =
        (change.writer.get<{ round: number }>(
          sql`SELECT coalesce(max(round), 0) AS round FROM request WHERE case_id = ${caseId}`,
        )?.round ?? 0) + 1;
      recordDocument(change.writer, {
        ...file,
        name,
        detectedType: 'pdf',
        declaredType: 'application/pdf',
        pages: preview.pages,
        createdAt: at,
      });
      change.append(letterAdded, caseId, { documentId: file.id, pages: preview.pages, receivedOn: berlinDate(at) });
      change.append(entries.requestSent, caseId, {
        requestId,
        round,
        channel: draft.channel,
        addressee: addresseeOf(declaredFor(change.writer, caseId), berlinDate(at)).name,
        message: draft.message,
        sentBy: actor.displayName,
        deadlineOn: draft.deadlineOn,
        letterDocumentId: file.id,
        letterSha512: file.sha512,
        items,
      });
      change.append(deadlineSet, caseId, { deadlineOn: draft.deadlineOn, round });
      change.writer.run(sql`DELETE FROM request_draft WHERE case_id = ${caseId}`);
      if (prepared !== undefined) {
        enqueueReply(change.writer, prepared, { id: randomUUID(), at, createdAt: at });
      }
      change.announce('requests', [caseId]);
      return { requestId };
    });
    passed('reply.enqueued');
    previews.forget(previewId);
    return answer;
  };

  const reportDelivery = (
    requestId: string,
    delivery: 'delivered' | 'fetched' | 'rejected' | 'failing',
    code: string,
    mark: Parameters<Parameters<Outbox['onSettled']>[1]>[2],
  ): void => {
    const row = db.get<{ case_id: string }>(sql`SELECT case_id FROM request WHERE id = ${requestId}`);
    journal.change(system, (change) => {
      mark(change.writer);
      if (row === undefined) return;
      change.append(entries.requestDelivery, row.case_id, { requestId, delivery, code });
      change.announce('requests', [row.case_id]);
      change.announce('cases', [row.case_id]);
    });
  };
  outbox.onSettled('reply', (row, settlement, mark) =>
    reportDelivery(
      row.subjectId,
      settlement.state === 'done' ? 'delivered' : 'failing',
      settlement.state === 'done' ? '' : settlement.code,
      mark,
    ),
  );
  outbox.onReplyAnswered((row, outcome, _at, mark) =>
    reportDelivery(row.subjectId, outcome === 'accepted' ? 'fetched' : 'rejected', '', mark),
  );

  const handlers: ModuleHandlers<'requests'> = {
    editor: (_context, { caseId }) => {
      requireCase(caseId);
      return ok(editorView(db, caseId, journal.caseVersion(caseId), clock()));
    },

    saveDraft: ({ actor }, { caseId, draft }) => {
      requireCase(caseId);
      const savedAt = clock();
      db.transaction((writer) =>
        writer.run(sql`INSERT INTO request_draft (case_id, draft, saved_at, saved_by)
          VALUES (${caseId}, ${JSON.stringify(draft)}, ${savedAt}, ${actor.id})
          ON CONFLICT (case_id) DO UPDATE SET draft = excluded.draft, saved_at = excluded.saved_at, saved_by = excluded.saved_by`),
      );
      return ok({ savedAt });
    },

    preview: async ({ actor }, { caseId, draft }) => {
      requireCase(caseId);
      checkDraft(db, draft, clock());
      const letter = await drawLetter(composeLetter(db, caseId, draft, actor.displayName, clock()));
      const { id, sha512, pages } = previews.keep(caseId, draft, letter);
      return ok({ previewId: id, sha512, pages });
    },

    send,

    list: (_context, { caseId }) => {
      requireCase(caseId);
      return ok(requestsOf(db, caseId));
    },

    markPosted: ({ actor }, { caseId, version, requestId, postedOn }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        // A reply that did not reach the applicant is printed and posted instead; the deadline then has a letter behind it.
        const { channel, delivery } = requestRow(caseId, requestId);
        const isUndelivered = delivery === 'failing' || delivery === 'rejected';
        if (channel !== 'letter' && !isUndelivered) throw new Refusal('not-a-letter');
        checkDate(postedOn);
        if (postedOn > berlinDate(clock())) throw new Refusal('date-in-future');
        change.append(entries.requestPosted, caseId, { requestId, postedOn });
        change.announce('requests', [caseId]);
        return {};
      }),

    extend: ({ actor }, { caseId, version, requestId, deadlineOn, reason }) =>
      onCase(journal, actor, { caseId, version }, (change) => {
        checkDate(deadlineOn);
        const { deadline_on: from, round } = requestRow(caseId, requestId);
        if (deadlineOn <= berlinDate(clock())) throw new Refusal('deadline-not-future');
        takeTransition(
          change,
          caseId,
          { id: 'T08', to: 'NACHFORDERUNG' },
          { deadline: deadlineOn, reason },
          { reason, date: deadlineOn },
        );
        change.append(entries.requestExtended, caseId, { requestId, from, to: deadlineOn, reason });
        change.append(deadlineSet, caseId, { deadlineOn, round });
        change.announce('requests', [caseId]);
        return {};
      }),

    saveLetter: async ({ actor, grant }, { caseId, requestId, grantId }) => {
      requireCase(caseId);
      const row = requestRow(caseId, requestId);
      const folder = grant(grantId);
      if (folder === undefined) return refuse('unknown-grant');
      const document = documentRow(db, row.letter_document_id);
      if (document === undefined) throw new Error('a sent letter has no document');
      const fileName = `Nachforderung_${referenceOf(db, caseId).replace(/[^A-Za-z0-9-]+/g, '-')}_${row.round}.pdf`;
      const letter = await readWhole(documentsFolder, document);
      if (letter === undefined) return refuse('document-unreadable');
      try {
        await access(folder, constants.W_OK);
        await writeDurably(path.join(folder, fileName), (handle) => handle.writeFile(letter));
      } catch {
        return refuse('folder-not-writable');
      }
      journal.change(actor, (change) => {
        change.append(entries.letterSaved, caseId, { requestId, fileName });
        change.announce('requests', [caseId]);
      });
      return ok({ fileName });
    },
  };

  return { handlers, previewBytes: (id: string): Buffer | undefined => previews.get(id)?.bytes };
};
