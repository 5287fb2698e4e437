import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { configure } from './configuration.ts';

const STAND_IN = new URL('./electron.ts', import.meta.url).href;
const REDIRECTED = new Set(['electron', 'electron/main', 'electron/common']);

/** Writes why the app cannot go on and ends with a code other than 0. */
function fail(reason: string): never {
  process.stderr.write(`electron-host: ${reason}\n`);
  process.exit(1);
}

function readCommandLine(args: readonly string[]): CommandLine {
  try {
    return parseCommandLine(args);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/**
 * A test runner's loader holds `ready` back until the runner has attached and calls `__playwright_run`. Without a
 * loader the host offers the same function itself.
 */
function holdReadyForRunner(): Promise<void> {
  if ('__playwright_run' in globalThis) return Promise.resolve();
  const released = Promise.withResolvers<void>();
  Object.assign(globalThis, { __playwright_run: async () => released.resolve() });
  return released.promise;
}

const args = process.argv.slice(2);
const configuration = configure(readCommandLine(args), process.env);
registerHooks({
  resolve: (specifier, context, next) =>
    REDIRECTED.has(specifier) ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
});
Object.assign(process, {
  type: 'browser',
  defaultApp: true,
  resourcesPath: path.join(import.meta.dirname, 'resources'),
});
process.argv = [process.argv[0] ?? process.execPath, ...args];

const { app } = await import('./electron.ts');
const { killBrowsers, onBrowserLost, visibleBrowser } = await import('./browser-host.ts');
const { killUtilityProcesses } = await import('./utility-process.ts');

onBrowserLost(fail);
process.on('exit', () => {
  killBrowsers();
  killUtilityProcesses();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

if (configuration.inspectPort !== undefined) inspector.open(configuration.inspectPort);
const requireFromApp = createRequire(path.join(configuration.appPath, 'package.json'));
for (const file of configuration.requires) requireFromApp(file);
const released = configuration.underTest ? holdReadyForRunner() : Promise.resolve();
await import(pathToFileURL(configuration.mainFile).href);
if (!app.isFinishing()) {
  // Like Electron, stay until told to quit, even without a window.
  setInterval(() => {}, 2 ** 30);
  // The runner connects to the browser before it lets `ready` happen: the browser has to be there first.
  if (configuration.underTest) await visibleBrowser(app.browserIdentity());
  await released;
  app.start();
}
