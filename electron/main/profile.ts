import path from 'node:path';
import type { App } from 'electron';

/**
 * Folder of this installation's data. An unpackaged run (development, demo, tests) may name another one with
 * `--profile=DIR`; a packaged one ignores that switch (SECURITY I4).
 */
export const profileFolder = (app: App): string => {
  const named = app.isPackaged
    ? undefined
    : process.argv.find((argument) => argument.startsWith('--profile='))?.slice('--profile='.length);
  return named === undefined || named === '' ? app.getPath('userData') : path.resolve(named);
};
