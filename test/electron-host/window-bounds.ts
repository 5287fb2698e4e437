import type { CdpWindowBounds } from './browser/cdp-types.ts';
import type { Chromium } from './browser/chromium.ts';
import { configuration } from './configuration.ts';
import type { Page } from './page.ts';

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

type WindowState = NonNullable<CdpWindowBounds['windowState']>;

export type WindowBounds = {
  /** Bounds as last known; for a headless window those of its content. */
  current(): Rectangle;
  state(): WindowState;
  set(bounds: Partial<Rectangle>): Promise<void>;
  setState(state: WindowState): Promise<void>;
  /** Asks the browser again; true when something has changed. */
  refresh(): Promise<boolean>;
};

/**
 * Bounds of one browser window. A headless (or test runner's) window has invisible tabs and an address bar inside its
 * bounds; it is made larger by these, so that the page gets the size the app asked for.
 */
export async function controlBounds(chromium: Chromium, page: Page, wanted: Partial<Rectangle>): Promise<WindowBounds> {
  const { browser } = chromium.connection;
  const targetId = page.targetId() ?? '';
  const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId });
  let extraWidth = 0;
  let extraHeight = 0;
  let known: CdpWindowBounds = {};

  async function refresh(): Promise<boolean> {
    const before = JSON.stringify(known);
    known = (await browser.send('Browser.getWindowForTarget', { targetId })).bounds;
    return JSON.stringify(known) !== before;
  }

  async function set(bounds: Partial<Rectangle>): Promise<void> {
    const change = {
      ...(bounds.x === undefined ? {} : { left: bounds.x }),
      ...(bounds.y === undefined ? {} : { top: bounds.y }),
      ...(bounds.width === undefined ? {} : { width: bounds.width + extraWidth }),
      ...(bounds.height === undefined ? {} : { height: bounds.height + extraHeight }),
    };
    known = { ...known, ...change };
    await browser.send('Browser.setWindowBounds', { windowId, bounds: change });
    await refresh();
  }

  async function measureExtras(): Promise<void> {
    const { cssLayoutViewport } = await page.send('Page.getLayoutMetrics');
    extraWidth = Math.max(0, (known.width ?? 0) - cssLayoutViewport.clientWidth);
    extraHeight = Math.max(0, (known.height ?? 0) - cssLayoutViewport.clientHeight);
  }

  await refresh();
  if (chromium.headless || configuration().underTest) await measureExtras();
  await set(wanted);

  return {
    current: () => ({
      x: known.left ?? 0,
      y: known.top ?? 0,
      width: (known.width ?? 0) - extraWidth,
      height: (known.height ?? 0) - extraHeight,
    }),
    state: () => known.windowState ?? 'normal',
    set,
    setState: async (state) => {
      // Chromium refuses to go from one special state to another without the normal one between them.
      if (state !== 'normal' && known.windowState !== 'normal') {
        await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
      }
      await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState: state } });
      await refresh();
    },
    refresh,
  };
}
