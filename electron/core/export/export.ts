import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { ok, refuse } from '../../../shared/contract/call.ts';
import type { ExportRow } from '../../../shared/contract/export.ts';
import { HANDOVER_STATES, type HandoverState, mayAdvanceHandover } from '../../../shared/domain/case-overlays.ts';
import { isCaseStatus, isTerminal } from '../../../shared/domain/case-status.ts';
import { berlinDate } from '../../../shared/domain/dates.ts';
import { slotState } from '../../../shared/domain/review.ts';
import { looseSearchForm } from '../../../shared/domain/search-form.ts';
import { loadChecklist, unplacedDocuments } from '../cases/checklist.ts';
import { checkVersion } from '../cases/command.ts';
import { handoverChanged } from '../cases/entries.ts';
import type { Actor, Change, Journal } from '../journal/entry.ts';
import { type ModuleHandlers, Refusal } from '../runtime.ts';
import { passed } from '../steps.ts';
import { type OpenDatabase, type Reader, sql } from '../store/database.ts';
import { DocumentDamagedError } from '../store/document-format.ts';
import { BagError, type WrittenBag, writeBag } from './bag.ts';
import { type PackageContents, packageContents } from './contents.ts';
import * as entries from './entries.ts';

export type ExportDependencies = { db: OpenDatabase; journal: Journal; documentsFolder: string; clock: () => number };

type PackageRow = {
  id: string;
  case_id: string;
  at: number;
  by: string;
  package_name: string;
  files: number;
  bytes: number;
  manifest_sha256: string;
  supplement: number;
  state: ExportRow['state'];
  confirmed_at: number | null;
  file_number: string | null;
};

const toRow = (row: PackageRow): ExportRow => ({
  exportId: row.id,
  caseId: row.case_id,
  at: row.at,
  by: row.by,
  packageName: row.package_name,
  files: row.files,
  bytes: row.bytes,
  manifestSha256: row.manifest_sha256,
  state: row.state,
  confirmedAt: row.confirmed_at,
  fileNumber: row.file_number,
  supplement: row.supplement === 1,
});

const lastExportAt = (reader: Reader, caseId: string): number | null =>
  reader.get<{ last_at: number }>(sql`SELECT last_at FROM v_exported_case WHERE case_id = ${caseId}`)?.last_at ?? null;

/** `EB-2026-12_SAHIN_20261124-103000`: the office's reference, a name to recognise it by, the moment. ASCII only. */
export const packageName = (reference: string, name: string, at: number): string => {
  const moment = new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return [asPlain(reference), asPlain(name), moment].filter((part) => part !== '').join('_');
};

/** Tells whether the case holds a paper that no package of it holds. */
const hasUnexportedPapers = (reader: Reader, caseId: string): boolean =>
  reader.get(sql`SELECT 1 FROM case_document AS c WHERE c.case_id = ${caseId} AND NOT EXISTS (
    SELECT 1 FROM export_document AS d JOIN export_package AS e ON e.id = d.export_id
    WHERE e.case_id = c.case_id AND d.document_id = c.document_id) LIMIT 1`) !== undefined;

const asPlain = (text: string): string =>
  looseSearchForm(text)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

/** Removes what an export of this case left unfinished when the program was killed in the middle of it. */
const sweepUnfinished = async (target: string, reference: string): Promise<void> => {
  const names = await readdir(target).catch(() => []);
  const isLeftOver = (name: string): boolean =>
    name.startsWith(`.${asPlain(reference)}_`) && name.endsWith('.unfertig');
  for (const name of names.filter(isLeftOver)) await rm(path.join(target, name), { recursive: true, force: true });
};

