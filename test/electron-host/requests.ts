import type { CdpSession } from './browser/cdp.ts';
import type { CdpHeader, CdpRequestPaused } from './browser/cdp-types.ts';
import { trace } from './configuration.ts';
import { handlerFor } from './protocol.ts';
import { fromBrowserAddress, toBrowserAddress } from './scheme-addresses.ts';
import { type RequestDetails, resourceTypeName, type WebRequest } from './web-request.ts';

/** Path under which the isolated world fetches large binary values of an IPC message, each once. */
export const OUT_OF_LINE_PATH = '/.electron-host/';

/** The window contents a request comes from, as far as requests concern it. */
export type RequestOwner = {
  readonly webRequest: WebRequest;
  /** What listeners of `webRequest` are told about the origin of the request. */
  describe(): Pick<RequestDetails, 'webContentsId' | 'webContents' | 'frame'>;
  isMainFrame(frameId: string): boolean;
  /** Lets the app's listeners decide about a navigation; false stops it. */
  mayNavigate(navigation: { url: string; isMainFrame: boolean; isRedirect: boolean }): boolean;
  takeOutOfLine(id: string): Uint8Array | undefined;
};

type Answer =
  | {
      readonly kind: 'fulfil';
      readonly status: number;
      readonly headers: readonly CdpHeader[];
      readonly body: Uint8Array;
    }
  | { readonly kind: 'fail'; readonly reason: 'Aborted' | 'BlockedByClient' | 'Failed' | 'NameNotResolved' }
  | { readonly kind: 'continue' };

const LOCAL_SCHEMES = ['about:', 'blob:', 'data:'];
const BODYLESS = new Set([101, 204, 205, 304]);
let lastRequestId = 0;

/**
 * Answers one paused request of a page, its frames or its workers: navigation listeners, then `webRequest`, then the
 * app's protocol handler. Without a handler it fails; nothing ever reaches the network.
 */
export async function answerRequest(session: CdpSession, paused: CdpRequestPaused, owner: RequestOwner): Promise<void> {
  const { requestId } = paused;
  const answer = await decide(paused, owner);
  trace(answer.kind, paused.request.method, paused.request.url.slice(0, 120), paused.resourceType);
  try {
    if (answer.kind === 'continue') await session.send('Fetch.continueRequest', { requestId });
    else if (answer.kind === 'fail') await session.send('Fetch.failRequest', { requestId, errorReason: answer.reason });
    else {
      const { status: responseCode, headers: responseHeaders, body } = answer;
      await session.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body });
    }
  } catch (error) {
    // The page has moved on and the request with it.
    trace('request gone', error);
  }
}

async function decide(paused: CdpRequestPaused, owner: RequestOwner): Promise<Answer> {
  const { request } = paused;
  const outOfLine = takeOutOfLine(request.url, owner);
  if (outOfLine) return outOfLine;
  const url = fromBrowserAddress(request.url);
  const isDocument = paused.resourceType === 'Document';
  const isMainFrame = isDocument && owner.isMainFrame(paused.frameId);
  const isRedirect = paused.redirectedRequestId !== undefined;
  const destination = url + (request.urlFragment ?? '');
  if (isDocument && !owner.mayNavigate({ url: destination, isMainFrame, isRedirect }))
    return { kind: 'fail', reason: 'Aborted' };

  lastRequestId += 1;
  const details: RequestDetails = {
    id: lastRequestId,
    url,
    method: request.method,
    resourceType: resourceTypeName(paused.resourceType, isMainFrame),
    referrer: fromBrowserAddress(request.headers.Referer ?? ''),
    timestamp: Date.now(),
    ...owner.describe(),
  };
  const before = await owner.webRequest.beforeRequest(details);
  if (before.cancel) return { kind: 'fail', reason: 'BlockedByClient' };
  if (before.redirectURL) return redirect(before.redirectURL);

  const handler = handlerFor(url);
  if (!handler) {
    const isLocal = LOCAL_SCHEMES.some((scheme) => url.startsWith(scheme));
    return isLocal ? { kind: 'continue' } : { kind: 'fail', reason: 'NameNotResolved' };
  }
  try {
    return await fulfil(await handler(asRequest(url, request)), details, owner.webRequest);
  } catch (error) {
    console.error(`The protocol handler failed for ${url}:`, error);
    return { kind: 'fail', reason: 'Failed' };
  }
}

function takeOutOfLine(url: string, owner: RequestOwner): Answer | undefined {
  const address = URL.parse(url);
  if (!address?.hostname.endsWith('.invalid') || !address.pathname.startsWith(OUT_OF_LINE_PATH)) return undefined;
  const bytes = owner.takeOutOfLine(address.pathname.slice(OUT_OF_LINE_PATH.length));
  if (!bytes) return { kind: 'fail', reason: 'Failed' };
  const headers = [{ name: 'content-type', value: 'application/octet-stream' }];
  return { kind: 'fulfil', status: 200, headers, body: bytes };
}

function asRequest(url: string, request: CdpRequestPaused['request']): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    const isAddress = /^(origin|referer)$/i.test(name);
    headers.set(name, isAddress ? withoutTrailingSlash(name, fromBrowserAddress(value)) : value);
  }
  const mayHaveBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = mayHaveBody && request.hasPostData ? postedBytes(request) : null;
  return new Request(url, { method: request.method, headers, body });
}

function withoutTrailingSlash(name: string, value: string): string {
  return name.toLowerCase() === 'origin' ? value.replace(/\/$/, '') : value;
}

function postedBytes(request: CdpRequestPaused['request']): Uint8Array<ArrayBuffer> {
  if (!request.postDataEntries) return new Uint8Array(Buffer.from(request.postData ?? '', 'utf8'));
  const parts = request.postDataEntries.map(({ bytes = '' }) =>
    typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : bytes,
  );
  return new Uint8Array(Buffer.concat(parts));
}

async function fulfil(response: Response, details: RequestDetails, webRequest: WebRequest): Promise<Answer> {
  if (response.type === 'error') return { kind: 'fail', reason: 'Failed' };
  const given: Record<string, string[]> = {};
  for (const [name, value] of response.headers) given[name] = [...(given[name] ?? []), value];
  const received = await webRequest.headersReceived({
    ...details,
    statusCode: response.status,
    responseHeaders: given,
  });
  if (received.cancel) return { kind: 'fail', reason: 'BlockedByClient' };
  const headers = Object.entries(received.responseHeaders ?? given).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value: name === 'location' ? toBrowserAddress(value) : value })),
  );
  const hasBody = response.body !== null && !BODYLESS.has(response.status);
  const body = hasBody ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
  return { kind: 'fulfil', status: response.status, headers, body };
}

function redirect(target: string): Answer {
  const headers = [{ name: 'location', value: toBrowserAddress(target) }];
  return { kind: 'fulfil', status: 307, headers, body: new Uint8Array() };
}
