import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { type CborValue, cborMessageLength, decodeCbor, encodeCbor } from './cbor.ts';
import type { CdpCommands, CdpEvents } from './cdp-types.ts';

/** One flattened DevTools session: the browser itself, a page, or a child of a page. */
export type CdpSession = {
  send<M extends keyof CdpCommands>(
    method: M,
    parameters?: CdpCommands[M]['parameters'],
  ): Promise<CdpCommands[M]['result']>;
  on<E extends keyof CdpEvents>(event: E, listener: (parameters: CdpEvents[E]) => void): void;
};

/** The private pipe to one Chromium process. */
export type CdpConnection = {
  /** The session of the browser process itself. */
  readonly browser: CdpSession;
  /** The session with this id; made on first use. */
  session(sessionId: string): CdpSession;
  /** Calls back once when the pipe is closed, from whichever side. */
  onClose(listener: () => void): void;
};

type Pending = { method: string; sessionId: string; resolve(result: unknown): void; reject(error: Error): void };

type Message = {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
};

/**
 * Speaks the DevTools protocol in CBOR over a pair of streams (Chromium's file descriptors 3 and 4). Binary members
 * travel as bytes instead of base64. A command rejects with the browser's words, or with "browser gone" after the end
 * of the pipe.
 */
export function connectCdp(output: Writable, input: Readable): CdpConnection {
  const pending = new Map<number, Pending>();
  const emitters = new Map<string, EventEmitter>();
  const closed = new EventEmitter();
  let lastId = 0;
  let isClosed = false;
  let chunks: Buffer[] = [];
  let buffered = 0;

  function emitterOf(sessionId: string): EventEmitter {
    let emitter = emitters.get(sessionId);
    if (!emitter) {
      emitter = new EventEmitter().setMaxListeners(0);
      emitters.set(sessionId, emitter);
    }
    return emitter;
  }

  function sessionOf(sessionId: string): CdpSession {
    return {
      send: (method, parameters) =>
        new Promise((resolve, reject) => {
          if (isClosed) {
            reject(new Error(`${method}: browser gone`));
            return;
          }
          lastId += 1;
          // The pipe carries exactly what CdpCommands declares; the browser is a trusted peer of the host.
          pending.set(lastId, { method, sessionId, resolve: resolve as (result: unknown) => void, reject });
          const params = (parameters ?? {}) as CborValue;
          output.write(encodeCbor({ id: lastId, method, params, sessionId: sessionId || undefined }));
        }),
      on: (event, listener) => {
        emitterOf(sessionId).on(event, listener);
      },
    };
  }

  function settle(message: Message & { id: number }): void {
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`));
    else call?.resolve(message.result);
  }

  /** The browser leaves commands to a target that went away without an answer. */
  function forgetSession(sessionId: string): void {
    emitters.delete(sessionId);
    for (const [id, call] of pending) {
      if (call.sessionId !== sessionId) continue;
      pending.delete(id);
      call.reject(new Error(`${call.method}: target gone`));
    }
  }

  function dispatch(message: Message): void {
    if (message.id !== undefined) settle({ ...message, id: message.id });
    else if (message.method) emitters.get(message.sessionId ?? '')?.emit(message.method, message.params);
    const params = message.params;
    if (
      message.method === 'Target.detachedFromTarget' &&
      params &&
      typeof params === 'object' &&
      'sessionId' in params
    ) {
      forgetSession(String(params.sessionId));
    }
  }

  /** Joins chunks only as far as needed, so that a large answer is copied once and not once per chunk. */
  function drain(): void {
    for (;;) {
      if (chunks.length > 1 && (chunks[0]?.length ?? 0) < 7) chunks = [Buffer.concat(chunks)];
      const needed = chunks[0] && cborMessageLength(chunks[0]);
      if (needed === undefined || buffered < needed) return;
      const all = chunks.length > 1 ? Buffer.concat(chunks) : chunks[0];
      if (!all) return;
      chunks = all.length > needed ? [all.subarray(needed)] : [];
      buffered -= needed;
      // The decoder returns plain data; Message only names its optional members.
      dispatch(decodeCbor(all.subarray(0, needed)) as Message);
    }
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    for (const call of pending.values()) call.reject(new Error(`${call.method}: browser gone`));
    pending.clear();
    closed.emit('close');
  }

  input.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    buffered += chunk.length;
    drain();
  });
  input.on('close', close);
  input.on('error', close);
  // Writing into a pipe whose reader died ends in 'close' on the reading side as well.
  output.on('error', close);

  return {
    browser: sessionOf(''),
    session: sessionOf,
    onClose: (listener) => {
      closed.once('close', listener);
    },
  };
}
