import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of an installed Chromium, or undefined. */
export const findChromium = (): string | undefined => PLACES.find((place) => existsSync(place));

/**
 * Path of Chromium, installing Debian's package first where that is possible: as root it is announced and done,
 * otherwise the one command is printed and the process ends with exit code 1.
 */
export const needChromium = (): string => {
  const found = findChromium();
  if (found !== undefined) return found;
  const isRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!isRoot) {
    console.error('Chromium is missing. Please run:  sudo apt-get install chromium');
    process.exit(1);
  }
  console.log("Chromium is missing: installing Debian's package (apt-get install chromium, one to two minutes) …");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', 'chromium'],
  ]) {
    const run = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (run.status !== 0) {
      console.error('Chromium could not be installed; nothing was started. The lines above say why.');
      process.exit(1);
    }
  }
  const installed = findChromium();
  if (installed !== undefined) return installed;
  console.error('Chromium was installed but is not where it is expected; please report this.');
  process.exit(1);
};
