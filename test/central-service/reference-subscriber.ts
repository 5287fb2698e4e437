import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import type { CentralService } from './central-service.ts';
import type { BareJwk, PrivateJwk } from './crypto/jwk.ts';

/*
 * A receiving office reduced to what tests need, written with node:crypto only: it shares no cryptographic code with the
 * simulator, so that agreement between the two means something.
 */

const USER_AGENT = 'Reference-Subscriber/1.0';

/** Answer of a raw call. */
export type RawAnswer = { status: number; headers: Headers; text: string };

/** Makes raw authenticated calls. @param path below the Submission API base, e.g. `/v2/submissions` */
export type RawCall = (
  method: string,
  path: string,
  options?: { body?: string; type?: string; headers?: Record<string, string> },
) => Promise<RawAnswer>;

/** Fetches a token with client_secret_post. */
export async function fetchToken(
  service: CentralService,
  client: { clientId: string; clientSecret: string },
): Promise<string> {
  const response = await fetch(service.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  const { access_token } = await response.json();
  return access_token;
}

/** Raw calls with the token of a client. */
export function rawCalls(service: CentralService, token: string): RawCall {
  return async (method, path, { body, type, headers = {} } = {}) => {
    const response = await fetch(service.submissionApi + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'User-Agent': USER_AGENT,
        ...(type === undefined ? {} : { 'Content-Type': type }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}

/** Decrypts a compact JWE (RSA-OAEP-256, A256GCM); throws when it was altered. */
export function decryptJwe(jwe: string, key: PrivateJwk): Buffer {
  const [header = '', wrapped = '', iv = '', ciphertext = '', tag = ''] = jwe.split('.');
  const contentKey = privateDecrypt(
    {
      key: createPrivateKey({ key, format: 'jwk' }),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
    },
    Buffer.from(wrapped, 'base64url'),
  );
  const decipher = createDecipheriv('aes-256-gcm', contentKey, Buffer.from(iv, 'base64url'));
  decipher.setAAD(Buffer.from(header, 'ascii'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]);
}

/** Encrypts bytes as a compact JWE for a key. */
export function encryptJwe(plaintext: Uint8Array, key: BareJwk, contentType: string): string {
  const members = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: key.kid, cty: contentType };
  const header = Buffer.from(JSON.stringify(members)).toString('base64url');
  const [contentKey, iv] = [randomBytes(32), randomBytes(12)];
  const { kty, n, e } = key;
  const wrapped = publicEncrypt(
    {
      key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
    },
    contentKey,
  );
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv);
  cipher.setAAD(Buffer.from(header, 'ascii'));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return [header, ...[wrapped, iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
    '.',
  );
}

/** Signs claims as a compact JWS, PS512. */
export function signJws(claims: object, key: PrivateJwk, header: object = {}): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${encode({ typ: 'secevent+jwt', alg: 'PS512', kid: key.kid, ...header })}.${encode(claims)}`;
  const signature = sign('sha512', Buffer.from(input), {
    key: createPrivateKey({ key, format: 'jwk' }),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 64,
  });
  return `${input}.${signature.toString('base64url')}`;
}

/** The claims of an accept-submission as a correct subscriber writes them. */
export function acceptClaims(
  destinationId: string,
  submission: { submissionId: string; caseId: string },
  tags: object,
) {
  return {
    $schema: 'https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json',
    jti: randomUUID(),
    iss: destinationId,
    iat: Math.floor(Date.now() / 1000),
    sub: `submission:${submission.submissionId}`,
    txn: `case:${submission.caseId}`,
    events: { 'https://schema.fitko.de/fit-connect/events/accept-submission': { authenticationTags: tags } },
  };
}

/** Tags of a submission as downloaded: the fifth JWE segment of each part. */
export function tagsOf(encryptedMetadata: string, encryptedData: string, attachments: Record<string, string>) {
  const tag = (jwe: string) => jwe.split('.')[4] ?? '';
  return {
    metadata: tag(encryptedMetadata),
    data: tag(encryptedData),
    ...(Object.keys(attachments).length > 0
      ? { attachments: Object.fromEntries(Object.entries(attachments).map(([id, jwe]) => [id, tag(jwe)])) }
      : {}),
  };
}

/** SHA-512 as 128 hex characters. */
export function sha512Hex(bytes: Uint8Array): string {
  return createHash('sha512').update(bytes).digest('hex');
}
