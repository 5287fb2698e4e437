import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { appArguments } from '../app-arguments.ts';
import { buildIfNeeded } from '../build/freshness.ts';
import { demoFolders } from '../demo/demo-folders.ts';
import { openDemo } from '../demo/open-demo.ts';
import { root } from '../root.ts';
import { chooseRuntime, hasDisplay } from '../runtime.ts';
import { messageOf } from '../terminal.ts';

// `npm start`: builds, brings up the demo and runs the app on it until its window is closed or Ctrl+C is pressed.

/** How long the app may take to end by itself after Ctrl+C; core alone may take ten seconds. */
const QUIT_MILLISECONDS = 15_000;

const runTour = (): Promise<number> =>
  new Promise((resolve) => {
    const tour = spawn(process.execPath, [fileURLToPath(new URL('tour.ts', import.meta.url))], {
      cwd: root,
      stdio: 'inherit',
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tour.kill(signal));
    tour.on('exit', (code) => resolve(code ?? 1));
  });

/** Runs the app and resolves with its exit code. A signal asks it to quit; it is killed when it does not. */
const runApp = (executable: string): Promise<number> =>
  new Promise((resolve, reject) => {
    // A process group of its own: Ctrl+C then reaches only us, and the app is told to quit in an orderly way.
    const app = spawn(executable, appArguments(demoFolders.profile), { cwd: root, stdio: 'inherit', detached: true });
    let asked = false;
    const quit = (): void => {
      if (asked) return;
      asked = true;
      console.log('\nClosing the app …');
      app.kill('SIGTERM');
      setTimeout(() => app.kill('SIGKILL'), QUIT_MILLISECONDS).unref();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
    app.on('error', reject);
    app.on('exit', (code) => resolve(asked ? 0 : (code ?? 1)));
  });

const start = async (): Promise<number> => {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  if (!hasDisplay()) {
    console.log('There is no display here, so the tour runs instead: the main job through the real windows, unseen.');
    return runTour();
  }
  const runtime = await chooseRuntime({ mayDownload: true });
  if (!existsSync(runtime.executable)) throw new Error(`There is no executable at ${runtime.executable}.`);
  await buildIfNeeded();
  const service = await openDemo(values);
  try {
    console.log('Opening the window … (Ctrl+C here, or closing the window, ends everything)');
    return await runApp(runtime.executable);
  } finally {
    await service.close();
  }
};

try {
  process.exit(await start());
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
