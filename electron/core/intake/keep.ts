import type { DeclaredUpload, FurtherField } from '../../../shared/domain/application.ts';
import { berlinDate } from '../../../shared/domain/dates.ts';
import { addDocuments, casesOfFitCase, type NewDocument, openCase } from '../cases/opening.ts';
import { enqueueAccept, outboxRow } from '../delivery/outbox-rows.ts';
import type { PreparedEvent } from '../delivery/port.ts';
import type { Change } from '../journal/entry.ts';
import { passed } from '../steps.ts';
import { type Reader, sql } from '../store/database.ts';
import { recordDocument } from '../store/documents.ts';
import type { CollectedAttachment } from './collect-attachments.ts';
import { eingangKept, eingangMessage } from './entries.ts';
import type { FollowUp } from './follow-up-from-nachreichung-1-0.ts';
import { IntakeStop } from './intake-stop.ts';
import type { ProvedSubmission } from './prove.ts';
import { endTrouble } from './troubles.ts';

/** Tells whether a submission was kept before: intake is idempotent by this id. */
export const isKept = (reader: Reader, submissionId: string): boolean =>
  reader.get(sql`SELECT 1 FROM eingang WHERE submission_id = ${submissionId}`) !== undefined;

/** Whether a submission is settled here: kept, or its rejection ordered. It is then not collected again. */
export const isSettled = (reader: Reader, submissionId: string): boolean =>
  isKept(reader, submissionId) || outboxRow(reader, submissionId) !== undefined;

type Upload = DeclaredUpload & { answersItem?: string | null };

const newDocument = (attachment: CollectedAttachment, upload: Upload | undefined): NewDocument => ({
  documentId: attachment.file.id,
  purpose: attachment.purpose,
  claimedEvidence: upload?.claimedEvidence ?? null,
  pages: attachment.pages,
  answersItem: upload?.answersItem ?? null,
});

const uploadOf = (uploads: readonly Upload[], attachment: CollectedAttachment): Upload | undefined =>
  uploads.find(({ attachmentId }) => attachmentId === attachment.attachmentId);

/** Papers of a person: those that name it, and those that name nobody we know (the form, reports, unassigned files). */
const documentsOf = (
  personRef: string,
  everybody: readonly string[],
  attachments: readonly CollectedAttachment[],
  uploads: readonly Upload[],
): NewDocument[] =>
  attachments.flatMap((attachment) => {
    const upload = uploadOf(uploads, attachment);
    const named = (upload?.personRefs ?? []).filter((ref) => everybody.includes(ref));
    if (attachment.purpose !== 'form' && named.length > 0 && !named.includes(personRef)) return [];
    return newDocument(attachment, upload);
  });

/** Further fields of one person and those of nobody in particular. */
const furtherOf = (further: readonly FurtherField[], index: number): FurtherField[] =>
  further.filter(({ path }) => !path.startsWith('personen[') || path.startsWith(`personen[${index}]`));

type Keeping = {
  change: Change;
  proved: ProvedSubmission;
  attachments: readonly CollectedAttachment[];
  eingangId: string;
  newId: () => string;
};

const openCases = ({ change, proved, attachments, eingangId, newId }: Keeping): void => {
  if (proved.content.kind !== 'application') return;
  const { application } = proved.content;
  const refs = application.persons.map(({ personRef }) => personRef);
  const filingDate = berlinDate(proved.submittedAt);
  for (const [index, person] of application.persons.entries()) {
    openCase(change, {
      caseId: newId(),
      eingangId,
      fitCaseId: proved.submission.fitCaseId,
      // One Vorgang of the service is one family of cases, also across further submissions.
      familyId: proved.submission.fitCaseId,
      person,
      representative: application.representative ?? null,
      remarks: application.remarks ?? '',
      further: furtherOf(application.further, index),
      channel: 'fit-connect',
      receivedOn: filingDate,
      submittedAt: proved.submittedAt,
      collectedAt: change.at,
      filingDate,
      documents: documentsOf(person.personRef, refs, attachments, application.uploads),
    });
  }
};

type CaseOfVorgang = { readonly caseId: string; readonly personRef: string };

/** The case whose Nachforderung a follow-up names; by the items too, because some senders give only those. */
const requestedCase = (reader: Reader, followUp: FollowUp): string | undefined => {
  const items = JSON.stringify(followUp.uploads.flatMap(({ answersItem }) => answersItem ?? []));
  return reader.get<{ case_id: string }>(sql`
    SELECT case_id FROM v_requested_slot
    WHERE request_id = ${followUp.requestId} OR item_id IN (SELECT value FROM json_each(${items})) LIMIT 1`)?.case_id;
};

