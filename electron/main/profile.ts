import path from 'node:path';
import type { App } from 'electron';

const namedProfile = (app: App): string | undefined =>
  app.isPackaged
    ? undefined
    : process.argv.find((argument) => argument.startsWith('--profile='))?.slice('--profile='.length);

/**
 * Folder that every user of this machine can read and write, where core says whose store is here; none for a profile
 * that was named for development, demo or tests.
 */
export const machineFolder = (app: App): string | undefined => {
  if ((namedProfile(app) ?? '') !== '') return undefined;
  return process.platform === 'win32' ? process.env.ProgramData : '/var/tmp';
};

/**
 * Folder of this installation's data. An unpackaged run (development, demo, tests) may name another one with
 * `--profile=DIR`; a packaged one ignores that switch (SECURITY I4).
 */
export const profileFolder = (app: App): string => {
  const named = namedProfile(app);
  return named === undefined || named === '' ? app.getPath('userData') : path.resolve(named);
};
