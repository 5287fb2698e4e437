import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import type { Chromium, WindowPlacement } from './browser/chromium.ts';
import { hiddenBrowser, visibleBrowser } from './browser-host.ts';
import { trace } from './configuration.ts';
import { preventableEvent } from './events.ts';
import { mediaFeatures, nativeTheme } from './native-theme.ts';
import { addOpenWindow, type OpenWindow, openWindows, removeOpenWindow } from './open-windows.ts';
import { hasStarted } from './readiness.ts';
import { WebContents, type WebPreferences } from './web-contents.ts';
import { controlBounds, type Rectangle, type WindowBounds } from './window-bounds.ts';

export type BrowserWindowOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly title?: string;
  readonly show?: boolean;
  readonly backgroundColor?: string;
  readonly webPreferences?: WebPreferences;
  readonly [name: string]: unknown;
};

/** Preferences that would weaken the isolation the host stands for, with the only value it accepts. */
const REQUIRED: Readonly<Record<string, boolean>> = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
};

const CLOSE_LIMIT_MS = 5_000;
const windows = new Set<BrowserWindow>();
let lastId = 0;
let focused: BrowserWindow | null = null;

/** Electron's `BrowserWindow`. Refuses web preferences weaker than a sandboxed, isolated page. */
export class BrowserWindow extends EventEmitter implements OpenWindow {
  readonly id: number;
  readonly webContents: WebContents;
  readonly #options: BrowserWindowOptions;
  #chromium: Chromium | undefined;
  #bounds: WindowBounds | undefined;
  #boundsWanted: Rectangle;
  #title: string;
  #visible: boolean;
  #destroyed = false;
  #closing: Promise<boolean> | undefined;
  #minimumSize: [number, number] = [0, 0];
  #resizeTimer: NodeJS.Timeout | undefined;