/** The name, or the first of `name_2`, `name_3` … that the target does not hold yet: an earlier package is never touched. */
const freeName = async (target: string, name: string): Promise<string> => {
  const taken = new Set(await readdir(target).catch(() => []));
  let candidate = name;
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${name}_${count}`;
  return candidate;
};

type Finding = { code: string; severity: 'info' | 'warning' | 'error'; count: number };

/** What speaks against handing the case over now; only a human decides whether it matters. */
const findingsOf = (reader: Reader, caseId: string, status: string): Finding[] => {
  const states = loadChecklist(reader, caseId).map(({ facts }) => slotState(facts));
  const count = (...wanted: string[]): number => states.filter((state) => wanted.includes(state)).length;
  const troubled = reader.get<{ n: number }>(sql`
    SELECT count(*) AS n FROM case_document AS c JOIN document AS d ON d.id = c.document_id
    WHERE c.case_id = ${caseId} AND d.trouble IS NOT NULL`);
  const found: Finding[] = [
    { code: 'slots-undecided', severity: 'warning', count: count('open', 'answered') },
    { code: 'slots-missing', severity: 'warning', count: count('missing', 'deficient') },
    { code: 'request-running', severity: 'warning', count: count('requested') },
    { code: 'documents-unplaced', severity: 'warning', count: unplacedDocuments(reader, caseId).size },
    { code: 'documents-troubled', severity: 'info', count: troubled?.n ?? 0 },
    {
      code: 'not-declared-complete',
      severity: 'info',
      count: ['NEU', 'VORPRUEFUNG', 'NACHFORDERUNG', 'NACHREICHUNG'].includes(status) ? 1 : 0,
    },
    { code: 'case-ended', severity: 'info', count: isCaseStatus(status) && isTerminal(status) ? 1 : 0 },
  ];
  return found.filter((finding) => finding.count > 0);
};

type CaseFacts = { reference: string; status: string; handover: string; family_name: string; given_names: string };

/** Hand-over into the local procedure: check, package, confirmation. */
export const createExport = ({
  db,
  journal,
  documentsFolder,
  clock,
}: ExportDependencies): { handlers: ModuleHandlers<'export'> } => {
  const caseFacts = (caseId: string): CaseFacts | undefined =>
    db.get<CaseFacts>(
      sql`SELECT reference, status, handover, family_name, given_names FROM cases WHERE id = ${caseId}`,
    );

  const moveHandover = (change: Change, caseId: string, to: HandoverState, fileNumber: string | null = null): void => {
    const row = change.writer.get<{ handover: string }>(sql`SELECT handover FROM cases WHERE id = ${caseId}`);
    const from = HANDOVER_STATES.find((state) => state === row?.handover) ?? 'OFFEN';
    // An export that a crash interrupted left the case prepared; preparing it again changes nothing.
    if (from !== to) {
      if (!mayAdvanceHandover(from, to)) throw new Error(`the hand-over does not go from ${from} to ${to}`);
      change.append(handoverChanged, caseId, { from, to, fileNumber });
    }
    change.announce('cases', [caseId]);
    change.announce('export', [caseId]);
  };

  const write = async (
    target: string,
    name: string,
    contents: PackageContents,
    reference: string,
    at: number,
  ): Promise<WrittenBag> =>
    writeBag(target, name, contents.files, {
      'External-Identifier': reference,
      'Bagging-Date': berlinDate(at),
      'Bag-Software-Agent': 'Einbürgerungsdesk',
    });

  const fail = (actor: Actor, caseId: string, exportId: string, code: string): void => {
    journal.change(actor, (change) => {
      change.append(entries.packageFailed, caseId, { exportId, code });
      moveHandover(change, caseId, 'FEHLER');
    });
  };

  return {
    handlers: {
      check: (_context, { caseId }) => {
        const facts = caseFacts(caseId);
        if (facts === undefined) return refuse('case-not-found');
        const exportedAt = lastExportAt(db, caseId);
        const contents = packageContents(db, documentsFolder, caseId, exportedAt, clock());
        return ok({
          version: journal.caseVersion(caseId),
          documents: contents.documents.length,
          bytes: contents.bytes,
          supplement: contents.supplement,
          findings: findingsOf(db, caseId, facts.status),
          history: db
            .all<PackageRow>(sql`SELECT * FROM export_package WHERE case_id = ${caseId} ORDER BY at DESC`)
            .map(toRow),
        });
      },

      run: async ({ actor, grant }, { caseId, version, grantId }) => {
        const target = grant(grantId);
        if (target === undefined) return refuse('unknown-grant');
        const facts = caseFacts(caseId);
        if (facts === undefined) return refuse('case-not-found');
        const exportId = randomUUID();
        const at = clock();
        journal.change(actor, (change) => {
          checkVersion(journal, change.writer, caseId, version);
          moveHandover(change, caseId, 'EXPORT_VORBEREITET');
        });
        passed('package.prepared');
        const exportedAt = lastExportAt(db, caseId);
        await sweepUnfinished(target, facts.reference);
        const name = await freeName(target, packageName(facts.reference, facts.family_name || facts.given_names, at));
        try {
          const contents = packageContents(db, documentsFolder, caseId, exportedAt, at);
          const written = await write(target, name, contents, facts.reference, at);
          const journalled = journal.change(actor, (change) => {
            change.append(entries.packageWritten, caseId, {
              exportId,
              by: actor.displayName,
              packageName: name,
              files: written.files,
              bytes: written.bytes,
              manifestSha256: written.manifestSha256,
              supplement: contents.supplement,
              documents: contents.documents.map((document) => ({
                ...document,
                sha256: written.hashes.get(document.path) ?? '',
              })),
            });
            moveHandover(change, caseId, 'EXPORTIERT');
            // A paper that arrived while the package was written is in none: the case waits for its Nachtrag.
            if (hasUnexportedPapers(change.writer, caseId)) moveHandover(change, caseId, 'OFFEN');
            return ok({
              exportId,
              packageName: name,
              files: written.files,
              bytes: written.bytes,
              version: journal.caseVersion(caseId),
            });
          });
          passed('package.journalled');
          return journalled;
        } catch (error) {
          if (error instanceof BagError) {
            fail(actor, caseId, exportId, error.code);
            return refuse(error.code);
          }
          const isUnreadable = error instanceof DocumentDamagedError;
          fail(actor, caseId, exportId, isUnreadable ? 'document-unreadable' : 'unexpected');
          if (isUnreadable) return refuse('document-unreadable');
          throw error;
        }
      },

      confirm: ({ actor }, { caseId, version, exportId, fileNumber }) =>
        journal.change(actor, (change) => {
          checkVersion(journal, change.writer, caseId, version);
          const row = change.writer.get<{ state: string }>(
            sql`SELECT state FROM export_package WHERE id = ${exportId} AND case_id = ${caseId}`,
          );
          if (row === undefined) throw new Refusal('export-not-found');
          if (row.state !== 'EXPORTIERT') throw new Refusal('already-confirmed');
          change.append(entries.packageConfirmed, caseId, { exportId, fileNumber: fileNumber.trim() });
          const isLatest =
            change.writer.get(sql`SELECT 1 FROM export_package WHERE case_id = ${caseId} AND at >
            (SELECT at FROM export_package WHERE id = ${exportId})`) === undefined;
          const handover = change.writer.get<{ handover: string }>(
            sql`SELECT handover FROM cases WHERE id = ${caseId}`,
          )?.handover;
          if (isLatest && handover === 'EXPORTIERT')
            moveHandover(change, caseId, 'BESTAETIGT', fileNumber.trim() || null);
          change.announce('export', [caseId]);
          return ok({ version: journal.caseVersion(caseId) });
        }),

      list: () =>
        ok(
          db
            .all<PackageRow & { family_name: string; given_names: string; reference: string }>(sql`
              SELECT e.*, c.family_name, c.given_names, c.reference FROM export_package AS e JOIN cases AS c ON c.id = e.case_id
              ORDER BY e.at DESC LIMIT 500`)
            .map((row) => ({
              ...toRow(row),
              familyName: row.family_name,
              givenNames: row.given_names,
              reference: row.reference,
            })),
        ),
    },
  };
};
