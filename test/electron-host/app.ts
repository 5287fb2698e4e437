import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserIdentity, stopBrowsers } from './browser-host.ts';
import { configuration, trace } from './configuration.ts';
import { preventableEvent } from './events.ts';
import { openWindows } from './open-windows.ts';
import { markStarted } from './readiness.ts';
import { acquireSingleInstance, type SingleInstance } from './single-instance.ts';

type RelaunchOptions = { readonly args?: readonly string[]; readonly execPath?: string };

/** Languages whose regions Chromium keeps apart; all others are named without region. */
const REGIONAL = new Set(['en', 'es', 'pt', 'zh']);

/** Electron's `app`: life cycle, paths and single instance. */
class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = createCommandLine();
  name: string;
  userAgentFallback = '';
  accessibilitySupportEnabled = false;
  #ready = false;
  readonly #whenReady = Promise.withResolvers<void>();
  #quitting = false;
  #finishing = false;
  #instance: SingleInstance | undefined;
  #relaunch: RelaunchOptions | undefined;
  readonly #paths = new Map<string, string>();

  constructor() {
    super();
    const { productName, packageName, switches } = configuration();
    this.name = productName ?? packageName;
    const userData = switches.get('user-data-dir');
    if (userData) this.#paths.set('userData', path.resolve(userData));
  }

  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return configuration().version;
  }
  getAppPath(): string {
    return configuration().appPath;
  }

  getSystemLocale(): string {
    const named = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
    const locale = (named.split(/[.@]/)[0] ?? '').replace('_', '-');
    return /^[a-z]{2,3}(-[A-Za-z]+)?$/.test(locale) ? locale : 'en-US';
  }
  getLocale(): string {
    const locale = this.getSystemLocale();
    const language = locale.split('-')[0] ?? 'en';
    return REGIONAL.has(language) ? locale : language;
  }
  getLocaleCountryCode(): string {
    return this.getSystemLocale().split('-')[1] ?? '';
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getSystemLocale()];
  }

  getPath(name: string): string {
    const known = this.#paths.get(name) ?? this.#defaultPath(name);
    if (known === undefined) throw new Error(`Failed to get '${name}' path`);
    return known;
  }
  setPath(name: string, value: string): void {
    if (!path.isAbsolute(value)) throw new Error('Path must be absolute');
    this.#paths.set(name, value);
  }
  setAppLogsPath(value?: string): void {
    this.#paths.set('logs', value ?? path.join(this.getPath('userData'), 'logs'));
  }
  #defaultPath(name: string): string | undefined {
    const appData = process.env.XDG_CONFIG_HOME || path.join(homedir(), '.config');
    const paths: Readonly<Record<string, () => string>> = {
      home: homedir,
      appData: () => appData,
      userData: () => path.join(appData, this.name),
      sessionData: () => this.getPath('userData'),
      logs: () => path.join(this.getPath('userData'), 'logs'),
      crashDumps: () => path.join(this.getPath('userData'), 'Crashpad'),
      temp: tmpdir,
      exe: () => process.execPath,
      module: () => process.execPath,
      desktop: () => path.join(homedir(), 'Desktop'),
      documents: () => path.join(homedir(), 'Documents'),
      downloads: () => path.join(homedir(), 'Downloads'),
    };
    return paths[name]?.();
  }

  isReady(): boolean {
    return this.#ready;
  }
  whenReady(): Promise<void> {
    return this.#whenReady.promise;
  }
  /** Emits `ready`, unless the app has already decided to end; called by boot. */
  start(): void {
    if (this.#finishing) return;
    this.#ready = true;
    markStarted();
    this.emit('ready', preventableEvent({}), {});
    this.#whenReady.resolve();
  }
  /** True once the end is decided: nothing is to be started any more. */
  isFinishing(): boolean {
    return this.#finishing;
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    if (this.#instance) return true;
    const message = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    this.#instance = acquireSingleInstance(this.getPath('userData'), message, async (other) => {
      await this.#whenReady.promise;
      this.emit('second-instance', preventableEvent({}), other.argv, other.workingDirectory, other.additionalData);
    });
    return this.#instance !== undefined;
  }
  hasSingleInstanceLock(): boolean {
    return this.#instance !== undefined;
  }
  releaseSingleInstanceLock(): void {
    this.#instance?.release();
    this.#instance = undefined;
  }

  quit(): void {
    this.#quit().catch((error) => {
      console.error(error);
      this.exit(1);
    });
  }
  async #quit(): Promise<void> {
    if (this.#quitting || this.#finishing) return;
    this.#quitting = true;
    const goesOn = this.#mayContinue('before-quit') && (await closeAll()) && this.#mayContinue('will-quit');
    this.#quitting = false;
    if (goesOn) this.exit(0);
  }
  #mayContinue(name: 'before-quit' | 'will-quit'): boolean {
    const event = preventableEvent({});
    this.emit(name, event);
    return !event.defaultPrevented;
  }

  /** Called by the windows when the last one is gone. */
  allWindowsClosed(): void {
    if (this.#quitting || this.#finishing) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  exit(code = 0): void {
    if (this.#finishing) return;
    this.#finishing = true;
    this.emit('quit', preventableEvent({}), code);
    this.releaseSingleInstanceLock();
    for (const window of openWindows()) window.destroy();
    trace('exit', code);
    stopBrowsers().finally(() => {
      if (this.#relaunch) startAgain(this.#relaunch);
      process.exit(code);
    });
  }
  relaunch(options: RelaunchOptions = {}): void {
    this.#relaunch = options;
  }

  /** What Chromium is told about the app. */
  browserIdentity(): BrowserIdentity {
    return { className: this.name, language: this.getLocale(), appSwitches: this.commandLine.all() };
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  }
  disableHardwareAcceleration(): void {}
  disableDomainBlockingFor3DAPIs(): void {}
  setAppUserModelId(): void {}
  setDesktopName(): void {}
  setLoginItemSettings(): void {}
  setBadgeCount(): boolean {
    return false;
  }
  setAccessibilitySupportEnabled(): void {}
  isAccessibilitySupportEnabled(): boolean {
    return false;
  }
  isInApplicationsFolder(): boolean {
    return false;
  }
  setAsDefaultProtocolClient(): boolean {
    return false;
  }
  isDefaultProtocolClient(): boolean {
    return false;
  }
  addRecentDocument(): void {}
  clearRecentDocuments(): void {}
  focus(): void {}
  hide(): void {}
  show(): void {}
  getAppMetrics(): never[] {
    return [];
  }
  getGPUFeatureStatus(): Record<string, string> {
    return {};
  }
}

/** Closes the windows one after the other; false as soon as one stays open. */
async function closeAll(): Promise<boolean> {
  for (const window of openWindows()) {
    if (!(await window.requestClose())) return false;
  }
  return true;
}

function startAgain({ args, execPath }: RelaunchOptions): void {
  const [, ...given] = process.argv;
  const boot = path.join(import.meta.dirname, 'boot.ts');
  const [command, parameters] = execPath
    ? [execPath, args ?? given]
    : [process.execPath, [...process.execArgv, boot, ...(args ?? given)]];
  spawn(command, parameters, { stdio: 'inherit', detached: true }).unref();
}

function createCommandLine() {
  const switches = new Map(configuration().switches);
  return {
    appendSwitch: (name: string, value = ''): void => {
      switches.set(name, value);
    },
    appendArgument: (): void => {},
    hasSwitch: (name: string): boolean => switches.has(name),
    getSwitchValue: (name: string): string => switches.get(name) ?? '',
    removeSwitch: (name: string): void => {
      switches.delete(name);
    },
    /** Used by the host to hand on what Chromium may get. */
    all: (): ReadonlyMap<string, string> => switches,
  };
}

export const app = new App();
