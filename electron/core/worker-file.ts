import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = {
  'crypto-worker': 'crypto/worker.ts',
  'reader-worker': 'store/reader-worker.ts',
} as const;
export type WorkerName = keyof typeof SOURCES;

/**
 * Path of a worker's file: beside this source when running from source, beside the bundle (`core.cjs`) when built.
 * Told apart by this module's own extension, which is `.ts` only in the source tree.
 */
export const workerFile = (name: WorkerName): string => {
  const here = fileURLToPath(import.meta.url);
  const folder = path.dirname(here);
  return path.extname(here) === '.ts' ? path.join(folder, SOURCES[name]) : path.join(folder, `${name}.cjs`);
};
