import { _electron, type ElectronApplication } from '@playwright/test';
import { appArguments } from '../app-arguments.ts';
import { type Rebuilt, watchAll } from '../build/watch.ts';
import { demoAccount } from '../demo/demo-account.ts';
import { demoFolders } from '../demo/demo-folders.ts';
import { openDemo } from '../demo/open-demo.ts';
import { root } from '../root.ts';
import { chooseRuntime, hasDisplay } from '../runtime.ts';
import { messageOf } from '../terminal.ts';

// `npm run dev`: the app on the demo, signed in. A change of the renderer reloads the window, any other change starts
// the app anew.

/** Changes come in flocks: one save may touch several bundles. */
const SETTLE_MILLISECONDS = 200;

type Running = { app: ElectronApplication };

/** Asked of main, because a navigation that the page itself or its debugger begins is refused (SECURITY B4). */
const reload = ({ app }: Running): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.reload();
  });

const launch = async (executablePath: string): Promise<Running> => {
  const app = await _electron.launch({
    executablePath,
    args: appArguments(demoFolders.profile),
    cwd: root,
    env: Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  });
  const page = await app.firstWindow();
  page.on('console', (message) => console.log(`[window] ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.error(`[window] ${error.stack ?? error.message}`));
  await page.waitForFunction(() => document.readyState === 'complete' && 'desk' in window);
  const { accountName, passphrase } = demoAccount;
  await page.evaluate((credentials) => window.desk.administration.signIn(credentials), { accountName, passphrase });
  await reload({ app });
  return { app };
};

const develop = async (): Promise<void> => {
  if (!hasDisplay()) throw new Error('There is no display here; hot reload needs a window to show.');
  const runtime = await chooseRuntime({ mayDownload: true });
  const service = await openDemo({ fresh: false });

  let running: Running | undefined;
  let replacing = false;
  let wanted: Rebuilt | undefined;
  let timer: NodeJS.Timeout | undefined;
  const ended = Promise.withResolvers<void>();

  const show = async (): Promise<void> => {
    running = await launch(runtime.executable);
    running.app.once('close', () => {
      if (!replacing) ended.resolve();
    });
  };
  const follow = async (): Promise<void> => {
    const what = wanted;
    wanted = undefined;
    if (what === undefined || running === undefined || replacing) return;
    console.log(what === 'reload' ? 'Reloading …' : 'Starting the app anew …');
    if (what === 'reload') {
      await reload(running);
      return;
    }
    replacing = true;
    try {
      await running.app.close();
      await show();
    } finally {
      replacing = false;
    }
    if (wanted !== undefined) await follow();
  };
  const onRebuilt = (what: Rebuilt): void => {
    wanted = wanted === 'relaunch' ? wanted : what;
    clearTimeout(timer);
    timer = setTimeout(() => void follow().catch(ended.reject), SETTLE_MILLISECONDS);
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ended.resolve());
  console.log('Building, then watching for changes …');
  const stopWatching = await watchAll(onRebuilt);
  try {
    await show();
    console.log('Watching. (Ctrl+C here, or closing the window, ends everything)');
    await ended.promise;
  } finally {
    replacing = true;
    clearTimeout(timer);
    await running?.app.close().catch(() => undefined);
    await stopWatching();
    await service.close();
  }
};

try {
  await develop();
  process.exit(0);
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
