// The one entry of every npm script: plain Node (20 or newer), no dependencies. Brings the project's own tools
// (npm ci from the lock file, when they differ from it) and its own Node 24, then runs tools/commands/<name>.ts on it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [command, ...args] = process.argv.slice(2);
const wanted = readFileSync(path.join(root, '.nvmrc'), 'utf8').trim();

const major = (version) => Number(version.replace(/^v/, '').split('.')[0]);
if (major(process.version) < 20) {
  console.error(
    `This project needs Node 20 or newer to start (found ${process.version}); it brings Node ${wanted} itself.`,
  );
  process.exit(1);
}

const packagesIn = (file) => {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
};

/** npm writes what it installed as its very last act, so an interrupted installation is noticed here too. */
const isInstalled = () => {
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).every(([place, { version, optional, devOptional }]) => {
    if (place === '') return true;
    const there = installed[place];
    return there === undefined ? optional === true || devOptional === true : there.version === version;
  });
};

const install = () => {
  if (isInstalled()) return;
  console.log('Installing what the lock file names (npm ci, about a minute the first time) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status === 0) return;
  console.error('npm ci failed; nothing else was started. The lines above say why.');
  process.exit(npm.status ?? 1);
};

const ownNode = () => {
  const brought = path.join(root, 'node_modules', '.bin', 'node');
  if (existsSync(brought)) return brought;
  if (major(process.version) >= major(wanted)) return process.execPath;
  console.error(
    `Node ${wanted} is needed and could not be brought for this platform; please install it and try again.`,
  );
  process.exit(1);
};

const commands = path.join(root, 'tools', 'commands');
const file = path.join(commands, `${command}.ts`);
if (command === undefined || !existsSync(file)) {
  const known = readdirSync(commands).filter((name) => name.endsWith('.ts') && !name.includes('.test.'));
  console.error(`Unknown command "${command ?? ''}"; there are: ${known.map((name) => name.slice(0, -3)).join(', ')}`);
  process.exit(1);
}
install();
const child = spawn(ownNode(), ['--disable-warning=ExperimentalWarning', file, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}` },
});
// The command decides how it ends; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
