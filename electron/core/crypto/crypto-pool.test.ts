import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CryptoPool, createCryptoPool } from './crypto-pool.ts';

describe('the crypto thread', () => {
  let folder: string;
  let pool: CryptoPool;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'crypto-pool-'));
    pool = createCryptoPool(folder);
  });
  afterAll(async () => {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps a document, reads it back and proves it', async () => {
    const bytes = new Uint8Array(5000).fill(7);
    const kept = await pool.storeDocument({ bytes });
    if (!kept.ok) throw new Error(kept.refusal);
    expect(kept.value).toMatchObject({ size: 5000 });
    expect(kept.value.head).toHaveLength(4096);
    const read = await pool.readDocument({ file: kept.value });
    expect(read.ok && Buffer.from(read.value).equals(bytes)).toBe(true);
    expect(await pool.verifyDocument({ file: kept.value })).toEqual({ ok: true, value: true });
    await pool.discardDocuments({ ids: [kept.value.id] });
    expect(await pool.verifyDocument({ file: kept.value })).toEqual({ ok: false, refusal: 'storage-trouble' });
  });

  it('answers storage trouble, not an exception, when the disk says no', async () => {
    const nowhere = createCryptoPool('/dev/null/documents');
    expect(await nowhere.storeDocument({ bytes: new Uint8Array(1) })).toEqual({
      ok: false,
      refusal: 'storage-trouble',
    });
    await nowhere.close();
  });

  it('fails only the job on which its thread dies and goes on with a new thread', async () => {
    const entry = path.join(folder, 'mortal.mjs');
    await writeFile(
      entry,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ id, job }) => {
         if (job === 'storeDocument') throw new Error('dies');
         parentPort.postMessage({ id, ok: true, answer: { ok: true, value: true } });
       });`,
    );
    const mortal = createCryptoPool(folder, entry);
    expect(await mortal.storeDocument({ bytes: new Uint8Array(1) })).toEqual({ ok: false, refusal: 'storage-trouble' });
    expect(await mortal.discardDocuments({ ids: [] })).toEqual({ ok: true, value: true });
    await mortal.close();
  });

  it('takes no more from the network than the thread works off', async () => {
    const entry = path.join(folder, 'lazy.mjs');
    await writeFile(
      entry,
      `import { parentPort } from 'node:worker_threads';
       const jobs = [];
       const answer = (id) => parentPort.postMessage({ id, ok: true, answer: { ok: false, refusal: 'too-large' } });
       parentPort.on('message', ({ id, ask }) => {
         jobs.push(id);
         ask.arrival.on('message', (message) => {
           if (message === 'whole') jobs.splice(0).forEach(answer);
           else if (message[0] === 1) ask.arrival.postMessage(message.length);
         });
       });`,
    );
    const lazy = createCryptoPool(folder, entry);
    const expectation = { part: 'attachment', apiVersion: 'v2', limit: 1 } as const;
    const receive = (worksOff: 0 | 1) => {
      const taken = { bytes: 0 };
      async function* source(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
        for (let piece = 0; piece < 100; piece += 1) {
          taken.bytes += 50_000;
          yield new Uint8Array(50_000).fill(worksOff);
        }
      }
      const answer = lazy.decryptToDocument({ tags: ['tag'], sha512: '', keys: [], expectation }, source);
      return { taken, answer };
    };
    const stuck = receive(0);
    const whole = receive(1);
    expect(await whole.answer).toEqual({ ok: false, refusal: 'too-large' });
    expect(whole.taken.bytes).toBe(5_000_000);
    expect(await stuck.answer).toEqual({ ok: false, refusal: 'too-large' });
    expect(stuck.taken.bytes).toBeGreaterThan(500_000);
    expect(stuck.taken.bytes).toBeLessThan(600_000);
    await lazy.close();
  });
});
