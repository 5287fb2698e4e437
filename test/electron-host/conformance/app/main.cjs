// The app the conformance tests drive. It uses the `electron` module as a real app would and records what happens.
const { app, BrowserWindow, ipcMain, protocol, session, utilityProcess } = require('electron');
const { readFileSync } = require('node:fs');
const path = require('node:path');

if (process.env.FIXTURE_USER_DATA) app.setPath('userData', process.env.FIXTURE_USER_DATA);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

/** Everything noteworthy, for the tests to read. */
const seen = [];
const state = { preventClose: false, preventQuit: false, sent: [], senders: [], requests: [] };
globalThis.fixture = { seen, state, utilityProcess, utilityFile: path.join(__dirname, 'utility.cjs') };

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'";
const BLOB = new Uint8Array(1000).map((_, index) => index % 251);

function serveRange(request) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '') ?? [];
  if (from === undefined) return new Response(BLOB, { headers: { 'accept-ranges': 'bytes' } });
  const start = Number(from);
  const end = to ? Number(to) : BLOB.length - 1;
  return new Response(BLOB.subarray(start, end + 1), {
    status: 206,
    headers: { 'content-range': `bytes ${start}-${end}/${BLOB.length}`, 'accept-ranges': 'bytes' },
  });
}

function streamParts() {
  const parts = ['one ', 'two ', 'three'];
  return new Response(
    new ReadableStream({
      pull(controller) {
        const part = parts.shift();
        if (part === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(part));
      },
    }),
  );
}

async function serve(request) {
  const url = new URL(request.url);
  if (url.host !== 'bundle') return new Response('unknown host', { status: 404 });
  if (url.pathname === '/range') return serveRange(request);
  if (url.pathname === '/stream') return streamParts();
  if (url.pathname === '/echo') return new Response(`${request.method} ${await request.text()}`);
  if (url.pathname === '/redirect')
    return new Response(null, { status: 302, headers: { location: 'app://bundle/other.html' } });
  if (url.pathname === '/fails') throw new Error('handler fails on purpose');
  try {
    const body = readFileSync(path.join(__dirname, 'pages', path.basename(url.pathname)));
    const type = TYPES[path.extname(url.pathname)] ?? 'application/octet-stream';
    return new Response(body, { headers: { 'content-type': type, 'content-security-policy': CSP } });
  } catch {
    return new Response('not found', { status: 404 });
  }
}

ipcMain.handle('echo', (_event, ...values) => values);
ipcMain.handle('fail', () => {
  throw new RangeError('too far');
});
ipcMain.handle('sender', (event) => ({
  url: event.senderFrame.url,
  origin: event.senderFrame.origin,
  isMainFrame: event.senderFrame === event.sender.mainFrame,
  parent: event.senderFrame.parent,
}));
ipcMain.handle('large', (_event, size) => new Uint8Array(size).fill(7));
ipcMain.on('note', (event, ...values) => {
  state.sent.push(values);
  event.reply('noted', state.sent.length);
});
ipcMain.handle('burst', (event) => {
  for (let index = 0; index < 20; index += 1) {
    event.sender.send('burst', index, index % 3 === 0 ? new Uint8Array(300 * 1024).fill(index) : null);
  }
});

function createWindow(options = {}) {
  const window = new BrowserWindow({
    width: 900,
    height: 640,
    title: 'Fixture',
    ...options,
    webPreferences: {
      preload: path.join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    },
  });
  const contents = window.webContents;
  contents.setWindowOpenHandler(({ url }) => {
    seen.push(`open ${url}`);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    seen.push(`will-navigate ${event.url}`);
    if (!event.url.startsWith('app://bundle/allowed')) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) seen.push(`will-frame-navigate ${event.url}`);
    if (!event.isMainFrame && event.url.includes('forbidden')) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    seen.push(`will-redirect ${event.url}`);
    event.preventDefault();
  });
  contents.on('render-process-gone', (_event, details) => {
    seen.push(`gone ${details.reason}`);
    contents.reload();
  });
  contents.on('did-finish-load', () => seen.push(`loaded ${contents.getURL()}`));
  contents.on('console-message', (event) => seen.push(`console ${event.level} ${event.message}`));
  window.on('ready-to-show', () => seen.push('ready-to-show'));
  window.on('close', (event) => {
    seen.push('close');
    if (state.preventClose) event.preventDefault();
  });
  window.on('closed', () => seen.push('closed'));
  return window;
}
globalThis.fixture.createWindow = createWindow;

const lifecycleLog = (text) => process.stdout.write(`fixture: ${text}\n`);
app.on('before-quit', (event) => {
  seen.push('before-quit');
  lifecycleLog('before-quit');
  if (state.preventQuit) event.preventDefault();
});
app.on('will-quit', () => lifecycleLog('will-quit'));
app.on('quit', (_event, code) => lifecycleLog(`quit ${code}`));
app.on('window-all-closed', () => {
  lifecycleLog('window-all-closed');
  app.quit();
});
app.on('second-instance', (_event, argv, _workingDirectory, data) => {
  seen.push(`second-instance ${argv.at(-1)} ${data?.greeting}`);
});

if (process.env.FIXTURE_SINGLE_INSTANCE && !app.requestSingleInstanceLock({ greeting: 'hello' })) {
  lifecycleLog('second');
  app.quit();
} else {
  app.whenReady().then(async () => {
    session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
      callback(permission === 'clipboard-sanitized-write');
    });
    session.defaultSession.setPermissionCheckHandler(
      (_contents, permission) => permission === 'clipboard-sanitized-write',
    );
    session.defaultSession.webRequest.onBeforeRequest((details, callback) => {
      state.requests.push(`${details.resourceType} ${details.url}`);
      callback({ cancel: !/^(app|blob|data):/.test(details.url) });
    });
    session.defaultSession.on('will-download', (event, item) => {
      seen.push(`download ${item.getFilename()}`);
      event.preventDefault();
    });
    protocol.handle('app', serve);
    const window = createWindow();
    await window.loadURL('app://bundle/index.html');
    lifecycleLog('loaded');
    if (process.env.FIXTURE_CAPTURE) {
      const image = await window.webContents.capturePage();
      require('node:fs').writeFileSync(process.env.FIXTURE_CAPTURE, image.toPNG());
      app.quit();
    }
  });
}
