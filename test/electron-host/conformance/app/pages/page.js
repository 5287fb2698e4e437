window.secretOfPage = 'page';
// Recorded by the first script of the page: what the preload left in the page's world by then.
window.atFirstScript = {
  bridge: typeof window.bridge,
  secretOfPreload: typeof window.secretOfPreload,
  require: typeof window.require,
  process: typeof window.process,
  module: typeof window.module,
};
