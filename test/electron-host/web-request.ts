type Filter = { readonly urls?: readonly string[]; readonly types?: readonly string[] };

export type RequestDetails = {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly webContentsId: number;
  readonly webContents: unknown;
  readonly frame: unknown;
  readonly referrer: string;
  readonly timestamp: number;
};

type HeadersDetails = RequestDetails & {
  readonly statusCode: number;
  readonly responseHeaders: Readonly<Record<string, string[]>>;
};

type BeforeRequestAnswer = { readonly cancel?: boolean; readonly redirectURL?: string };
type HeadersAnswer = {
  readonly cancel?: boolean;
  readonly responseHeaders?: Readonly<Record<string, string | string[]>>;
};
type Listener<Details, Answer> = (details: Details, callback: (answer: Answer) => void) => void;
type Registration<Details, Answer> = { readonly filter: Filter; readonly listener: Listener<Details, Answer> };

const TYPES: Readonly<Record<string, string>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  Media: 'media',
  WebSocket: 'webSocket',
  CSPViolationReport: 'cspReport',
};

/** Electron's name for a resource type of the DevTools protocol. */
export function resourceTypeName(type: string, isMainFrame: boolean): string {
  if (type === 'Document') return isMainFrame ? 'mainFrame' : 'subFrame';
  return TYPES[type] ?? 'other';
}

/** Electron's `webRequest` of a session: the listeners that may cancel or redirect a request, or change an answer. */
export class WebRequest {
  #beforeRequest: Registration<RequestDetails, BeforeRequestAnswer> | undefined;
  #headersReceived: Registration<HeadersDetails, HeadersAnswer> | undefined;

  onBeforeRequest(...given: readonly unknown[]): void {
    this.#beforeRequest = registration(given);
  }

  onHeadersReceived(...given: readonly unknown[]): void {
    this.#headersReceived = registration(given);
  }

  /** Asks the app's `onBeforeRequest` listener; without one the request may go on. */
  beforeRequest(details: RequestDetails): Promise<BeforeRequestAnswer> {
    return ask(this.#beforeRequest, details);
  }

  /** Asks the app's `onHeadersReceived` listener; without one the answer stays as it is. */
  headersReceived(details: HeadersDetails): Promise<HeadersAnswer> {
    return ask(this.#headersReceived, details);
  }
}

function registration<Details, Answer>(given: readonly unknown[]): Registration<Details, Answer> | undefined {
  const [filter, listener] = given.length > 1 ? given : [{}, given[0]];
  if (typeof listener !== 'function') return undefined;
  // Electron's overloads: (listener) or (filter, listener).
  return { filter: (filter ?? {}) as Filter, listener: listener as Listener<Details, Answer> };
}

function ask<Details extends RequestDetails, Answer extends object>(
  registered: Registration<Details, Answer> | undefined,
  details: Details,
): Promise<Answer | Record<string, never>> {
  if (!registered || !matches(registered.filter, details)) return Promise.resolve({});
  return new Promise((resolve) => registered.listener(details, (answer) => resolve(answer ?? {})));
}

function matches(filter: Filter, details: RequestDetails): boolean {
  const typeMatches = !filter.types?.length || filter.types.includes(details.resourceType);
  return typeMatches && (!filter.urls?.length || filter.urls.some((pattern) => matchesPattern(pattern, details.url)));
}

function matchesPattern(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const [, scheme = '', host = '', path = ''] = /^([^:]+):\/\/([^/]*)(.*)$/.exec(pattern) ?? [];
  const anyText = (text: string): string =>
    text
      .split('*')
      .map((part) => literally(part))
      .join('.*');
  const hostText = host.startsWith('*.')
    ? `(?:[^/]+\\.)?${anyText(host.slice(2))}`
    : host === '*'
      ? '[^/]*'
      : anyText(host);
  const schemeText = scheme === '*' ? '[^:]+' : literally(scheme);
  return new RegExp(
    `^${schemeText}://${hostText}${path === '' || path === '/*' ? '(?:/.*)?' : anyText(path)}$`,
    's',
  ).test(url);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
