import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

const app = mkdtempSync(path.join(tmpdir(), 'command-line-'));
writeFileSync(
  path.join(app, 'package.json'),
  '{"name":"an-app","productName":"An App","version":"1.0.0","main":"main.cjs"}',
);
writeFileSync(path.join(app, 'main.cjs'), '');
afterAll(() => rmSync(app, { recursive: true }));

describe('the command line', () => {
  it('is understood as Playwright writes it', () => {
    const args = ['-r', '/loader.js', '--no-sandbox', '--inspect=0', '--remote-debugging-port=0', app, '--own=value'];
    expect(parseCommandLine(args)).toMatchObject({
      appPath: app,
      mainFile: path.join(app, 'main.cjs'),
      productName: 'An App',
      requires: ['/loader.js'],
      inspectPort: 0,
      debugPort: '0',
      noSandbox: true,
    });
    expect(parseCommandLine(args).switches.get('own')).toBe('value');
  });

  it('may name the main file and then finds the package above it', () => {
    const parsed = parseCommandLine([path.join(app, 'main.cjs')]);
    expect(parsed).toMatchObject({ appPath: app, packageName: 'an-app', inspectPort: undefined, debugPort: undefined });
  });

  it('is refused when there is no app', () => {
    expect(() => parseCommandLine([path.join(app, 'missing')])).toThrow('there is no app');
  });
});
