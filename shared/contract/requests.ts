import { z } from 'zod';
import { call } from './call.ts';
import { caseVersion, count, evidenceId, grantId, id, instant, line, localDate, paragraph } from './fields.ts';

const draftItem = z.strictObject({
  slotId: id,
  evidence: evidenceId,
  reason: line,
  /** What exactly is needed, in plain German for the applicant. */
  explanation: paragraph,
});
const draft = z.strictObject({
  items: z.array(draftItem).max(300),
  deadlineOn: localDate,
  channel: z.enum(['fit-connect', 'letter']),
  /** Free paragraph of the caseworker above the list. */
  message: paragraph,
});
export type RequestDraft = z.infer<typeof draft>;

const item = z.strictObject({
  itemId: id,
  slotId: id,
  evidence: evidenceId,
  reason: line,
  explanation: paragraph,
  state: z.enum(['open', 'answered', 'settled']),
});

const request = z.strictObject({
  requestId: id,
  round: count,
  channel: z.enum(['fit-connect', 'letter']),
  addressee: line,
  sentAt: instant,
  sentBy: line,
  deadlineOn: localDate,
  /** `sending` in the outbox, `delivered` the service took it, `fetched` the applicant's side accepted it, `to-post` printed by hand, `posted`. */
  delivery: z.enum(['sending', 'delivered', 'fetched', 'rejected', 'failing', 'to-post', 'posted']),
  postedOn: localDate.nullable(),
  letterDocumentId: id,
  letterSha512: z.string(),
  items: z.array(item),
  extensions: z.array(z.strictObject({ at: instant, from: localDate, to: localDate, reason: paragraph })),
});
export type CaseRequest = z.infer<typeof request>;

const changes = ['case-not-found', 'stale-version', 'case-closed'] as const;

export const requests = {
  /** Everything the Nachforderung screen needs: open items, the saved or suggested draft, channels and why. */
  editor: call({
    kind: 'query',
    permission: 'request.draft',
    request: z.strictObject({ caseId: id }),
    response: z.strictObject({
      version: caseVersion,
      candidates: z.array(draftItem.extend({ selected: z.boolean() })),
      draft,
      suggestedDeadline: localDate,
      channels: z.array(
        z.strictObject({ channel: z.enum(['fit-connect', 'letter']), available: z.boolean(), why: line }),
      ),
      addressee: z.strictObject({ name: line, lines: z.array(line), because: line }),
      draftSavedAt: instant.nullable(),
    }),
    errors: ['case-not-found'],
  }),
  saveDraft: call({
    kind: 'command',
    permission: 'request.draft',
    request: z.strictObject({ caseId: id, draft }),
    response: z.strictObject({ savedAt: instant }),
    errors: ['case-not-found'],
  }),
  /** Makes the very PDF that will be sent; shown from `/document/<previewId>` until the next preview or lock. */
  preview: call({
    kind: 'query',
    permission: 'request.draft',
    request: z.strictObject({ caseId: id, draft }),
    response: z.strictObject({ previewId: id, sha512: z.string(), pages: count }),
    errors: [
      'case-not-found',
      'no-items',
      'deadline-not-future',
      'deadline-not-working-day',
      'characters-not-printable',
    ],
  }),
  /** Sends the previewed letter: as encrypted FIT-Connect reply or, by `letter`, for printing. Journal, letter and outbox in one transaction. */
  send: call({
    kind: 'command',
    permission: 'request.send',
    request: z.strictObject({ caseId: id, version: caseVersion, draft, previewId: id }),
    response: z.strictObject({ requestId: id, version: caseVersion }),
    errors: [
      ...changes,
      'no-items',
      'deadline-not-future',
      'deadline-not-working-day',
      'preview-gone',
      'preview-differs',
      'channel-unavailable',
      'transition-not-allowed',
    ],
  }),
  list: call({
    kind: 'query',
    permission: 'case.open',
    request: z.strictObject({ caseId: id }),
    response: z.array(request),
    errors: ['case-not-found'],
  }),
  /** Records that a printed letter was given to the post. */
  markPosted: call({
    kind: 'command',
    permission: 'request.send',
    request: z.strictObject({ caseId: id, version: caseVersion, requestId: id, postedOn: localDate }),
    response: z.strictObject({ version: caseVersion }),
    errors: [...changes, 'request-not-found', 'date-in-future', 'not-a-letter'],
  }),
  /** Extends the deadline, also after it passed (§ 31 Abs. 7 VwVfG, T08). */
  extend: call({
    kind: 'command',
    permission: 'request.send',
    request: z.strictObject({
      caseId: id,
      version: caseVersion,
      requestId: id,
      deadlineOn: localDate,
      reason: paragraph.min(1),
    }),
    response: z.strictObject({ version: caseVersion }),
    errors: [
      ...changes,
      'request-not-found',
      'deadline-not-future',
      'deadline-not-working-day',
      'transition-not-allowed',
    ],
  }),
  /** Writes the letter as a PDF into a folder chosen in a dialog. */
  saveLetter: call({
    kind: 'command',
    permission: 'request.send',
    request: z.strictObject({ caseId: id, requestId: id, grantId }),
    response: z.strictObject({ fileName: line }),
    errors: ['case-not-found', 'request-not-found', 'unknown-grant', 'folder-not-writable', 'document-unreadable'],
  }),
} as const;
