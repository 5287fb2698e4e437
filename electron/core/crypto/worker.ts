import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openJwe, sealJwe } from '../delivery/fit-connect/jwe.ts';
import type { DecryptionPrivateJwk } from '../delivery/jwk.ts';
import type { KeptFile, Opened, PartRefusal } from '../delivery/port.ts';
import { documentPath, readDocument, verifyDocument, writeDocument } from '../store/documents.ts';
import {
  type CryptoAnswer,
  type CryptoJobName,
  type CryptoJobs,
  type CryptoQuestion,
  type CryptoWorkerData,
  HEAD_BYTES,
} from './protocol.ts';

/*
 * The thread for cryptography and document files: RSA and AES on large attachments must not hold up the writer.
 * Jobs run one after another; key objects stay here between jobs.
 */

const keyObjects = new Map<string, KeyObject>();

const findKey =
  (keys: readonly DecryptionPrivateJwk[]) =>
  (kid: string): KeyObject | undefined => {
    const jwk = keys.find((key) => key.kid === kid);
    if (jwk === undefined) return undefined;
    const known = keyObjects.get(jwk.n);
    if (known !== undefined) return known;
    const { kty, n, e, d, p, q, dp, dq, qi } = jwk;
    const key = createPrivateKey({ key: { kty, n, e, d, p, q, dp, dq, qi }, format: 'jwk' });
    keyObjects.set(n, key);
    return key;
  };

const refuse = (refusal: PartRefusal): { ok: false; refusal: PartRefusal } => ({ ok: false, refusal });

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';

/** Disk trouble is an expected answer; it never counts against the applicant. */
const storageRefusal = (error: unknown): PartRefusal =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error)) ? 'storage-full' : 'storage-trouble';

const keep = async (plaintext: Uint8Array): Promise<Opened<KeptFile>> => {
  try {
    const file = await writeDocument(documentsFolder, plaintext);
    return { ok: true, value: { ...file, head: Uint8Array.from(plaintext.subarray(0, HEAD_BYTES)) } };
  } catch (error) {
    return refuse(storageRefusal(error));
  }
};

const jobs: { [Name in CryptoJobName]: (ask: CryptoJobs[Name]['ask']) => Promise<CryptoJobs[Name]['answer']> } = {
  async decryptSmall({ jwe, keys, expectation }) {
    const opened = openJwe(jwe, findKey(keys), expectation);
    return opened.ok ? { ok: true, value: opened.plaintext } : refuse(opened.refusal);
  },
  async decryptToDocument({ jwes, tags, sha512, keys, expectation }) {
    const pieces: Buffer[] = [];
    for (const [index, jwe] of jwes.entries()) {
      const opened = openJwe(jwe, findKey(keys), { ...expectation, tag: tags[index] ?? '' });
      if (!opened.ok) return refuse(opened.refusal);
      pieces.push(opened.plaintext);
    }
    const [only] = pieces;
    const plaintext = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
    if (createHash('sha512').update(plaintext).digest('hex') !== sha512) return refuse('hash-mismatch');
    return keep(plaintext);
  },
  storeDocument: ({ bytes }) => keep(bytes),
  async readDocument({ file }) {
    try {
      const pieces: Buffer[] = [];
      for await (const piece of readDocument(documentsFolder, file)) pieces.push(piece);
      return { ok: true, value: Buffer.concat(pieces, file.size) };
    } catch {
      return refuse('storage-trouble');
    }
  },
  async verifyDocument({ file }) {
    try {
      await verifyDocument(documentsFolder, file);
      return { ok: true, value: true };
    } catch {
      return refuse('storage-trouble');
    }
  },
  async discardDocuments({ ids }) {
    for (const id of ids) await rm(documentPath(documentsFolder, id), { force: true });
    return { ok: true, value: true };
  },
  async encryptJwe({ bytes, publicKey, contentType }) {
    return { jwe: sealJwe(bytes, publicKey, contentType) };
  },
};

const run = <Name extends CryptoJobName>(job: Name, ask: CryptoJobs[Name]['ask']) => jobs[job](ask);

const answerTo = async (question: CryptoQuestion): Promise<CryptoAnswer> => {
  try {
    return { id: question.id, ok: true, answer: await run(question.job, question.ask) };
  } catch (error) {
    return { id: question.id, ok: false, code: codeOf(error) };
  }
};

const { documentsFolder } = workerData as CryptoWorkerData;
const port = parentPort;
if (port === null) throw new Error('the crypto worker is a thread of core');
let last: Promise<void> = Promise.resolve();
port.on('message', (question: CryptoQuestion) => {
  last = last.then(async () => {
    port.postMessage(await answerTo(question));
  });
});
