import {
  constants,
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJwe, sealJwe, streamJwe } from './jwe.ts';
import { createJweOpener, type JweExpectation, type JweRefusal, JweRefused } from './jwe-opener.ts';

type RsaJwk = { kty: 'RSA'; n: string; e: 'AQAB'; d: string; p: string; q: string; dp: string; dq: string; qi: string };
const pool = (role: string): RsaJwk =>
  JSON.parse(
    readFileSync(new URL(`../../../../test/central-service/keys/${role}.test-only.json`, import.meta.url), 'utf8'),
  );
const ours = pool('destination-encryption');
const KID = 'unit-test-key-1';
const privateKey = createPrivateKey({ key: { ...ours, kty: 'RSA' }, format: 'jwk' });
const publicKey = createPublicKey(privateKey);
const publicJwk = { kty: 'RSA', kid: KID, n: ours.n, e: 'AQAB', alg: 'RSA-OAEP-256', key_ops: ['wrapKey'] } as const;
const find = (kid: string): KeyObject | undefined => (kid === KID ? privateKey : undefined);
const expectation: JweExpectation = { part: 'data', apiVersion: 'v2', tag: null, limit: 1_000_000 };
const bytes = (text: string) => new TextEncoder().encode(text);

type Making = {
  header?: Record<string, unknown>;
  cekBytes?: number;
  ivBytes?: number;
  tagBytes?: number;
  padding?: number;
  oaepHash?: string;
  plaintext?: Uint8Array;
};
/** Makes a JWE that is right except for what the case wants wrong. */
const make = (making: Making = {}): string => {
  const header = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: KID, cty: 'application/json', ...making.header };
  const head = Buffer.from(JSON.stringify(header)).toString('base64url');
  const cek = randomBytes(making.cekBytes ?? 32);
  const iv = randomBytes(making.ivBytes ?? 12);
  const wrapped = publicEncrypt(
    {
      key: publicKey,
      padding: making.padding ?? constants.RSA_PKCS1_OAEP_PADDING,
      ...(making.padding === undefined ? { oaepHash: making.oaepHash ?? 'sha256' } : {}),
    },
    cek,
  );
  const cipher = createCipheriv(cek.length === 32 ? 'aes-256-gcm' : 'aes-128-gcm', cek, iv, {
    authTagLength: 16,
  });
  cipher.setAAD(bytes(head));
  const ciphertext = Buffer.concat([cipher.update(making.plaintext ?? bytes('{"name":"Ana Ǧ"}')), cipher.final()]);
  const tag = cipher.getAuthTag().subarray(0, making.tagBytes ?? 16);
  return [head, ...[wrapped, iv, ciphertext, tag].map((part) => part.toString('base64url'))].join('.');
};
const open = (jwe: string, changes: Partial<JweExpectation> = {}) =>
  openJwe(bytes(jwe), find, { ...expectation, ...changes });
/** The same as it arrives over the network: in pieces of any size. Answers like {@link open}. */
const openStreamed = async (jwe: string, cuts: readonly number[], changes: Partial<JweExpectation> = {}) => {
  const text = bytes(jwe);
  async function* pieces() {
    let from = 0;
    for (const cut of cuts.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b)) {
      yield text.subarray(from, cut);
      from = cut;
    }
    yield text.subarray(from);
  }
  try {
    const opened: Buffer[] = [];
    for await (const piece of streamJwe(pieces(), find, { ...expectation, ...changes })) opened.push(piece);
    return { ok: true, plaintext: Buffer.concat(opened) };
  } catch (error) {
    if (error instanceof JweRefused) return { ok: false, refusal: error.refusal };
    throw error;
  }
};
/** Once whole, once with a cut at every one of the first bytes, once in fifty pieces. */
const CUTS = [[], Array.from({ length: 1200 }, (_, at) => at / 1200), Array.from({ length: 50 }, (_, at) => at / 50)];
const segment = (jwe: string, index: number, change: (text: string) => string): string =>
  jwe
    .split('.')
    .map((text, at) => (at === index ? change(text) : text))
    .join('.');

