import type path from 'node:path';

/** Looks into folders above the store; a folder that may not be listed counts as empty. */
export type FolderNames = (folder: string) => Promise<readonly string[]>;

/** Programs that copy whole folders, and what they leave in the topmost folder they care for. */
const MARKERS: readonly (readonly [program: string, name: RegExp])[] = [
  ['Dropbox', /^\.dropbox(\.cache)?$/],
  ['Nextcloud', /^\.nextcloudsync\.log$/],
  ['ownCloud', /^\.owncloudsync\.log$/],
  ['Nextcloud/ownCloud', /^\._?sync_[0-9a-f]+\.db$/],
  ['Syncthing', /^\.stfolder$/],
  ['Google Drive', /^\.(tmp\.drive(download|upload)|shortcut-targets-by-id)$/],
  ['Seafile', /^\.seafile-data$/],
];

/** Folder names such programs choose by themselves. */
const NAMES: readonly (readonly [program: string, name: RegExp])[] = [
  ['OneDrive', /^OneDrive( - .+)?$/i],
  ['Dropbox', /^Dropbox( \(.+\))?$/i],
  ['Nextcloud', /^Nextcloud$/i],
  ['ownCloud', /^ownCloud$/i],
  ['Google Drive', /^(Google Drive|My Drive|Meine Ablage)$/i],
  ['iCloud', /^(iCloudDrive|Mobile Documents|CloudStorage)$/i],
];

/** Where OneDrive says itself that it works (Windows sets these for the signed-in user). */
const VARIABLES = ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer'] as const;

const isInside = (ways: path.PlatformPath, inner: string, outer: string): boolean => {
  const way = ways.relative(outer, inner);
  return way === '' || (!way.startsWith('..') && !ways.isAbsolute(way));
};

/**
 * Tells which program synchronises a folder, by its variables, by the names above the folder, and by the marker files
 * it leaves there; `null` when none does. The folder is absolute and resolved.
 */
export const syncProgramOf = async (
  ways: path.PlatformPath,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  namesIn: FolderNames,
): Promise<string | null> => {
  for (const variable of VARIABLES) {
    const root = environment[variable];
    if (root !== undefined && root !== '' && isInside(ways, folder, root)) return 'OneDrive';
  }
  for (const part of folder.split(ways.sep)) {
    const named = NAMES.find(([, name]) => name.test(part));
    if (named !== undefined) return named[0];
  }
  for (let above = folder; ; above = ways.dirname(above)) {
    const names = await namesIn(above);
    const marked = MARKERS.find(([, marker]) => names.some((name) => marker.test(name)));
    if (marked !== undefined) return marked[0];
    if (ways.dirname(above) === above) return null;
  }
};
