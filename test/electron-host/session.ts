import { EventEmitter } from 'node:events';
import type { Chromium } from './browser/chromium.ts';
import { onBrowserStart, runningBrowsers } from './browser-host.ts';
import { trace } from './configuration.ts';
import { preventableEvent } from './events.ts';
import { grantedPermissions, type PermissionCheckHandler, type PermissionRequestHandler } from './permissions.ts';
import { protocol } from './protocol.ts';
import { fromBrowserAddress } from './scheme-addresses.ts';
import { WebRequest } from './web-request.ts';

/** Electron's `Session`. The host has one, on Chromium's temporary profile; settings without meaning here are inert. */
export class Session extends EventEmitter {
  readonly webRequest = new WebRequest();
  readonly protocol = protocol;
  readonly cookies = Object.assign(new EventEmitter(), { get: async () => [], flushStore: async () => {} });
  #request: PermissionRequestHandler | null = null;
  #check: PermissionCheckHandler | null = null;
  #contents: { readonly webContents: unknown; readonly url: string } = { webContents: null, url: '' };

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.#request = handler;
    this.#applyToRunning();
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.#check = handler;
    this.#applyToRunning();
  }

  /** Puts the app's answers into a browser as a table; called by the host before a window shows its first page. */
  async applyPermissions(chromium: Chromium, webContents: unknown, url: string): Promise<void> {
    this.#contents = { webContents, url };
    await this.#apply(chromium);
  }

  async #apply(chromium: Chromium): Promise<void> {
    const handlers = { request: this.#request, check: this.#check };
    const permissions = await grantedPermissions(handlers, this.#contents.webContents, this.#contents.url);
    await chromium.connection.browser.send('Browser.grantPermissions', { permissions });
  }

  #applyToRunning(): void {
    for (const chromium of runningBrowsers()) this.#apply(chromium).catch((error) => trace(error));
  }

  /** Downloads are announced and always refused: the app saves files through its own dialogs. */
  watchDownloads(chromium: Chromium): void {
    const { browser } = chromium.connection;
    browser.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
      browser.send('Browser.cancelDownload', { guid }).catch(() => {});
      const item = Object.assign(new EventEmitter(), {
        getURL: () => fromBrowserAddress(url),
        getFilename: () => suggestedFilename,
        getState: () => 'cancelled',
        cancel: () => {},
        setSavePath: () => {},
      });
      this.emit('will-download', preventableEvent({}), item, this.#contents.webContents);
    });
  }

  getUserAgent(): string {
    return [...runningBrowsers()][0]?.userAgent ?? '';
  }
  isPersistent(): boolean {
    return false;
  }
  getStoragePath(): null {
    return null;
  }
  isSpellCheckerEnabled(): boolean {
    return false;
  }
  async resolveProxy(): Promise<string> {
    return 'DIRECT';
  }
  async getCacheSize(): Promise<number> {
    return 0;
  }
  setSpellCheckerEnabled(): void {}
  setSpellCheckerLanguages(): void {}
  setSpellCheckerDictionaryDownloadURL(): void {}
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setUSBProtectedClassesHandler(): void {}
  setBluetoothPairingHandler(): void {}
  setCertificateVerifyProc(): void {}
  setUserAgent(): void {}
  setDownloadPath(): void {}
  setCodeCachePath(): void {}
  setSSLConfig(): void {}
  enableNetworkEmulation(): void {}
  disableNetworkEmulation(): void {}
  async setProxy(): Promise<void> {}
  async forceReloadProxyConfig(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}
  async clearCache(): Promise<void> {}
  async clearCodeCaches(): Promise<void> {}
  async clearAuthCache(): Promise<void> {}
  async clearHostResolverCache(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
  async clearData(): Promise<void> {}
  flushStorageData(): void {}
}

const defaultSession = new Session();
onBrowserStart((chromium) => defaultSession.watchDownloads(chromium));

/** Electron's `session`: every partition is the one session, which forgets everything at the end. */
export const session = {
  defaultSession,
  fromPartition: (_partition: string): Session => defaultSession,
};
