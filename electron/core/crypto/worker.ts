import { createPrivateKey, type KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openJwe, sealJwe, streamJwe } from '../delivery/fit-connect/jwe.ts';
import { JweRefused } from '../delivery/fit-connect/jwe-opener.ts';
import type { DecryptionPrivateJwk } from '../delivery/jwk.ts';
import type { KeptFile, Opened, PartRefusal } from '../delivery/port.ts';
import { DocumentContentError, documentPath, readDocument, verifyDocument, writeDocument } from '../store/documents.ts';
import { receiveArrival } from './arrival.ts';
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
 * Jobs run one after another, except arriving attachments: those mostly wait for the network and run between the
 * others. Key objects stay here between jobs.
 */

/** Plaintext of one file, also when it came in several fragments: as much as a whole submission may hold. */
const FILE_LIMIT = 2_000_000_000;

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
const refusalOf = (error: unknown): PartRefusal => {
  if (error instanceof JweRefused) return error.refusal;
  if (error instanceof DocumentContentError) return 'hash-mismatch';
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error)) ? 'storage-full' : 'storage-trouble';
};

/** Keeps content as a document; on any failure, also one of `content` itself, nothing of it stays. */
const keep = async (
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sha512?: string,
): Promise<Opened<KeptFile>> => {
  const head = new Uint8Array(HEAD_BYTES);
  let size = 0;
  async function* noted(): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      if (size < HEAD_BYTES) head.set(piece.subarray(0, HEAD_BYTES - size), size);
      size += piece.length;
      if (size > FILE_LIMIT) throw new JweRefused('too-large');
      yield piece;
    }
  }
  try {
    const file = await writeDocument(documentsFolder, noted(), sha512);
    return { ok: true, value: { ...file, head: head.slice(0, size) } };
  } catch (error) {
    return refuse(refusalOf(error));
  }
};

const jobs: { [Name in CryptoJobName]: (ask: CryptoJobs[Name]['ask']) => Promise<CryptoJobs[Name]['answer']> } = {
  async decryptSmall({ jwe, keys, expectation }) {
    const opened = openJwe(jwe, findKey(keys), expectation);
    return opened.ok ? { ok: true, value: opened.plaintext } : refuse(opened.refusal);
  },
  async decryptToDocument({ arrival, tags, sha512, keys, expectation }) {
    const nextJwe = receiveArrival(arrival);
    async function* joined(): AsyncGenerator<Buffer> {
      for (const tag of tags) yield* streamJwe(nextJwe(), findKey(keys), { ...expectation, tag });
    }
    try {
      return await keep(joined(), sha512);
    } finally {
      arrival.close();
    }
  },
  storeDocument: ({ bytes }) => keep([bytes]),
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
  const work = async (): Promise<void> => port.postMessage(await answerTo(question));
  if (question.job === 'decryptToDocument') void work();
  else last = last.then(work);
});