describe('a compact JWE of the allowed kind', () => {
  it('opens what was sealed for the key and gives its content type', () => {
    const sealed = sealJwe(bytes('{"a":1}'), { ...publicJwk, key_ops: ['wrapKey'] }, 'application/json');
    const opened = open(sealed);
    expect(opened.ok && opened.plaintext.toString()).toBe('{"a":1}');
    expect(opened.ok && opened.contentType).toBe('application/json');
  });

  it('tolerates trailing line ends of the transport', () => {
    expect(open(`${make()}\r\n`).ok).toBe(true);
  });

  it('accepts the tag the signed event names and no other', () => {
    const jwe = make();
    const tag = jwe.split('.')[4] ?? '';
    expect(open(jwe, { tag }).ok).toBe(true);
    expect(open(jwe, { tag: `${tag.startsWith('A') ? 'B' : 'A'}${tag.slice(1)}` })).toEqual({
      ok: false,
      refusal: 'tag-mismatch',
    });
  });

  it('inflates compressed content in v1 only, and never beyond the limit', () => {
    const small = make({ header: { zip: 'DEF' }, plaintext: deflateRawSync(bytes('{"a":1}')) });
    const opened = open(small, { apiVersion: 'v1' });
    expect(opened.ok && opened.plaintext.toString()).toBe('{"a":1}');
    const bomb = make({ header: { zip: 'DEF' }, plaintext: deflateRawSync(Buffer.alloc(20_000_000)) });
    expect(open(bomb, { apiVersion: 'v1' })).toEqual({ ok: false, refusal: 'too-large' });
  });

  it('needs no content type on attachments nor in v1', () => {
    const without = make({ header: { cty: undefined } });
    expect(open(without, { part: 'attachment' }).ok).toBe(true);
    expect(open(without, { apiVersion: 'v1' }).ok).toBe(true);
  });

  const refusals: [string, () => string, JweRefusal][] = [
    ['alg none', () => make({ header: { alg: 'none' } }), 'header-refused'],
    ['alg dir', () => make({ header: { alg: 'dir' } }), 'header-refused'],
    ['alg RSA1_5', () => make({ header: { alg: 'RSA1_5' }, padding: constants.RSA_PKCS1_PADDING }), 'header-refused'],
    ['alg RSA-OAEP with SHA-1', () => make({ header: { alg: 'RSA-OAEP' }, oaepHash: 'sha1' }), 'header-refused'],
    ['OAEP with SHA-1 behind the right name', () => make({ oaepHash: 'sha1' }), 'key-mismatch'],
    ['PKCS#1 v1.5 behind the right name', () => make({ padding: constants.RSA_PKCS1_PADDING }), 'key-mismatch'],
    ['enc A128GCM', () => make({ header: { enc: 'A128GCM' }, cekBytes: 16 }), 'header-refused'],
    ['a content key of 16 bytes', () => make({ cekBytes: 16 }), 'ciphertext-altered'],
    ['an IV of 16 bytes', () => make({ ivBytes: 16 }), 'header-refused'],
    ...[4, 8, 12, 15].map((tagBytes): [string, () => string, JweRefusal] => [
      `a tag of ${tagBytes} bytes`,
      () => make({ tagBytes }),
      'header-refused',
    ]),
    ['a sixth part', () => `${make()}.AAAA`, 'header-refused'],
    ['four parts', () => make().split('.').slice(0, 4).join('.'), 'header-refused'],
    ['nothing', () => '', 'header-refused'],
    ['padding characters', () => segment(make(), 2, (text) => `${text}==`), 'header-refused'],
    ['standard base64 characters', () => segment(make(), 3, (text) => `+/${text.slice(2)}`), 'header-refused'],
    [
      'white space inside',
      () => segment(make(), 3, (text) => `${text.slice(0, 4)}\n${text.slice(4)}`),
      'header-refused',
    ],
    ['stray bits in the last character', () => segment(make(), 4, (text) => `${text.slice(0, -1)}B`), 'header-refused'],
    ['crit', () => make({ header: { crit: ['b64'] } }), 'header-refused'],
    ['an empty crit', () => make({ header: { crit: null } }), 'header-refused'],
    ['zip in v2', () => make({ header: { zip: 'DEF' } }), 'compression-refused'],
    ['no content type in v2', () => make({ header: { cty: undefined } }), 'header-refused'],
    ['no kid', () => make({ header: { kid: undefined } }), 'header-refused'],
    ['a kid that is not ours', () => make({ header: { kid: 'somebody-elses' } }), 'unknown-key'],
    [
      'a header that is no JSON',
      () => segment(make(), 0, () => Buffer.from('nothing').toString('base64url')),
      'header-refused',
    ],
    ['a header beyond the cap', () => make({ header: { filler: 'x'.repeat(5000) } }), 'header-refused'],
    [
      'a header changed after sealing',
      () =>
        segment(make(), 0, (text) => {
          const header = JSON.parse(Buffer.from(text, 'base64url').toString());
          return Buffer.from(JSON.stringify({ ...header, note: 1 })).toString('base64url');
        }),
      'ciphertext-altered',
    ],
    [
      'one changed byte of ciphertext',
      () => segment(make(), 3, (text) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)),
      'ciphertext-altered',
    ],
    ['content beyond the limit', () => make({ plaintext: Buffer.alloc(1_000_001) }), 'too-large'],
    ['a text of many megabytes', () => 'A'.repeat(3_000_000), 'too-large'],
  ];
  it.each(refusals)('refuses %s', async (name, make, refusal) => {
    const jwe = make();
    expect(open(jwe)).toEqual({ ok: false, refusal });
    // A stream's length is not known beforehand; the first segment already shows that this is no JWE.
    const streamed = name === 'a text of many megabytes' ? 'header-refused' : refusal;
    for (const cuts of CUTS) expect(await openStreamed(jwe, cuts)).toEqual({ ok: false, refusal: streamed });
  });
});

