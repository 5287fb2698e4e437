import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { type Call, type Result, refuse } from '../../shared/contract/call.ts';
import { contract } from '../../shared/contract/contract.ts';
import { HOST, SCHEME } from './app-protocol.ts';

/** Where a checked call goes: main's own handlers or core. */
export type Answer = (module: string, name: string, request: unknown, senderId: number) => Promise<Result<unknown>>;

const findCall = (module: unknown, name: unknown): Call | undefined => {
  if (typeof module !== 'string' || typeof name !== 'string') return undefined;
  const calls: Record<string, Record<string, Call>> = contract;
  if (!Object.hasOwn(calls, module)) return undefined;
  const found = calls[module];
  return found !== undefined && Object.hasOwn(found, name) ? found[name] : undefined;
};

/** True for the main frame of one of our windows showing our own page (SECURITY C2). */
const isTrusted = (event: IpcMainInvokeEvent, isOurWindow: (id: number) => boolean): boolean => {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || event.sender.isDestroyed()) return false;
  if (!isOurWindow(event.sender.id)) return false;
  try {
    const url = new URL(frame.url);
    return url.protocol === `${SCHEME}:` && url.host === HOST;
  } catch {
    return false;
  }
};

export type RouterOptions = {
  isOurWindow: (webContentsId: number) => boolean;
  answer: Answer;
  report: (event: string, facts: Record<string, string>) => void;
};

/**
 * The single door between windows and the product: sender check, look-up in the contract, strict parse, forward.
 * Whatever goes wrong behind it is answered as a `Result`; nothing is thrown across the bridge.
 */
export const routeCalls = (ipcMain: IpcMain, { isOurWindow, answer, report }: RouterOptions): void => {
  ipcMain.handle(
    'desk:call',
    async (event, module: unknown, name: unknown, request: unknown): Promise<Result<unknown>> => {
      if (!isTrusted(event, isOurWindow)) {
        report('call-refused', { reason: 'sender' });
        return refuse('not-permitted');
      }
      const call = findCall(module, name);
      const parsed = call?.request.safeParse(request);
      if (parsed === undefined || !parsed.success) {
        report('call-refused', {
          reason: call === undefined ? 'unknown' : 'request',
          call: `${String(module)}.${String(name)}`.slice(0, 60),
        });
        return refuse('invalid-request');
      }
      try {
        return await answer(String(module), String(name), parsed.data, event.sender.id);
      } catch {
        report('call-failed', { call: `${String(module)}.${String(name)}` });
        return refuse('unexpected');
      }
    },
  );
};
