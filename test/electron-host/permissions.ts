import { trace } from './configuration.ts';

export type PermissionRequestHandler = (
  webContents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: { readonly requestingUrl: string; readonly isMainFrame: boolean },
) => void;

export type PermissionCheckHandler = (
  webContents: unknown,
  permission: string,
  requestingOrigin: string,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string },
) => boolean;

/** Electron's permission names and what grants them in the DevTools protocol. */
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  'clipboard-read': ['clipboardReadWrite'],
  'clipboard-sanitized-write': ['clipboardSanitizedWrite'],
  'display-capture': ['displayCapture'],
  geolocation: ['geolocation'],
  'idle-detection': ['idleDetection'],
  media: ['audioCapture', 'videoCapture'],
  midi: ['midi'],
  midiSysex: ['midiSysex'],
  notifications: ['notifications'],
  'storage-access': ['storageAccess'],
  'window-management': ['windowManagement'],
};

const ANSWER_LIMIT_MS = 1_000;

/**
 * Asks the app's handlers once about every permission and returns what to grant, in the names of the DevTools protocol;
 * everything else is to be denied. No prompt ever appears. Without handlers nothing but writing plain text to the
 * clipboard is granted (Electron would grant all). A handler that throws or does not answer within a second denies.
 */
export async function grantedPermissions(
  handlers: { readonly request: PermissionRequestHandler | null; readonly check: PermissionCheckHandler | null },
  webContents: unknown,
  requestingUrl: string,
): Promise<string[]> {
  const { request, check } = handlers;
  if (!request && !check) return ['clipboardSanitizedWrite'];
  const details = { isMainFrame: true, requestingUrl };
  const granted = Object.keys(PERMISSIONS).map(async (permission) => {
    try {
      if (check && !check(webContents, permission, requestingUrl, details)) return [];
      if (request && !(await answerOf(request, webContents, permission, details))) return [];
      return PERMISSIONS[permission] ?? [];
    } catch (error) {
      trace('permission handler failed', error);
      return [];
    }
  });
  return (await Promise.all(granted)).flat();
}

function answerOf(
  handler: PermissionRequestHandler,
  webContents: unknown,
  permission: string,
  details: { readonly requestingUrl: string; readonly isMainFrame: boolean },
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    setTimeout(() => resolve(false), ANSWER_LIMIT_MS).unref();
    try {
      handler(webContents, permission, resolve, details);
    } catch (error) {
      reject(error);
    }
  });
}
