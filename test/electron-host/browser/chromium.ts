import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { configuration, trace } from '../configuration.ts';
import { type CdpConnection, type CdpSession, connectCdp } from './cdp.ts';
import type { CdpTargetInfo } from './cdp-types.ts';
import { createProfile, removeProfile } from './profile.ts';
import { chromiumSwitches, sandboxSwitches } from './switches.ts';

/** A page of Chromium that was just made, still paused before its first document. */
export type PausedPage = { readonly session: CdpSession; readonly targetId: string };

export type WindowPlacement = {
  readonly width: number;
  readonly height: number;
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly title: string;
  readonly backgroundColor: string | undefined;
};

/** One running Chromium process with its private profile and pipe. */
export type Chromium = {
  readonly connection: CdpConnection;
  readonly headless: boolean;
  readonly version: string;
  readonly userAgent: string;
  /** Opens a window and hands over its page while still paused. Windows open one after the other. */
  openPage(placement: WindowPlacement): Promise<PausedPage>;
  /** Called once after the process has ended; `stderr` holds its last lines. */
  onExit(listener: (end: { code: number | null; stderr: string }) => void): void;
  onPageGone(listener: (targetId: string) => void): void;
  /** Ends the process and removes its profile; resolves when both are gone. */
  stop(): Promise<void>;
  /** The same without waiting, for the moment in which Node itself exits. */
  kill(): void;
};

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const STOP_LIMIT_MS = 2_000;
const STDERR_LINES_KEPT = 40;
const PAGES_ONLY = [
  { type: 'browser', exclude: true },
  { type: 'tab', exclude: true },
  { type: 'browser_ui', exclude: true },
  {},
];
const WRAPPER_NOISE = /^\/usr\/bin\/chromium: \d+: \[: .*unexpected operator$/;

/** Path of the Chromium to use. Throws, naming what to install, when there is none. */
export function findChromium(): string {
  const named = configuration().chromium;
  for (const candidate of named ? [named] : CANDIDATES) {
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not here; the next candidate may be.
    }
  }
  throw new Error(
    named
      ? `Chromium not found: ELECTRON_HOST_CHROMIUM names ${named}, which cannot be executed`
      : 'Chromium not found: install it with "sudo apt-get install chromium"',
  );
}

/**
 * Starts Chromium on a temporary profile and connects to it. Rejects with its stderr in the message when it ends
 * before it answered. With `firstWindow` the process opens that window by itself (the next `openPage` receives it);
 * otherwise it starts without one.
 */
