/*
 * Rule: SECURITY G3. Nothing of an attachment is used before its authentication tag and its hash are verified; a
 * failed, cut or cancelled transfer leaves nothing behind.
 * Threat: T3 and T4, an attachment that was altered on its way, exchanged, or never finished.
 * Consequence: forged content in a case, or plaintext of strangers in files that nobody ever removes.
 */
import {
  createCipheriv,
  createHash,
  createPublicKey,
  constants as cryptoConstants,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CryptoPool, createCryptoPool } from '../../electron/core/crypto/crypto-pool.ts';
import type { DecryptionPrivateJwk } from '../../electron/core/delivery/jwk.ts';

const KID = 'security-test-key';
const MARKER = 'Geburtsurkunde von Ana Ǧ. ';
const MEGABYTES = 24;

let key: DecryptionPrivateJwk;
let content: Buffer;
let sealed: { jwe: Buffer; tag: string; sha512: string };
let folder: string;
let pool: CryptoPool;

const seal = (plaintext: Buffer) => {
  const head = Buffer.from(JSON.stringify({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: KID })).toString('base64url');
  const [cek, iv] = [randomBytes(32), randomBytes(12)];
  const publicKey = createPublicKey({ key: { kty: 'RSA', n: key.n, e: key.e }, format: 'jwk' });
  const wrapped = publicEncrypt(
    { key: publicKey, padding: cryptoConstants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    cek,
  );
  const cipher = createCipheriv('aes-256-gcm', cek, iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(head));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const parts = [wrapped, iv, body, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return {
    jwe: Buffer.from([head, ...parts].join('.')),
    tag: parts[3] ?? '',
    sha512: createHash('sha512').update(plaintext).digest('hex'),
  };
};

beforeAll(async () => {
  const file = new URL('../central-service/keys/destination-encryption.test-only.json', import.meta.url);
  key = {
    ...JSON.parse(await readFile(file, 'utf8')),
    kty: 'RSA',
    kid: KID,
    alg: 'RSA-OAEP-256',
    key_ops: ['unwrapKey'],
  };
  content = Buffer.alloc(MEGABYTES * 1024 * 1024, MARKER);
  sealed = seal(content);
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-g3-'));
  pool = createCryptoPool(folder);
  return async () => {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  };
});
afterAll(() => {
  content = Buffer.alloc(0);
});

/** Every file below the documents folder. */
const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

async function* inPieces(bytes: Buffer, size = 64 * 1024): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += size) yield Uint8Array.from(bytes.subarray(at, at + size));
}

type Source = Parameters<CryptoPool['decryptToDocument']>[1];
const receive = (source: Source, changes: { tags?: string[]; sha512?: string } = {}) =>
  pool.decryptToDocument(
    {
      tags: [sealed.tag],
      sha512: sealed.sha512,
      keys: [key],
      expectation: { part: 'attachment', apiVersion: 'v2', limit: 500_000_000 },
      ...changes,
    },
    source,
  );
/** Another character of the same alphabet at a place counted from the end, with the same unused bits. */
const flipped = (jwe: Buffer, fromEnd: number): Buffer => {
  const changed = Buffer.from(jwe);
  const place = changed.length - fromEnd;
  changed[place] = changed[place] === 0x41 ? 0x51 : 0x41;
  return changed;
};

