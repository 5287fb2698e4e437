import { type Chromium, startChromium, type WindowPlacement } from './browser/chromium.ts';
import { configuration, trace } from './configuration.ts';

/** What a Chromium process needs to know about the app. */
export type BrowserIdentity = {
  readonly className: string;
  readonly language: string;
  readonly appSwitches: ReadonlyMap<string, string>;
};

const running = new Set<Chromium>();
const startListeners: ((chromium: Chromium) => void)[] = [];
let visible: Promise<Chromium> | undefined;
let hidden: Promise<Chromium> | undefined;
let stopping = false;
let lost: (reason: string) => void = () => {};

/** Calls back for each Chromium process that has started. */
export function onBrowserStart(listener: (chromium: Chromium) => void): void {
  startListeners.push(listener);
}

/** Sets what happens when Chromium cannot start or dies; the host ends the app with a message. */
export function onBrowserLost(listener: (reason: string) => void): void {
  lost = listener;
}

export function runningBrowsers(): ReadonlySet<Chromium> {
  return running;
}

/**
 * The Chromium that shows the app's windows; started on first use. `firstWindow` lets that start open the window at
 * once, where it can.
 */
export function visibleBrowser(identity: BrowserIdentity, firstWindow?: WindowPlacement): Promise<Chromium> {
  const { headless, debugPort, underTest } = configuration();
  const port = underTest ? debugPort : undefined;
  visible ??= start({
    ...identity,
    headless,
    debugPort: port,
    firstWindow: headless || underTest ? undefined : firstWindow,
  });
  return visible;
}

/**
 * The Chromium for windows that are not shown. With a display it is a second, headless process: hidden targets of a
 * visible Chromium can neither print nor be painted.
 */
export function hiddenBrowser(identity: BrowserIdentity): Promise<Chromium> {
  if (configuration().headless) return visibleBrowser(identity);
  hidden ??= start({ ...identity, headless: true, debugPort: undefined, firstWindow: undefined });
  return hidden;
}

/** Ends all Chromium processes and removes their profiles. */
export async function stopBrowsers(): Promise<void> {
  stopping = true;
  await Promise.allSettled([visible, hidden]);
  await Promise.all([...running].map((chromium) => chromium.stop()));
}

/** The same at once, while Node exits. */
export function killBrowsers(): void {
  stopping = true;
  for (const chromium of running) chromium.kill();
}

async function start(options: Parameters<typeof startChromium>[0]): Promise<Chromium> {
  try {
    const chromium = await startChromium(options);
    running.add(chromium);
    chromium.onExit(({ code, stderr }) => {
      running.delete(chromium);
      trace('chromium ended', code);
      if (stopping) return;
      // Without windows a visible Chromium ends by itself; the next window starts another one.
      if (code === 0 && !options.headless) visible = undefined;
      else lost(`Chromium ended unexpectedly (code ${code}).\n${stderr}`);
    });
    for (const listener of startListeners) listener(chromium);
    return chromium;
  } catch (error) {
    if (!stopping) lost(error instanceof Error ? error.message : String(error));
    throw error;
  }
}
