import { createRequire } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { root } from '../root.ts';
import { contractNames } from './contract-names.ts';

export { root };
export const out = path.join(root, 'dist');
const external = [/^node:/, 'electron', 'better-sqlite3-multiple-ciphers'];

/** One CommonJS file per Node entry: a sandboxed preload cannot be a module, and core's files are started by path. */
const nodeEntry = (name: string, entry: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'warn',
  plugins: name === 'preload' ? [contractNames()] : [],
  build: {
    outDir: out,
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: false,
    copyPublicDir: false,
    ssr: path.join(root, entry),
    rollupOptions: {
      external,
      output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3-multiple-ciphers'], target: 'node' },
});

/** What runs in Node, by the name of its file in dist/. */
export const nodeEntries: Record<string, InlineConfig> = {
  main: nodeEntry('main', 'electron/main/main.ts'),
  preload: nodeEntry('preload', 'electron/preload/preload.ts'),
  core: nodeEntry('core', 'electron/core/core.ts'),
  'crypto-worker': nodeEntry('crypto-worker', 'electron/core/crypto/worker.ts'),
  'reader-worker': nodeEntry('reader-worker', 'electron/core/store/reader-worker.ts'),
  press: nodeEntry('press', 'electron/press/press.ts'),
};

const { resolve } = createRequire(import.meta.url);
const pdfjs = path.dirname(resolve('pdfjs-dist/package.json'));
const pdfkit = path.dirname(resolve('pdfkit'));

/** Files that are copied as they are, from and to (relative to dist/). */
export const copies: readonly { from: string; to: string }[] = [
  { from: path.join(root, 'resources'), to: 'resources' },
  // pdf.js fetches these from beside its worker: character maps, standard fonts, colour profiles, image decoders.
  ...['cmaps', 'standard_fonts', 'wasm', 'iccs'].map((name) => ({
    from: path.join(pdfjs, name),
    to: path.join('renderer', 'pdfjs', name),
  })),
  // pdfkit reads the colour profile of PDF/A from beside the file it runs in.
  {
    from: path.join(pdfkit, 'data', 'sRGB_IEC61966_2_1.icc'),
    to: path.join('data', 'sRGB_IEC61966_2_1.icc'),
  },
];

export const rendererConfig: InlineConfig = {
  root: path.join(root, 'renderer'),
  base: './',
  configFile: false,
  logLevel: 'warn',
  plugins: [contractNames(), react()],
  worker: { format: 'es' },
  build: {
    outDir: path.join(out, 'renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
};
