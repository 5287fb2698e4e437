import { contextBridge, ipcRenderer } from 'electron';
import type { Announcement } from '../../shared/contract/events.ts';
import { callNames } from '../../shared/contract/names.ts';

/** The two channels of the bridge; windows never learn them (SECURITY C1). */
const CALL = 'desk:call';
const ANNOUNCEMENT = 'desk:announcement';

const calls = Object.fromEntries(
  Object.entries(callNames).map(([module, names]) => [
    module,
    Object.fromEntries(
      Object.keys(names).map((name) => [
        name,
        (request: unknown): Promise<unknown> => ipcRenderer.invoke(CALL, module, name, request),
      ]),
    ),
  ]),
);

contextBridge.exposeInMainWorld('desk', {
  ...calls,
  onAnnouncement: (listener: (announcement: Announcement) => void): (() => void) => {
    const forward = (_event: unknown, announcement: Announcement): void => listener(announcement);
    ipcRenderer.on(ANNOUNCEMENT, forward);
    return () => {
      ipcRenderer.off(ANNOUNCEMENT, forward);
    };
  },
});