  constructor(options: BrowserWindowOptions = {}) {
    super();
    if (!hasStarted()) throw new Error('Cannot create BrowserWindow before app is ready');
    refuseWeakPreferences(options.webPreferences ?? {});
    lastId += 1;
    this.id = lastId;
    this.#options = options;
    this.#title = options.title ?? app.name;
    this.#visible = options.show !== false;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#boundsWanted = { x, y, width, height };
    windows.add(this);
    addOpenWindow(this);
    this.webContents = new WebContents(options.webPreferences ?? {}, {
      openWindow: (url, overrides) => this.#openChild(url, overrides),
      requestClose: () => this.requestClose(),
      destroy: () => this.destroy(),
      focus: () => this.focus(),
      windowEvent: (event) => this.#windowEvent(event),
      titleChanged: (title) => this.#titleChanged(title),
      readyToShow: () => this.emit('ready-to-show'),
    });
    focused ??= this;
    app.emit('browser-window-created', preventableEvent({}), this);
    this.#open().catch((error) => {
      if (!this.#destroyed && !app.isFinishing()) console.error('electron-host: a window did not open:', error);
    });
  }

  async #open(): Promise<void> {
    const isHidden = this.#options.show === false && windows.size > 1;
    const { x, y, backgroundColor } = this.#options;
    const { width, height } = this.#boundsWanted;
    const placement: WindowPlacement = { width, height, x, y, title: this.#title, backgroundColor };
    const identity = app.browserIdentity();
    const chromium = await (isHidden ? hiddenBrowser(identity) : visibleBrowser(identity, placement));
    this.#chromium = chromium;
    chromium.onExit(() => this.#markDestroyed());
    const paused = await chromium.openPage(placement);
    if (this.#destroyed) {
      await chromium.connection.browser.send('Target.closeTarget', { targetId: paused.targetId });
      return;
    }
    this.#follow(chromium, paused.targetId);
    await this.webContents.attach(paused, chromium);
    const at = x === undefined || y === undefined ? {} : { x, y };
    this.#bounds = await controlBounds(chromium, this.webContents.page(), { width, height, ...at });
  }

  #follow(chromium: Chromium, targetId: string): void {
    chromium.onPageGone((gone) => {
      if (gone === targetId) this.#markDestroyed();
    });
  }

  #titleChanged(title: string): void {
    const event = preventableEvent({});
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.#title = title;
  }

  #openChild(url: string, overrides: Readonly<Record<string, unknown>>): BrowserWindow {
    const webPreferences = this.#options.webPreferences ?? {};
    const child = new BrowserWindow({ webPreferences, ...overrides });
    child.loadURL(url).catch((error) => trace(error));
    return child;
  }

  #windowEvent(event: 'resize' | 'focus' | 'blur'): void {
    if (event === 'resize') {
      clearTimeout(this.#resizeTimer);
      this.#resizeTimer = setTimeout(() => this.#refreshBounds(), 100);
      return;
    }
    if (event === 'focus') focused = this;
    else if (focused === this) focused = null;
    this.emit(event);
    app.emit(`browser-window-${event}`, preventableEvent({}), this);
  }

  #refreshBounds(): void {
    this.#bounds?.refresh().then(
      (changed) => changed && this.emit('resize'),
      () => {},
    );
  }

  #markDestroyed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    clearTimeout(this.#resizeTimer);
    windows.delete(this);
    if (focused === this) focused = null;
    this.webContents.markDestroyed();
    const left = removeOpenWindow(this);
    this.emit('closed');
    if (left === 0) setImmediate(() => openWindows().length === 0 && app.allWindowsClosed());
  }

  close(): void {
    this.requestClose();
  }
  /** Closes like `close()`; resolves with true when the window is gone and false when the app or the page keeps it. */
  requestClose(): Promise<boolean> {
    if (this.#destroyed) return Promise.resolve(true);
    this.#closing ??= this.#requestClose().finally(() => {
      this.#closing = undefined;
    });
    return this.#closing;
  }
  async #requestClose(): Promise<boolean> {
    const event = preventableEvent({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const onClosed = (): void => resolve(true);
    this.once('closed', onClosed);
    this.webContents.onStaying(() => resolve(false));
    // A page that hangs cannot answer; Electron would offer to end it as well.
    const limit = setTimeout(() => this.destroy(), CLOSE_LIMIT_MS);
    if (this.webContents.isCrashed()) this.destroy();
    else
      this.webContents
        .page()
        .send('Page.close')
        .catch(() => this.destroy());
    const closed = await promise;
    clearTimeout(limit);
    this.off('closed', onClosed);
    return closed;
  }

  destroy(): void {
    if (this.#destroyed) return;
    const targetId = this.webContents.page().targetId();
    if (targetId !== undefined) {
      this.#chromium?.connection.browser.send('Target.closeTarget', { targetId }).catch(() => {});
    }
    this.#markDestroyed();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  loadFile(file: string): Promise<void> {
    return this.webContents.loadFile(file);
  }
  reload(): void {
    this.webContents.reload();
  }
  capturePage(area?: Rectangle) {
    return this.webContents.capturePage(area);
  }

  show(): void {
    if (!this.#visible) {
      this.#visible = true;
      this.emit('show');
    }
    this.focus();
  }
  showInactive(): void {
    this.#visible = true;
    this.emit('show');
  }
  hide(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.#visible && !this.#destroyed;
  }
  focus(): void {
    if (!this.#destroyed)
      this.webContents
        .page()
        .send('Page.bringToFront')
        .catch(() => {});
  }
  blur(): void {}
  isFocused(): boolean {
    return focused === this;
  }

  getBounds(): Rectangle {
    return this.#bounds?.current() ?? this.#boundsWanted;
  }
  getNormalBounds(): Rectangle {
    return this.getBounds();
  }
  getContentBounds(): Rectangle {
    return this.getBounds();
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.#boundsWanted = { ...this.#boundsWanted, ...bounds };
    this.#bounds?.set(bounds).then(
      () => this.emit('resize'),
      (error) => trace(error),
    );
  }
  setContentBounds(bounds: Partial<Rectangle>): void {
    this.setBounds(bounds);
  }
  getSize(): [number, number] {
    const { width, height } = this.getBounds();
    return [width, height];
  }
  getContentSize(): [number, number] {
    return this.getSize();
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getPosition(): [number, number] {
    const { x, y } = this.getBounds();
    return [x, y];
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  center(): void {}
  getMinimumSize(): [number, number] {
    return this.#minimumSize;
  }
  setMinimumSize(width: number, height: number): void {
    this.#minimumSize = [width, height];
  }

  #setState(state: 'normal' | 'minimized' | 'maximized' | 'fullscreen', event: string): void {
    this.#bounds?.setState(state).then(
      () => this.emit(event),
      (error) => trace(error),
    );
  }
  maximize(): void {
    this.#setState('maximized', 'maximize');
  }
  unmaximize(): void {
    this.#setState('normal', 'unmaximize');
  }
  isMaximized(): boolean {
    return this.#bounds?.state() === 'maximized';
  }
  minimize(): void {
    this.#setState('minimized', 'minimize');
  }
  isMinimized(): boolean {
    return this.#bounds?.state() === 'minimized';
  }
  restore(): void {
    this.#setState('normal', 'restore');
  }
  setFullScreen(on: boolean): void {
    this.#setState(on ? 'fullscreen' : 'normal', on ? 'enter-full-screen' : 'leave-full-screen');
  }
  isFullScreen(): boolean {
    return this.#bounds?.state() === 'fullscreen';
  }

  getTitle(): string {
    return this.#title;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setBackgroundColor(): void {}
  setIcon(): void {}
  setContentProtection(): void {}
  setProgressBar(): void {}
  setOverlayIcon(): void {}
  flashFrame(): void {}
  setAlwaysOnTop(): void {}
  setResizable(): void {}
  setEnabled(): void {}
  setDocumentEdited(): void {}
  setSkipTaskbar(): void {}
  getParentWindow(): null {
    return null;
  }
  getChildWindows(): never[] {
    return [];
  }
  isModal(): boolean {
    return false;
  }
  isEnabled(): boolean {
    return true;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }
  static fromId(id: number): BrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }
}

function refuseWeakPreferences(preferences: WebPreferences): void {
  for (const [name, required] of Object.entries(REQUIRED)) {
    const given = preferences[name];
    if (given !== undefined && given !== required) {
      throw new Error(`electron-host: webPreferences.${name} must be ${required}`);
    }
  }
}

nativeTheme.on('updated', () => {
  for (const window of windows) {
    window.webContents
      .page()
      .send('Emulation.setEmulatedMedia', { features: mediaFeatures() })
      .catch(() => {});
  }
});
