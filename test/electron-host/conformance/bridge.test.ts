import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchFixture } from './launch.ts';

let fixture: Launched;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** Evaluates in the page's own world; `bridge` is what the preload exposed. */
function inPage<T>(body: string): Promise<T> {
  return fixture.page.evaluate(`(async () => { 'use strict'; const { bridge } = window; ${body} })()`);
}

describe('isolation', () => {
  it('gives the page nothing but the bridge, from its first script on', async () => {
    expect(await inPage('return window.atFirstScript')).toEqual({
      bridge: 'object',
      secretOfPreload: 'undefined',
      require: 'undefined',
      process: 'undefined',
      module: 'undefined',
    });
  });

  it('adds no global to the page except the bridge', async () => {
    const added = await inPage<string[]>(`
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const clean = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      return Object.getOwnPropertyNames(window).filter((name) => !clean.has(name) && !/^__playwright|^__pw/.test(name));`);
    expect(added.toSorted()).toEqual(['atFirstScript', 'bridge', 'secretOfPage']);
  });

  it('keeps the globals of the page from the preload', async () => {
    expect(await inPage('return document.documentElement.dataset.preload')).toBe('undefined');
  });

  it('gives the preload a sandboxed process and only the electron module', async () => {
    expect(await inPage('return bridge.preloadSees()')).toEqual({
      require: 'function',
      process: 'renderer',
      sandboxed: true,
      electron: undefined,
    });
    expect(await inPage('try { bridge.requireFs() } catch (error) { return error.message }')).toContain(
      'module not found',
    );
  });

  it('does not run the preload in frames', async () => {
    const inFrame = await inPage(`
      const told = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }));
      const frame = document.createElement('iframe');
      frame.src = 'frame.html';
      document.body.append(frame);
      const result = await told;
      frame.remove();
      return result;`);
    expect(inFrame).toEqual({ bridge: 'undefined', require: 'undefined', process: 'undefined' });
  });

  it('does not pretend to be Electron', async () => {
    expect(await fixture.app.evaluate(() => process.versions.electron)).toBeUndefined();
  });
});

describe('context bridge', () => {
  it('exposes values and synchronous functions', async () => {
    expect(await inPage('return [bridge.version, bridge.nested, bridge.add(2, 3)]')).toEqual([
      7,
      { list: [1, 2, { three: 3 }] },
      5,
    ]);
  });

  it('is frozen in depth and cannot be replaced', async () => {
    const results = await inPage(`
      const attempts = [() => { window.bridge = 1 }, () => { delete window.bridge }, () => { bridge.version = 8 },
        () => { bridge.extra = 1 }, () => { bridge.nested.list.push(4) }, () => { bridge.nested.list[2].three = 4 }];
      return attempts.map((attempt) => { try { attempt(); return 'done' } catch (error) { return error.name } });`);
    expect(results).toEqual(Array(6).fill('TypeError'));
  });

  it('carries callbacks in both directions and functions as results', async () => {
    expect(
      await inPage(`
        let got;
        bridge.callsBack((value, exclaim) => { got = exclaim(value) }, 'deep');
        return [got, bridge.returnsFunction('a')('b')];`),
    ).toEqual(['deep!', 'ab']);
  });

  it('carries promises in both directions', async () => {
    expect(
      await inPage(`
        const rejected = await bridge.rejects().catch((error) => error.message);
        return [await bridge.later(4), await bridge.awaits(Promise.resolve('it')), rejected];`),
    ).toEqual([{ value: 4 }, 'got it', 'refused']);
  });

  it('lets thrown errors pass as errors of the page', async () => {
    expect(
      await inPage('try { bridge.throws() } catch (error) { return [error instanceof TypeError, error.message] }'),
    ).toEqual([true, 'not like this']);
  });

  it('clones what structured clone carries and refuses the rest', async () => {
    expect(
      await inPage(`
        const kinds = [new Map([[1, 2]]), new Set([1]), new Date(0), new Uint8Array(2), undefined, /x/].map(bridge.kind);
        try { bridge.same(document.body) } catch (error) { return [kinds, error.message] }`),
    ).toEqual([
      ['[object Map]', '[object Set]', '[object Date]', '[object Uint8Array]', '[object Undefined]', '[object RegExp]'],
      'An object could not be cloned.',
    ]);
  });
});

describe('IPC', () => {
  it('brings every kind of value to main and back', async () => {
    expect(
      await inPage(`
        const values = [undefined, null, NaN, -0, 2n ** 70n, new Date(5), new Map([['k', new Set([1])]]),
          new Uint16Array([1, 65535]), new Uint8Array([9]).buffer, { nested: [undefined] }, 'ẞ𝕏'];
        const back = await bridge.invoke('echo', ...values);
        const same = (a, b) => Object.is(a, b) || (bridge.kind(a) === bridge.kind(b)
          && String(a instanceof Date ? +a : a) === String(b instanceof Date ? +b : b));
        return values.map((value, index) => same(value, back[index]))
          .concat(back[6].get('k').has(1), back[7][1] === 65535, new Uint8Array(back[8])[0] === 9, 'nested' in back[9]);`),
    ).toEqual(Array(15).fill(true));
  });

  it('brings buffers of many megabytes both ways', async () => {
    expect(
      await inPage(`
        const down = await bridge.invoke('large', 3_000_000);
        const [up] = await bridge.invoke('echo', new Uint8Array(3_000_000).fill(8));
        return [down.length, down.at(-1), up.length, up.at(-1)];`),
    ).toEqual([3_000_000, 7, 3_000_000, 8]);
  });

  it('keeps the order of messages, whatever their size', async () => {
    const received = await inPage<[number, number | null][]>(`
      await bridge.invoke('burst');
      return bridge.received();`);
    expect(received).toEqual([...Array(20).keys()].map((index) => [index, index % 3 === 0 ? 300 * 1024 : null]));
  });

  it('reports errors of handlers with the words of Electron', async () => {
    expect(
      await inPage(
        `return Promise.all([bridge.invoke('fail'), bridge.invoke('nobody')].map((call) => call.catch((e) => e.message)))`,
      ),
    ).toEqual([
      "Error invoking remote method 'fail': RangeError: too far",
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    ]);
  });

  it('refuses values that cannot be cloned', async () => {
    expect(
      await inPage(`try { await bridge.invoke('echo', { run: () => {} }) } catch (error) { return error.message }`),
    ).toContain('An object could not be cloned.');
  });

  it('names the main frame and its address as the sender', async () => {
    expect(await inPage(`return bridge.invoke('sender')`)).toEqual({
      url: 'app://bundle/index.html',
      origin: 'app://bundle',
      isMainFrame: true,
      parent: null,
    });
  });

  it('sends one-way messages and answers to them', async () => {
    expect(
      await inPage(`
        const answer = new Promise((resolve) => bridge.onNoted(resolve));
        bridge.send('note', 'a', { b: 1 });
        return answer;`),
    ).toBe(1);
    expect(await fixture.app.evaluate(() => Reflect.get(globalThis, 'fixture').state.sent)).toEqual([['a', { b: 1 }]]);
  });
});
