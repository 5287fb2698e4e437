import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { handlerFor } from './protocol.ts';

/** The part of Electron's `net` that protocol handlers use: `fetch` for files, the app's schemes and http(s). */
export const net = {
  fetch: async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith('file:')) return new Response(await readFile(fileURLToPath(url)));
    const handler = handlerFor(url);
    if (handler) return handler(input instanceof Request ? input : new Request(url, init));
    return fetch(input, init);
  },
  isOnline: (): boolean => true,
  online: true,
};
