import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

export type BuiltFile = { bytes: Uint8Array; contentType: string; isPdfWorker: boolean };

/**
 * The allow-list of files a window may load: what the build wrote, listed once at start. A request is a look-up in
 * this list and never a path on disk, so nothing outside can be named (SECURITY B2).
 */
export const listBuiltFiles = async (folder: string): Promise<(pathname: string) => Promise<BuiltFile | undefined>> => {
  const known = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    known.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, file);
  }
  return async (pathname) => {
    const file = known.get(pathname === '/' ? '/index.html' : pathname);
    const contentType = CONTENT_TYPES[path.extname(pathname === '/' ? 'index.html' : pathname)];
    if (file === undefined || contentType === undefined) return undefined;
    return { bytes: await readFile(file), contentType, isPdfWorker: /\/pdf\.worker[^/]*\.m?js$/.test(pathname) };
  };
};
