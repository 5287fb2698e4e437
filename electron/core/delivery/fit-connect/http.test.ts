import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { addressAllowed } from '../destination.ts';
import { createHttpClient, retryAfterMs } from './http.ts';

const TIMES = { answerMs: 200, idleMs: 200, pauseMs: 1, longestPauseMs: 100 };
const client = createHttpClient({ environment: 'TEST', version: '9.9.9', clock: Date.now, times: TIMES });
let close: () => void = () => undefined;
afterEach(() => close());

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};
const get = (url: string, changes: { limit?: number; idempotent?: boolean } = {}) =>
  client.send({ method: 'GET', url, limit: 1000, idempotent: true, ...changes });

describe('the HTTP client', () => {
  it('names the product in every call', async () => {
    const url = await serve((request, response) => response.end(request.headers['user-agent']));
    expect(Buffer.from((await get(url)).body).toString()).toBe('Einbuergerungsdesk/9.9.9');
  });

  it('does not follow redirects', async () => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    expect((await get(url)).status).toBe(302);
    expect(calls).toBe(1);
  });

  it('repeats idempotent calls on passing errors, others never', async () => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      response.writeHead(calls % 3 === 0 ? 200 : 503).end();
    });
    expect((await get(url)).status).toBe(200);
    expect(calls).toBe(3);
    expect((await get(url, { idempotent: false })).status).toBe(503);
    expect(calls).toBe(4);
  });

  it('hands a long Retry-After to the caller instead of waiting', async () => {
    const url = await serve((_request, response) => response.writeHead(429, { 'Retry-After': '120' }).end());
    const answer = await get(url);
    expect([answer.status, retryAfterMs(answer.headers, 0)]).toEqual([429, 120_000]);
  });

  it('stops reading beyond the limit, announced or not', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/chunked') {
        response.write('x'.repeat(600));
        response.end('x'.repeat(600));
      } else response.end('x'.repeat(1200));
    });
    await expect(get(url)).rejects.toMatchObject({ fault: 'too-large' });
    await expect(get(`${url}chunked`)).rejects.toMatchObject({ fault: 'too-large' });
  });

  it('gives up on answers that do not come and on bodies that stand still', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/body') response.write('x');
    });
    await expect(get(url)).rejects.toMatchObject({ fault: 'slow' });
    await expect(get(`${url}body`)).rejects.toMatchObject({ fault: 'slow' });
  });

  it('tells a cut connection from an answer', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': '500' });
      response.write('x');
      setTimeout(() => response.destroy(), 10);
    });
    await expect(get(url)).rejects.toMatchObject({ fault: 'unreachable' });
  });

  const read = async (url: string, changes: { limit?: number; signal?: AbortSignal } = {}) => {
    const answer = await client.open({ method: 'GET', url, limit: 1000, ...changes });
    let total = 0;
    for await (const piece of answer.body) total += piece.length;
    return total;
  };

  it('gives a body out while it still arrives, under the same limits', async () => {
    let more = (): void => undefined;
    const url = await serve((request, response) => {
      if (request.url === '/long') response.end('x'.repeat(1200));
      else if (request.url === '/endless') response.write('x'.repeat(1200));
      else if (request.url === '/silent') response.write('x');
      else {
        response.write('x');
        more = () => response.end('yz');
      }
    });
    const answer = await client.open({ method: 'GET', url, limit: 1000 });
    const pieces: string[] = [];
    for await (const piece of answer.body) {
      pieces.push(Buffer.from(piece).toString());
      more();
    }
    expect(pieces).toEqual(['x', 'yz']);
    await expect(read(`${url}long`)).rejects.toMatchObject({ fault: 'too-large' });
    await expect(read(`${url}endless`)).rejects.toMatchObject({ fault: 'too-large' });
    await expect(read(`${url}silent`)).rejects.toMatchObject({ fault: 'slow' });
  });

  it('does not count the time we take for a piece as silence of the service', async () => {
    const url = await serve((_request, response) => {
      response.write('x');
      setTimeout(() => response.end('y'), 20);
    });
    let text = '';
    for await (const piece of (await client.open({ method: 'GET', url, limit: 10 })).body) {
      text += Buffer.from(piece).toString();
      await new Promise((resolve) => setTimeout(resolve, 2 * TIMES.idleMs));
    }
    expect(text).toBe('xy');
  });

  it('ends a transfer at once when it is cancelled, or left', async () => {
    let [begun, ended] = [0, 0];
    const url = await serve((_request, response) => {
      response.write('x');
      begun += 1;
      response.on('close', () => {
        ended += 1;
      });
    });
    const abort = new AbortController();
    const reading = read(url, { signal: abort.signal });
    await expect.poll(() => begun).toBe(1);
    abort.abort(new Error('not wanted any more'));
    await expect(reading).rejects.toThrow('not wanted any more');
    for await (const piece of (await client.open({ method: 'GET', url, limit: 10 })).body) {
      expect(piece.length).toBe(1);
      break;
    }
    (await client.open({ method: 'GET', url, limit: 10 })).discard();
    await expect.poll(() => [begun, ended]).toEqual([3, 3]);
  });

  it('begins a stream anew when it was cut in the middle, and gives up after three', async () => {
    let calls = 0;
    let broken = 2;
    const url = await serve((_request, response) => {
      calls += 1;
      response.writeHead(200, { 'Content-Length': '3' });
      if (calls <= broken) {
        response.write('x');
        setTimeout(() => response.destroy(), 10);
      } else response.end('xyz');
    });
    expect(await client.repeat(() => read(url))).toBe(3);
    expect(calls).toBe(3);
    broken = 99;
    await expect(client.repeat(() => read(url))).rejects.toMatchObject({ fault: 'unreachable' });
    expect(calls).toBe(6);
  });

  it.each([
    ['https://service.example/x', 'PROD', true],
    ['http://127.0.0.1:1/x', 'TEST', true],
    ['http://localhost:1/x', 'TEST', true],
    ['http://127.0.0.1:1/x', 'PROD', false],
    ['http://service.example/x', 'TEST', false],
    ['https://user:secret@service.example/', 'TEST', false],
    ['file:///etc/passwd', 'TEST', false],
    ['nothing', 'TEST', false],
  ] as const)('address %s in %s: allowed is %s', (address, environment, allowed) => {
    expect(addressAllowed(address, environment)).toBe(allowed);
  });
});
