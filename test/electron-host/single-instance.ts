import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a second start tells the first. */
export type InstanceMessage = {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
};

export type SingleInstance = { release(): void };

const PROBE_LIMIT_MS = 5_000;
const NOBODY_LISTENS = 3;

/** Run by a second Node: the app may ask for the lock only synchronously, and Node connects only asynchronously. */
const PROBE = `
const [socket, message] = process.argv.slice(1);
const connection = require('node:net').connect(socket, () => connection.end(message));
connection.resume();
connection.on('close', (failed) => process.exit(failed ? ${NOBODY_LISTENS} : 0));
connection.on('error', () => {});`;

/**
 * Takes the single-instance lock of a userData directory: a unix socket in a private directory, named after it. When
 * another instance answers there, hands it `message` and returns undefined. A socket file whose owner crashed is
 * probed, found silent and replaced.
 */
export function acquireSingleInstance(
  userData: string,
  message: InstanceMessage,
  onSecondInstance: (message: InstanceMessage) => void,
): SingleInstance | undefined {
  const socket = path.join(
    privateDirectory(),
    createHash('sha256').update(path.resolve(userData)).digest('hex').slice(0, 32),
  );
  const first = listen(socket, onSecondInstance);
  if (first) return first;
  const probe = spawnSync(process.execPath, ['-e', PROBE, '--', socket, JSON.stringify(message)], {
    timeout: PROBE_LIMIT_MS,
  });
  // Whoever accepts a connection lives, even when too busy to answer in time.
  if (probe.status !== NOBODY_LISTENS) return undefined;
  rmSync(socket, { force: true });
  return listen(socket, onSecondInstance);
}

function listen(socket: string, onSecondInstance: (message: InstanceMessage) => void): SingleInstance | undefined {
  const server = net.createServer({ allowHalfOpen: true }, (connection) => {
    let text = '';
    connection.setEncoding('utf8');
    connection.on('data', (chunk) => {
      text += chunk;
    });
    connection.on('end', () => {
      connection.end();
      const message: InstanceMessage = JSON.parse(text);
      onSecondInstance(message);
    });
    connection.on('error', () => {});
  });
  server.on('error', () => {});
  server.listen(socket);
  // Node binds a unix socket within listen(); an address in use shows at once.
  if (!server.listening) return undefined;
  server.unref();
  return {
    release: () => {
      server.close();
      rmSync(socket, { force: true });
    },
  };
}

/** Socket names are limited to 107 bytes, userData is not: therefore one short directory for all, mine alone. */
function privateDirectory(): string {
  const user = process.getuid?.() ?? 0;
  const directory = path.join(process.env.XDG_RUNTIME_DIR || tmpdir(), `electron-host-${user}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== user || (found.mode & 0o077) !== 0) {
    throw new Error(`${directory} is not a private directory of this user`);
  }
  return directory;
}