const addFollowUp = ({ change, proved, attachments, eingangId }: Keeping, cases: readonly CaseOfVorgang[]): void => {
  if (proved.content.kind !== 'follow-up') return;
  const { followUp } = proved.content;
  const asked = requestedCase(change.writer, followUp);
  // Without a person, a paper belongs to who was asked; unasked papers belong to everybody of the Vorgang.
  const unassigned = asked === undefined ? cases : cases.filter(({ caseId }) => caseId === asked);
  const receivedOn = berlinDate(proved.submittedAt);
  const takers = new Map<string, NewDocument[]>(unassigned.map(({ caseId }): [string, NewDocument[]] => [caseId, []]));
  for (const attachment of attachments) {
    const upload = uploadOf(followUp.uploads, attachment);
    const named = cases.filter(({ personRef }) => upload?.personRefs.includes(personRef));
    for (const { caseId } of named.length > 0 ? named : unassigned) {
      takers.set(caseId, [...(takers.get(caseId) ?? []), newDocument(attachment, upload)]);
    }
  }
  for (const [caseId, documents] of takers) {
    if (followUp.message !== '' || followUp.further.length > 0) {
      const { requestId, message, further } = followUp;
      change.append(eingangMessage, caseId, { eingangId, requestId, message, further });
    }
    // A letter without papers does not answer a request for papers, so the status stays.
    const followsUp = documents.length > 0;
    addDocuments(change, caseId, { eingangId, channel: 'fit-connect', receivedOn, documents, followUp: followsUp });
  }
};

/**
 * Keeps a proved submission inside one change (ARCHITECTURE §6, 3): document rows, Eingang, Fachdaten byte for byte,
 * cases or additions, and the held accept. Answers how many cases were opened.
 *
 * @throws {IntakeStop} a Nachreichung whose Vorgang we do not hold
 */
export const keepSubmission = (
  change: Change,
  proved: ProvedSubmission,
  attachments: readonly CollectedAttachment[],
  accept: PreparedEvent,
  newId: () => string,
): { opened: number } => {
  const { submission, content, data, metadata } = proved;
  if (isSettled(change.writer, submission.submissionId)) return { opened: 0 };
  passed('keep.begun');
  const cases = casesOfFitCase(change.writer, submission.fitCaseId);
  if (content.kind === 'follow-up' && cases.length === 0) throw new IntakeStop('case-unknown');
  const eingangId = newId();
  for (const { file, pages, trouble, name, declaredType, detectedType } of attachments) {
    recordDocument(change.writer, { ...file, detectedType, declaredType, name, pages, trouble, createdAt: change.at });
  }
  const uploads = content.kind === 'application' ? content.application.uploads : content.followUp.uploads;
  change.append(eingangKept, null, {
    eingangId,
    channel: 'fit-connect',
    kind: content.kind,
    receivedOn: berlinDate(proved.submittedAt),
    submissionId: submission.submissionId,
    fitCaseId: submission.fitCaseId,
    destinationId: submission.destinationId,
    submittedAt: proved.submittedAt,
    collectedAt: change.at,
    schemaUri: data.schemaUri,
    fachdatenSha512: data.sha512,
    documents: attachments.map((attachment) => ({
      documentId: attachment.file.id,
      attachmentId: attachment.attachmentId,
      purpose: attachment.purpose,
      claimedEvidence: uploadOf(uploads, attachment)?.claimedEvidence ?? null,
      sha512: attachment.file.sha512,
      size: attachment.file.size,
    })),
  });
  change.writer.run(sql`INSERT INTO fachdaten
      (eingang_id, schema_uri, mime_type, sha512, bytes, metadata, events, reply_channel)
    VALUES (${eingangId}, ${data.schemaUri}, ${data.mimeType}, ${data.sha512}, ${data.bytes}, ${proved.metadataBytes},
      ${JSON.stringify(proved.log.tokens)}, ${JSON.stringify(metadata.replyChannel)})`);
  const keeping: Keeping = { change, proved, attachments, eingangId, newId };
  openCases(keeping);
  addFollowUp(keeping, cases);
  enqueueAccept(change.writer, {
    id: newId(),
    destinationId: submission.destinationId,
    fitCaseId: submission.fitCaseId,
    submissionId: submission.submissionId,
    ...accept,
    at: change.at,
  });
  endTrouble(change, submission.submissionId, 'kept');
  change.announce('intake', []);
  passed('keep.committing');
  return { opened: content.kind === 'application' ? content.application.persons.length : 0 };
};
