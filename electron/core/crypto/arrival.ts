import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Arrival, WorkedOff } from './protocol.ts';

/*
 * Bytes on their way from the network to the crypto thread. So many may be under way at once; more is read from the
 * network only when the thread has worked some off, so that a fast line cannot fill the memory.
 */

const MOST_UNDER_WAY = 512 * 1024;

/**
 * The bytes of one JWE of an arrival, by its position; asked for when those before it are sent. Each piece is given
 * away to the thread with its whole memory block. `unwanted` is aborted when nothing more is wanted.
 */
export type JweSource = (position: number, unwanted: AbortSignal) => AsyncIterable<Uint8Array<ArrayBuffer>>;

/**
 * Sends `count` JWEs over a new channel, as fast as the other end works them off.
 *
 * @returns `port` for the thread, and `stop` for when the thread has answered: ends the sending, waits until the source
 *   has let go and tells what the source threw, if that came first
 */
export const sendArrival = (count: number, source: JweSource) => {
  const { port1: here, port2: port } = new MessageChannel();
  const unwanted = new AbortController();
  let underWay = 0;
  let wake = (): void => undefined;
  let failure: { error: unknown } | undefined;
  here.on('message', (workedOff: WorkedOff) => {
    underWay -= workedOff;
    wake();
  });
  unwanted.signal.addEventListener('abort', () => wake());

  const send = (message: Arrival): void => {
    here.postMessage(message, typeof message === 'string' ? [] : [message.buffer]);
  };

  const sendAll = async (): Promise<void> => {
    for (let position = 0; position < count; position += 1) {
      for await (const piece of source(position, unwanted.signal)) {
        underWay += piece.length;
        send(piece);
        while (underWay >= MOST_UNDER_WAY && !unwanted.signal.aborted) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (unwanted.signal.aborted) return;
      }
      send('whole');
    }
  };
  const sent = sendAll().catch((error: unknown) => {
    if (unwanted.signal.aborted) return;
    failure = { error };
    send('abandoned');
  });

  return {
    port,
    async stop(): Promise<{ error: unknown } | undefined> {
      unwanted.abort();
      await sent;
      here.close();
      return failure;
    },
  };
};

/** The rest will never come; nobody is to blame for what there is. */
export class ArrivalAbandoned extends Error {}

/**
 * The thread's end: each call yields the bytes of the next JWE. A piece counts as worked off when the next one is asked
 * for.
 */
export const receiveArrival = (port: MessagePort): (() => AsyncGenerator<Uint8Array, void>) => {
  const waiting: Arrival[] = [];
  let wake = (): void => undefined;
  const take = (message: Arrival): void => {
    waiting.push(message);
    wake();
  };
  port.on('message', take);
  port.on('close', () => take('abandoned'));
  return async function* jwe() {
    for (;;) {
      const message = waiting.shift();
      if (message === 'whole') return;
      if (message === 'abandoned') throw new ArrivalAbandoned('the rest of an attachment will not come');
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const workedOff: WorkedOff = message.length;
      yield message;
      port.postMessage(workedOff);
    }
  };
};
