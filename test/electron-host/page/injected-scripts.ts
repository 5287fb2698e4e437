import { createBridgeEnd } from './bridge-end.ts';
import { createValueCodec } from './codec.ts';
import { type IsolatedWorldSetup, runIsolatedWorld } from './isolated-world.ts';
import { runMainWorld } from './main-world.ts';

/** The source of the program for the page's own world. */
export function mainWorldSource(secret: string): string {
  return `(${runMainWorld})(${JSON.stringify(secret)}, ${createBridgeEnd});`;
}

/** The source of the program for the isolated world, with the text of the preload script (CommonJS) inside. */
export function isolatedWorldSource(setup: IsolatedWorldSetup, preload: string): string {
  const wrapped = `function (require, module, exports, process, global) {${preload}\n}`;
  return `(${runIsolatedWorld})(${JSON.stringify(setup)}, ${createBridgeEnd}, ${createValueCodec}, ${wrapped});`;
}
