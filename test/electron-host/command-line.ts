import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What an Electron-like command line asks for. */
export type CommandLine = {
  /** Directory of the app (where its package.json lies). */
  readonly appPath: string;
  /** The file to load as the main process. */
  readonly mainFile: string;
  readonly packageName: string;
  readonly productName: string | undefined;
  readonly version: string;
  /** Modules to load before the app (`-r file`). */
  readonly requires: readonly string[];
  /** Port of Node's inspector (`--inspect=0`), undefined when not wanted. */
  readonly inspectPort: number | undefined;
  /** Port of Chromium's DevTools (`--remote-debugging-port=0`), undefined when not wanted. */
  readonly debugPort: string | undefined;
  readonly noSandbox: boolean;
  /** All `--name[=value]` switches, before and after the app's path. */
  readonly switches: ReadonlyMap<string, string>;
};

/**
 * Parses the arguments an Electron executable takes: `[-r module]… [--switch[=value]]… [directory or file] [rest]…`.
 * Relative paths count from the working directory. Throws when the app's package.json or main file is missing.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const requires: string[] = [];
  const switches = new Map<string, string>();
  let app: string | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (app === undefined && (argument === '-r' || argument === '--require')) {
      index += 1;
      requires.push(path.resolve(args[index] ?? ''));
    } else if (argument.startsWith('--')) {
      const [, name = '', value = ''] = /^--([^=]*)=?(.*)$/s.exec(argument) ?? [];
      switches.set(name, value);
    } else {
      app ??= path.resolve(argument);
    }
  }
  return { requires, ...locateApp(app ?? path.resolve('.')), ...readKnownSwitches(switches), switches };
}

function readKnownSwitches(switches: ReadonlyMap<string, string>) {
  const inspect = switches.get('inspect');
  return {
    inspectPort: inspect === undefined ? undefined : Number(inspect || '9229'),
    debugPort: switches.get('remote-debugging-port'),
    noSandbox: switches.has('no-sandbox'),
  };
}

function locateApp(app: string) {
  if (!existsSync(app)) throw new Error(`there is no app at ${app}`);
  const isDirectory = statSync(app).isDirectory();
  const appPath = isDirectory ? app : closestPackage(path.dirname(app));
  const manifest: unknown = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8'));
  const text = (name: string): string | undefined => {
    const value: unknown = manifest && typeof manifest === 'object' ? Reflect.get(manifest, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const mainFile = isDirectory ? path.join(app, text('main') ?? 'index.js') : app;
  if (!existsSync(mainFile)) throw new Error(`the app's main file ${mainFile} does not exist; was the app built?`);
  return {
    appPath,
    mainFile,
    packageName: text('name') ?? 'electron-app',
    productName: text('productName'),
    version: text('version') ?? '0.0.0',
  };
}

function closestPackage(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no package.json above ${start}`);
  }
}
