/*
 * Rule: SECURITY F7. An export is complete or invisible: working name, fsync, read back, rename.
 * Threat: T1, the local procedure's importer polls the hot folder and takes what it sees.
 * Consequence: half an application becomes a file in the Fachverfahren, and the office believes it is whole.
 */
import { mkdir } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { character } from '../applicants/cast.ts';
import { type CaseDesk, openCaseDesk } from '../integration/case-desk.ts';

/**
 * The importer: looks at the folder as fast as it can and judges every package at the very moment it appears, by the
 * package's own manifest. Runs in a thread of its own, because the export shares this one.
 */
const WATCHER = `
  const { readdirSync, readFileSync } = require('node:fs');
  const { createHash } = require('node:crypto');
  const path = require('node:path');
  const { parentPort, workerData } = require('node:worker_threads');
  const seen = new Map();
  let looks = 0, working = 0;
  const judge = (bag) => {
    try {
      const lines = readFileSync(path.join(bag, 'manifest-sha256.txt'), 'utf8').trim().split('\\n');
      for (const line of lines) {
        const [sha, name] = line.split('  ');
        if (createHash('sha256').update(readFileSync(path.join(bag, name))).digest('hex') !== sha) return name;
      }
      return readdirSync(bag).includes('tagmanifest-sha256.txt') ? 'whole ' + lines.length : 'no tag manifest';
    } catch (error) { return String(error.code); }
  };
  const stop = new Int32Array(workerData.stop);
  while (Atomics.load(stop, 0) === 0) {
    looks += 1;
    for (const name of readdirSync(workerData.target)) {
      if (name.startsWith('.')) { working += 1; continue; }
      if (!seen.has(name)) seen.set(name, judge(path.join(workerData.target, name)));
    }
  }
  parentPort.postMessage({ looks, working, seen: [...seen] });
`;

let desk: CaseDesk;
let cases: string[];
beforeAll(async () => {
  desk = await openCaseDesk();
  await mkdir(desk.target);
  const papers = Array.from({ length: 12 }, (_, index) => ({
    name: `Unterlage ${index}.pdf`,
    bytes: new Uint8Array(400_000).fill(index + 1),
    evidence: null,
    pages: 1,
  }));
  cases = await desk.open(character('elif-sahin').application, papers);
});
afterAll(() => desk.close());

it('is never seen by somebody who looks all the time', async () => {
  const stop = new SharedArrayBuffer(4);
  const watcher = new Worker(WATCHER, { eval: true, workerData: { target: desk.target, stop } });
  const report = new Promise<{ looks: number; working: number; seen: [string, string][] }>((resolve, reject) => {
    watcher.once('message', resolve);
    watcher.once('error', reject);
  });
  await new Promise((resolve) => watcher.once('online', resolve));
  const written: string[] = [];
  for (const caseId of cases) {
    const opened = await desk.cases.get(desk.yildiz, { caseId });
    if (!opened.ok) throw new Error(opened.error.code);
    const answer = await desk.exporting.run(desk.yildiz, { caseId, version: opened.value.version, grantId: 'target' });
    if (!answer.ok) throw new Error(answer.error.code);
    written.push(answer.value.packageName);
  }
  Atomics.store(new Int32Array(stop), 0, 1);
  const { looks, working, seen } = await report;
  await watcher.terminate();
  expect(seen.map(([name]) => name).sort()).toEqual(written.sort());
  for (const [name, judgement] of seen) expect(judgement, name).toMatch(/^whole \d\d/);
  // It did look while packages were in the making; otherwise it proved nothing.
  expect(working).toBeGreaterThan(10);
  expect(looks).toBeGreaterThan(100);
});
