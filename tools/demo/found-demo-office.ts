import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Result } from '../../shared/contract/call.ts';
import { type CoreProcess, startCore } from '../../test/integration/core-process.ts';
import { demoAccount } from './demo-account.ts';
import { demoFolders } from './demo-folders.ts';

const OFFICE = {
  officeName: 'Stadt Lindenrath',
  unit: 'Fachbereich Bürgerdienste – Einbürgerungsbehörde',
  street: 'Rathausplatz 1',
  postalCode: '00000',
  town: 'Lindenrath',
  phone: '0000 1234-0',
  email: 'einbuergerung@lindenrath.example',
  land: 'NW',
  referencePattern: 'EB-{year}-{number}',
  requestWeeks: 4,
} as const;

const answered = <Value>(result: Result<Value>, step: string): Value => {
  if (result.ok) return result.value;
  throw new Error(`the demo office could not be founded: ${step} was answered with "${result.error.code}"`);
};

const found = async (core: CoreProcess, connectionFile: string): Promise<{ recoveryCode: string }> => {
  const [copyGrant, fileGrant] = [randomUUID(), randomUUID()];
  const created = await core.call(
    'administration',
    'createStore',
    { ...demoAccount, officeName: OFFICE.officeName, land: OFFICE.land, secondCopyGrant: copyGrant },
    { grants: { [copyGrant]: demoFolders.secondCopy } },
  );
  const { recoveryCode } = answered(created, 'creating the store');
  answered(await core.call('administration', 'confirmRecovery', { recoveryCode }), 'testing the recovery code');
  const { accountName, passphrase } = demoAccount;
  answered(await core.call('administration', 'signIn', { accountName, passphrase }), 'signing in');
  const { version } = answered(await core.call('administration', 'office', {}), 'reading the office profile');
  const saved = await core.call('administration', 'saveOffice', { profile: OFFICE, version });
  answered(saved, 'saving the office profile');
  const connected = await core.call(
    'administration',
    'connect',
    { grantId: fileGrant },
    { grants: { [fileGrant]: connectionFile } },
  );
  answered(connected, 'connecting to the central service');
  return { recoveryCode };
};

/**
 * Founds the demo office through core's front door, as the set-up assistant does: encrypted store, tested recovery,
 * account, office profile, second copy, connection. Rejects with the step that failed.
 *
 * @param connectionFile Verbindungsdatei of the running central service
 * @returns the recovery code, which exists nowhere else
 */
export const foundDemoOffice = async (connectionFile: string): Promise<{ recoveryCode: string }> => {
  await mkdir(demoFolders.profile, { recursive: true, mode: 0o700 });
  await mkdir(demoFolders.secondCopy, { recursive: true, mode: 0o700 });
  const core = await startCore({ profileFolder: demoFolders.profile, workstation: 'demo' });
  try {
    return await found(core, connectionFile);
  } finally {
    await core.stop();
  }
};
