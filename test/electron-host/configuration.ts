import type { CommandLine } from './command-line.ts';

/** How this run of the host is set up: the command line plus the host's environment variables. */
export type Configuration = CommandLine & {
  /** True when windows are not to be shown: asked for by ELECTRON_HOST_HEADLESS=1, or there is no display. */
  readonly headless: boolean;
  /** True when a test runner drives the app; only then debugging ports are open. */
  readonly underTest: boolean;
  /** Chromium's executable when named by ELECTRON_HOST_CHROMIUM. */
  readonly chromium: string | undefined;
  readonly debug: boolean;
};

let current: Configuration | undefined;

/** Sets the configuration once, before the stand-in for `electron` is loaded. */
export function configure(commandLine: CommandLine, environment: NodeJS.ProcessEnv): Configuration {
  const hasDisplay = Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
  current = {
    ...commandLine,
    headless: environment.ELECTRON_HOST_HEADLESS === '1' || !hasDisplay,
    underTest: commandLine.inspectPort !== undefined && commandLine.debugPort !== undefined,
    chromium: environment.ELECTRON_HOST_CHROMIUM || undefined,
    debug: environment.ELECTRON_HOST_DEBUG === '1',
  };
  return current;
}

/** The configuration of this run. Throws when the stand-in is loaded without the host's boot. */
export function configuration(): Configuration {
  if (!current) throw new Error('electron-host: start the app with test/electron-host/bin/electron');
  return current;
}

/** Writes one line to stderr when ELECTRON_HOST_DEBUG=1. */
export function trace(...parts: readonly unknown[]): void {
  if (current?.debug) console.error('[electron-host]', performance.now().toFixed(0), ...parts);
}
