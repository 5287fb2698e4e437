import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Character } from '../applicants/character.ts';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import type { ReceivedReply } from '../central-service/online-service/replies.ts';
import { type DeskWindow, launch } from './launch.ts';

/** Who works at the desk; nobody real. */
export const CASEWORKER = {
  name: 'A. Yıldız',
  account: 'yildiz',
  passphrase: 'Lampe Wiese Kanne Mond',
} as const;

/** Everything the main job leaves on disk, each in a folder of its own. */
export type DeskFolders = {
  readonly profile: string;
  readonly secondCopy: string;
  /** Chosen by the caseworker: packages for the Fachverfahren, in the clear by purpose. */
  readonly target: string;
  readonly temp: string;
  readonly service: string;
};

/** One workplace, the world around it, and what steps of the main job hand on to later ones. */
export type Desk = {
  readonly folders: DeskFolders;
  readonly service: CentralService;
  readonly applicant: Character;
  window: DeskWindow;
  recoveryCode: string;
  reply: ReceivedReply | undefined;
};

/** Starts the central service and the app on fresh folders below `home`; `more` places single folders elsewhere. */
export const openDesk = async (
  home: string,
  applicant: Character,
  more: Partial<Pick<DeskFolders, 'profile' | 'target'>> = {},
): Promise<Desk> => {
  const folders: DeskFolders = {
    profile: path.join(home, 'profile'),
    secondCopy: path.join(home, 'copy'),
    target: path.join(home, 'target'),
    temp: path.join(home, 'tmp'),
    service: path.join(home, 'service'),
    ...more,
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  const service = await startCentralService({ state: folders.service, testKeys: true });
  try {
    const window = await launch(folders);
    return { folders, service, applicant, window, recoveryCode: '', reply: undefined };
  } catch (error) {
    await service.close();
    throw error;
  }
};

/** The window's page; a new one after every start. */
export const pageOf = (desk: Desk): Page => desk.window.page;

/** Lets the next file or folder dialogs of the app answer with this path. */
export const choose = (desk: Desk, chosen: string): Promise<void> =>
  desk.window.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, chosen);

/** The applicant's row in the list that is shown. */
export const rowOf = (desk: Desk) => {
  const [person] = desk.applicant.application.persons;
  return pageOf(desk).getByRole('row', { name: person?.name.givenNames ?? '' });
};
