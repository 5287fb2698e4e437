import type { CdpSession } from './browser/cdp.ts';
import type { CdpRemoteObject } from './browser/cdp-types.ts';
import { fromBrowserAddress } from './scheme-addresses.ts';

export type ConsoleMessage = {
  readonly level: 'debug' | 'info' | 'warning' | 'error';
  readonly message: string;
  readonly lineNumber: number;
  readonly sourceId: string;
};

const LEVELS: Readonly<Record<string, ConsoleMessage['level']>> = {
  assert: 'error',
  debug: 'debug',
  error: 'error',
  verbose: 'debug',
  warning: 'warning',
};

/** Reports what Electron calls console messages: console calls, uncaught errors, and the browser's own complaints (CSP). */
export function watchConsole(session: CdpSession, report: (message: ConsoleMessage) => void): void {
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const origin = stackTrace?.callFrames[0];
    const message = args.map(textOf).join(' ');
    report(consoleMessage(type, message, origin?.url, origin?.lineNumber));
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception, url, lineNumber } }) => {
    report(consoleMessage('error', `${text} ${exception?.description ?? ''}`.trim(), url, lineNumber));
  });
  session.on('Log.entryAdded', ({ entry: { level, text, url, lineNumber } }) => {
    report(consoleMessage(level, text, url, lineNumber));
  });
}

function consoleMessage(type: string, message: string, url = '', line = 0): ConsoleMessage {
  return { level: LEVELS[type] ?? 'info', message, lineNumber: line + 1, sourceId: fromBrowserAddress(url) };
}

function textOf({ value, description, unserializableValue }: CdpRemoteObject): string {
  if (value !== undefined && typeof value !== 'object') return String(value);
  return description ?? unserializableValue ?? String(value);
}
