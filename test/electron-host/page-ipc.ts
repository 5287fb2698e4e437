import { randomBytes } from 'node:crypto';
import { createValueCodec } from './page/codec.ts';
import type { HostMessage, PageMessage } from './page/isolated-world.ts';

const OUT_OF_LINE_FROM_BYTES = 256 * 1024;
const codec = createValueCodec();

type Invocation = (channel: string, values: unknown[]) => Promise<unknown>;

export type PageIpcHandlers = {
  /** Runs the app's handler for an invoked channel. */
  readonly invoke: Invocation;
  /** Emits a sent message. */
  readonly receive: (channel: string, values: unknown[]) => void;
  /** Takes every message that is not about IPC. */
  readonly other: (message: Exclude<PageMessage, { kind: 'invoke' } | { kind: 'send' }>) => void;
};

export type PageIpc = {
  /** Takes one text from the page's binding; `reply` sends to the document it came from. */
  accept(text: string, reply: (text: string) => void): Promise<void>;
  /** Text of a message to the page's listeners. Throws for values that cannot be cloned. */
  encodeEvent(channel: string, values: readonly unknown[]): string;
  takeOutOfLine(id: string): Uint8Array | undefined;
  /** Drops the bytes nobody fetched; called when the document they were meant for is gone. */
  forgetOutOfLine(): void;
};

/** The host's side of the IPC of one page. Binary values above 256 KiB wait here to be fetched once. */
export function createPageIpc(handlers: PageIpcHandlers): PageIpc {
  const waiting = new Map<string, Uint8Array>();

  function encode(value: unknown): { value: unknown; outOfLine: string[] } {
    const outOfLine: string[] = [];
    const encoded = codec.encode(value, (bytes) => {
      if (bytes.length <= OUT_OF_LINE_FROM_BYTES) return undefined;
      const id = randomBytes(16).toString('hex');
      // A copy, as structured clone makes one: the sender may write into its buffer before the page fetches.
      waiting.set(id, new Uint8Array(bytes));
      outOfLine.push(id);
      return id;
    });
    return { value: encoded, outOfLine };
  }

  async function invoke(message: Extract<PageMessage, { kind: 'invoke' }>): Promise<HostMessage> {
    const { id, channel } = message;
    try {
      const { value, outOfLine } = encode(await handlers.invoke(channel, asList(codec.decode(message.values))));
      return { kind: 'reply', id, ok: true, value, outOfLine };
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      return { kind: 'reply', id, ok: false, text: String(error), outOfLine: [] };
    }
  }

  return {
    accept: async (text, reply) => {
      // Only the host's own program in the isolated world can reach the binding.
      const message: PageMessage = JSON.parse(text);
      if (message.kind === 'invoke') reply(JSON.stringify(await invoke(message)));
      else if (message.kind === 'send') handlers.receive(message.channel, asList(codec.decode(message.values)));
      else handlers.other(message);
    },
    encodeEvent: (channel, values) => {
      const { value, outOfLine } = encode(values);
      return JSON.stringify({ kind: 'event', channel, values: value, outOfLine } satisfies HostMessage);
    },
    takeOutOfLine: (id) => {
      const bytes = waiting.get(id);
      waiting.delete(id);
      return bytes;
    },
    forgetOutOfLine: () => waiting.clear(),
  };
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
