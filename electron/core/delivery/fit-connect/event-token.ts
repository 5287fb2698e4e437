import { constants, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { SigningPrivateJwk, VerificationPublicJwk } from '../jwk.ts';
import { decodeBase64url } from './base64url.ts';

/** RSASSA-PSS, SHA-512, salt of 64 bytes: JOSE `PS512`. */
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 } as const;
const TOKEN_LIMIT = 256 * 1024;
const EARLIEST_IAT = 1_577_833_200;
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

const header = z.looseObject({
  typ: z.literal('secevent+jwt'),
  alg: z.literal('PS512'),
  kid: z.string().min(8).max(64),
});

const PAYLOAD_SCHEMA =
  /^https:\/\/schema\.fitko\.de\/fit-connect\/set-payload\/1\.\d+\.\d+\/set-payload\.schema\.json$/;

const claims = z.looseObject({
  $schema: z.string().regex(PAYLOAD_SCHEMA).optional(),
  jti: z.string().regex(new RegExp(`^${UUID}$`)),
  iss: z.string().min(1).max(500),
  iat: z.number().int().min(EARLIEST_IAT).max(253_402_300_799),
  sub: z.string().regex(new RegExp(`^(submission|reply):${UUID}$`)),
  txn: z.string().regex(new RegExp(`^case:${UUID}$`)),
  events: z.record(z.string(), z.looseObject({})).refine((events) => Object.keys(events).length === 1),
});
export type EventClaims = z.infer<typeof claims>;

export type ReadToken = {
  readonly kid: string;
  readonly claims: EventClaims;
  readonly eventUri: string;
  readonly payload: Record<string, unknown>;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
};

const readJson = (bytes: Buffer): unknown => {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  return JSON.parse(text);
};

/**
 * Reads a Security Event Token (RFC 8417) in compact form without checking its signature: three strict base64url
 * parts, header exactly `secevent+jwt`/`PS512` with `kid` and without `crit`, claims by PROTOCOL §8.3, exactly one event.
 */
export const readToken = (token: string): ReadToken | undefined => {
  if (token.length > TOKEN_LIMIT) return undefined;
  const bytes = Buffer.from(token, 'latin1');
  const parts = token.split('.');
  const [head, body, seal] = parts;
  if (parts.length !== 3 || head === undefined || body === undefined || !seal) return undefined;
  const headBytes = decodeBase64url(bytes, 0, head.length);
  const bodyBytes = decodeBase64url(bytes, head.length + 1, head.length + 1 + body.length);
  const signature = decodeBase64url(bytes, head.length + body.length + 2);
  if (!headBytes || !bodyBytes || !signature) return undefined;
  try {
    const readHeader = header.parse(readJson(headBytes));
    if ('crit' in readHeader || 'b64' in readHeader) return undefined;
    const readClaims = claims.parse(readJson(bodyBytes));
    const [event] = Object.entries(readClaims.events);
    if (event === undefined) return undefined;
    return {
      kid: readHeader.kid,
      claims: readClaims,
      eventUri: event[0],
      payload: event[1],
      signed: bytes.subarray(0, head.length + 1 + body.length),
      signature,
    };
  } catch {
    return undefined;
  }
};

const verificationKeys = new WeakMap<VerificationPublicJwk, KeyObject>();
const toKeyObject = (jwk: VerificationPublicJwk): KeyObject => {
  const known = verificationKeys.get(jwk);
  if (known !== undefined) return known;
  const { kty, n, e } = jwk;
  const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  verificationKeys.set(jwk, key);
  return key;
};

/** Verifies the signature of a read token with a public key whose `key_ops` and `alg` were checked on parsing. */
export const signatureHolds = (token: ReadToken, key: VerificationPublicJwk): boolean =>
  key.kid === token.kid && verify('sha512', token.signed, { key: toKeyObject(key), ...PSS }, token.signature);

const signLater = promisify<string, Buffer, Parameters<typeof sign>[2], Buffer>((algorithm, data, key, done) => {
  sign(algorithm, data, key, (error, signature) => done(error, signature));
});

/** Signs claims as a compact SET; runs on the thread pool, because a 4096-bit signature takes milliseconds. */
export const signToken = async (payload: EventClaims, key: SigningPrivateJwk): Promise<string> => {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ typ: 'secevent+jwt', alg: 'PS512', kid: key.kid })}.${encode(payload)}`;
  const { kty, n, e, d, p, q, dp, dq, qi } = key;
  const privateKey = createPrivateKey({ key: { kty, n, e, d, p, q, dp, dq, qi }, format: 'jwk' });
  const signature = await signLater('sha512', Buffer.from(signed, 'latin1'), { key: privateKey, ...PSS });
  return `${signed}.${signature.toString('base64url')}`;
};
