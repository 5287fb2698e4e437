import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Protocol } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadDocument, serveApp } from './app-protocol.ts';

const ID = '01a20b5a-96a2-4000-8314-03e0b624ebf5';
const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251);
const PIECE = 1024 * 1024;

const readDocument: ReadDocument = async (id, start, end) => {
  if (id !== ID) return undefined;
  const last = Math.min(end < 0 ? bytes.length - 1 : end, start + PIECE - 1);
  return { bytes: bytes.slice(start, last + 1), size: bytes.length, contentType: 'application/octet-stream' };
};

describe("the app's own scheme", () => {
  let folder: string;
  let serve: (request: Request) => Promise<Response>;
  const get = (address: string, headers: Record<string, string> = {}) => serve(new Request(address, { headers }));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'desk-protocol-'));
    const site = path.join(folder, 'site');
    await mkdir(path.join(site, 'assets'), { recursive: true });
    await writeFile(path.join(folder, 'secret.json'), '{"key":1}');
    await writeFile(path.join(site, 'index.html'), '<meta name="style-nonce" content="__STYLE_NONCE__">');
    await writeFile(path.join(site, 'assets', 'start.js'), 'export {}');
    await writeFile(path.join(site, 'assets', 'pdf.worker.min-1.mjs'), 'export {}');
    await symlink(path.join(folder, 'secret.json'), path.join(site, 'linked.json'));
    const protocol = { handle: (_scheme: string, handler: typeof serve) => (serve = handler) };
    await serveApp(protocol as unknown as Protocol, site, readDocument);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    'app://bundle/../secret.json',
    'app://bundle/%2e%2e/secret.json',
    'app://bundle/assets/..%2f..%2fsecret.json',
    'app://bundle/..%5csecret.json',
    'app://bundle/assets/start.js%00.html',
    'app://bundle//secret.json',
    'app://bundle/INDEX.HTML',
    'app://bundle/linked.json',
    'app://bundle/assets/',
    `app://bundle/${'a'.repeat(5000)}`,
    'app://bundle.evil/index.html',
    'app://other/index.html',
    `app://bundle/document/${ID}/..`,
    'app://bundle/document/00000000-0000-4000-8000-000000000000',
  ])('answers %s with 404 (SECURITY B2)', async (address) => {
    expect((await get(address)).status).toBe(404);
  });

  it('answers other methods with 404', async () => {
    expect((await serve(new Request('app://bundle/', { method: 'POST', body: 'x' }))).status).toBe(404);
  });

  it('gives each page load a nonce of its own, and a policy without inline or evaluated code (SECURITY B3)', async () => {
    const nonceOf = async (): Promise<string> => {
      const page = await get('app://bundle/');
      const policy = page.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toMatch(/unsafe-|https?:|data:/);
      expect(await page.text()).toContain(`content="${nonce}"`);
      return nonce;
    };
    const first = await nonceOf();
    expect(first.length).toBeGreaterThanOrEqual(22);
    expect(await nonceOf()).not.toBe(first);
  });

  it("lets nobody but pdf.js' worker compile WebAssembly", async () => {
    const worker = await get('app://bundle/assets/pdf.worker.min-1.mjs');
    expect(worker.headers.get('content-security-policy')).toContain("'wasm-unsafe-eval'");
    expect((await get('app://bundle/assets/start.js')).headers.get('content-security-policy')).toBeNull();
  });

  it.each([
    ['the whole document over several pieces', undefined, 200, 0, bytes.length],
    ['a middle part across a piece border', `bytes=${PIECE - 5}-${PIECE + 4}`, 206, PIECE - 5, PIECE + 5],
    ['the tail', 'bytes=-7', 206, bytes.length - 7, bytes.length],
    ['from a position to the end', `bytes=${2 * PIECE}-`, 206, 2 * PIECE, bytes.length],
  ] as const)('serves %s', async (_what, range, status, from, to) => {
    const answer = await get(`app://bundle/document/${ID}`, range === undefined ? {} : { range });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-length')).toBe(String(to - from));
    if (status === 206) expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${bytes.length}`);
    expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), Buffer.from(bytes.slice(from, to)))).toBe(0);
  });

  it('refuses a range outside and every use of a document as page, frame or script', async () => {
    expect((await get(`app://bundle/document/${ID}`, { range: 'bytes=3000000-' })).status).toBe(416);
    for (const use of ['document', 'iframe', 'object', 'script', 'worker']) {
      expect((await get(`app://bundle/document/${ID}`, { 'sec-fetch-dest': use })).status).toBe(404);
    }
    const answer = await get(`app://bundle/document/${ID}`);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
