import { EventEmitter } from 'node:events';

/** What Electron offers beyond the host's purpose: present, honest about not being available, without effect. */

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return false;
  }
  show(): void {}
  close(): void {}
}

export class Tray extends EventEmitter {
  setToolTip(): void {}
  setContextMenu(): void {}
  setImage(): void {}
  setTitle(): void {}
  isDestroyed(): boolean {
    return false;
  }
  destroy(): void {}
}

function unavailable(): never {
  throw new Error('Encryption is not available.');
}

export const safeStorage = {
  isEncryptionAvailable: (): boolean => false,
  isAsyncEncryptionAvailable: async (): Promise<boolean> => false,
  getSelectedStorageBackend: (): string => 'unknown',
  setUsePlainTextEncryption: (): void => {},
  encryptString: unavailable,
  decryptString: unavailable,
  encryptStringAsync: async (): Promise<never> => unavailable(),
  decryptStringAsync: async (): Promise<never> => unavailable(),
};

export const powerMonitor = Object.assign(new EventEmitter(), {
  onBatteryPower: false,
  getSystemIdleState: (): string => 'unknown',
  getSystemIdleTime: (): number => 0,
  getCurrentThermalState: (): string => 'unknown',
  isOnBatteryPower: (): boolean => false,
});

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = {
  id: 1,
  label: '',
  bounds: area,
  workArea: area,
  size: { width: area.width, height: area.height },
  workAreaSize: { width: area.width, height: area.height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
};

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
  getCursorScreenPoint: () => ({ x: 0, y: 0 }),
});

export const crashReporter = {
  start: (): void => {},
  getUploadToServer: (): boolean => false,
  setUploadToServer: (): void => {},
  getUploadedReports: (): never[] => [],
  getLastCrashReport: (): null => null,
  addExtraParameter: (): void => {},
  removeExtraParameter: (): void => {},
  getParameters: (): Record<string, string> => ({}),
};

export const globalShortcut = {
  register: (): boolean => false,
  registerAll: (): void => {},
  isRegistered: (): boolean => false,
  unregister: (): void => {},
  unregisterAll: (): void => {},
};

export const powerSaveBlocker = {
  start: (): number => 1,
  stop: (): boolean => true,
  isStarted: (): boolean => false,
};

export const systemPreferences = Object.assign(new EventEmitter(), {
  getAnimationSettings: () => ({
    shouldRenderRichAnimation: true,
    scrollAnimationsEnabledBySystem: true,
    prefersReducedMotion: false,
  }),
});

export const autoUpdater = new EventEmitter();

export const nativeImage = {
  createEmpty: () => ({ isEmpty: (): boolean => true }),
  createFromPath: () => ({ isEmpty: (): boolean => true }),
};
