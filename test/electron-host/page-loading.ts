import type { CdpSession } from './browser/cdp.ts';

type Waiting = { readonly loaderId: string; resolve(): void; reject(error: Error): void };

export type PageLoading = {
  isLoading(): boolean;
  /** Resolves when the document of this loader has loaded; rejects when another takes its place or the page goes. */
  waitFor(loaderId: string): Promise<void>;
  /** Marks the start of a navigation. */
  begin(): void;
  /** Ends every wait: the page crashed, was destroyed or the navigation failed. */
  abort(reason: string): void;
};

/**
 * Follows the documents of a page's main frame. The browser reports a navigation before the document is there, so a
 * load counts only when its loader is the one of the last committed document.
 */
export function followLoading(
  session: CdpSession,
  mainFrameId: string,
  on: { committed(url: string): void; domReady(): void; loaded(): void; stopped(): void },
): PageLoading {
  let committed: string | undefined;
  let finished: string | undefined;
  let loading = false;
  let waiting: Waiting[] = [];

  function settle(decide: (wait: Waiting) => Error | 'resolve' | 'keep'): void {
    const before = waiting;
    waiting = [];
    for (const wait of before) {
      const decision = decide(wait);
      if (decision === 'keep') waiting.push(wait);
      else if (decision === 'resolve') wait.resolve();
      else wait.reject(decision);
    }
  }

  function stop(): void {
    if (!loading) return;
    loading = false;
    on.stopped();
  }

  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined || frame.id !== mainFrameId) return;
    committed = frame.loaderId;
    loading = true;
    on.committed(frame.url + (frame.urlFragment ?? ''));
    settle((wait) => (wait.loaderId === committed ? 'keep' : new Error('ERR_ABORTED (-3)')));
  });
  session.on('Page.lifecycleEvent', ({ frameId, loaderId, name }) => {
    if (frameId !== mainFrameId || loaderId !== committed) return;
    if (name === 'DOMContentLoaded') on.domReady();
    if (name !== 'load') return;
    finished = loaderId;
    on.loaded();
    stop();
    settle((wait) => (wait.loaderId === loaderId ? 'resolve' : 'keep'));
  });

  return {
    isLoading: () => loading,
    waitFor: (loaderId) => {
      if (finished === loaderId) return Promise.resolve();
      return new Promise((resolve, reject) => waiting.push({ loaderId, resolve, reject }));
    },
    begin: () => {
      loading = true;
    },
    abort: (reason) => {
      settle(() => new Error(reason));
      stop();
    },
  };
}
