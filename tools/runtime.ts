import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { needChromium } from './chromium.ts';
import { root } from './root.ts';

/** What runs the app's compiled output: Electron itself, or the stand-in over Chromium (docs/architecture). */
export type Runtime = { name: 'electron' | 'chromium-host'; folder: string; executable: string };

const HOST_FOLDER = path.join(root, 'test', 'electron-host', 'bin');

/** Looks at the files only: requiring the package would start a download. */
const electronOnDisk = (): Runtime | undefined => {
  const home = path.join(root, 'node_modules', 'electron');
  const text = (file: string): string | undefined => {
    const place = path.join(home, file);
    return existsSync(place) ? readFileSync(place, 'utf8').trim() : undefined;
  };
  const executable = text('path.txt');
  const version = text(path.join('dist', 'version'))?.replace(/^v/, '');
  const wanted = (JSON.parse(text('package.json') ?? '{}') as { version?: string }).version;
  if (executable === undefined || version !== wanted) return undefined;
  const folder = path.join(home, 'dist');
  const file = path.join(folder, executable);
  return existsSync(file) ? { name: 'electron', folder, executable: file } : undefined;
};

const downloadIsReachable = async (): Promise<boolean> => {
  try {
    const address = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/';
    const answer = await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(3000) });
    return answer.status < 500;
  } catch {
    return false;
  }
};

const host = (why: string): Runtime => {
  needChromium();
  console.log(`${why}: running the same app on the installed Chromium.`);
  return { name: 'chromium-host', folder: HOST_FOLDER, executable: path.join(HOST_FOLDER, 'electron') };
};

/** Whether windows can be shown here. Linux tells by its two variables; elsewhere there is always a desktop. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || (process.env.DISPLAY ?? '') !== '' || (process.env.WAYLAND_DISPLAY ?? '') !== '';

/**
 * Chooses the runtime: a folder named by `ELECTRON_OVERRIDE_DIST_PATH`, Electron's binary (which needs a display), a
 * quick attempt to fetch it, and otherwise the Chromium host, said in one sentence. Ends the process when none can be
 * had.
 */
export const chooseRuntime = async (options: { mayDownload: boolean }): Promise<Runtime> => {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named !== undefined) {
    return {
      name: path.resolve(named) === HOST_FOLDER ? 'chromium-host' : 'electron',
      folder: named,
      executable: path.join(named, 'electron'),
    };
  }
  if (!hasDisplay()) return host('There is no display, which Electron needs');
  const present = electronOnDisk();
  if (present !== undefined) return present;
  if (options.mayDownload && (await downloadIsReachable())) {
    console.log("Fetching Electron's binary …");
    spawnSync(process.execPath, [path.join(root, 'node_modules', 'electron', 'install.js')], {
      stdio: 'inherit',
      timeout: 180_000,
    });
    const fetched = electronOnDisk();
    if (fetched !== undefined) return fetched;
  }
  return host("Electron's binary is not here and cannot be downloaded");
};
