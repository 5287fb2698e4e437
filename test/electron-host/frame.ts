import { fromBrowserAddress } from './scheme-addresses.ts';

/** What the host knows about the main frame of a page. */
type FrameSource = {
  url(): string;
  isDestroyed(): boolean;
  executeJavaScript(code: string): Promise<unknown>;
};

/** Electron's `WebFrameMain` for the main frame: one object per window contents, always at the current document. */
export type Frame = {
  readonly url: string;
  readonly origin: string;
  readonly parent: null;
  readonly top: Frame;
  readonly detached: boolean;
  readonly name: string;
  readonly frameTreeNodeId: number;
  readonly processId: number;
  readonly routingId: number;
  isDestroyed(): boolean;
  executeJavaScript(code: string): Promise<unknown>;
};

let lastFrameId = 0;

export function createMainFrame(source: FrameSource): Frame {
  lastFrameId += 1;
  const id = lastFrameId;
  return {
    get url() {
      return source.url();
    },
    get origin() {
      return originOf(source.url());
    },
    parent: null,
    get top() {
      return this;
    },
    get detached() {
      return source.isDestroyed();
    },
    name: '',
    frameTreeNodeId: id,
    processId: id,
    routingId: id,
    isDestroyed: source.isDestroyed,
    executeJavaScript: source.executeJavaScript,
  };
}

/** Origin of an address as Electron spells it (`app://bundle`); Node's URL calls the origin of such schemes "null". */
function originOf(url: string): string {
  return /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)/i.exec(fromBrowserAddress(url))?.[1] ?? 'null';
}
