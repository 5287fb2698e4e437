/**
 * Command line of the unpackaged app for either runtime: the repository as app directory and the profile to use.
 * Chromium's own sandbox cannot run as root, so it is switched off there and only there.
 */
export const appArguments = (profile: string): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '.',
  `--profile=${profile}`,
];