export async function startChromium(options: {
  readonly headless: boolean;
  readonly debugPort: string | undefined;
  readonly className: string;
  readonly language: string;
  readonly appSwitches: ReadonlyMap<string, string>;
  readonly firstWindow: WindowPlacement | undefined;
}): Promise<Chromium> {
  const executable = findChromium();
  const profile = createProfile();
  const firstWindowSwitches = options.firstWindow
    ? windowSwitches(options.firstWindow, options.className)
    : ['--no-startup-window'];
  const child = spawn(executable, [...chromiumSwitches({ ...options, profile }), ...firstWindowSwitches], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: chromiumEnvironment(),
  });
  const signals = new EventEmitter().setMaxListeners(0);
  const stderr = keepLastLines();
  let end: { code: number | null; stderr: string } | undefined;
  let firstWindowPending = options.firstWindow !== undefined;
  let waiting: ((page: PausedPage) => void) | undefined;
  let lastOpening: Promise<unknown> = Promise.resolve();

  child.stderr?.on('data', (chunk: Buffer) => stderr.add(chunk.toString()));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.on('error', (error) => stderr.add(`${error.message}\n`));
    child.on('close', (code) => {
      end = { code, stderr: stderr.text() };
      removeProfile(profile);
      resolve(end);
    });
  });

  const [output, input] = [child.stdio[3], child.stdio[4]];
  if (!(output instanceof Writable) || !(input instanceof Readable)) throw new Error('Chromium: no pipe');
  const connection = connectCdp(output, input);
  const { browser } = connection;

  function closeTarget(targetId: string): void {
    browser.send('Target.closeTarget', { targetId }).catch(() => {});
  }

  function receive(sessionId: string, target: CdpTargetInfo): void {
    trace('target', target.type, target.url, target.openerId ?? '');
    if (target.type === 'page' && waiting && target.openerId === undefined) {
      const deliver = waiting;
      waiting = undefined;
      deliver({ session: connection.session(sessionId), targetId: target.targetId });
    } else if (['page', 'shared_worker', 'service_worker'].includes(target.type)) {
      // Nobody asked for it: a popup, Ctrl+T, view-source, the downloads page, a worker beyond the life of a page.
      closeTarget(target.targetId);
    } else {
      connection
        .session(sessionId)
        .send('Runtime.runIfWaitingForDebugger')
        .catch(() => {});
    }
  }

  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => receive(sessionId, targetInfo));
  browser.on('Target.detachedFromTarget', ({ targetId }) => signals.emit('page-gone', targetId));

  async function waitForPage(cause: () => Promise<unknown>): Promise<PausedPage> {
    const page = new Promise<PausedPage>((resolve) => {
      waiting = resolve;
    });
    await cause();
    const gone = ended.then(({ stderr: text }) => Promise.reject(new Error(`Chromium ended: ${text}`)));
    gone.catch(() => {});
    return Promise.race([page, gone]);
  }

  function openWindow(placement: WindowPlacement): Promise<PausedPage> {
    if (firstWindowPending) {
      firstWindowPending = false;
      return waitForPage(() => attach());
    }
    if (options.headless || options.debugPort !== undefined) {
      const { width, height } = placement;
      return waitForPage(() =>
        browser.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height }),
      );
    }
    // Only the running process can open a window without tabs and address bar: a second start hands over to it.
    return waitForPage(async () => {
      const switches = [
        `--user-data-dir=${profile}`,
        ...sandboxSwitches(),
        ...windowSwitches(placement, options.className),
      ];
      spawn(executable, switches, { stdio: 'ignore', env: chromiumEnvironment() }).on('error', () => {});
    });
  }

  async function attach(): Promise<void> {
    await browser.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: PAGES_ONLY,
    });
    await browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
  }

  const version = await browser.send('Browser.getVersion').catch(async () => {
    const { code, stderr: text } = await ended;
    throw new Error(`Chromium (${executable}) ended at start with code ${code}:\n${text || '(it printed nothing)'}`);
  });
  if (!firstWindowPending) await attach();
  trace('chromium', version.product);

  return {
    connection,
    headless: options.headless,
    version: version.product.split('/')[1] ?? '',
    userAgent: version.userAgent,
    openPage: (placement) => {
      const opening = lastOpening.then(() => openWindow(placement));
      lastOpening = opening.catch(() => {});
      return opening;
    },
    onExit: (listener) => {
      ended.then(listener);
    },
    onPageGone: (listener) => signals.on('page-gone', listener),
    stop: async () => {
      const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      browser.send('Browser.close').catch(() => {});
      await ended;
      clearTimeout(limit);
    },
    kill: () => {
      if (end) return;
      child.kill('SIGKILL');
      removeProfile(profile);
    },
  };
}

function windowSwitches(placement: WindowPlacement, className: string): string[] {
  const background = placement.backgroundColor
    ? `<body style="background:${encodeURIComponent(placement.backgroundColor)}">`
    : '';
  const blank = `data:text/html;charset=utf-8,<title>${encodeURIComponent(placement.title)}</title>${background}`;
  return [
    `--window-size=${placement.width},${placement.height}`,
    ...(placement.x === undefined ? [] : [`--window-position=${placement.x},${placement.y ?? 0}`]),
    `--class=${className}`,
    `--app=${blank}`,
  ];
}

/** Chromium looks for a session bus and complains at length without one; a refused address is quieter. */
function chromiumEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS || 'disabled:' };
}

/** Keeps the end of stderr for error messages and lets the one line through that test runners wait for. */
function keepLastLines(): { add(text: string): void; text(): string } {
  const lines: string[] = [];
  let partial = '';
  return {
    add(text) {
      const complete = (partial + text).split('\n');
      partial = complete.pop() ?? '';
      for (const line of complete) {
        if (line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`);
        if (!line.trim() || WRAPPER_NOISE.test(line)) continue;
        trace('chromium:', line);
        lines.push(line);
        if (lines.length > STDERR_LINES_KEPT) lines.shift();
      }
    },
    text: () => [...lines, partial].filter(Boolean).join('\n'),
  };
}
