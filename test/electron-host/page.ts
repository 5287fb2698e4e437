import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CdpSession } from './browser/cdp.ts';
import type { CdpCommands, CdpRemoteObject } from './browser/cdp-types.ts';
import type { Chromium, PausedPage } from './browser/chromium.ts';
import { trace } from './configuration.ts';
import { mediaFeatures } from './native-theme.ts';
import { isolatedWorldSource, mainWorldSource } from './page/injected-scripts.ts';
import { type ConsoleMessage, watchConsole } from './page-console.ts';
import { createPageIpc, type PageIpcHandlers } from './page-ipc.ts';
import { followLoading, type PageLoading } from './page-loading.ts';
import { answerRequest, OUT_OF_LINE_PATH, type RequestOwner } from './requests.ts';
import { fromBrowserAddress, toBrowserAddress } from './scheme-addresses.ts';

const EVERY_REQUEST = { patterns: [{ urlPattern: '*', requestStage: 'Request' as const }] };
const CHILDREN = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

/** What happens in a page and concerns the window contents around it. */
export type PageEvents = PageIpcHandlers & {
  readonly requests: Pick<RequestOwner, 'webRequest' | 'describe'>;
  /** A navigation the page began, or a redirect: false stops it. */
  readonly mayNavigate: RequestOwner['mayNavigate'];
  readonly committed: (url: string) => void;
  readonly movedWithinDocument: (url: string) => void;
  readonly domReady: () => void;
  readonly loaded: () => void;
  readonly stoppedLoading: () => void;
  readonly crashed: () => void;
  readonly wantsWindow: (request: { url: string; frameName: string; features: string }) => void;
  readonly consoleMessage: (message: ConsoleMessage) => void;
  /** The page's beforeunload asks to stay: true leaves nevertheless. */
  readonly leaveAnyway: () => boolean;
};

export type Page = ReturnType<typeof createPage>;

