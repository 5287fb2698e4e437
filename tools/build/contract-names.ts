import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

const folder = new URL('../../shared/contract/', import.meta.url);
const namesModule = fileURLToPath(new URL('names.ts', folder));

const PRINT_NAMES = `import { callNames } from ${JSON.stringify(new URL('names.ts', folder).href)};
process.stdout.write(JSON.stringify(callNames));`;

/**
 * Replaces shared/contract/names.ts by its value at build time, so that preload and renderer know every call without
 * carrying zod (which probes `new Function` and would be reported by the windows' CSP). The value is computed in a
 * process of its own, because a module once imported would keep its old value while watching.
 */
export const contractNames = (): Plugin => ({
  name: 'contract-names',
  enforce: 'pre',
  async load(id) {
    if (id.split('?')[0] !== namesModule) return undefined;
    this.addWatchFile(fileURLToPath(folder));
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', PRINT_NAMES]);
    return `export const callNames = ${stdout};`;
  },
});
