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
