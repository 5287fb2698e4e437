import { createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { compactDecrypt, compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { decryptJwe, encryptJwe } from '../reference-subscriber.ts';
import { decryptWithKey, encryptForKey } from './encryption.ts';
import { privateJwkSchema, withoutKeyOps } from './jwk.ts';
import { bareJwkOf, obtainPrivateKey, publicJwkOf } from './key-pair.ts';

describe('keys', () => {
  it('are RSA-4096 with a thumbprint as kid', async () => {
    const key = await obtainPrivateKey('destination-encryption', 'test-keys');
    expect(key.n).toHaveLength(683);
    expect(key.e).toBe('AQAB');
    expect(key.kid).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('differ from role to role', async () => {
    const roles = [
      'service-signing',
      'service-signing-next',
      'destination-encryption',
      'destination-signing',
      'sender-reply',
      'sender-signing',
    ] as const;
    const kids = await Promise.all(roles.map(async (role) => (await obtainPrivateKey(role, 'test-keys')).kid));
    expect(new Set(kids).size).toBe(roles.length);
  });

  it('are published with a self-signed certificate of the same key', async () => {
    const key = publicJwkOf(await obtainPrivateKey('destination-signing', 'test-keys'), 'TEST Prüfung');
    const certificate = new X509Certificate(Buffer.from(key.x5c[0] ?? '', 'base64'));
    const { kty, n, e } = key;
    const publicKey = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    expect(certificate.subject).toBe('CN=TEST Prüfung');
    expect(certificate.verify(publicKey)).toBe(true);
    expect(certificate.publicKey.equals(publicKey)).toBe(true);
    const other = await obtainPrivateKey('service-signing', 'test-keys');
    expect(certificate.verify(createPublicKey({ key: { kty, n: other.n, e }, format: 'jwk' }))).toBe(false);
  });
});

describe('encryption', () => {
  it('agrees with an implementation of another library in both directions', async () => {
    const key = await obtainPrivateKey('sender-reply', 'test-keys');
    const plaintext = new TextEncoder().encode('{"name":"Ğülşen"}');
    const ours = await encryptForKey(plaintext, bareJwkOf(key), 'application/json');
    expect(decryptJwe(ours, key)).toEqual(Buffer.from(plaintext));
    const theirs = encryptJwe(plaintext, bareJwkOf(key), 'application/json');
    expect(Buffer.from(await decryptWithKey(theirs, key))).toEqual(Buffer.from(plaintext));
  });

  it('gives the same format for large contents, which take another path', async () => {
    const key = await obtainPrivateKey('sender-reply', 'test-keys');
    const plaintext = randomBytes(1_200_000);
    const jwe = await encryptForKey(plaintext, bareJwkOf(key), 'application/pdf');
    const { protectedHeader } = await compactDecrypt(jwe, await importJWK(withoutKeyOps(key), 'RSA-OAEP-256'));
    expect(protectedHeader).toEqual({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: key.kid, cty: 'application/pdf' });
    expect(Buffer.from(await decryptWithKey(jwe, key)).equals(plaintext)).toBe(true);
  });

  it('refuses a JWE for another key', async () => {
    const [key, other] = await Promise.all([
      obtainPrivateKey('sender-reply', 'test-keys'),
      obtainPrivateKey('destination-encryption', 'test-keys'),
    ]);
    const jwe = await encryptForKey(new Uint8Array(3), bareJwkOf(other), 'application/json');
    await expect(decryptWithKey(jwe, key)).rejects.toThrow();
  });
});

const vectorFile = new URL('../../../../shared/fit-connect/vectors/jose-vectors.json', import.meta.url);
describe.skipIf(!existsSync(vectorFile))('vectors of a third library (only where they lie beside)', () => {
  it('decrypt and verify with our reading code', async () => {
    const vectors = JSON.parse(readFileSync(vectorFile, 'utf8'));
    const key = vectors.keys.destinationEncryption.private;
    const opened = decryptJwe(vectors.jwe.data, key);
    expect(opened.toString('utf8')).toBe(vectors.plaintext.data);
    const again = await compactDecrypt(vectors.jwe.attachment, await importJWK(withoutKeyOps(key), 'RSA-OAEP-256'));
    expect(Buffer.from(again.plaintext).toString('base64')).toBe(vectors.plaintext.attachmentBase64);
    const { public: serviceKey } = vectors.keys.zustelldienstSigning;
    const verifyKey = await importJWK(withoutKeyOps(serviceKey), 'PS512');
    await expect(compactVerify(vectors.sets['submit-submission'], verifyKey)).resolves.toBeDefined();
    await expect(compactVerify(vectors.negative.sets['signature-changed'], verifyKey)).rejects.toThrow();
    expect(() => decryptJwe(vectors.negative.jwe['tag-changed'], key)).toThrow();
    expect(privateJwkSchema.safeParse(vectors.keys.destinationSigning.private).success).toBe(true);
  });
});
