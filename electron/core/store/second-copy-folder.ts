import { randomUUID } from 'node:crypto';
import { realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type FolderVerdict = 'usable' | 'same-place' | 'folder-not-writable';

const isInside = (inner: string, outer: string): boolean => {
  const way = path.relative(outer, inner);
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
};

/**
 * Tells whether a folder may hold the second copy: it exists, can be written, and neither lies in the profile nor
 * holds it, links followed. Leaves nothing behind.
 */
export const judgeSecondCopyFolder = async (profileFolder: string, folder: string): Promise<FolderVerdict> => {
  try {
    const [profile, chosen] = await Promise.all([realpath(profileFolder), realpath(folder)]);
    if (isInside(chosen, profile) || isInside(profile, chosen)) return 'same-place';
    const probe = path.join(chosen, `.einbuergerungsdesk-${randomUUID()}`);
    await writeFile(probe, '', { flag: 'wx', mode: 0o600 });
    await rm(probe);
    return 'usable';
  } catch {
    return 'folder-not-writable';
  }
};
