import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchFixture } from './launch.ts';

let fixture: Launched;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

describe('BrowserWindow', () => {
  it('gives the page the size the app asked for', async () => {
    expect(await fixture.page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 640]);
    await fixture.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1280, height: 720 }),
    );
    await fixture.page.waitForFunction(() => innerWidth === 1280 && innerHeight === 720);
    const bounds = await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(bounds).toMatchObject({ width: 1280, height: 720 });
  });

  it('refuses preferences that would weaken the sandbox', async () => {
    const refused = await fixture.app.evaluate(({ BrowserWindow }) =>
      [{ sandbox: false }, { contextIsolation: false }, { nodeIntegration: true }, { webSecurity: false }].map(
        (webPreferences) => {
          try {
            new BrowserWindow({ webPreferences });
            return 'made';
          } catch (error) {
            return error instanceof Error && error.message.startsWith('electron-host: webPreferences')
              ? 'refused'
              : 'other';
          }
        },
      ),
    );
    expect(refused).toEqual(Array(4).fill('refused'));
    expect(fixture.app.windows()).toHaveLength(1);
  });

  it('stays when its close is prevented and the page hears nothing of it', async () => {
    const stays = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      Reflect.get(globalThis, 'fixture').state.preventClose = true;
      window?.close();
      await new Promise((resolve) => setImmediate(resolve));
      Reflect.get(globalThis, 'fixture').state.preventClose = false;
      return window?.isDestroyed() === false;
    });
    expect(stays).toBe(true);
    expect(await fixture.page.evaluate('window.bridge.add(1, 1)')).toBe(2);
  });

  it('closes, tells so, and leaves the others alone', async () => {
    const log = await fixture.app.evaluate(async () => {
      const { createWindow, seen } = Reflect.get(globalThis, 'fixture');
      const window = createWindow({ width: 400, height: 300 });
      await window.loadURL('app://bundle/other.html');
      seen.length = 0;
      const closed = new Promise((resolve) => window.once('closed', resolve));
      window.close();
      await closed;
      return [...seen, window.isDestroyed(), window.webContents.isDestroyed()];
    });
    expect(log).toEqual(['close', 'closed', true, true]);
    expect(await fixture.page.evaluate('window.bridge.add(1, 1)')).toBe(2);
  });

  it('prints a hidden window to PDF and captures a visible one', async () => {
    const [pdf, size] = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const visible = BrowserWindow.getAllWindows()[0];
      const window = new BrowserWindow({ show: false });
      await window.loadURL('app://bundle/other.html');
      const bytes = await window.webContents.printToPDF({ pageSize: 'A4' });
      window.destroy();
      const image = await visible?.webContents.capturePage({ x: 0, y: 0, width: 200, height: 100 });
      return [bytes.subarray(0, 5).toString('latin1'), image?.getSize()];
    });
    expect(pdf).toBe('%PDF-');
    expect(size).toEqual({ width: 200, height: 100 });
  });

  it('follows the theme the app sets', async () => {
    const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
    await fixture.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    await fixture.page.waitForFunction(isDark);
    await fixture.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'light';
    });
    await fixture.page.waitForFunction(() => !matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await fixture.page.evaluate(isDark)).toBe(false);
  });

  it('reports console messages, also the complaints of the content security policy', async () => {
    await fixture.page.evaluate(() => {
      console.warn('look', 42);
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
    });
    await fixture.waitFor('console warning look 42');
    await fixture.waitFor(/^console error .*Content Security Policy/);
    expect(await fixture.page.evaluate(() => 'injected' in window)).toBe(false);
  });
});

describe('dialogs', () => {
  it('can be stubbed by tests', async () => {
    await fixture.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: '/chosen/here' });
    });
    const chosen = await fixture.app.evaluate(async ({ dialog }) => dialog.showSaveDialog({ title: 'x' }));
    expect(chosen).toEqual({ canceled: false, filePath: '/chosen/here' });
  });

  it('are drawn in the window, out of reach of its scripts, and answer to the keyboard', async () => {
    const answer = fixture.app.evaluate(async ({ dialog, BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      const options = { message: 'Really?', buttons: ['No', 'Yes'], defaultId: 1, cancelId: 0 };
      return window ? dialog.showMessageBox(window, options) : undefined;
    });
    await fixture.page.waitForFunction(() => document.documentElement.lastElementChild?.localName === 'div');
    expect(await fixture.page.evaluate(() => document.documentElement.lastElementChild?.shadowRoot)).toBeNull();
    await fixture.page.keyboard.press('Enter');
    expect(await answer).toEqual({ response: 1, checkboxChecked: false });
    expect(await fixture.page.evaluate(() => document.documentElement.lastElementChild?.localName)).toBe('body');
  });

  it('take a folder by its path and insist that it exists', async () => {
    const answer = fixture.app.evaluate(async ({ dialog }) =>
      dialog.showOpenDialog({ properties: ['openDirectory'], defaultPath: '/no/such/folder' }),
    );
    const shown = () =>
      fixture.page.waitForFunction(() => document.documentElement.lastElementChild?.localName === 'div');
    await shown();
    await fixture.page.keyboard.press('Enter');
    await shown();
    await fixture.page.keyboard.press('Control+A');
    await fixture.page.keyboard.type('/usr');
    await fixture.page.keyboard.press('Enter');
    expect(await answer).toEqual({ canceled: false, filePaths: ['/usr'] });
  });
});

describe('utilityProcess', () => {
  it('exchanges messages, prints through its pipe and reports its exit code', async () => {
    const result = await fixture.app.evaluate(async () => {
      const { utilityProcess, utilityFile } = Reflect.get(globalThis, 'fixture');
      const child = utilityProcess.fork(utilityFile, ['argument'], { serviceName: 'echo', stdio: 'pipe' });
      const next = () => new Promise((resolve) => child.once('message', resolve));
      child.postMessage({ bytes: new Uint8Array([1, 2]), map: new Map([[1, 2]]) });
      const first = (await next()) as {
        echo: { bytes: Uint8Array; map: Map<number, number> };
        argument: string;
        type: string;
      };
      const printed = new Promise((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
      child.postMessage('print');
      const text = await printed;
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.postMessage('exit');
      return [
        first.echo.bytes instanceof Uint8Array && first.echo.bytes[1],
        first.echo.map.get(1),
        first.argument,
        first.type,
        text,
        await exited,
        child.pid,
      ];
    });
    expect(result).toEqual([2, 2, 'argument', 'utility', 'printed by the utility process\n', 3, undefined]);
  });

  it('ends when killed', async () => {
    const code = await fixture.app.evaluate(async () => {
      const { utilityProcess, utilityFile } = Reflect.get(globalThis, 'fixture');
      const child = utilityProcess.fork(utilityFile);
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.once('spawn', () => child.kill());
      return exited;
    });
    expect(code).toBe(15);
  });
});
