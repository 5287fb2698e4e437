import { constants, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import type { PrivateJwk } from './jwk.ts';

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const NULL = 0x05;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const CONTEXT = 0xa0;

const OID_RSASSA_PSS = Buffer.from('2a864886f70d01010a', 'hex');
const OID_MGF1 = Buffer.from('2a864886f70d010108', 'hex');
const OID_SHA512 = Buffer.from('608648016503040203', 'hex');
const OID_COMMON_NAME = Buffer.from('550403', 'hex');
const PSS_SALT_BYTES = 64;

/**
 * A minimal self-signed X.509 certificate (DER, RSASSA-PSS with SHA-512): published keys must carry `x5c`, and TEST
 * accepts self-signed certificates (PROTOCOL §6.1, §6.3). Valid 2024–2044; RFC 5280 structure, RFC 4055 algorithm.
 */
export function selfSignedCertificate(key: PrivateJwk, commonName: string): Buffer {
  const { kty, n, e, d, p, q, dp, dq, qi } = key;
  const privateKey = createPrivateKey({ key: { kty, n, e, d, p, q, dp, dq, qi }, format: 'jwk' });
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, der(OBJECT_ID, OID_COMMON_NAME), der(UTF8_STRING, commonName))));
  const serial = randomBytes(16);
  // A DER integer is signed: clear the top bit, and keep the first byte non-zero so that the encoding is the shortest.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const toBeSigned = der(
    SEQUENCE,
    der(CONTEXT, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serial),
    pssAlgorithm(),
    name,
    der(SEQUENCE, der(UTC_TIME, '240101000000Z'), der(UTC_TIME, '440101000000Z')),
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha512', toBeSigned, {
    key: privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: PSS_SALT_BYTES,
  });
  return der(SEQUENCE, toBeSigned, pssAlgorithm(), der(BIT_STRING, Buffer.from([0]), signature));
}

function pssAlgorithm(): Buffer {
  const hash = der(SEQUENCE, der(OBJECT_ID, OID_SHA512), der(NULL));
  return der(
    SEQUENCE,
    der(OBJECT_ID, OID_RSASSA_PSS),
    der(
      SEQUENCE,
      der(CONTEXT, hash),
      der(CONTEXT + 1, der(SEQUENCE, der(OBJECT_ID, OID_MGF1), hash)),
      der(CONTEXT + 2, der(INTEGER, Buffer.from([PSS_SALT_BYTES]))),
    ),
  );
}

function der(tag: number, ...contents: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(contents.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}
