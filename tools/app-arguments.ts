import path from 'node:path';
import { root } from './root.ts';

/**
 * Command line of the unpackaged app for either runtime: the repository as app directory, the profile to use, and
 * the policy of demo and tests: persons are invented there, so the store may lie wherever the repository does.
 * Chromium's own sandbox cannot run as root, so it is switched off there and only there.
 */
export const appArguments = (profile: string): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '.',
  `--profile=${profile}`,
  `--policy=${path.join(root, 'tools', 'demo', 'policy.json')}`,
];
