import { cp, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'vite';
import { copies, nodeEntries } from '../../tools/build/configs.ts';
import { root } from '../../tools/root.ts';

const CHILD = path.join(root, 'test', 'faults', 'child');
const CORE = path.join(root, 'electron', 'core');

/** Sources of the product that the child has in another version, by file. */
const LATER_SCHEMAS = { [path.join(CORE, 'store', 'migrations.ts')]: path.join(CHILD, 'migrations.ts') };
const TOO_EARLY = {
  [path.join(CORE, 'delivery', 'fit-connect', 'fit-connect.ts')]: path.join(CHILD, 'accepts-too-early.ts'),
};

const replacing = (replaced: Readonly<Record<string, string>>): Plugin => ({
  name: 'faults:replace',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    const other = found === null ? undefined : replaced[found.id];
    // The other version may import what it replaces.
    return other === undefined || importer === other ? found : other;
  },
});

/**
 * Bundles core with the harness's watcher in front of it, as the product is bundled, so that it starts in a sixth of
 * the time. Answers the file to start.
 *
 * @param folder empty folder to write to
 * @param mistake builds the child that acknowledges before it keeps, to prove that the harness notices
 */
export const buildChild = async (folder: string, mistake: 'none' | 'accepts-too-early' = 'none'): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const replaced = { ...LATER_SCHEMAS, ...(mistake === 'none' ? {} : TOO_EARLY) };
  const entries = {
    core: path.join(CHILD, 'core.ts'),
    'crypto-worker': path.join(CHILD, 'crypto-worker.ts'),
    'reader-worker': path.join(CORE, 'store', 'reader-worker.ts'),
  };
  for (const [name, entry] of Object.entries(entries)) {
    const known = nodeEntries[name];
    await build({ ...known, plugins: [replacing(replaced)], build: { ...known?.build, outDir: folder, ssr: entry } });
  }
  for (const { from, to } of copies) {
    if (!to.startsWith('renderer')) await cp(from, path.join(folder, to), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return path.join(folder, 'core.cjs');
};
