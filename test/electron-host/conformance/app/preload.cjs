const { contextBridge, ipcRenderer } = require('electron');

globalThis.secretOfPreload = 'must not be seen';
document.addEventListener('DOMContentLoaded', () => {
  document.documentElement.dataset.preload = String(typeof globalThis.secretOfPage);
});
const received = [];
ipcRenderer.on('burst', (_event, index, bytes) => received.push([index, bytes === null ? null : bytes.length]));

contextBridge.exposeInMainWorld('bridge', {
  version: 7,
  nested: { list: [1, 2, { three: 3 }] },
  add: (a, b) => a + b,
  throws: () => {
    throw new TypeError('not like this');
  },
  returnsFunction: (prefix) => (text) => `${prefix}${text}`,
  callsBack: (callback, value) => callback(value, (inner) => `${inner}!`),
  later: (value) => Promise.resolve({ value }),
  rejects: () => Promise.reject(new Error('refused')),
  awaits: async (promise) => `got ${await promise}`,
  kind: (value) => Object.prototype.toString.call(value),
  same: (value) => value,
  invoke: (channel, ...values) => ipcRenderer.invoke(channel, ...values),
  send: (channel, ...values) => ipcRenderer.send(channel, ...values),
  onNoted: (listener) => {
    ipcRenderer.on('noted', (_event, count) => listener(count));
  },
  received: () => received,
  preloadSees: () => ({
    require: typeof require,
    process: process.type,
    sandboxed: process.sandboxed,
    electron: process.versions.electron,
  }),
  requireFs: () => require('node:fs'),
});
