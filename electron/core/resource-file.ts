import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of a file of resources/, beside the sources or copied beside the bundle (as {@link workerFile} tells them apart). */
export const resourceFile = (name: string): string => {
  const here = fileURLToPath(import.meta.url);
  const root = path.extname(here) === '.ts' ? path.resolve(path.dirname(here), '..', '..') : path.dirname(here);
  return path.join(root, 'resources', name);
};
