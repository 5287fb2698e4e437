/** The part of the DevTools protocol the host uses: parameters and results of commands, parameters of events. */

export type CdpTargetInfo = {
  readonly targetId: string;
  readonly type: string;
  readonly title: string;
  readonly url: string;
  readonly openerId?: string;
};

export type CdpHeader = { readonly name: string; readonly value: string };

export type CdpRequestPaused = {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: {
    readonly url: string;
    readonly urlFragment?: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly hasPostData?: boolean;
    readonly postData?: string;
    readonly postDataEntries?: readonly { readonly bytes?: string | Uint8Array }[];
  };
};

export type CdpRemoteObject = {
  readonly type: string;
  readonly value?: unknown;
  readonly description?: string;
  readonly unserializableValue?: string;
  readonly objectId?: string;
};

export type CdpExceptionDetails = {
  readonly text: string;
  readonly url?: string;
  readonly lineNumber: number;
  readonly exception?: CdpRemoteObject;
};

type CallFrame = { readonly url: string; readonly lineNumber: number };

type EvaluationResult = { readonly result: CdpRemoteObject; readonly exceptionDetails?: CdpExceptionDetails };

export type CdpWindowBounds = {
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
  readonly windowState?: 'normal' | 'minimized' | 'maximized' | 'fullscreen';
};

type TargetFilter = readonly { readonly type?: string; readonly exclude?: boolean }[];

type AutoAttach = {
  readonly autoAttach: boolean;
  readonly waitForDebuggerOnStart: boolean;
  readonly flatten: boolean;
  readonly filter?: TargetFilter;
};

type Empty = Readonly<Record<string, never>>;

type Command<Parameters, Result = Empty> = { readonly parameters: Parameters; readonly result: Result };

export type CdpCommands = {
  'Browser.cancelDownload': Command<{ guid: string }>;
  'Browser.close': Command<Empty>;
  'Browser.getVersion': Command<Empty, { product: string; userAgent: string }>;
  'Browser.getWindowForTarget': Command<{ targetId: string }, { windowId: number; bounds: CdpWindowBounds }>;
  'Browser.grantPermissions': Command<{ permissions: readonly string[] }>;
  'Browser.setDownloadBehavior': Command<{ behavior: 'deny'; eventsEnabled: boolean }>;
  'Browser.setWindowBounds': Command<{ windowId: number; bounds: CdpWindowBounds }>;
  'DOM.getFileInfo': Command<{ objectId: string }, { path: string }>;
  'Emulation.setEmulatedMedia': Command<{ features: readonly CdpHeader[] }>;
  'Fetch.continueRequest': Command<{ requestId: string }>;
  'Fetch.enable': Command<{ patterns: readonly { urlPattern: string; requestStage: 'Request' }[] }>;
  'Fetch.failRequest': Command<{ requestId: string; errorReason: string }>;
  'Fetch.fulfillRequest': Command<{
    requestId: string;
    responseCode: number;
    responseHeaders: readonly CdpHeader[];
    body: Uint8Array;
  }>;
  'Inspector.enable': Command<Empty>;
  'Log.enable': Command<Empty>;
  'Page.addScriptToEvaluateOnNewDocument': Command<{ source: string; worldName?: string }>;
  'Page.bringToFront': Command<Empty>;
  'Page.captureScreenshot': Command<
    { format: 'png' | 'jpeg'; clip?: { x: number; y: number; width: number; height: number; scale: number } },
    { data: string | Uint8Array }
  >;
  'Page.close': Command<Empty>;
  'Page.crash': Command<Empty>;
  'Page.enable': Command<Empty>;
  'Page.getLayoutMetrics': Command<Empty, { cssLayoutViewport: { clientWidth: number; clientHeight: number } }>;
  'Page.handleJavaScriptDialog': Command<{ accept: boolean }>;
  'Page.navigate': Command<{ url: string }, { loaderId?: string; errorText?: string }>;
  'Page.printToPDF': Command<
    Readonly<Record<string, boolean | number | string | undefined>>,
    { data: string | Uint8Array }
  >;
  'Page.reload': Command<{ ignoreCache?: boolean }>;
  'Page.setLifecycleEventsEnabled': Command<{ enabled: boolean }>;
  'Page.stopLoading': Command<Empty>;
  'Runtime.addBinding': Command<{ name: string; executionContextName: string }>;
  'Runtime.callFunctionOn': Command<
    {
      functionDeclaration: string;
      executionContextId: number;
      arguments: readonly { value: string }[];
      awaitPromise?: boolean;
      returnByValue?: boolean;
      silent?: boolean;
    },
    EvaluationResult
  >;
  'Runtime.enable': Command<Empty>;
  'Runtime.evaluate': Command<
    {
      expression: string;
      contextId?: number;
      awaitPromise?: boolean;
      returnByValue?: boolean;
      userGesture?: boolean;
    },
    EvaluationResult
  >;
  'Runtime.runIfWaitingForDebugger': Command<Empty>;
  'Target.closeTarget': Command<{ targetId: string }>;
  'Target.createTarget': Command<
    { url: string; newWindow: boolean; width?: number; height?: number },
    { targetId: string }
  >;
  'Target.setAutoAttach': Command<AutoAttach>;
};

export type CdpEvents = {
  'Browser.downloadWillBegin': { guid: string; url: string; suggestedFilename: string; frameId: string };
  'Fetch.requestPaused': CdpRequestPaused;
  'Inspector.targetCrashed': Empty;
  'Log.entryAdded': { entry: { level: string; text: string; url?: string; lineNumber?: number } };
  'Page.frameNavigated': {
    frame: { id: string; parentId?: string; loaderId: string; url: string; urlFragment?: string };
  };
  'Page.javascriptDialogOpening': { type: string; message: string };
  'Page.lifecycleEvent': { frameId: string; loaderId: string; name: string };
  'Page.navigatedWithinDocument': { frameId: string; url: string };
  'Page.windowOpen': { url: string; windowName: string; windowFeatures: readonly string[] };
  'Runtime.bindingCalled': { name: string; payload: string; executionContextId: number };
  'Runtime.consoleAPICalled': {
    type: string;
    args: readonly CdpRemoteObject[];
    stackTrace?: { callFrames: readonly CallFrame[] };
  };
  'Runtime.exceptionThrown': { exceptionDetails: CdpExceptionDetails };
  'Runtime.executionContextCreated': { context: { id: number; name: string; auxData?: { frameId?: string } } };
  'Runtime.executionContextDestroyed': { executionContextId: number };
  'Runtime.executionContextsCleared': Empty;
  'Target.attachedToTarget': { sessionId: string; targetInfo: CdpTargetInfo; waitingForDebugger: boolean };
  'Target.detachedFromTarget': { sessionId: string; targetId?: string };
};
