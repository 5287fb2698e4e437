import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { APP, fixtureEnvironment, HOST, launchFixture, temporaryDirectory } from './launch.ts';
import { isRunning, processTree } from './process-tree.ts';

/** Starts the fixture as `electron .` does, outside any test runner. */
function start(userData: string, more: Readonly<Record<string, string>> = {}, args: readonly string[] = [APP]) {
  const child = spawn(HOST, args, { env: fixtureEnvironment(userData, more), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const watcher of watchers) watcher();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const printed = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (output.includes(text)) resolve();
      };
      watchers.add(look);
      look();
      ended.then(() => reject(new Error(`ended without "${text}": ${output}`)));
    });
  return {
    pid: child.pid ?? 0,
    ended,
    printed,
    output: () => output,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
  };
}

async function allGone(pids: readonly number[]): Promise<void> {
  const limit = Date.now() + 15_000;
  while (pids.some(isRunning)) {
    if (Date.now() > limit) throw new Error(`still running: ${pids.filter(isRunning).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('quitting', () => {
  it('runs through its events on SIGTERM and leaves nothing behind', async () => {
    using userData = temporaryDirectory();
    const app = start(userData.path);
    await app.printed('fixture: loaded');
    const tree = processTree(app.pid);
    app.kill('SIGTERM');
    expect(await app.ended).toBe(0);
    const events = app
      .output()
      .split('\n')
      .filter((line) => line.startsWith('fixture: '));
    expect(events.slice(1)).toEqual(['fixture: before-quit', 'fixture: will-quit', 'fixture: quit 0']);
    await allGone(tree);
    const profiles = readdirSync(tmpdir()).filter((name) => name.startsWith(`electron-host-profile-${app.pid}-`));
    expect(profiles).toEqual([]);
  });

  it('is stopped by before-quit and by a window that stays', async () => {
    await using fixture = await launchFixture();
    const stays = await fixture.app.evaluate(async ({ app, BrowserWindow }) => {
      const { state } = Reflect.get(globalThis, 'fixture');
      const settle = () => new Promise((resolve) => setImmediate(resolve));
      state.preventQuit = true;
      app.quit();
      await settle();
      state.preventQuit = false;
      state.preventClose = true;
      app.quit();
      await settle();
      state.preventClose = false;
      return BrowserWindow.getAllWindows().length;
    });
    expect(stays).toBe(1);
    expect(await fixture.seen()).toEqual(expect.arrayContaining(['before-quit', 'close']));
  });

  it('follows the closing of the last window', async () => {
    await using fixture = await launchFixture();
    const child = fixture.app.process();
    const closed = fixture.app.waitForEvent('close');
    await fixture.page.close();
    await closed;
    expect(child.exitCode).toBe(0);
  });

  it('takes Chromium along when main is killed, and the next start removes what it left', async () => {
    using userData = temporaryDirectory();
    const app = start(userData.path);
    await app.printed('fixture: loaded');
    const tree = processTree(app.pid);
    expect(tree.length).toBeGreaterThan(2);
    app.kill('SIGKILL');
    await app.ended;
    await allGone(tree);
    const next = start(userData.path);
    await next.printed('fixture: loaded');
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith(`electron-host-profile-${app.pid}-`));
    expect(left).toEqual([]);
    next.kill('SIGTERM');
    expect(await next.ended).toBe(0);
  });
});

describe('single instance', () => {
  it('tells the first about the second, and a crashed first does not block', async () => {
    using userData = temporaryDirectory();
    const more = { FIXTURE_SINGLE_INSTANCE: '1' };
    const crashed = start(userData.path, more);
    await crashed.printed('fixture: loaded');
    crashed.kill('SIGKILL');
    await crashed.ended;

    await using fixture = await launchFixture({ ...more, FIXTURE_USER_DATA: userData.path });
    const second = start(userData.path, more, [APP, '--from-second']);
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain('fixture: second');
    expect(second.output()).not.toContain('fixture: loaded');
    await fixture.waitFor('second-instance --from-second hello');
  });
});

describe('ports', () => {
  it('are not opened by any process of the app outside a test runner', async () => {
    using userData = temporaryDirectory();
    const app = start(userData.path);
    await app.printed('fixture: loaded');
    const tree = processTree(app.pid);
    const sockets = execFileSync('ss', ['--tcp', '--udp', '--all', '--processes', '--no-header', '--numeric'], {
      encoding: 'utf8',
    });
    const ours = sockets.split('\n').filter((line) => tree.some((pid) => line.includes(`pid=${pid},`)));
    expect(ours).toEqual([]);
    app.kill('SIGTERM');
    await app.ended;
  });
});

describe('trouble at start', () => {
  it('names a Chromium that is not there', async () => {
    using userData = temporaryDirectory();
    const app = start(userData.path, { ELECTRON_HOST_CHROMIUM: '/no/such/chromium' });
    expect(await app.ended).toBe(1);
    expect(app.output()).toContain('Chromium not found');
    expect(app.output()).toContain('/no/such/chromium');
  });

  it('prints what a Chromium said that died at start', async () => {
    using userData = temporaryDirectory();
    const broken = path.join(userData.path, 'broken-chromium');
    writeFileSync(broken, '#!/bin/sh\necho "No usable sandbox!" >&2\nexit 7\n', { mode: 0o755 });
    const app = start(userData.path, { ELECTRON_HOST_CHROMIUM: broken });
    expect(await app.ended).toBe(1);
    expect(app.output()).toContain('ended at start with code 7');
    expect(app.output()).toContain('No usable sandbox!');
  });

  it('ends the app when Chromium dies later', async () => {
    using userData = temporaryDirectory();
    const app = start(userData.path);
    await app.printed('fixture: loaded');
    const [, browser = 0] = processTree(app.pid);
    process.kill(browser, 'SIGKILL');
    expect(await app.ended).toBe(1);
    expect(app.output()).toContain('Chromium ended unexpectedly');
  });

  it('says that the app was not built', async () => {
    using userData = temporaryDirectory();
    writeFileSync(path.join(userData.path, 'package.json'), '{"name":"x","main":"dist/main.cjs"}');
    const app = start(userData.path, {}, [userData.path]);
    expect(await app.ended).toBe(1);
    expect(app.output()).toContain('was the app built?');
  });
});
