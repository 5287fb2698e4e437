import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const BIN = path.join(import.meta.dirname, '..', 'bin');
export const HOST = path.join(BIN, 'electron');
export const APP = path.join(import.meta.dirname, 'app');

// Read by the electron package inside the runner itself, when Playwright asks it for the executable.
process.env.ELECTRON_OVERRIDE_DIST_PATH = BIN;

export type Launched = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the fixture has recorded so far. */
  seen(): Promise<string[]>;
  /** Waits until the fixture has recorded this line. */
  waitFor(line: string | RegExp): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** A clean environment for one start of the fixture, headless unless the caller's environment says otherwise, with a userData directory of its own. */
export function fixtureEnvironment(
  userData: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) if (value !== undefined) environment[name] = value;
  return {
    ELECTRON_HOST_HEADLESS: '1',
    ...environment,
    FIXTURE_USER_DATA: userData,
    ...more,
  };
}

export function temporaryDirectory(): { readonly path: string; [Symbol.dispose](): void } {
  const directory = mkdtempSync(path.join(tmpdir(), 'electron-host-test-'));
  return {
    path: directory,
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Starts the fixture through Playwright as an end-to-end test would, and waits for its first page. */
export async function launchFixture(more: Readonly<Record<string, string>> = {}): Promise<Launched> {
  const userData = temporaryDirectory();
  const app = await _electron.launch({ args: ['.'], cwd: APP, env: fixtureEnvironment(userData.path, more) });
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.readyState === 'complete' && 'bridge' in window);
  const seen = (): Promise<string[]> => app.evaluate(() => Reflect.get(globalThis, 'fixture').seen);
  return {
    app,
    page,
    seen,
    waitFor: async (line) => {
      const limit = Date.now() + 10_000;
      const isMeant = (text: string): boolean => (typeof line === 'string' ? text === line : line.test(text));
      while (!(await seen()).some(isMeant)) {
        if (Date.now() > limit) throw new Error(`not recorded: ${line}; recorded: ${(await seen()).join(' | ')}`);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await app
        .evaluate(() =>
          Object.assign(Reflect.get(globalThis, 'fixture').state, { preventClose: false, preventQuit: false }),
        )
        .catch(() => {});
      await app.close();
      userData[Symbol.dispose]();
    },
  };
}
