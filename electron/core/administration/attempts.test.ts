import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAttempts, waitAfter } from './attempts.ts';

let folder: string;
let file: string;
let now: number;
const open = () => openAttempts(file, () => now);
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'desk-attempts-'));
  file = path.join(folder, 'attempts.json');
  now = 1_000_000;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('wrong tries', () => {
  it('cost nothing at first, then double up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 10, 50].map((failures) => waitAfter(failures) / 1000)).toEqual([
      0, 0, 0, 5, 10, 20, 640, 900,
    ]);
  });

  it('are remembered per name across restarts and forgotten after success', async () => {
    for (let count = 0; count < 4; count += 1) await open().countFailure('anna');
    expect(open().secondsToWait('anna')).toBe(10);
    expect(open().secondsToWait('berta')).toBe(0);
    now += 4_200;
    expect(open().secondsToWait('anna')).toBe(6);
    now += 6_000;
    expect(open().secondsToWait('anna')).toBe(0);
    await open().forget('anna');
    await open().countFailure('anna');
    expect(open().secondsToWait('anna')).toBe(0);
  });

  it('do not wait longer because the clock was set back', async () => {
    for (let count = 0; count < 3; count += 1) await open().countFailure('anna');
    now -= 500_000;
    expect(open().secondsToWait('anna')).toBe(5);
  });

  it('survive a damaged file', () => {
    writeFileSync(file, '{"anna":');
    expect(open().secondsToWait('anna')).toBe(0);
  });
});