/** One page of Chromium under the host's control: isolation, requests, IPC, loading. Not visible to the app. */
export function createPage(options: {
  readonly preload: string | undefined;
  readonly additionalArguments: readonly string[];
  readonly chromeVersion: () => string;
  readonly events: PageEvents;
}) {
  const { events } = options;
  const world = `preload-${randomBytes(6).toString('hex')}`;
  const secret = `e${randomBytes(12).toString('hex')}`;
  const binding = `b${randomBytes(12).toString('hex')}`;
  const receiver = `r${randomBytes(12).toString('hex')}`;
  const preloadSource = options.preload === undefined ? '' : readFileSync(options.preload, 'utf8');
  const attached = Promise.withResolvers<PausedPage>();
  attached.promise.catch(() => {});
  const ipc = createPageIpc(events);
  let targetId: string | undefined;
  let loading: PageLoading | undefined;
  let preloadContext: number | undefined;
  let url = '';
  let expectedNavigation: string | undefined;
  let crashed = false;

  async function session(): Promise<CdpSession> {
    return (await attached.promise).session;
  }

  async function send<M extends keyof CdpCommands>(method: M, parameters?: CdpCommands[M]['parameters']) {
    return (await session()).send(method, parameters);
  }

  function mayNavigate(navigation: Parameters<RequestOwner['mayNavigate']>[0]): boolean {
    if (navigation.isMainFrame && !navigation.isRedirect && documentAddress(navigation.url) === expectedNavigation) {
      expectedNavigation = undefined;
      return true;
    }
    return events.mayNavigate(navigation);
  }

  function answerRequestsOf(source: CdpSession): void {
    const owner: RequestOwner = {
      ...events.requests,
      isMainFrame: (frameId) => frameId === targetId,
      mayNavigate,
      takeOutOfLine: ipc.takeOutOfLine,
    };
    source.on('Fetch.requestPaused', (paused) => answerRequest(source, paused, owner));
  }

  /** Frames in other processes need their own interception; workers have none and use the page's. */
  async function adoptChild(child: CdpSession, type: string, chromium: Chromium): Promise<void> {
    if (type === 'iframe') {
      answerRequestsOf(child);
      child.on('Target.attachedToTarget', (event) =>
        adoptChild(chromium.connection.session(event.sessionId), event.targetInfo.type, chromium),
      );
      await Promise.allSettled([
        child.send('Fetch.enable', EVERY_REQUEST),
        child.send('Target.setAutoAttach', CHILDREN),
      ]);
    }
    await child.send('Runtime.runIfWaitingForDebugger').catch(() => {});
  }

  function followContexts(page: CdpSession): void {
    page.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === world && context.auxData?.frameId === targetId) preloadContext = context.id;
    });
    page.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === preloadContext) forgetDocument();
    });
    page.on('Runtime.executionContextsCleared', forgetDocument);
    page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== binding || executionContextId !== preloadContext) return;
      ipc
        .accept(payload, (text) => postTo(executionContextId, text))
        .catch((error) => console.error('IPC message failed:', error));
    });
  }

  function forgetDocument(): void {
    preloadContext = undefined;
    ipc.forgetOutOfLine();
  }

  function postTo(context: number, text: string): void {
    if (context !== preloadContext) return;
    send('Runtime.callFunctionOn', {
      executionContextId: context,
      functionDeclaration: `function (text) { ${receiver}(text); }`,
      arguments: [{ value: text }],
      silent: true,
    }).catch((error) => trace('delivery failed', error));
  }

  function follow(page: CdpSession, mainFrameId: string, chromium: Chromium): void {
    followContexts(page);
    answerRequestsOf(page);
    watchConsole(page, events.consoleMessage);
    loading = followLoading(page, mainFrameId, {
      committed: (address) => {
        url = fromBrowserAddress(address);
        events.committed(url);
      },
      domReady: events.domReady,
      loaded: events.loaded,
      stopped: events.stoppedLoading,
    });
    page.on('Page.navigatedWithinDocument', (event) => {
      if (event.frameId !== mainFrameId) return;
      url = fromBrowserAddress(event.url);
      events.movedWithinDocument(url);
    });
    page.on('Page.windowOpen', (event) => {
      const features = event.windowFeatures.join(',');
      events.wantsWindow({ url: fromBrowserAddress(event.url), frameName: event.windowName, features });
    });
    page.on('Page.javascriptDialogOpening', ({ type }) => {
      const accept = type === 'beforeunload' && events.leaveAnyway();
      page.send('Page.handleJavaScriptDialog', { accept }).catch(() => {});
    });
    page.on('Inspector.targetCrashed', () => {
      crashed = true;
      forgetDocument();
      loading?.abort('ERR_FAILED (-2)');
      events.crashed();
    });
    page.on('Target.attachedToTarget', (event) => {
      adoptChild(chromium.connection.session(event.sessionId), event.targetInfo.type, chromium);
    });
  }

  /**
   * Takes over a page while it is paused. The order matters: everything that isolates and intercepts is in place
   * before the first document may run.
   */
  async function attach(paused: PausedPage, chromium: Chromium): Promise<void> {
    const page = paused.session;
    targetId = paused.targetId;
    follow(page, paused.targetId, chromium);
    const setup = {
      secret,
      binding,
      receiver,
      outOfLinePath: OUT_OF_LINE_PATH,
      platform: process.platform,
      arch: process.arch,
      versions: { ...process.versions, chrome: options.chromeVersion() },
      argv: [process.execPath, ...options.additionalArguments],
    };
    await Promise.all([
      page.send('Page.enable'),
      page.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      page.send('Runtime.enable'),
      page.send('Inspector.enable'),
      page.send('Log.enable'),
      page.send('Runtime.addBinding', { name: binding, executionContextName: world }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(secret) }),
      page.send('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldSource(setup, preloadSource),
        worldName: world,
      }),
      page.send('Fetch.enable', EVERY_REQUEST),
      page.send('Target.setAutoAttach', CHILDREN),
      page.send('Emulation.setEmulatedMedia', { features: mediaFeatures() }),
      page.send('Runtime.runIfWaitingForDebugger'),
    ]);
    attached.resolve(paused);
  }

  /** Loads an address and resolves when it has loaded. Rejects with Electron's words, e.g. `ERR_FAILED (-2) loading 'app://…'`. */
  async function navigate(address: string): Promise<void> {
    await attached.promise;
    expectedNavigation = documentAddress(address);
    crashed = false;
    loading?.begin();
    const { loaderId, errorText } = await send('Page.navigate', { url: toBrowserAddress(address) });
    if (errorText) {
      const reason = errorText.replace(/^net::/, '');
      loading?.abort(reason);
      throw new Error(`${reason} loading '${address}'`);
    }
    if (loaderId === undefined) {
      // Only the fragment changed: there is no new document, and no request that would have used the permission.
      expectedNavigation = undefined;
      loading?.abort('');
    } else await loading?.waitFor(loaderId);
  }

  async function evaluate(expression: string, context?: number): Promise<unknown> {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
      ...(context === undefined ? {} : { contextId: context }),
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return plainValue(result);
  }

  return {
    attach,
    navigate,
    send,
    session,
    evaluate,
    /** Runs an expression in the isolated world; undefined when the page has none. */
    evaluateIsolated: async (expression: string): Promise<unknown> =>
      preloadContext === undefined ? undefined : evaluate(expression, preloadContext),
    /** The isolated world's context, for handles to its objects. */
    isolatedContext: () => preloadContext,
    /** Sends to the page's listeners; without a document of the app nobody listens and the message is dropped. */
    post: (channel: string, values: readonly unknown[]): void => {
      const text = ipc.encodeEvent(channel, values);
      if (preloadContext === undefined) ipc.forgetOutOfLine();
      else postTo(preloadContext, text);
    },
    async reload(): Promise<void> {
      if (crashed) {
        await navigate(url);
        return;
      }
      expectedNavigation = documentAddress(url);
      loading?.begin();
      await send('Page.reload', {});
    },
    /** Ends everything that waits; the target is gone. */
    gone(): void {
      attached.reject(new Error('Object has been destroyed'));
      loading?.abort('ERR_FAILED (-2)');
    },
    targetId: () => targetId,
    url: () => url,
    isLoading: () => loading?.isLoading() ?? false,
    isCrashed: () => crashed,
  };
}

function plainValue(result: CdpRemoteObject): unknown {
  if (result.unserializableValue === undefined) return result.value;
  if (result.unserializableValue.endsWith('n')) return BigInt(result.unserializableValue.slice(0, -1));
  return Number(result.unserializableValue);
}

/** The address as the browser requests it: normalised, without fragment. */
function documentAddress(address: string): string {
  const parsed = URL.parse(toBrowserAddress(address));
  if (!parsed) return address;
  parsed.hash = '';
  return fromBrowserAddress(parsed.href);
}
