import path from 'node:path';
import { root } from '../root.ts';

const home = path.join(root, '.demo');

/** Where the demo keeps what; all of it may be deleted at any time. */
export const demoFolders = {
  home,
  /** The app's profile: encrypted store, key file, log. */
  profile: path.join(home, 'profile'),
  secondCopy: path.join(home, 'second-copy'),
  centralService: path.join(home, 'central-service'),
  /** Written when the demo office is complete; without it the next start begins anew. */
  complete: path.join(home, 'complete'),
} as const;
