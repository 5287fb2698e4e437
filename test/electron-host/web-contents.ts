import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import type { Chromium, PausedPage } from './browser/chromium.ts';
import { preventableEvent } from './events.ts';
import { createMainFrame, type Frame } from './frame.ts';
import { IpcMain, ipcMain } from './ipc-main.ts';
import { type NativeImage, nativeImageFromPng } from './native-image.ts';
import { createPage, type Page } from './page.ts';
import { type PdfOptions, printToPdf, toBuffer } from './printing.ts';
import { fromBrowserAddress } from './scheme-addresses.ts';
import { type Session, session } from './session.ts';

export type WebPreferences = {
  readonly preload?: string;
  readonly additionalArguments?: readonly string[];
  readonly [name: string]: unknown;
};

type WindowOpenDetails = {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  readonly disposition: 'new-window';
  readonly referrer: { readonly url: string; readonly policy: 'default' };
};

type WindowOpenAnswer =
  | { readonly action: 'deny' }
  | { readonly action: 'allow'; readonly overrideBrowserWindowOptions?: Readonly<Record<string, unknown>> };

/** What the window around the contents does for them. */
export type WindowContext = {
  /** Opens another window, as `setWindowOpenHandler` allowed. */
  openWindow(url: string, options: Readonly<Record<string, unknown>>): unknown;
  requestClose(): Promise<boolean>;
  destroy(): void;
  focus(): void;
  /** The page's own window event. */
  windowEvent(event: 'resize' | 'focus' | 'blur'): void;
  /** The document has another title. */
  titleChanged(title: string): void;
  /** The first document is there to be seen. */
  readyToShow(): void;
};

type CaptureArea = { x: number; y: number; width: number; height: number };

const contentsById = new Map<number, WebContents>();
let lastId = 0;

