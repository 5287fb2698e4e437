import { EventEmitter } from 'node:events';
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Electron's `process.parentPort`: holds messages back until somebody listens. */
class ParentPort extends EventEmitter {
  #held: unknown[] | undefined = [];

  constructor() {
    super();
    process.on('message', (message) => {
      if (this.#held) this.#held.push(message);
      else this.#deliver(message);
    });
    this.on('newListener', (event) => {
      if (event === 'message') setImmediate(() => this.start());
    });
  }

  start(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) this.#deliver(message);
  }

  #deliver(message: unknown): void {
    const data: unknown = message && typeof message === 'object' && 'data' in message ? message.data : undefined;
    this.emit('message', { data, ports: [] });
  }

  postMessage(message: unknown): void {
    process.send?.({ data: message });
  }
}

// The npm package of the same name would answer with a path and perhaps a download.
registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(\/|$)/.test(specifier)) throw new Error(`${specifier} is not available in a utility process`);
    return next(specifier, context);
  },
});
const [node = '', , modulePath = '', ...parameters] = process.argv;
process.argv = [node, modulePath, ...parameters];
Object.assign(process, { parentPort: new ParentPort(), type: 'utility' });
// Without the main process there is nobody left to work for.
process.on('disconnect', () => process.exit(0));
if (modulePath.endsWith('.cjs')) createRequire(modulePath)(modulePath);
else await import(pathToFileURL(modulePath).href);
