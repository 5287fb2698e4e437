import type { App, Session } from 'electron';
import { HOST, SCHEME } from './app-protocol.ts';

const isOwnPage = (address: string): boolean => {
  try {
    const url = new URL(address);
    return url.protocol === `${SCHEME}:` && url.host === HOST;
  } catch {
    return false;
  }
};

/** Refuses every way off our own page: links, scripts, redirects, frames, new windows (SECURITY B4). */
export const lockNavigation = (app: App): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
};

/** Denies every permission but writing to the clipboard, every request off our scheme and every download (SECURITY B6). */
export const lockSession = (session: Session, report: (event: string) => void): void => {
  const allowed = (permission: string): boolean => permission === 'clipboard-sanitized-write';
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed(permission)));
  session.setPermissionCheckHandler((_contents, permission) => allowed(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const permitted = isOwnPage(details.url) || details.url.startsWith(`blob:${SCHEME}://${HOST}/`);
    if (!permitted) report('request-blocked');
    answer({ cancel: !permitted });
  });
  session.on('will-download', (event) => {
    report('download-blocked');
    event.preventDefault();
  });
};
