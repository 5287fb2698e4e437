import { vi } from 'vitest';

/**
 * Runs the preload with a stand-in for Electron that only records: what it exposed, under which names, and a way to
 * announce something as main would.
 */
export const exposedDesk = async () => {
  const names: string[] = [];
  let exposed: Readonly<Record<string, unknown>> = {};
  const listeners = new Set<(event: unknown, announcement: unknown) => void>();
  vi.resetModules();
  vi.doMock('electron', () => ({
    contextBridge: {
      exposeInMainWorld: (name: string, value: Record<string, unknown>) => {
        names.push(name);
        exposed = value;
      },
    },
    ipcRenderer: {
      invoke: () => Promise.resolve(),
      on: (_channel: string, listener: (event: unknown, announcement: unknown) => void) => listeners.add(listener),
      off: (_channel: string, listener: (event: unknown, announcement: unknown) => void) => listeners.delete(listener),
    },
  }));
  await import('../../electron/preload/preload.ts');
  vi.doUnmock('electron');
  return {
    names,
    exposed,
    announce: (announcement: unknown) => {
      for (const listener of listeners) listener({ sender: 'secret' }, announcement);
    },
  };
};
