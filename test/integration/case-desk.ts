import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { storeCreated } from '../../electron/core/administration/entries.ts';
import { createCases } from '../../electron/core/cases/cases.ts';
import { addDocuments, openCase } from '../../electron/core/cases/opening.ts';
import { createOutbox } from '../../electron/core/delivery/outbox.ts';
import { entryKinds } from '../../electron/core/entry-kinds.ts';
import { createExport } from '../../electron/core/export/export.ts';
import { eingangKept } from '../../electron/core/intake/entries.ts';
import type { Actor } from '../../electron/core/journal/entry.ts';
import { openJournal } from '../../electron/core/journal/journal.ts';
import { createRequests } from '../../electron/core/requests/requests.ts';
import type { SignedInContext } from '../../electron/core/runtime.ts';
import type { StoreKey } from '../../electron/core/store/database.ts';
import { type DocumentFile, recordDocument, writeDocument } from '../../electron/core/store/documents.ts';
import { openStore } from '../../electron/core/store/store.ts';
import type { OfficeProfile } from '../../shared/contract/administration.ts';
import type { Application } from '../../shared/domain/application.ts';

const ROLES = ['RE', 'SB', 'TL', 'ZE', 'ST'];

/** 24 November 2026, 10:00 in Berlin; the tests' now. */
export const NOW = Date.UTC(2026, 10, 24, 9);

const office: OfficeProfile = {
  officeName: 'Kreis Musterland',
  unit: 'Einbürgerungsstelle',
  street: 'Musterplatz 1',
  postalCode: '49999',
  town: 'Musterstadt',
  phone: '0555 1234-0',
  email: 'einbuergerung@musterland.example',
  land: 'NW',
  referencePattern: 'EB-{year}-{number}',
  requestWeeks: 4,
};

type Paper = { name: string; bytes: Uint8Array; evidence: string | null; pages: number | null };

/** A desk without windows and network: a real encrypted store, the journal, cases, requests and export. */
export const openCaseDesk = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'desk-casework-'));
  const profileFolder = path.join(folder, 'profile');
  const target = path.join(folder, 'target');
  const store = await openStore({
    profileFolder,
    key: randomBytes(32) as Uint8Array as StoreKey,
    storeId: randomUUID(),
    create: true,
  });
  let now = NOW;
  const clock = (): number => {
    now += 1;
    return now;
  };
  const { db } = store;
  const journal = openJournal({ db, kinds: entryKinds, clock, newId: randomUUID, announce: () => undefined });
  const actor = (displayName: string): Actor => ({
    id: randomUUID(),
    displayName,
    roles: ROLES,
    role: 'SB',
    workstation: 'AP-1',
  });
  const yildiz = actor('A. Yıldız');
  const berger = actor('T. Berger');
  journal.change(yildiz, (change) => {
    // A second account has no command yet; the entry that makes the first one can make another.
    for (const { id, displayName } of [yildiz, berger]) {
      change.append(storeCreated, null, {
        storeId: store.storeId,
        account: { id, name: displayName, displayName, roles: ROLES },
        office,
      });
    }
  });
  const outbox = createOutbox({ db, service: () => undefined, clock, log: () => undefined });
  const documentsFolder = store.paths.documents;
  const cases = createCases({ db, journal, clock }).handlers;
  const requests = createRequests({
    db,
    journal,
    documentsFolder,
    outbox,
    clock,
    system: actor('System'),
  });
  const exporting = createExport({ db, journal, documentsFolder, clock }).handlers;
  const grants = new Map([['target', target]]);
  const context = (who: Actor): SignedInContext => ({ actor: who, session: who.id, grant: (id) => grants.get(id) });

  return {
    db,
    journal,
    cases,
    requests: requests.handlers,
    previewBytes: requests.previewBytes,
    exporting,
    target,
    yildiz: context(yildiz),
    berger: context(berger),
    passDays: (days: number): void => {
      now += days * 86_400_000;
    },
    /** Keeps documents and opens one case per person, as intake does; answers the case ids in the order of the persons. */
    open: async (application: Application, documents: readonly Paper[] = []): Promise<string[]> => {
      const files: { name: string; evidence: string | null; pages: number | null; file: DocumentFile }[] = [];
      for (const { name, bytes, evidence, pages } of documents) {
        files.push({ name, evidence, pages, file: await writeDocument(documentsFolder, bytes) });
      }
      const familyId = randomUUID();
      const eingangId = randomUUID();
      return journal.change(yildiz, (change) => {
        for (const { file, name, pages } of files) {
          recordDocument(change.writer, {
            ...file,
            name,
            pages,
            detectedType: 'pdf',
            declaredType: 'application/pdf',
            createdAt: change.at,
          });
        }
        change.append(eingangKept, null, {
          eingangId,
          channel: 'post',
          kind: 'application',
          receivedOn: '2026-10-14',
          submissionId: null,
          fitCaseId: null,
          destinationId: null,
          submittedAt: null,
          collectedAt: change.at,
          schemaUri: null,
          fachdatenSha512: null,
          documents: files.map(({ file: { id, sha512, size }, evidence }) => ({
            documentId: id,
            attachmentId: null,
            purpose: 'attachment' as const,
            claimedEvidence: evidence,
            sha512,
            size,
          })),
        });
        return application.persons.map((person) => {
          const caseId = randomUUID();
          openCase(change, {
            caseId,
            eingangId,
            fitCaseId: null,
            familyId,
            person,
            representative: application.representative ?? null,
            remarks: application.remarks ?? '',
            further: application.further,
            channel: 'post',
            receivedOn: '2026-10-14',
            submittedAt: null,
            collectedAt: change.at,
            filingDate: '2026-10-14',
            documents: files.map(({ file, evidence, pages }) => ({
              documentId: file.id,
              purpose: 'attachment',
              claimedEvidence: evidence,
              pages,
              answersItem: null,
            })),
          });
          return caseId;
        });
      });
    },
    /** A later Eingang with one paper, as addFiles keeps it. */
    addPaper: async (caseId: string, { name, bytes, evidence, pages }: Paper): Promise<void> => {
      const file = await writeDocument(documentsFolder, bytes);
      const eingangId = randomUUID();
      journal.change(yildiz, (change) => {
        recordDocument(change.writer, {
          ...file,
          name,
          pages,
          detectedType: 'pdf',
          declaredType: 'application/pdf',
          createdAt: change.at,
        });
        change.append(eingangKept, null, {
          eingangId,
          channel: 'post',
          kind: 'addition',
          receivedOn: '2026-11-24',
          submissionId: null,
          fitCaseId: null,
          destinationId: null,
          submittedAt: null,
          collectedAt: change.at,
          schemaUri: null,
          fachdatenSha512: null,
          documents: [
            {
              documentId: file.id,
              attachmentId: null,
              purpose: 'attachment',
              claimedEvidence: evidence,
              sha512: file.sha512,
              size: file.size,
            },
          ],
        });
        addDocuments(change, caseId, {
          eingangId,
          channel: 'post',
          receivedOn: '2026-11-24',
          documents: [
            { documentId: file.id, purpose: 'attachment', claimedEvidence: evidence, pages, answersItem: null },
          ],
          followUp: true,
        });
      });
    },
    close: async (): Promise<void> => {
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type CaseDesk = Awaited<ReturnType<typeof openCaseDesk>>;
