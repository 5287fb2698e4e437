import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** In plain Node the real package starts a download when imported; a test that needs it mocks this stand-in. */
const alias = { electron: fileURLToPath(new URL('./test/architecture/no-electron.ts', import.meta.url)) };

const suite = (
  name: string,
  include: string[],
  limits: { testTimeout: number; order: number; exclude?: string[] },
) => ({
  resolve: { alias },
  test: {
    name,
    include,
    exclude: limits.exclude ?? [],
    environment: 'node' as const,
    pool: 'forks' as const,
    maxWorkers: 2,
    testTimeout: limits.testTimeout,
    hookTimeout: 60_000,
    sequence: { groupOrder: limits.order },
    restoreMocks: true,
    unstubEnvs: true,
  },
});

// Screens are tested in the real browser (test/e2e, Playwright); nothing here pretends to be a DOM.
export default defineConfig({
  test: {
    projects: [
      suite('unit', ['{electron,renderer,shared,tools}/**/*.test.{ts,tsx}'], { testTimeout: 10_000, order: 0 }),
      suite('system', ['test/**/*.test.ts'], {
        testTimeout: 60_000,
        order: 1,
        exclude: ['test/e2e/**', 'test/electron-host/conformance/**'],
      }),
      suite('host', ['test/electron-host/conformance/**/*.test.ts'], { testTimeout: 60_000, order: 2 }),
    ],
  },
});
