import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { type CentralService, startCentralService } from '../../test/central-service/central-service.ts';
import { messageOf } from '../terminal.ts';
import { demoAccount } from './demo-account.ts';
import { demoFolders } from './demo-folders.ts';
import { foundDemoOffice } from './found-demo-office.ts';
import { sendApplications } from './send-applications.ts';

const startService = async (): Promise<CentralService> => {
  try {
    return await startCentralService({ state: demoFolders.centralService });
  } catch (error) {
    throw new Error(
      `The demo's central service could not be started: ${messageOf(error)}\n` +
        'Another start may still be running; end it first.',
    );
  }
};

/** Removes an earlier or unfinished demo, but never one that is running: its service still holds the port. */
const forgetDemo = async (): Promise<void> => {
  if (existsSync(demoFolders.centralService)) await (await startService()).close();
  await rm(demoFolders.home, { recursive: true, force: true });
};

const printAccess = (recoveryCode: string | undefined): void => {
  console.log('');
  console.log('  Demo office (invented persons only)');
  console.log(`    account        ${demoAccount.accountName}`);
  console.log(`    passphrase     ${demoAccount.passphrase}`);
  console.log(
    recoveryCode === undefined
      ? '    recovery code  was shown at the first start only'
      : `    recovery code  ${recoveryCode}   (shown now and never again: it is stored nowhere)`,
  );
  console.log('');
};

/**
 * Brings up the demo: the central service on loopback, and at the first start the office and its first applications.
 * Prints how to sign in. Later starts keep everything and take no longer than the service.
 *
 * @param options.fresh forget an earlier demo
 * @returns the running service; close it when the app has ended
 */
export const openDemo = async (options: { fresh: boolean }): Promise<CentralService> => {
  const { home, complete } = demoFolders;
  if (options.fresh || !existsSync(complete)) await forgetDemo();
  const isFirst = !existsSync(complete);
  await mkdir(home, { recursive: true, mode: 0o700 });
  console.log(isFirst ? 'Starting the demo central service (first start: making its keys) …' : 'Starting the demo …');
  const service = await startService();
  try {
    if (!isFirst) {
      printAccess(undefined);
      return service;
    }
    console.log('Founding the demo office: encrypted store, account, recovery, second copy, connection …');
    const { recoveryCode } = await foundDemoOffice(service.connectionFile);
    const sent = await sendApplications(service.onlineService, (done, total, title) =>
      console.log(`  application ${done} of ${total}: ${title}`),
    );
    await writeFile(complete, '');
    console.log(`${sent} applications wait at the central service; the app collects them once you are signed in.`);
    printAccess(recoveryCode);
    return service;
  } catch (error) {
    await service.close();
    throw error;
  }
};
