import { buildIfNeeded } from './build/freshness.ts';
import { chooseRuntime } from './runtime.ts';

/** Before end-to-end tests: the app is built of these sources, and a runtime is chosen; workers inherit both variables. */
export default async function setup(): Promise<void> {
  await buildIfNeeded();
  // Read by the electron package when Playwright asks it for the executable.
  process.env.ELECTRON_OVERRIDE_DIST_PATH ??= (await chooseRuntime({ mayDownload: false })).folder;
  process.env.ELECTRON_HOST_HEADLESS ??= '1';
}
