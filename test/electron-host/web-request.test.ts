import { describe, expect, it } from 'vitest';
import { type RequestDetails, WebRequest } from './web-request.ts';

function request(url: string, resourceType = 'script'): RequestDetails {
  const origin = { webContentsId: 1, webContents: null, frame: null };
  return { id: 1, url, method: 'GET', resourceType, referrer: '', timestamp: 0, ...origin };
}

const cancelAll = (_details: unknown, callback: (answer: object) => void) => callback({ cancel: true });

describe('webRequest', () => {
  it.each([
    ['<all_urls>', 'https://example.org/x', true],
    ['*://*/*', 'app://bundle/x', true],
    ['https://*.example.org/*', 'https://a.example.org/x', true],
    ['https://*.example.org/*', 'https://example.org/', true],
    ['https://*.example.org/*', 'https://example.org.evil/', false],
    ['app://bundle/document/*', 'app://bundle/document/7', true],
    ['app://bundle/document/*', 'app://bundle/other', false],
  ])('with the filter %s asks about %s: %s', async (pattern, url, asks) => {
    const webRequest = new WebRequest();
    webRequest.onBeforeRequest({ urls: [pattern] }, cancelAll);
    expect(await webRequest.beforeRequest(request(url))).toEqual(asks ? { cancel: true } : {});
  });

  it('asks about the kinds of resource the filter names', async () => {
    const webRequest = new WebRequest();
    webRequest.onBeforeRequest({ types: ['image'] }, cancelAll);
    expect(await webRequest.beforeRequest(request('app://b/', 'image'))).toEqual({ cancel: true });
    expect(await webRequest.beforeRequest(request('app://b/', 'script'))).toEqual({});
  });

  it('lets everything go when the listener is taken away', async () => {
    const webRequest = new WebRequest();
    webRequest.onBeforeRequest(cancelAll);
    webRequest.onBeforeRequest(null);
    expect(await webRequest.beforeRequest(request('app://b/'))).toEqual({});
  });
});
