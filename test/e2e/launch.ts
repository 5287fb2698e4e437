import { mkdirSync } from 'node:fs';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { appArguments } from '../../tools/app-arguments.ts';
import { root } from '../../tools/root.ts';
import { isRunning, processTree } from '../electron-host/conformance/process-tree.ts';

export const WINDOW = { width: 1280, height: 720 } as const;

/** What a runtime says on its own account: the debugger's addresses and Chromium's log lines (`[pid:…:LEVEL:file] …`). */
const RUNTIME_NOISE = /^(Debugger |DevTools |Waiting for the debugger|For help, see|\[\d+[:/]|$)/;

/** The running app with its one window. */
export type DeskWindow = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, CSP reports and what main or core wrote to stderr, in that order of arrival. */
  readonly complaints: readonly string[];
  /** Quits in an orderly way and waits until all its processes are gone. */
  close(): Promise<void>;
  /** SIGKILL for every process of the app at once, as a power cut would. */
  kill(): Promise<void>;
};

const environment = (temp: string): Record<string, string> => {
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const kept = Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(kept),
    ELECTRON_HOST_HEADLESS: process.env.ELECTRON_HOST_HEADLESS ?? '1',
    LANG: 'de_DE.UTF-8',
    TMPDIR: temp,
    DESK_CHECK_RESPONSES: '1',
  };
};

const allGone = async (processes: readonly number[]): Promise<void> => {
  const limit = Date.now() + 20_000;
  for (let left = processes.filter(isRunning); left.length > 0; left = left.filter(isRunning)) {
    if (Date.now() > limit) throw new Error(`still running: ${left.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const killNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was quicker.
  }
};

const watch = (app: ElectronApplication, page: Page): string[] => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // A resource that failed to load is named by the address alone: the text only says that one did.
    complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('crash', () => complaints.push('the page crashed'));
  let rest = '';
  app.process().stderr?.on('data', (piece: Buffer) => {
    const lines = (rest + piece.toString()).split('\n');
    rest = lines.pop() ?? '';
    complaints.push(...lines.filter((line) => !RUNTIME_NOISE.test(line)).map((line) => `stderr: ${line}`));
  });
  return complaints;
};

/**
 * Starts the built app through Playwright on the runtime chosen for this run (`ELECTRON_OVERRIDE_DIST_PATH`), with
 * German as its language and answers checked against the contract. File dialogs are cancelled until a test chooses.
 *
 * @param folders.profile the installation's data, kept between starts
 * @param folders.temp what the app and its browser take for the system's temporary folder
 */
export const launch = async (folders: { profile: string; temp: string }): Promise<DeskWindow> => {
  mkdirSync(folders.temp, { recursive: true });
  const app = await _electron.launch({
    args: appArguments(folders.profile),
    cwd: root,
    env: environment(folders.temp),
  });
  const page = await app.firstWindow();
  const complaints = watch(app, page);
  page.setDefaultTimeout(20_000);
  await page.setViewportSize(WINDOW);
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
  });
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`CSP report: ${violatedDirective} ${blockedURI}`),
    ),
  );
  // Once more from the start, so that everything the page does is watched. The app itself reloads: whatever else
  // tries is a navigation it refuses.
  const firstWords = page.getByRole('heading', { level: 1 }).first();
  await firstWords.waitFor();
  const loaded = page.waitForEvent('load');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await loaded;
  await firstWords.waitFor();
  const { pid } = app.process();
  const tree = (): number[] => (pid === undefined ? [] : processTree(pid));
  return {
    app,
    page,
    complaints,
    close: async () => {
      const processes = tree();
      await app.close();
      await allGone(processes);
    },
    kill: async () => {
      const closed = app.waitForEvent('close');
      const processes = tree();
      for (const one of processes) if (isRunning(one)) killNow(one);
      await allGone(processes);
      await closed;
    },
  };
};
