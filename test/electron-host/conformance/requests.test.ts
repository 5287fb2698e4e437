import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Launched, launchFixture } from './launch.ts';

let fixture: Launched;
let outside: Server;
let reachedOutside = 0;
let outsidePort = 0;
beforeAll(async () => {
  outside = createServer((_request, response) => {
    reachedOutside += 1;
    response.end('reached');
  });
  outside.on('connection', () => {
    reachedOutside += 1;
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  outsidePort = (outside.address() as AddressInfo).port;
  fixture = await launchFixture();
});
afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
  outside.close();
});

describe('protocol handler', () => {
  it('answers ranges with 206 and content-range', async () => {
    const answer = await fixture.page.evaluate(async () => {
      const response = await fetch('range', { headers: { range: 'bytes=250-259' } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, range: response.headers.get('content-range'), bytes: [...bytes] };
    });
    expect(answer).toEqual({
      status: 206,
      range: 'bytes 250-259/1000',
      bytes: [250, 0, 1, 2, 3, 4, 5, 6, 7, 8],
    });
  });

  it('hands over streamed bodies whole', async () => {
    expect(await fixture.page.evaluate(async () => (await fetch('stream')).text())).toBe('one two three');
  });

  it('gives the handler method and body', async () => {
    const echoed = await fixture.page.evaluate(async () =>
      (await fetch('echo', { method: 'POST', body: 'Grüße' })).text(),
    );
    expect(echoed).toBe('POST Grüße');
  });

  it('turns a missing file into 404 and a failing handler into a failed request', async () => {
    const answers = await fixture.page.evaluate(async () => [
      (await fetch('nothing.txt')).status,
      await fetch('fails').then(
        () => 'answered',
        () => 'failed',
      ),
    ]);
    expect(answers).toEqual([404, 'failed']);
  });

  it('serves dedicated workers and keeps the network from them', async () => {
    const fromWorker = await fixture.page.evaluate(async () => {
      const worker = new Worker('worker.js');
      const answer = new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
      });
      worker.postMessage(new URL('range', document.baseURI).href);
      return answer;
    });
    expect(fromWorker).toEqual({
      status: 206,
      range: 'bytes 10-19/1000',
      first: 10,
      outside: 'blocked',
      globals: ['undefined', 'undefined'],
    });
  });

  it('tells webRequest listeners the kind of each request', async () => {
    const requests = await fixture.app.evaluate(() => Reflect.get(globalThis, 'fixture').state.requests);
    expect(requests).toEqual(
      expect.arrayContaining([
        'mainFrame app://bundle/index.html',
        'script app://bundle/page.js',
        'stylesheet app://bundle/style.css',
        'xhr app://bundle/range',
      ]),
    );
  });
});

describe('network', () => {
  it('is out of reach for the page in every way', async () => {
    const ways = await fixture.page.evaluate(async (port) => {
      const bypass = await fetch(`http://127.0.0.1:${port}/`, { mode: 'no-cors' }).then(
        () => 'reached',
        () => 'blocked',
      );
      const socket = await new Promise((resolve) => {
        try {
          const attempt = new WebSocket(`ws://127.0.0.1:${port}/`);
          attempt.onopen = () => resolve('reached');
          attempt.onerror = () => resolve('blocked');
        } catch {
          resolve('blocked');
        }
      });
      const image = await new Promise((resolve) => {
        const attempt = new Image();
        attempt.onload = () => resolve('reached');
        attempt.onerror = () => resolve('blocked');
        attempt.src = `http://127.0.0.1:${port}/x.png`;
      });
      return [bypass, socket, image];
    }, outsidePort);
    expect(ways).toEqual(['blocked', 'blocked', 'blocked']);
  });

  it('is out of reach even for a page without content security policy', async () => {
    const result = await fixture.app.evaluate(async ({ BrowserWindow, protocol, session }, port) => {
      session.defaultSession.webRequest.onBeforeRequest(null);
      protocol.handle('bare', () => new Response('<title>bare</title>', { headers: { 'content-type': 'text/html' } }));
      const window = new BrowserWindow({ show: false });
      await window.loadURL('bare://page/');
      const answer = await window.webContents.executeJavaScript(`Promise.all([
        fetch('http://127.0.0.1:${port}/', { mode: 'no-cors' }).then(() => 'reached', () => 'blocked'),
        new Promise((resolve) => {
          const socket = new WebSocket('ws://127.0.0.1:${port}/');
          socket.onopen = () => resolve('reached');
          socket.onerror = () => resolve('blocked');
        }),
      ])`);
      window.destroy();
      return answer;
    }, outsidePort);
    expect(result).toEqual(['blocked', 'blocked']);
    expect(reachedOutside).toBe(0);
  });
});

describe('permissions', () => {
  it('follow the handlers of the app and never prompt', async () => {
    const states = await fixture.page.evaluate(async () => {
      const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error) => error.name,
      );
      const place = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code),
        ),
      );
      return [await state('geolocation'), await state('notifications'), Notification.permission, media, place];
    });
    expect(states).toEqual(['denied', 'denied', 'denied', expect.stringMatching(/NotAllowedError|NotFoundError/), 1]);
  });

  it('announce downloads and refuse them', async () => {
    await fixture.page.click('#download');
    await fixture.waitFor('download data.bin');
  });
});
