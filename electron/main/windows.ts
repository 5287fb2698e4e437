import { BrowserWindow, type Session } from 'electron';
import { START_PAGE } from './app-protocol.ts';

export type WindowOptions = { preload: string; session: Session; title: string; icon: string; packaged: boolean };

/** The one place that creates windows; everything about them is stated, nothing left to defaults (SECURITY B1). */
export const createWindow = ({ preload, session, title, icon, packaged }: WindowOptions): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    title,
    icon,
    show: false,
    backgroundColor: '#f6f7fb',
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !packaged,
    },
  });
  // No peer connections: they would leave past every request filter.
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(START_PAGE);
  return window;
};
