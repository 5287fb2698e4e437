import { win32 } from 'node:path';

/** What can be seen of a Windows machine without asking its registry. */
export type WindowsSigns = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
};

/** Path without the prefix that lifts Windows' length limit; `\\?\UNC\host\share` is `\\host\share`. */
const plain = (folder: string): string => folder.replace(/^\\\\\?\\UNC\\/i, '\\\\').replace(/^\\\\\?\\/, '');

/** Whether a resolved path lies on another machine. Resolving turns a mapped drive into its share. */
export const isOnShare = (folder: string): boolean => plain(folder).startsWith('\\\\');

/**
 * Tells which program moves the user's profile between machines when the store lies in it; `null` when none shows.
 * FSLogix leaves a folder `local_<user>` beside the profile; Citrix Profile Management is found by its service's file.
 * Written from the makers' documentation and not yet tried on such machines (docs/known-issues.md).
 */
export const profileContainerOf = (folder: string, { environment, exists }: WindowsSigns): string | null => {
  const profile = environment.USERPROFILE;
  if (profile === undefined || profile === '') return null;
  const way = win32.relative(profile, plain(folder));
  if (way.startsWith('..') || win32.isAbsolute(way)) return null;
  if (exists(win32.join(win32.dirname(profile), `local_${win32.basename(profile)}`))) return 'FSLogix';
  const programs = environment.ProgramFiles ?? 'C:\\Program Files';
  const citrix = win32.join(programs, 'Citrix', 'User Profile Manager', 'UserProfileManager.exe');
  return exists(citrix) ? 'Citrix Profile Management' : null;
};
