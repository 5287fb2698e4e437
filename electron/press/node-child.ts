import { fork } from 'node:child_process';
import type { PressAnswer } from './protocol.ts';
import type { PressChild } from './supervisor.ts';

/** Megabytes of JavaScript heap for one job. */
const HEAP_MEGABYTES = 512;

/**
 * Starts the press as a plain Node child: for tests, benches and tools that run core without Electron.
 *
 * @param entry path of `press.ts` or its bundle
 */
export const forkPress = (entry: string): PressChild => {
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined);
  return {
    post: (question) => {
      if (child.connected) child.send(question);
    },
    onAnswer: (listener) => {
      child.on('message', (answer: PressAnswer) => listener(answer));
    },
    onExit: (listener) => {
      child.on('exit', listener);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
};
