import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, type LockAttempt } from './lock.ts';
import { osUser } from './os-user.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-lock-'));
  file = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const release = (attempt: LockAttempt): void => {
  if (attempt.state === 'held') attempt.release();
};
const holder = (changes: object) => ({
  token: crypto.randomUUID(),
  pid: process.pid,
  processStart: null,
  host: hostname(),
  user: 'anna',
  since: 1,
  ...changes,
});

describe('the lock of a store', () => {
  it('is held by one at a time, says since when, and is free after release', () => {
    const first = acquireLock(file, 1234);
    expect(first.state).toBe('held');
    expect(acquireLock(file, 2000)).toMatchObject({
      state: 'held-by-other',
      holder: { pid: process.pid, host: hostname(), user: osUser(), since: 1234 },
    });
    release(first);
    expect(readdirSync(folder)).toEqual([]);
    expect(acquireLock(file, 3000).state).toBe('held');
  });

  it('is taken over from a process that was killed', async () => {
    const source = new URL('./lock.ts', import.meta.url).href;
    const program = path.join(folder, 'holder.mjs');
    writeFileSync(
      program,
      `import { acquireLock } from ${JSON.stringify(source)};
       process.send(acquireLock(${JSON.stringify(file)}, 1).state); setInterval(() => {}, 1000);`,
    );
    const child = fork(program, { execArgv: [] });
    const [state] = await once(child, 'message');
    expect(state).toBe('held');
    expect(acquireLock(file, 2).state).toBe('held-by-other');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(acquireLock(file, 3).state).toBe('held');
  });

  it.skipIf(process.platform !== 'linux')('is not fooled by a process number that was given again', () => {
    writeFileSync(file, JSON.stringify(holder({ processStart: '1' })));
    expect(acquireLock(file, 2).state).toBe('held');
  });

  it('counts a lock of another machine as held, because nobody here can look', () => {
    writeFileSync(file, JSON.stringify(holder({ pid: 999_999_999, host: 'another-machine' })));
    expect(acquireLock(file, 2)).toMatchObject({ state: 'held-by-other', holder: { host: 'another-machine' } });
  });

  it('counts an unreadable lock as left by a crash', () => {
    writeFileSync(file, '{"pid":');
    expect(acquireLock(file, 2).state).toBe('held');
  });

  it('does not release what somebody else holds by now', () => {
    const first = acquireLock(file, 1);
    const others = JSON.stringify(holder({}));
    writeFileSync(file, others);
    release(first);
    expect(readFileSync(file, 'utf8')).toBe(others);
  });
});
