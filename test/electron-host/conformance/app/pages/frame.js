parent.postMessage(
  { bridge: typeof window.bridge, require: typeof window.require, process: typeof window.process },
  '*',
);
