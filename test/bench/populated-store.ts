import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { openCase } from '../../electron/core/cases/opening.ts';
import { entryKinds } from '../../electron/core/entry-kinds.ts';
import { eingangKept } from '../../electron/core/intake/entries.ts';
import { type Journal, systemActor } from '../../electron/core/journal/entry.ts';
import { openJournal } from '../../electron/core/journal/journal.ts';
import { createUuidV7 } from '../../electron/core/journal/uuid-v7.ts';
import { readKeyFile, unlockWithPassphrase } from '../../electron/core/store/keys.ts';
import { openStore, storePaths } from '../../electron/core/store/store.ts';
import { berlinDate } from '../../shared/domain/dates.ts';
import { bulkApplications } from '../applicants/bulk.ts';
import { startBuiltCore } from './built-core.ts';

export const benchAccount = { accountName: 'muster', passphrase: 'sieben Linden am Rathaus' } as const;

const BATCH = 500;

/** Makes the office through core's own door, so that key file, recovery and account are what a user has. */
const foundOffice = async (profileFolder: string, copyFolder: string): Promise<void> => {
  await mkdir(profileFolder, { recursive: true });
  await mkdir(copyFolder, { recursive: true });
  const core = startBuiltCore(profileFolder);
  const grantId = randomUUID();
  const { recoveryCode } = await core.call(
    'administration',
    'createStore',
    { ...benchAccount, displayName: 'Kim Muster', officeName: 'Bench', land: 'NW', secondCopyGrant: grantId },
    { [grantId]: copyFolder },
  );
  await core.call('administration', 'confirmRecovery', { recoveryCode });
  await core.stop();
};

/** Keeps synthetic applications as intake does (Eingang, then a case per person) until there are `count` cases. */
const keepApplications = (journal: Journal, count: number): void => {
  const applications = bulkApplications(count, 'start');
  let cases = 0;
  while (cases < count) {
    journal.change(systemActor('bench'), (change) => {
      for (const end = Math.min(count, cases + BATCH); cases < end; ) {
        const next = applications.next();
        if (next.done === true) return;
        const { application, submittedAt: submitted } = next.value;
        const [eingangId, fitCaseId, submittedAt] = [randomUUID(), randomUUID(), Date.parse(submitted)];
        const receivedOn = berlinDate(submittedAt);
        change.append(eingangKept, null, {
          eingangId,
          channel: 'fit-connect',
          kind: 'application',
          receivedOn,
          submissionId: randomUUID(),
          fitCaseId,
          destinationId: null,
          submittedAt,
          collectedAt: change.at,
          schemaUri: null,
          fachdatenSha512: null,
          documents: [],
        });
        for (const person of application.persons.slice(0, end - cases)) {
          openCase(change, {
            caseId: randomUUID(),
            eingangId,
            fitCaseId,
            familyId: fitCaseId,
            person,
            representative: null,
            remarks: '',
            further: [],
            channel: 'fit-connect',
            receivedOn,
            submittedAt,
            collectedAt: change.at,
            filingDate: receivedOn,
            documents: [],
          });
          cases += 1;
        }
      }
    });
  }
};

/**
 * Makes a profile with an encrypted store of `count` cases, written by core's own code in batches.
 *
 * @returns the profile folder, inside `folder`
 */
export const populatedStore = async (folder: string, count: number): Promise<string> => {
  const profileFolder = path.join(folder, `profile-${count}`);
  await foundOffice(profileFolder, path.join(folder, `copy-${count}`));
  const reading = await readKeyFile(storePaths(profileFolder).keyFile);
  if (reading.state !== 'usable') throw new Error(`the key file is ${reading.state}`);
  const { keyFile } = reading;
  const key = await unlockWithPassphrase(keyFile, benchAccount.accountName, benchAccount.passphrase);
  if (key === undefined) throw new Error('the passphrase does not open the store');
  const store = await openStore({ profileFolder, key, storeId: keyFile.storeId, create: false });
  try {
    const clock = Date.now;
    const newId = createUuidV7(clock);
    keepApplications(openJournal({ db: store.db, kinds: entryKinds, clock, newId, announce: () => undefined }), count);
  } finally {
    store.close();
  }
  return profileFolder;
};
