import { spawn } from 'node:child_process';
import path from 'node:path';
import { configuration } from './configuration.ts';

/** Electron's `shell` over xdg-open; without a display it does nothing. */
export const shell = {
  openExternal: (url: string): Promise<void> => open(url),
  openPath: async (file: string): Promise<string> => {
    try {
      await open(file);
      return '';
    } catch (error) {
      return String(error);
    }
  },
  showItemInFolder: (file: string): void => {
    open(path.dirname(file)).catch(() => {});
  },
  trashItem: async (): Promise<void> => {
    throw new Error('Failed to move item to trash');
  },
  beep: (): void => {},
};

function open(target: string): Promise<void> {
  if (configuration().headless) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const child = spawn('xdg-open', [target], { stdio: 'ignore', detached: true });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
