import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { entryKinds } from '../../electron/core/entry-kinds.ts';
import { verifyJournal } from '../../electron/core/journal/verify.ts';
import { type OpenDatabase, openDatabase, sql } from '../../electron/core/store/database.ts';
import { documentPath, documentRow, verifyDocument } from '../../electron/core/store/documents.ts';
import type { StateReport } from '../central-service/control/control.ts';
import { firstBreakOf } from '../integration/store-verifier.ts';
import type { Office } from './office.ts';

/** What the applicant's side sent; hashes are SHA-512 of the plaintext, lower-case hex. */
export type Sent = {
  submissionId: string;
  kind: 'application' | 'follow-up';
  /** Absent where the simulator itself wrote the Fachdaten. */
  fachdatenSha512?: string;
  attachments: ReadonlyMap<string, string>;
};

/** What core answered "done" to: it must be there for ever, like an acknowledged submission. */
export type Promised = { caseIds: string[]; documentIds: string[]; requestIds: string[]; packages: string[] };

/** `lost`: acknowledged and not readable; `doubled`: done twice; `damaged`: anything else that must never be. */
export type Finding = { kind: 'lost' | 'doubled' | 'damaged'; what: string };

export type World = {
  office: Office;
  state: StateReport;
  sent: readonly Sent[];
  promised: Promised;
  /** Nachforderungen as the applicant's side received them, one id per reply. */
  received: readonly string[];
};

const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex');

const acceptsOf = (state: StateReport): string[] =>
  state.cases
    .flatMap(({ events }) => events)
    .filter(({ event }) => event === 'accept-submission')
    .map(({ subject }) => subject.replace('submission:', ''));

const repeated = (names: readonly string[]): string[] => names.filter((name, at) => names.indexOf(name) !== at);

/** Ids of all finished document files, and whatever unfinished ones are left. */
const filesOf = (documents: string): { ids: string[]; unfinished: string[] } => {
  const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const parts = names(documents).filter((name) => name !== 'unfinished');
  return {
    ids: parts.flatMap((part) => names(path.join(documents, part))),
    unfinished: names(path.join(documents, 'unfinished')),
  };
};

