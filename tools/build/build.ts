import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { copies, nodeEntries, out, rendererConfig } from './configs.ts';

/** Builds everything the app needs at run time into dist/. */
export const buildAll = async (): Promise<void> => {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const config of Object.values(nodeEntries)) await build(config);
  await build(rendererConfig);
  for (const { from, to } of copies) await cp(from, path.join(out, to), { recursive: true });
};