describe('an attachment that arrives', () => {
  it('is kept when tag and hash hold', async () => {
    const kept = await receive(() => inPieces(sealed.jwe));
    if (!kept.ok) throw new Error(kept.refusal);
    expect(kept.value).toMatchObject({ size: content.length, sha512: sealed.sha512 });
    expect(Buffer.from(kept.value.head).toString()).toContain(MARKER);
    const read = await pool.readDocument({ file: kept.value });
    expect(read.ok && Buffer.from(read.value).equals(content)).toBe(true);
    expect(await files()).toHaveLength(1);
  });

  it.each([
    ['the last byte of the ciphertext is flipped', (jwe: Buffer) => flipped(jwe, 24), undefined, 'ciphertext-altered'],
    ['the last byte of tag and event is flipped', (jwe: Buffer) => flipped(jwe, 1), 'flipped', 'ciphertext-altered'],
    ['the tag is another one than in the event', (jwe: Buffer) => flipped(jwe, 1), undefined, 'tag-mismatch'],
    ['it ends before its tag', (jwe: Buffer) => jwe.subarray(0, -30), undefined, 'header-refused'],
  ] as const)('leaves nothing when %s', async (_what, change, tag, refusal) => {
    const jwe = change(sealed.jwe);
    const tags = tag === undefined ? [sealed.tag] : [jwe.toString('latin1').split('.')[4] ?? ''];
    expect(await receive(() => inPieces(jwe), { tags })).toEqual({ ok: false, refusal });
    expect(await files()).toEqual([]);
  });

  it('leaves nothing when another hash was promised', async () => {
    const sha512 = createHash('sha512').update('something else').digest('hex');
    expect(await receive(() => inPieces(sealed.jwe), { sha512 })).toEqual({ ok: false, refusal: 'hash-mismatch' });
    expect(await files()).toEqual([]);
  });

  it('is nowhere to be read before it is proved, and gone when its transfer breaks off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
      yield* inPieces(sealed.jwe.subarray(0, -30));
      // All of it was worked off but the last pieces under way; it waits under a temporary name, encrypted.
      const found = await files();
      expect(found.map((file) => path.relative(folder, path.dirname(file)))).toEqual(['unfinished']);
      const bytes = await readFile(found[0] ?? '');
      expect(bytes.length).toBeGreaterThan(content.length / 2);
      expect(bytes.includes(MARKER)).toBe(false);
      throw new Error('the line is dead');
    }
    await expect(receive(broken)).rejects.toThrow('the line is dead');
    expect(await files()).toEqual([]);
  });

  it('joins fragments, and leaves nothing of the first when the second does not hold', async () => {
    const half = content.length / 2;
    const [first, second] = [seal(content.subarray(0, half)), seal(content.subarray(half))];
    const source =
      (jwes: Buffer[]): Source =>
      (position) =>
        inPieces(jwes[position] ?? Buffer.alloc(0));
    const tags = [first.tag, second.tag];
    expect(await receive(source([first.jwe, second.jwe]), { tags })).toMatchObject({
      ok: true,
      value: { sha512: sealed.sha512 },
    });
    expect(await files()).toHaveLength(1);
    const altered = source([first.jwe, flipped(second.jwe, 30)]);
    expect(await receive(altered, { tags })).toEqual({ ok: false, refusal: 'ciphertext-altered' });
    expect(await receive(source([second.jwe, first.jwe]), { tags })).toEqual({ ok: false, refusal: 'tag-mismatch' });
    expect(await files()).toHaveLength(1);
  });

  it('ends the transfer as soon as it is refused', async () => {
    let given = 0;
    let ended = false;
    async function* endless(_position: number, unwanted: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
      unwanted.addEventListener('abort', () => {
        ended = true;
      });
      for await (const piece of inPieces(Buffer.from('A'.repeat(20_000_000)))) {
        given += piece.length;
        yield piece;
      }
    }
    expect(await receive(endless)).toEqual({ ok: false, refusal: 'header-refused' });
    expect(ended).toBe(true);
    expect(given).toBeLessThan(2_000_000);
  });
});

describe('the thread that opens attachments', () => {
  it('does other work while one waits for the network', async () => {
    const line = Promise.withResolvers<void>();
    async function* slow(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
      yield* inPieces(sealed.jwe.subarray(0, 100_000));
      await line.promise;
      yield* inPieces(sealed.jwe.subarray(100_000));
    }
    const waiting = receive(slow);
    const kept = await pool.storeDocument({ bytes: new Uint8Array(10) });
    expect(kept.ok && (await pool.verifyDocument({ file: kept.value })).ok).toBe(true);
    line.resolve();
    expect((await waiting).ok).toBe(true);
  });
});
