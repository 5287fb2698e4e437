import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Launched, launchFixture } from './launch.ts';

let fixture: Launched;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());
beforeEach(() =>
  fixture.app.evaluate(() => {
    Reflect.get(globalThis, 'fixture').seen.length = 0;
  }),
);

/** Asked through the host: the runner counts a page as gone while a navigation is tried, even when it is prevented. */
function inPage(expression: string): Promise<unknown> {
  return fixture.app.evaluate(
    ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
    expression,
  );
}

/** Still at the page it started with, with its scripts running. */
async function expectUnmoved(): Promise<void> {
  expect(await inPage('[location.pathname, window.secretOfPage]')).toEqual(['/index.html', 'page']);
}

describe('navigation the app prevents', () => {
  it('a clicked link', async () => {
    await fixture.page.click('#link', { noWaitAfter: true });
    await fixture.waitFor('will-navigate app://bundle/other.html');
    await expectUnmoved();
  });

  it('an assignment to location', async () => {
    await fixture.page.evaluate(() => {
      location.href = 'https://example.org/away';
    });
    await fixture.waitFor('will-navigate https://example.org/away');
    await expectUnmoved();
  });

  it('a link with target=_blank', async () => {
    await fixture.page.click('#blank', { noWaitAfter: true });
    await fixture.waitFor('open https://example.org/');
    await expectUnmoved();
    expect(fixture.app.windows()).toHaveLength(1);
  });

  it('window.open, which returns null', async () => {
    expect(await fixture.page.evaluate(() => window.open('other.html'))).toBeNull();
    await fixture.waitFor('open app://bundle/other.html');
    expect(fixture.app.windows()).toHaveLength(1);
  });

  it('a frame', async () => {
    await fixture.page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'forbidden.html';
      document.body.append(frame);
    });
    await fixture.waitFor('will-frame-navigate app://bundle/forbidden.html');
    await expectUnmoved();
  });

  it('a refresh by meta element', async () => {
    await fixture.app.evaluate(async ({ BrowserWindow }) => {
      await BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/refresh.html');
    });
    await fixture.waitFor('will-navigate app://bundle/other.html');
    expect(await inPage('document.title')).toBe('Refresh');
    await fixture.app.evaluate(async ({ BrowserWindow }) => {
      await BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/index.html');
    });
    await expectUnmoved();
  });

  it('a redirect', async () => {
    const outcome = await fixture.app.evaluate(async ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]
        ?.loadURL('app://bundle/redirect')
        .then(
          () => 'loaded',
          (error) => error.message,
        ),
    );
    expect(outcome).toBe("ERR_ABORTED loading 'app://bundle/redirect'");
    await fixture.waitFor('will-redirect app://bundle/other.html');
    await expectUnmoved();
  });
});

describe('navigation the app wants', () => {
  it('loads and reports it, and gives the title to the window', async () => {
    await fixture.app.evaluate(async ({ BrowserWindow }) => {
      await BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/other.html#part');
    });
    expect(await fixture.seen()).toContain('loaded app://bundle/other.html#part');
    expect(await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe(
      'Other page',
    );
    await fixture.app.evaluate(async ({ BrowserWindow }) => {
      await BrowserWindow.getAllWindows()[0]?.loadURL('app://bundle/index.html');
    });
  });

  it('rejects for an address nobody serves', async () => {
    const message = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const outcome = await window.loadURL('https://example.org/').then(
        () => 'loaded',
        (error) => error.message,
      );
      window.destroy();
      return outcome;
    });
    expect(message).toBe("ERR_BLOCKED_BY_CLIENT loading 'https://example.org/'");
  });

  it('survives a crash of the renderer by reloading', async () => {
    await fixture.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await fixture.waitFor('gone crashed');
    await fixture.waitFor('loaded app://bundle/index.html');
    const sum = await fixture.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('bridge.invoke("echo", bridge.add(20, 22))'),
    );
    expect(sum).toEqual([42]);
  });
});
