import path from 'node:path';
import { utilityProcess } from 'electron';
import type { FromCore, ToCore } from '../core/messages.ts';
import type { PressAnswer } from '../press/protocol.ts';
import { createPressSupervisor, type PressChild } from '../press/supervisor.ts';

type PressJob = Extract<FromCore, { type: 'press-job' }>;
type PressResult = Extract<ToCore, { type: 'press-result' }>;

/** Starts the keyless press process: bytes in, facts out, no environment, bounded memory. */
const forkPress = (entry: string, megabytes: number): PressChild => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'desk-press',
    execArgv: [`--max-old-space-size=${megabytes}`],
    env: {},
    stdio: 'ignore',
  });
  return {
    post: (question) => child.postMessage(question),
    onAnswer: (listener) => {
      child.on('message', (answer: PressAnswer) => listener(answer));
    },
    onExit: (listener) => {
      child.on('exit', () => listener());
    },
    kill: () => {
      child.kill();
    },
  };
};

const HEAP_MEGABYTES = 512;

/** Runs core's press jobs one after the other in a process that is started when needed and ended when idle. */
export const startPress = (folder: string): ((job: PressJob) => Promise<PressResult>) => {
  const supervisor = createPressSupervisor({ fork: () => forkPress(path.join(folder, 'press.cjs'), HEAP_MEGABYTES) });
  return async ({ id, job, bytes, limits }) => {
    const outcome = await supervisor.run({ job, bytes, milliseconds: limits.milliseconds });
    return outcome.ok
      ? { type: 'press-result', id, ok: true, result: outcome.result }
      : { type: 'press-result', id, ok: false, code: outcome.code };
  };
};
