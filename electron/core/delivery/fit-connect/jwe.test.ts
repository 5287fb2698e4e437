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
import { describe, expect, it } from 'vitest';
import { type JweExpectation, type JweRefusal, openJwe, sealJwe } from './jwe.ts';

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
    ['OAEP with SHA-1 behind the right name', () => make({ oaepHash: 'sha1' }), 'ciphertext-altered'],
    ['PKCS#1 v1.5 behind the right name', () => make({ padding: constants.RSA_PKCS1_PADDING }), 'ciphertext-altered'],
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
    ['zip in v2', () => make({ header: { zip: 'DEF' } }), 'header-refused'],
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
  it.each(refusals)('refuses %s', (_name, jwe, refusal) => {
    expect(open(jwe())).toEqual({ ok: false, refusal });
  });
});
