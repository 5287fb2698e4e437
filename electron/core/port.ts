import type { FromCore, ToCore } from './messages.ts';

/** Core's line to whoever started it. */
export type Port = {
  onMessage(listener: (message: ToCore) => void): void;
  send(message: FromCore): void;
  /** Called when the other side is gone; core then stops by itself. */
  onClosed(listener: () => void): void;
  /** Ends the line; without other work the process ends. */
  close(): void;
};

/** What Electron's utility process adds to `process`; typed here because core may not import Electron. */
type ParentPort = {
  on(event: 'message', listener: (event: { data: ToCore }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: FromCore): void;
};

const parentPortOf = (candidate: object): ParentPort | undefined =>
  'parentPort' in candidate && typeof candidate.parentPort === 'object' && candidate.parentPort !== null
    ? (candidate.parentPort as ParentPort)
    : undefined;

/**
 * Opens the line: Electron's `process.parentPort` in a utility process, else the channel of a plain Node child made
 * by `fork` with `serialization: 'advanced'` (both carry bytes as bytes).
 *
 * @throws {Error} when this process was started by neither
 */
export const openPort = (): Port => {
  const parentPort = parentPortOf(process);
  if (parentPort !== undefined) {
    return {
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
      send: (message) => parentPort.postMessage(message),
      onClosed: (listener) => parentPort.on('close', listener),
      close: () => undefined,
    };
  }
  if (process.send === undefined) throw new Error('core is started by main or by a test, not by hand');
  return {
    onMessage: (listener) => {
      process.on('message', (message: ToCore) => listener(message));
    },
    send: (message) => {
      if (process.connected) process.send?.(message);
    },
    onClosed: (listener) => {
      process.on('disconnect', listener);
    },
    close: () => {
      if (process.connected) process.disconnect();
    },
  };
};
