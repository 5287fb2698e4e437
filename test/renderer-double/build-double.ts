import { fileURLToPath } from 'node:url';
import { build, mergeConfig } from 'vite';
import { rendererConfig } from '../../tools/build/configs.ts';

/** Builds the real renderer with the double installed before it starts, into `folder`. */
export const buildDouble = async (folder: string): Promise<void> => {
  const install = fileURLToPath(new URL('install.ts', import.meta.url));
  await build(
    mergeConfig(rendererConfig, {
      plugins: [
        {
          name: 'renderer-double',
          enforce: 'pre',
          // Inside the entry, and not as a script of the page: module order is then certain.
          transform: (code: string, id: string) =>
            id.endsWith('/renderer/app/start.tsx') ? `import ${JSON.stringify(install)};\n${code}` : undefined,
        },
      ],
      build: { outDir: folder, emptyOutDir: true },
    }),
  );
};