/** Electron's `WebContents` of one window. */
export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: Session = session.defaultSession;
  readonly ipc = new IpcMain();
  readonly mainFrame: Frame;
  readonly navigationHistory = {
    canGoBack: (): boolean => false,
    canGoForward: (): boolean => false,
    goBack: (): void => {},
    goForward: (): void => {},
    clear: (): void => {},
  };
  backgroundThrottling = true;
  readonly #context: WindowContext;
  readonly #page: Page;
  #chromium: Chromium | undefined;
  #destroyed = false;
  #shown = false;
  #title = '';
  #zoom = 1;
  #audioMuted = false;
  #staying: (() => void) | undefined;
  #windowOpenHandler: (details: WindowOpenDetails) => WindowOpenAnswer = () => ({ action: 'allow' });

  constructor(preferences: WebPreferences, context: WindowContext) {
    super();
    lastId += 1;
    this.id = lastId;
    this.#context = context;
    this.#page = this.#createPage(preferences);
    this.mainFrame = createMainFrame({
      url: () => this.#page.url(),
      isDestroyed: () => this.#destroyed,
      executeJavaScript: (code) => this.executeJavaScript(code),
    });
    contentsById.set(this.id, this);
    app.emit('web-contents-created', preventableEvent({}), this);
  }

  #createPage(preferences: WebPreferences): Page {
    return createPage({
      preload: preferences.preload,
      additionalArguments: preferences.additionalArguments ?? [],
      chromeVersion: () => this.#chromium?.version ?? '',
      events: {
        requests: {
          webRequest: this.session.webRequest,
          describe: () => ({ webContentsId: this.id, webContents: this, frame: this.mainFrame }),
        },
        mayNavigate: (navigation) => this.#mayNavigate(navigation),
        committed: (url) => this.emit('did-navigate', preventableEvent({}), url, 200, 'OK'),
        movedWithinDocument: (url) => this.emit('did-navigate-in-page', preventableEvent({}), url, true),
        domReady: () => this.emit('dom-ready', preventableEvent({})),
        loaded: () => this.#loaded(),
        stoppedLoading: () => this.emit('did-stop-loading'),
        crashed: () => this.#crashed(),
        wantsWindow: (request) => this.#openWindow(request),
        leaveAnyway: () => this.#leaveAnyway(),
        consoleMessage: (message) => {
          const { level, lineNumber, sourceId } = message;
          const event = preventableEvent({ ...message, frame: this.mainFrame });
          this.emit('console-message', event, level, message.message, lineNumber, sourceId);
        },
        invoke: async (channel, values) => {
          const handler = this.ipc.handlerOf(channel) ?? ipcMain.handlerOf(channel);
          if (!handler) throw new Error(`No handler registered for '${channel}'`);
          return handler(this.#ipcEvent(), ...values);
        },
        receive: (channel, values) => {
          this.ipc.emit(channel, this.#ipcEvent(), ...values);
          ipcMain.emit(channel, this.#ipcEvent(), ...values);
        },
        other: (message) => {
          if (message.kind === 'open')
            this.#openWindow({ url: fromBrowserAddress(message.url), frameName: '', features: '' });
          else if (message.kind === 'zoom') this.setZoomFactor(message.factor);
          else if (message.kind === 'title') this.#titleChanged(message.title);
          else if (message.kind === 'window') this.#context.windowEvent(message.event);
          else {
            console.error('Unable to load preload script:', message.text);
            this.emit('preload-error', preventableEvent({}), preferences.preload, new Error(message.text));
          }
        },
      },
    });
  }

  #ipcEvent() {
    return {
      type: 'frame',
      sender: this,
      senderFrame: this.mainFrame,
      frameId: this.mainFrame.routingId,
      processId: this.mainFrame.processId,
      ports: [],
      reply: (channel: string, ...values: unknown[]) => this.send(channel, ...values),
    };
  }

  #mayNavigate({ url, isMainFrame, isRedirect }: { url: string; isMainFrame: boolean; isRedirect: boolean }): boolean {
    const frame = isMainFrame ? this.mainFrame : null;
    const event = preventableEvent({ url, isMainFrame, isSameDocument: false, frame, initiator: this.mainFrame });
    if (isRedirect) {
      this.emit('will-redirect', event, url, false, isMainFrame);
      return !event.defaultPrevented;
    }
    this.emit('will-frame-navigate', event);
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url, false, true);
    return !event.defaultPrevented;
  }

  #loaded(): void {
    const url = this.#page.url();
    if (!url || url.startsWith('about:') || url.startsWith('data:') || url.startsWith('chrome-error:')) return;
    if (this.#zoom !== 1) this.setZoomFactor(this.#zoom);
    if (!this.#shown) {
      this.#shown = true;
      this.#context.readyToShow();
    }
    this.emit('did-finish-load', preventableEvent({}));
  }

  #titleChanged(title: string): void {
    this.#title = title;
    const event = preventableEvent({});
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.#context.titleChanged(title);
  }

  #crashed(): void {
    const details = { reason: 'crashed', exitCode: 5 };
    this.emit('render-process-gone', preventableEvent({}), details);
    app.emit('render-process-gone', preventableEvent({}), this, details);
  }

  /** Beforeunload wants to stay; the app may overrule by preventing `will-prevent-unload`. */
  #leaveAnyway(): boolean {
    const event = preventableEvent({});
    this.emit('will-prevent-unload', event);
    if (!event.defaultPrevented) this.#staying?.();
    return event.defaultPrevented;
  }

  #openWindow({ url, frameName, features }: { url: string; frameName: string; features: string }): void {
    const referrer = { url: '', policy: 'default' } as const;
    const answer = this.#windowOpenHandler({ url, frameName, features, disposition: 'new-window', referrer });
    if (answer?.action !== 'allow') return;
    const window = this.#context.openWindow(url, answer.overrideBrowserWindowOptions ?? {});
    this.emit('did-create-window', window, { url, frameName });
  }

  /** Takes over the page of the window; called by the window. */
  async attach(paused: PausedPage, chromium: Chromium): Promise<void> {
    this.#chromium = chromium;
    await this.session.applyPermissions(chromium, this, this.#page.url());
    await this.#page.attach(paused, chromium);
  }
  /** The page behind these contents; for the host's own parts. */
  page(): Page {
    return this.#page;
  }
  /** Marks the end; called by the window. */
  markDestroyed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    contentsById.delete(this.id);
    this.#page.gone();
    this.emit('destroyed');
  }
  /** Calls back when the page's beforeunload keeps it open. */
  onStaying(listener: () => void): void {
    this.#staying = listener;
  }
  async loadURL(url: string): Promise<void> {
    if (this.#destroyed) throw new Error('Object has been destroyed');
    this.emit('did-start-loading');
    try {
      await this.#page.navigate(url);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const description = /^(ERR_\w+)/.exec(text)?.[1] ?? 'ERR_FAILED';
      this.emit('did-fail-load', preventableEvent({}), -2, description, url, true);
      throw Object.assign(new Error(text), { code: description, url });
    }
  }
  async loadFile(file: string): Promise<void> {
    throw new Error(`electron-host: ${file} would be a file: page; serve it with protocol.handle`);
  }
  reload(): void {
    this.emit('did-start-loading');
    this.#page.reload().catch(() => {});
  }
  reloadIgnoringCache(): void {
    this.reload();
  }
  stop(): void {
    this.#page.send('Page.stopLoading').catch(() => {});
  }
  send(channel: string, ...values: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    this.#page.post(channel, values);
  }
  async executeJavaScript(code: string): Promise<unknown> {
    if (this.isLoading()) await new Promise((resolve) => this.once('did-stop-loading', resolve));
    return this.#page.evaluate(code);
  }
  async insertCSS(css: string): Promise<string> {
    const add = (text: string): void => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets.push(sheet);
    };
    await this.#page.evaluateIsolated(`(${add})(${JSON.stringify(css)})`);
    return String(css.length);
  }
  async capturePage(area?: CaptureArea): Promise<NativeImage> {
    const clip = area && { clip: { ...area, scale: 1 } };
    const { data } = await this.#page.send('Page.captureScreenshot', { format: 'png', ...clip });
    return nativeImageFromPng(toBuffer(data));
  }
  async printToPDF(options: PdfOptions = {}): Promise<Buffer> {
    return printToPdf(await this.#page.session(), options);
  }
  print(_options: unknown = {}, callback: (success: boolean, reason: string) => void = () => {}): void {
    if (this.#chromium?.headless !== false) {
      callback(false, 'Printing is not available without a display');
      return;
    }
    this.#page.evaluateIsolated('window.print()').then(
      () => callback(true, ''),
      (error) => callback(false, String(error)),
    );
  }
  setWindowOpenHandler(handler: (details: WindowOpenDetails) => WindowOpenAnswer): void {
    this.#windowOpenHandler = handler;
  }
  /** Zooms by CSS: lengths and text grow; media queries do not notice, unlike in Electron. */
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.#zoom = factor;
    const apply = `document.documentElement.style.zoom = ${JSON.stringify(factor === 1 ? '' : String(factor))}`;
    this.#page.evaluateIsolated(apply).catch(() => {});
  }
  getZoomFactor(): number {
    return this.#zoom;
  }
  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level);
  }
  getZoomLevel(): number {
    return Math.log(this.#zoom) / Math.log(1.2);
  }
  async setVisualZoomLevelLimits(): Promise<void> {}
  forcefullyCrashRenderer(): void {
    this.#page.send('Page.crash').catch(() => {});
  }
  close(options: { waitForBeforeUnload?: boolean } = {}): void {
    if (options.waitForBeforeUnload) this.#context.requestClose();
    else this.#context.destroy();
  }
  focus(): void {
    this.#context.focus();
  }
  getURL(): string {
    const url = this.#page.url();
    return url.startsWith('about:blank') || url.startsWith('data:') ? '' : url;
  }
  getTitle(): string {
    return this.#title;
  }
  getUserAgent(): string {
    return this.#chromium?.userAgent ?? '';
  }
  setUserAgent(): void {}
  getType(): 'window' {
    return 'window';
  }
  getOSProcessId(): number {
    return 0;
  }
  getProcessId(): number {
    return this.mainFrame.processId;
  }
  isLoading(): boolean {
    return this.#page.isLoading();
  }
  isLoadingMainFrame(): boolean {
    return this.#page.isLoading();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#page.isCrashed();
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  openDevTools(): void {}
  closeDevTools(): void {}
  toggleDevTools(): void {}
  isAudioMuted(): boolean {
    return this.#audioMuted;
  }
  setAudioMuted(muted: boolean): void {
    this.#audioMuted = muted;
  }
  setBackgroundThrottling(allowed: boolean): void {
    this.backgroundThrottling = allowed;
  }
  setIgnoreMenuShortcuts(): void {}
  setWebRTCIPHandlingPolicy(): void {}
}

/** Electron's `webContents`. */
export const webContents = {
  fromId: (id: number): WebContents | undefined => contentsById.get(id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    [...contentsById.values()].find((contents) => contents.page().targetId() === targetId),
  fromFrame: (frame: Frame): WebContents | undefined =>
    [...contentsById.values()].find((contents) => contents.mainFrame === frame),
  getAllWebContents: (): WebContents[] => [...contentsById.values()],
  getFocusedWebContents: (): WebContents | null => [...contentsById.values()][0] ?? null,
};
