import type { BridgeEnd, BridgeMessage, createBridgeEnd } from './bridge-end.ts';

/**
 * The bridge's end in the page's own world, run before the page's first script. It knows nothing but the random event
 * names (`secret`) and keeps the functions it needs before a page script could replace them. `window.open` is replaced
 * as well: Chromium would open a window for a user gesture before the host could ask the app. Injected as text.
 */
export function runMainWorld(secret: string, makeEnd: typeof createBridgeEnd): void {
  if (window.top !== window) return;
  const listen = EventTarget.prototype.addEventListener.bind(window);
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window);
  const SafeEvent = CustomEvent;
  const SafeUrl = URL;
  const readDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;
  const { apply } = Reflect;
  const { defineProperty } = Object;

  const send = (message: BridgeMessage): void => {
    dispatch(new SafeEvent(`${secret}-up`, { detail: message }));
  };
  const end: BridgeEnd = makeEnd({ send, mark: secret, sign: 1, frozen: true });

  listen(
    `${secret}-down`,
    (event) => {
      event.stopImmediatePropagation();
      const message: BridgeMessage | null = readDetail ? apply(readDetail, event, []) : null;
      if (message === null) return;
      if (message.op === 'expose') {
        const value = end.unpack(message.value);
        defineProperty(window, message.key, { value, enumerable: true, configurable: false, writable: false });
      } else {
        end.receive(message);
      }
    },
    true,
  );

  const open = function open(address: unknown = ''): null {
    let url = String(address);
    try {
      url = new SafeUrl(url, location.href).href;
    } catch {
      // Left as written: the app's handler sees and refuses it.
    }
    send({ op: 'open', url });
    return null;
  };
  defineProperty(window, 'open', { value: open, writable: true, configurable: true, enumerable: true });
}