describe('a JWE that arrives in pieces', () => {
  const seed = Number(process.env.PROPERTY_SEED ?? 20_261_124);
  const cutting = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  const limit = 300_000;
  /** Around the ends of the pieces it is worked off in, and around the limit. */
  const plaintext = fc
    .oneof(fc.nat(40), fc.integer({ min: 49_100, max: 49_200 }), fc.integer({ min: limit - 2, max: limit + 2 }))
    .map((size) => Buffer.alloc(size, 'Zeugnis '));

  it('gives the same plaintext however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(plaintext, cutting, async (content, cuts) => {
        const answer = await openStreamed(make({ plaintext: content }), cuts, { limit });
        if (content.length > limit) expect(answer).toEqual({ ok: false, refusal: 'too-large' });
        else expect(answer.plaintext?.equals(content)).toBe(true);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('gives the same answer however it is cut when bytes were changed, put in or left out', async () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      remove: fc.nat(2),
      put: fc.constantFrom('', 'A', 'B', '.', '=', '+', ' ', '\n', '\u0000', '\u00ff', 'AAAA'),
    });
    await fc.assert(
      fc.asyncProperty(plaintext, cutting, cutting, change, async (content, some, other, { at, remove, put }) => {
        const jwe = make({ plaintext: content });
        const place = Math.floor(at * jwe.length);
        const changed = jwe.slice(0, place) + put + jwe.slice(place + remove);
        const whole = open(changed, { limit });
        const expected = whole.ok ? { ok: true, plaintext: whole.plaintext } : whole;
        expect(await openStreamed(changed, some, { limit })).toEqual(expected);
        expect(await openStreamed(changed, other, { limit })).toEqual(expected);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('inflates in v1 only what fits the limit, and notices what is cut or changed', async () => {
    const content = randomBytes(200_000);
    const deflated = deflateRawSync(content);
    const zipped = (changes: Uint8Array) => make({ header: { zip: 'DEF' }, plaintext: changes });
    const v1 = { apiVersion: 'v1', limit } as const;
    await fc.assert(
      fc.asyncProperty(cutting, async (cuts) => {
        const answer = await openStreamed(zipped(deflated), cuts, v1);
        expect(answer.plaintext?.equals(content)).toBe(true);
        const refused = async (jwe: string) => (await openStreamed(jwe, cuts, v1)).refusal;
        expect(await refused(zipped(deflateRawSync(Buffer.alloc(20_000_000))))).toBe('too-large');
        expect(await refused(zipped(deflated.subarray(0, -10)))).toBe('ciphertext-altered');
        expect(await refused(zipped(content))).toBe('ciphertext-altered');
        expect(await refused(zipped(Buffer.alloc(0)))).toBe('ciphertext-altered');
        const last = segment(zipped(deflated), 3, (text) => `${text.slice(0, -6)}AAAAAA`);
        expect(await refused(last)).toBe('ciphertext-altered');
      }),
      { seed, numRuns: 8 },
    );
    expect((await openStreamed(zipped(Buffer.concat([deflated, Buffer.alloc(9000)])), [], v1)).ok).toBe(true);
    expect((await openStreamed(zipped(deflated), [], { limit })).refusal).toBe('compression-refused');
  });

  it('holds only a small part back', () => {
    const opener = createJweOpener(find, expectation);
    const jwe = bytes(make({ plaintext: Buffer.alloc(900_000) }));
    let [given, most] = [0, 0];
    for (let at = 0; at < jwe.length; at += 10_000) {
      for (const piece of opener.push(jwe.subarray(at, at + 10_000))) given += piece.length;
      most = Math.max(most, at * 0.75 - given);
    }
    opener.end();
    expect(given).toBe(900_000);
    expect(most).toBeLessThan(70_000);
  });
});
