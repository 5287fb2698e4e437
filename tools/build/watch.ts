import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type InlineConfig, mergeConfig } from 'vite';
import { copies, nodeEntries, out, rendererConfig } from './configs.ts';

/** What a rebuild asks of the running app. */
export type Rebuilt = 'reload' | 'relaunch';

/** Names without hashes, because the app lists the files it may load once at its start. */
const watchedRenderer: InlineConfig = mergeConfig(rendererConfig, {
  build: {
    emptyOutDir: false,
    minify: false,
    rollupOptions: {
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
});

const rendererFiles = async (): Promise<string> =>
  (await readdir(path.join(out, 'renderer'), { recursive: true })).sort().join('\n');

/** Builds one entry now and at every change; resolves after the first build, also when that failed. */
const watchEntry = async (config: InlineConfig, rebuilt: () => void): Promise<() => Promise<void>> => {
  const watcher = await build(mergeConfig(config, { logLevel: 'error', build: { watch: {} } }));
  if (!('on' in watcher)) throw new Error('the bundler did not start watching');
  const first = Promise.withResolvers<void>();
  let builds = 0;
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code !== 'END' && event.code !== 'ERROR') return;
    builds += 1;
    first.resolve();
    if (builds > 1 && event.code === 'END') rebuilt();
  });
  await first.promise;
  return () => watcher.close();
};

/**
 * Builds everything into dist/ and keeps building what changes. A renderer rebuild asks for a reload unless it brought
 * new files; everything else asks for a relaunch.
 *
 * @returns how to stop watching
 */
export const watchAll = async (onRebuilt: (what: Rebuilt) => void): Promise<() => Promise<void>> => {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const { from, to } of copies) await cp(from, path.join(out, to), { recursive: true });
  let known = '';
  const stops = [
    await watchEntry(watchedRenderer, () => {
      void rendererFiles().then((files) => {
        onRebuilt(files === known ? 'reload' : 'relaunch');
        known = files;
      });
    }),
  ];
  known = await rendererFiles();
  for (const config of Object.values(nodeEntries)) stops.push(await watchEntry(config, () => onRebuilt('relaunch')));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
};
