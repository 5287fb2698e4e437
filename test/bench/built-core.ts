import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { FromCore, ToCore } from '../../electron/core/messages.ts';
import type { CallName, CoreModuleName, RequestOf, ResponseOf } from '../../shared/contract/contract.ts';
import { defaultPolicy, type EffectivePolicy } from '../../shared/policy/effective-policy.ts';

const BUNDLE = path.resolve(import.meta.dirname, '..', '..', 'dist', 'core.cjs');

/** The built core as a plain Node child, as main starts it but without windows. */
export type BuiltCore = {
  ready: Promise<void>;
  /** Answers the value; rejects when the call is refused. */
  call<M extends CoreModuleName, N extends CallName<M>>(
    module: M,
    name: N,
    request: RequestOf<M, N>,
    grants?: Readonly<Record<string, string>>,
  ): Promise<ResponseOf<M, N>>;
  stop(): Promise<void>;
};

/** No second copy is asked for, so that nothing but the measured work runs. */
const policy = (): EffectivePolicy => {
  const { values, ...rest } = defaultPolicy();
  return { ...rest, values: { ...values, secondCopyWaived: true, persistenceDeclared: true } };
};

/** Starts dist/core.cjs on a profile. Does not wait; `ready` does. */
export const startBuiltCore = (profileFolder: string): BuiltCore => {
  const child: ChildProcess = fork(BUNDLE, [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH },
  });
  const waiting = new Map<number, (result: Extract<FromCore, { type: 'result' }>['result']) => void>();
  const ready = Promise.withResolvers<void>();
  let lastId = 0;
  const send = (message: ToCore): boolean => child.send(message);
  child.on('message', (message: FromCore) => {
    if (message.type === 'ready') ready.resolve();
    if (message.type === 'result') waiting.get(message.id)?.(message.result);
  });
  child.on('exit', (code) => ready.reject(new Error(`core ended with ${code} before it was ready`)));
  send({ type: 'start', profileFolder, policy: policy(), workstation: 'bench' });
  return {
    ready: ready.promise,
    call: <M extends CoreModuleName, N extends CallName<M>>(
      module: M,
      name: N,
      request: RequestOf<M, N>,
      grants: Readonly<Record<string, string>> = {},
    ) =>
      new Promise<ResponseOf<M, N>>((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, (result) => {
          if (result.ok) resolve(result.value as ResponseOf<M, N>);
          else reject(new Error(`${module}.${name}: ${result.error.code}`));
        });
        send({ type: 'call', id: lastId, module, call: name, request, session: 'bench', grants });
      }),
    stop: async () => {
      const gone = once(child, 'exit');
      send({ type: 'stop' });
      await gone;
    },
  };
};
