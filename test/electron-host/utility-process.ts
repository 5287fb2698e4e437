import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { app } from './app.ts';
import { preventableEvent } from './events.ts';

type ForkOptions = {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: 'pipe' | 'ignore' | 'inherit' | readonly ('pipe' | 'ignore' | 'inherit')[];
  readonly serviceName?: string;
};

const children = new Set<ChildProcess>();

/** Electron's `UtilityProcess` as a child of Node with structured-clone messages. */
class UtilityProcess extends EventEmitter {
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly #child: ChildProcess;
  #exited = false;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    const entry = path.join(import.meta.dirname, 'utility-entry.ts');
    this.#child = fork(entry, [path.resolve(modulePath), ...args], {
      serialization: 'advanced',
      execArgv: [...(options.execArgv ?? [])],
      stdio: stdioOf(options.stdio ?? 'inherit'),
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    children.add(this.#child);
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => {
      this.emit('message', typeof message === 'object' && 'data' in message ? message.data : undefined);
    });
    this.#child.on('error', (error) => console.error(`utility process ${options.serviceName ?? ''}:`, error));
    this.#child.on('exit', (code, signal) => {
      children.delete(this.#child);
      this.#exited = true;
      // As Electron on POSIX: the number of the signal stands for the code of a killed process.
      const exitCode = code ?? (signal === null ? 1 : constants.signals[signal]);
      this.emit('exit', exitCode);
      if (exitCode === 0) return;
      const reason = signal === null ? 'abnormal-exit' : 'killed';
      const name = options.serviceName ?? 'Node Utility Process';
      app.emit('child-process-gone', preventableEvent({}), {
        type: 'Utility',
        reason,
        exitCode,
        name,
        serviceName: 'node.mojom.NodeService',
      });
    });
  }

  get pid(): number | undefined {
    return this.#exited ? undefined : this.#child.pid;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('electron-host: MessagePorts cannot be transferred to a utility process');
    if (this.#child.connected) this.#child.send({ data: message });
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

/** Electron's `utilityProcess`. */
export const utilityProcess = {
  fork(modulePath: string, args?: readonly string[] | ForkOptions, options?: ForkOptions): UtilityProcess {
    const hasArguments = isList(args);
    return new UtilityProcess(modulePath, hasArguments ? args : [], (hasArguments ? options : args) ?? {});
  },
};

/** Ends what is still running while Node exits. */
export function killUtilityProcesses(): void {
  for (const child of children) child.kill('SIGKILL');
}

function isList(value: readonly string[] | ForkOptions | undefined): value is readonly string[] {
  return Array.isArray(value);
}

function stdioOf(stdio: NonNullable<ForkOptions['stdio']>): StdioOptions {
  if (typeof stdio === 'string') return ['ignore', stdio, stdio, 'ipc'];
  return ['ignore', stdio[1] ?? 'inherit', stdio[2] ?? 'inherit', 'ipc'];
}
