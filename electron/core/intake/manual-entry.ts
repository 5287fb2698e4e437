import { type ErrorDetails, ok, refuse } from '../../../shared/contract/call.ts';
import type { RequestOf } from '../../../shared/contract/contract.ts';
import { APPLICANT_GROUPS, type ApplicantPerson, LEGAL_BASES } from '../../../shared/domain/application.ts';
import { berlinDate, isLocalDate, isPartialDate, partialDateRange } from '../../../shared/domain/dates.ts';
import { conformsToDin } from '../../../shared/domain/din91379.ts';
import { normaliseName } from '../../../shared/domain/names.ts';
import { addDocuments, caseExists, openCase } from '../cases/opening.ts';
import type { CryptoPool } from '../crypto/crypto-pool.ts';
import type { Actor, Journal } from '../journal/entry.ts';
import { type OpenDatabase, type Reader, sql } from '../store/database.ts';
import { recordDocument } from '../store/documents.ts';
import { type CheckedDocument, checkDocument } from './check-document.ts';
import { eingangKept } from './entries.ts';
import type { Press } from './press-client.ts';

/** Largest file taken by hand; larger ones would have to cross the window's process whole. */
const FILE_LIMIT = 100 * 1024 * 1024;

export type ManualEntryDeps = {
  readonly db: OpenDatabase;
  readonly journal: Journal;
  readonly crypto: CryptoPool;
  readonly press: Press;
  readonly clock: () => number;
  readonly newId: () => string;
};

type NewCase = RequestOf<'intake', 'createCase'>;
type NewFiles = RequestOf<'intake', 'addFiles'>;

const refusal = <Code extends string>(code: Code, details?: ErrorDetails) => refuse(code, details);

const personOf = (request: NewCase): ApplicantPerson | undefined => {
  const legalBasis = LEGAL_BASES.find((basis) => basis === request.legalBasis);
  const groups = APPLICANT_GROUPS.filter((group) => request.groups.includes(group));
  if (legalBasis === undefined || groups.length !== new Set(request.groups).size) return undefined;
  return {
    personRef: 'p1',
    role: 'applicant',
    name: { familyName: normaliseName(request.familyName), givenNames: normaliseName(request.givenNames) },
    birthDate: request.birthDate,
    birthPlace: request.birthPlace.normalize('NFC').trim(),
    // Not asked when a case is opened by hand: unknown until the paper is read.
    sex: 'x',
    maritalStatus: 'NB',
    nationalities: request.nationalities,
    address: { street: '', houseNumber: '', postalCode: '', town: '' },
    legalBasis,
    groups,
    residencePeriods: [],
    absences: [],
    convictionsDeclared: false,
    convictions: [],
  };
};

/** "Neuer Vorgang": an Eingang without files and the case it opens; the stamp's date is the filing date. */
export const createCase = (deps: ManualEntryDeps, actor: Actor, request: NewCase) => {
  const today = berlinDate(deps.clock());
  if (!isLocalDate(request.receivedOn) || !isPartialDate(request.birthDate)) return refuse('invalid-request');
  if (request.receivedOn > today || partialDateRange(request.birthDate).earliest > today) {
    return refusal('date-in-future');
  }
  const person = personOf(request);
  if (person === undefined) return refuse('invalid-request');
  const { familyName, givenNames } = person.name;
  if (familyName === '' && givenNames === '') return refusal('name-missing');
  if (!conformsToDin(familyName, 'A') || !conformsToDin(givenNames, 'A')) return refusal('name-characters');
  const eingangId = deps.newId();
  const caseId = deps.newId();
  deps.journal.change(actor, (change) => {
    change.append(eingangKept, null, {
      eingangId,
      channel: request.channel,
      kind: 'application',
      receivedOn: request.receivedOn,
      submissionId: null,
      fitCaseId: null,
      destinationId: null,
      submittedAt: null,
      collectedAt: change.at,
      schemaUri: null,
      fachdatenSha512: null,
      documents: [],
    });
    openCase(change, {
      caseId,
      eingangId,
      fitCaseId: null,
      familyId: caseId,
      person,
      representative: null,
      remarks: '',
      further: [],
      channel: request.channel,
      receivedOn: request.receivedOn,
      submittedAt: null,
      collectedAt: change.at,
      filingDate: request.receivedOn,
      documents: [],
    });
  });
  return ok({ caseId });
};

/** A document of the case with the same content, so that the same scan is not reviewed twice unnoticed. */
const duplicateOf = (reader: Reader, caseId: string, sha512: string): string | null =>
  reader.get<{ id: string }>(sql`
    SELECT document.id FROM document JOIN case_document ON case_document.document_id = document.id
    WHERE document.sha512 = ${sha512} AND case_document.case_id = ${caseId} ORDER BY document.created_at LIMIT 1`)
    ?.id ?? null;

/**
 * Adds files to a case as an Eingang of its own: kept unchanged and encrypted first, then one change. Papers answer an
 * open Nachforderung as those of a submission do (T05).
 */
export const addFiles = async (deps: ManualEntryDeps, actor: Actor, request: NewFiles) => {
  const { caseId, channel, receivedOn } = request;
  if (!caseExists(deps.db, caseId)) return refusal('case-not-found');
  if (!isLocalDate(receivedOn)) return refuse('invalid-request');
  if (receivedOn > berlinDate(deps.clock())) return refusal('date-in-future');
  const large = request.files.findIndex(({ bytes }) => bytes.length > FILE_LIMIT);
  if (large >= 0) return refusal('file-too-large', { file: large + 1, limit: FILE_LIMIT });
  const checked: (CheckedDocument & { duplicate: string | null })[] = [];
  const discard = () => deps.crypto.discardDocuments({ ids: checked.map(({ file }) => file.id) });
  for (const [position, { name, bytes }] of request.files.entries()) {
    const kept = await deps.crypto.storeDocument({ bytes });
    if (!kept.ok) {
      await discard();
      return refuse('storage-trouble');
    }
    const document = await checkDocument(kept.value, { name, type: '', position }, deps);
    checked.push({ ...document, duplicate: duplicateOf(deps.db, caseId, kept.value.sha512) });
  }
  const eingangId = deps.newId();
  deps.journal.change(actor, (change) => {
    for (const { file, detectedType, declaredType, name, pages, trouble } of checked) {
      recordDocument(change.writer, {
        ...file,
        detectedType,
        declaredType,
        name,
        pages,
        trouble,
        createdAt: change.at,
      });
    }
    change.append(eingangKept, null, {
      eingangId,
      channel,
      kind: 'addition',
      receivedOn,
      submissionId: null,
      fitCaseId: null,
      destinationId: null,
      submittedAt: null,
      collectedAt: change.at,
      schemaUri: null,
      fachdatenSha512: null,
      documents: checked.map(({ file }) => ({
        documentId: file.id,
        attachmentId: null,
        purpose: 'attachment' as const,
        claimedEvidence: null,
        sha512: file.sha512,
        size: file.size,
      })),
    });
    addDocuments(change, caseId, {
      eingangId,
      channel,
      receivedOn,
      documents: checked.map(({ file, pages }) => ({
        documentId: file.id,
        purpose: 'attachment',
        claimedEvidence: null,
        pages,
        answersItem: null,
      })),
      followUp: true,
    });
  });
  return ok({
    eingangId,
    documents: checked.map(({ file, name, trouble, duplicate }) => ({
      documentId: file.id,
      name,
      trouble,
      duplicateOf: duplicate,
    })),
  });
};
