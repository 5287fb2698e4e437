import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import type { CallName } from '../../shared/contract/contract.ts';
import { SCHEME, serveApp } from './app-protocol.ts';
import { startCoreProcess } from './core-process.ts';
import { createDesktopCalls } from './desktop-calls.ts';
import { createGrants } from './grants.ts';
import { routeCalls } from './ipc-router.ts';
import { openLog } from './log.ts';
import { readPolicy } from './policy.ts';
import { startPress } from './press-process.ts';
import { machineFolder, profileFolder } from './profile.ts';
import { mainTexts } from './texts.ts';
import { lockNavigation, lockSession } from './window-lockdown.ts';
import { createWindow } from './windows.ts';

app.enableSandbox();
app.setPath('userData', profileFolder(app));
Menu.setApplicationMenu(null);
protocol.registerSchemesAsPrivileged([
  {
    scheme: SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
  },
]);

/** The window and the session core knows it by; a reload keeps the session, a lock ends it. */
type OpenWindow = { window: BrowserWindow; session: string };

const start = async (): Promise<void> => {
  const built = __dirname;
  const log = openLog(app.getPath('userData'));
  const windows = new Map<number, OpenWindow>();
  const sessionOf = (webContentsId: number): string => windows.get(webContentsId)?.session ?? '';
  const onlySession = (): string => [...windows.values()][0]?.session ?? '';
  const grants = createGrants();
  const desktop = createDesktopCalls(grants);

  const core = startCoreProcess({
    folder: built,
    start: {
      profileFolder: app.getPath('userData'),
      policy: readPolicy(app, log),
      workstation: hostname(),
      machineFolder: machineFolder(app),
    },
    press: startPress(built),
    report: log,
    onAnnouncement: (announcement) => {
      for (const { window } of windows.values()) window.webContents.send('desk:announcement', announcement);
    },
    onRestarted: () => {
      for (const [id, open] of windows) {
        grants.forget(open.session);
        windows.set(id, { ...open, session: randomUUID() });
        open.window.webContents.reload();
      }
    },
    onKeepsFailing: () => {
      const { title, text } = mainTexts.de.coreKeepsFailing;
      dialog.showErrorBox(title, text);
      app.quit();
    },
  });

  const ownSession = session.fromPartition('desk');
  lockSession(ownSession, log);
  await serveApp(ownSession.protocol, path.join(built, 'renderer'), (documentId, from, to) =>
    core.readDocument(documentId, from, to, onlySession()),
  );

  routeCalls(ipcMain, {
    isOurWindow: (id) => windows.has(id),
    report: log,
    answer: async (module, name, request, senderId) => {
      const open = windows.get(senderId);
      if (module === 'desktop' && open !== undefined) {
        const handler = desktop[name as CallName<'desktop'>] as (
          request: unknown,
          window: BrowserWindow,
          session: string,
        ) => ReturnType<(typeof desktop)[CallName<'desktop'>]>;
        return handler(request, open.window, open.session);
      }
      const caller = sessionOf(senderId);
      return core.call(module, name, request, caller, grants.namedIn(request, caller));
    },
  });

  const openWindow = (): void => {
    const window = createWindow({
      preload: path.join(built, 'preload.cjs'),
      session: ownSession,
      title: 'Einbürgerungsdesk',
      icon: path.join(built, 'resources', 'icons', 'icon.png'),
      packaged: app.isPackaged,
    });
    const { id } = window.webContents;
    windows.set(id, { window, session: randomUUID() });
    window.on('closed', () => windows.delete(id));
    window.webContents.on('render-process-gone', (_event, details) => {
      log('window-gone', { reason: details.reason });
      if (details.reason !== 'clean-exit') window.webContents.reload();
    });
  };
  openWindow();

  app.on('second-instance', () => {
    for (const { window } of windows.values()) {
      if (window.isMinimized()) window.restore();
      window.focus();
    }
  });
  app.on('window-all-closed', () => app.quit());
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void core.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
};

lockNavigation(app);
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(start)
    .catch(() => {
      const { title, text } = mainTexts.de.cannotStart;
      dialog.showErrorBox(title, text);
      app.exit(1);
    });
} else {
  app.quit();
}
