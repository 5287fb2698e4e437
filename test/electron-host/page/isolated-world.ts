import type { BridgeEnd, BridgeMessage, createBridgeEnd } from './bridge-end.ts';
import type { createValueCodec, ValueCodec } from './codec.ts';

/** From the isolated world to the host, as JSON through the binding. */
export type PageMessage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly values: unknown }
  | { readonly kind: 'send'; readonly channel: string; readonly values: unknown }
  | { readonly kind: 'preload-error'; readonly text: string }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'window'; readonly event: 'resize' | 'focus' | 'blur' };

/** From the host to the isolated world. `outOfLine` names the binary values to fetch first. */
export type HostMessage = { readonly outOfLine: readonly string[] } & (
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: false; readonly text: string }
  | { readonly kind: 'event'; readonly channel: string; readonly values: unknown }
);

/** What the host tells the isolated world about itself. */
export type IsolatedWorldSetup = {
  readonly secret: string;
  readonly binding: string;
  readonly receiver: string;
  readonly outOfLinePath: string;
  readonly platform: string;
  readonly arch: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
};

type Preload = (require: unknown, module: unknown, exports: unknown, process: unknown, global: unknown) => void;

/**
 * Runs the preload script in the page's isolated world with the `electron` module a sandboxed preload gets, before the
 * first script of the page. Only in the top frame and only for pages of the app's schemes. Injected as text.
 */
export function runIsolatedWorld(
  setup: IsolatedWorldSetup,
  makeEnd: typeof createBridgeEnd,
  makeCodec: typeof createValueCodec,
  preload: Preload,
): void {
  if (window.top !== window || location.protocol !== 'https:' || !location.hostname.endsWith('.invalid')) return;
  type Listener = (event: unknown, ...values: unknown[]) => void;
  type Call = { channel: string; resolve(value: unknown): void; reject(reason: unknown): void };
  const codec: ValueCodec = makeCodec();
  const binding: (text: string) => void = Reflect.get(globalThis, setup.binding);
  const post = (message: PageMessage): void => binding(JSON.stringify(message));

  const tell = (message: BridgeMessage): boolean =>
    window.dispatchEvent(new CustomEvent(`${setup.secret}-down`, { detail: message }));
  const end: BridgeEnd = makeEnd({ send: tell, mark: setup.secret, sign: -1, frozen: false });
  window.addEventListener(
    `${setup.secret}-up`,
    (event) => {
      event.stopImmediatePropagation();
      const message: BridgeMessage | null = event instanceof CustomEvent ? event.detail : null;
      if (message?.op === 'open') post({ kind: 'open', url: message.url });
      else if (message) end.receive(message);
    },
    true,
  );
  for (const event of ['resize', 'focus', 'blur'] as const) {
    window.addEventListener(event, (dispatched) => {
      if (dispatched.target === window) post({ kind: 'window', event });
    });
  }

  let reportedTitle = '';
  function reportTitle(): void {
    if (document.title === reportedTitle) return;
    reportedTitle = document.title;
    post({ kind: 'title', title: reportedTitle });
  }
  document.addEventListener('DOMContentLoaded', () => {
    reportTitle();
    new MutationObserver(reportTitle).observe(document.head, { subtree: true, childList: true, characterData: true });
  });

  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const calls = new Map<number, Call>();
  let lastCall = 0;

  function add(channel: string, listener: Listener, once: boolean): unknown {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  }

  function remove(channel: string, listener: Listener): unknown {
    const index = listeners.get(channel)?.findLastIndex((entry) => entry.listener === listener) ?? -1;
    if (index >= 0) listeners.set(channel, listeners.get(channel)?.toSpliced(index, 1) ?? []);
    return ipcRenderer;
  }

  const ipcRenderer = {
    invoke: (channel: string, ...values: unknown[]) =>
      new Promise((resolve, reject) => {
        lastCall += 1;
        const message = { kind: 'invoke', id: lastCall, channel, values: codec.encode(values) } as const;
        calls.set(lastCall, { channel, resolve, reject });
        post(message);
      }),
    send: (channel: string, ...values: unknown[]) => post({ kind: 'send', channel, values: codec.encode(values) }),
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  };

  function deliver(message: HostMessage, received: ReadonlyMap<string, ArrayBuffer>): void {
    if (message.kind === 'event') {
      const values = codec.decode(message.values, received);
      for (const { listener, once } of listeners.get(message.channel) ?? []) {
        if (once) remove(message.channel, listener);
        listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...(Array.isArray(values) ? values : []));
      }
      return;
    }
    const call = calls.get(message.id);
    calls.delete(message.id);
    if (!call) return;
    if (!message.ok) {
      call.reject(new Error(`Error invoking remote method '${call.channel}': ${message.text}`));
      return;
    }
    try {
      call.resolve(codec.decode(message.value, received));
    } catch (reason) {
      call.reject(reason);
    }
  }

  const nativeFetch = fetch;
  async function fetchAll(ids: readonly string[]): Promise<ReadonlyMap<string, ArrayBuffer>> {
    const pairs = ids.map(async (id) => {
      const response = await nativeFetch(`${location.origin}${setup.outOfLinePath}${id}`);
      return [id, await response.arrayBuffer()] as const;
    });
    return new Map(await Promise.all(pairs));
  }

  /** Set while a delivery waits for bytes; later ones queue behind it, so that the order of sending holds. */
  let queue: Promise<void> | undefined;
  function receive(text: string): void {
    const message: HostMessage = JSON.parse(text);
    if (message.outOfLine.length === 0 && !queue) {
      deliver(message, new Map());
      return;
    }
    const waiting = deliverAfter(queue, message, fetchAll(message.outOfLine));
    queue = waiting;
    waiting.then(() => {
      if (queue === waiting) queue = undefined;
    });
  }

  async function deliverAfter(
    before: Promise<void> | undefined,
    message: HostMessage,
    fetched: Promise<ReadonlyMap<string, ArrayBuffer>>,
  ): Promise<void> {
    await Promise.allSettled([before, fetched]);
    try {
      deliver(message, await fetched);
    } catch (reason) {
      console.error(reason);
      if (message.kind === 'reply') calls.get(message.id)?.reject(reason);
    }
  }
  Object.defineProperty(globalThis, setup.receiver, { value: receive });

  let zoom = 1;
  const webFrame = {
    setZoomFactor: (factor: number) => {
      zoom = factor;
      post({ kind: 'zoom', factor });
    },
    getZoomFactor: () => zoom,
    setZoomLevel: (level: number) => webFrame.setZoomFactor(1.2 ** level),
    getZoomLevel: () => Math.log(zoom) / Math.log(1.2),
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => tell({ op: 'expose', key, value: end.pack(api) }),
  };
  const electron = { contextBridge, ipcRenderer, webFrame };
  const limitedProcess = {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: setup.platform,
    arch: setup.arch,
    versions: setup.versions,
    argv: setup.argv,
    env: {},
  };
  const limitedRequire = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer' || name === 'electron/common') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  try {
    preload(limitedRequire, module, module.exports, limitedProcess, globalThis);
  } catch (reason) {
    post({ kind: 'preload-error', text: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) });
    console.error('Unable to load preload script', reason);
  }
}