/** Whether nobody refers to a file; the sweep after sign-in is given a moment. */
const orphansOf = async (db: OpenDatabase, documents: string): Promise<string[]> => {
  for (let attempt = 1; ; attempt += 1) {
    const orphans = filesOf(documents).ids.filter((id) => documentRow(db, id) === undefined);
    if (orphans.length === 0 || attempt === 40) return orphans;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const readable = async (db: OpenDatabase, office: Office, documentId: string): Promise<string | undefined> => {
  const row = documentRow(db, documentId);
  if (row === undefined) return undefined;
  const unreadable = await verifyDocument(office.paths.documents, row).then(
    () => false,
    () => true,
  );
  return unreadable ? undefined : row.sha512;
};

/** Whether the second copy holds a document's file as it stands in the store. */
const isCopied = ({ paths, share, storeId }: Office, id: string): boolean => {
  const copy = documentPath(path.join(share, `einbuergerungsdesk-${storeId}`, 'documents'), id);
  return existsSync(copy) && readFileSync(copy).equals(readFileSync(documentPath(paths.documents, id)));
};

/** Everything wrong with one submission the service counts as ours. */
const submissionFindings = async (db: OpenDatabase, { office }: World, sent: Sent): Promise<Finding[]> => {
  const of = (what: string): string => `submission ${sent.submissionId}: ${what}`;
  const row = db.get<{ id: string; bytes: Uint8Array; fitCaseId: string }>(sql`
    SELECT eingang.id, fachdaten.bytes, eingang.fit_case_id AS fitCaseId
    FROM eingang JOIN fachdaten ON fachdaten.eingang_id = eingang.id WHERE submission_id = ${sent.submissionId}`);
  if (row === undefined) return [{ kind: 'lost', what: of('acknowledged, and not in the store') }];
  const found: Finding[] = [];
  if (sent.fachdatenSha512 !== undefined && sha512(row.bytes) !== sent.fachdatenSha512) {
    found.push({ kind: 'lost', what: of('its Fachdaten are not what was sent') });
  }
  const documents = db.all<{ id: string; attachmentId: string }>(
    sql`SELECT document_id AS id, attachment_id AS attachmentId FROM eingang_document WHERE eingang_id = ${row.id}`,
  );
  for (const [attachmentId, expected] of sent.attachments) {
    const kept = documents.filter((document) => document.attachmentId === attachmentId);
    if (kept.length > 1) found.push({ kind: 'doubled', what: of(`attachment ${attachmentId} is kept twice`) });
    const hash = await readable(db, office, kept[0]?.id ?? '');
    if (hash !== expected) found.push({ kind: 'lost', what: of(`attachment ${attachmentId} does not read back`) });
    if (hash === expected && !isCopied(office, kept[0]?.id ?? '')) {
      found.push({ kind: 'damaged', what: of(`attachment ${attachmentId} is not in the second copy`) });
    }
  }
  if (documents.length > sent.attachments.size) found.push({ kind: 'doubled', what: of('too many documents') });
  if (sent.kind === 'application') {
    const cases = db.all(sql`SELECT 1 FROM cases WHERE eingang_id = ${row.id}`).length;
    if (cases > 1) found.push({ kind: 'doubled', what: of(`${cases} cases`) });
    if (cases === 0) found.push({ kind: 'lost', what: of('no case') });
  }
  const ends = db.all(sql`
    SELECT 1 FROM journal_payload JOIN journal_header USING (sequence) WHERE kind = 'eingang.acknowledged'
      AND json_extract(payload, '$.submissionId') = ${sent.submissionId}
      AND json_extract(payload, '$.outcome') = 'accepted'`).length;
  if (ends !== 1) found.push({ kind: 'damaged', what: of(`its accept stands ${ends} times in the journal`) });
  return found;
};

const promiseFindings = async (db: OpenDatabase, { office, promised }: World): Promise<Finding[]> => {
  const found: Finding[] = [];
  const demand = (there: boolean, what: string): void => {
    if (!there) found.push({ kind: 'lost', what });
  };
  for (const id of promised.caseIds)
    demand(db.get(sql`SELECT 1 FROM cases WHERE id = ${id}`) !== undefined, `case ${id}`);
  for (const id of promised.documentIds) {
    demand((await readable(db, office, id)) !== undefined, `document ${id} added by hand`);
  }
  for (const id of promised.requestIds) {
    demand(db.get(sql`SELECT 1 FROM request WHERE id = ${id}`) !== undefined, `Nachforderung ${id}`);
  }
  for (const name of promised.packages) {
    demand(existsSync(path.join(office.target, name, 'tagmanifest-sha256.txt')), `package ${name}`);
    demand(db.get(sql`SELECT 1 FROM export_package WHERE package_name = ${name}`) !== undefined, `entry of ${name}`);
  }
  return found;
};

/** Each Nachforderung by reply reached the applicant's side exactly once. */
const replyFindings = (db: OpenDatabase, { received }: World): Finding[] => {
  const sent = db.all<{ id: string }>(sql`SELECT id FROM request WHERE channel = 'fit-connect'`).map(({ id }) => id);
  return [
    ...repeated(received).map((id): Finding => ({ kind: 'doubled', what: `Nachforderung ${id} arrived twice` })),
    ...sent
      .filter((id) => !received.includes(id))
      .map((id): Finding => ({ kind: 'lost', what: `Nachforderung ${id} did not arrive` })),
    ...received
      .filter((id) => !sent.includes(id))
      .map((id): Finding => ({ kind: 'damaged', what: `Nachforderung ${id} arrived and was never journalled` })),
  ];
};

const storeFindings = async (db: OpenDatabase, office: Office): Promise<Finding[]> => {
  const found: Finding[] = [];
  const demand = (holds: boolean, what: string): void => {
    if (!holds) found.push({ kind: 'damaged', what });
  };
  const [integrity] = db.all<{ integrity_check: string }>(sql`PRAGMA integrity_check`);
  demand(integrity?.integrity_check === 'ok', `integrity: ${integrity?.integrity_check}`);
  demand(db.all(sql`PRAGMA foreign_key_check`).length === 0, 'a foreign key leads nowhere');
  const broken = firstBreakOf(
    db.all(sql`SELECT * FROM journal_header ORDER BY sequence`),
    db.all(sql`SELECT * FROM journal_payload ORDER BY sequence`),
  );
  demand(broken === null, `the journal breaks at entry ${broken}`);
  const verified = verifyJournal(db, entryKinds);
  demand(verified.chain === 'whole' && verified.projections === 'equal', `verify says ${JSON.stringify(verified)}`);
  const orphans = await orphansOf(db, office.paths.documents);
  demand(orphans.length === 0, `${orphans.length} document files without a row`);
  const { unfinished } = filesOf(office.paths.documents);
  demand(unfinished.length === 0, `${unfinished.length} unfinished files`);
  const copies = readdirSync(office.paths.folder).filter((name) => name.includes('.before-'));
  demand(copies.length === 0, 'a copy of before a migration is left');
  const conflicts = db.all(sql`SELECT 1 FROM outbox WHERE state IN ('conflict', 'refused')`).length;
  demand(conflicts === 0, `${conflicts} sendings ended in a conflict with ourselves`);
  return found;
};

/** Looks at everything that must hold after any fault (issue "Intake that loses nothing", SECURITY F1). */
export const checkWorld = async (world: World): Promise<{ acknowledged: number; findings: Finding[] }> => {
  const { office, state, sent } = world;
  const db = openDatabase(office.paths.database, office.key, { readonly: true, create: false });
  try {
    const accepted = acceptsOf(state);
    const findings: Finding[] = await storeFindings(db, office);
    for (const submissionId of repeated(accepted)) {
      findings.push({ kind: 'doubled', what: `submission ${submissionId} was accepted twice` });
    }
    for (const one of sent) {
      if (accepted.includes(one.submissionId)) findings.push(...(await submissionFindings(db, world, one)));
      else findings.push({ kind: 'damaged', what: `submission ${one.submissionId} was never acknowledged` });
    }
    findings.push(...(await promiseFindings(db, world)), ...replyFindings(db, world));
    return { acknowledged: new Set(accepted).size, findings };
  } finally {
    db.close();
  }
};
