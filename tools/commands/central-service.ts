import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../root.ts';

// The simulator alone; its one JSON line on standard output is for whoever wants to talk to it.
const service = spawn(
  process.execPath,
  [path.join(root, 'test', 'central-service', 'main.ts'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => service.kill(signal));
service.on('exit', (code) => process.exit(code ?? 1));
