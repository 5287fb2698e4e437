import type { MessagePort } from 'node:worker_threads';
import type { JweExpectation } from '../delivery/fit-connect/jwe-opener.ts';
import type { DecryptionPrivateJwk, EncryptionPublicJwk } from '../delivery/jwk.ts';
import type { KeptFile, Opened } from '../delivery/port.ts';
import type { DocumentFile } from '../store/documents.ts';

/** Bytes of a plaintext's beginning that a document job answers, to tell its type. */
export const HEAD_BYTES = 4096;

/** Where the worker keeps documents. */
export type CryptoWorkerData = { readonly documentsFolder: string };

/** What the crypto worker can do; each key names one job with its question and its answer. */
export type CryptoJobs = {
  decryptSmall: {
    ask: { jwe: Uint8Array; keys: readonly DecryptionPrivateJwk[]; expectation: JweExpectation };
    answer: Opened<Uint8Array>;
  };
  /**
   * Opens the JWEs of one attachment in order as they arrive over `arrival`, proves the hash of the whole and keeps it
   * as an encrypted document.
   */
  decryptToDocument: {
    ask: {
      arrival: MessagePort;
      /** One JWE is expected for each tag. */
      tags: readonly string[];
      sha512: string;
      keys: readonly DecryptionPrivateJwk[];
      expectation: Omit<JweExpectation, 'tag'>;
    };
    answer: Opened<KeptFile>;
  };
  /** Keeps bytes from elsewhere (a file, a scan, a letter) as an encrypted document. */
  storeDocument: { ask: { bytes: Uint8Array }; answer: Opened<KeptFile> };
  /** Reads a document back whole. */
  readDocument: { ask: { file: DocumentFile }; answer: Opened<Uint8Array> };
  /** Reads a document back and compares its hash without handing the content out. */
  verifyDocument: { ask: { file: DocumentFile }; answer: Opened<true> };
  /** Removes document files no row refers to, after a failed proof. */
  discardDocuments: { ask: { ids: readonly string[] }; answer: Opened<true> };
  encryptJwe: {
    ask: { bytes: Uint8Array; publicKey: EncryptionPublicJwk; contentType: string };
    answer: { jwe: string };
  };
};
export type CryptoJobName = keyof CryptoJobs;

/** What the thread is told over `arrival`: bytes of a JWE, that it is whole, or that the rest will never come. */
export type Arrival = Uint8Array<ArrayBuffer> | 'whole' | 'abandoned';
/** What the thread answers there: so many bytes are worked off, as many more may come. */
export type WorkedOff = number;

export type CryptoQuestion = {
  [Name in CryptoJobName]: { id: number; job: Name; ask: CryptoJobs[Name]['ask'] };
}[CryptoJobName];

/** `failed` is a bug or a refusal of the system; no message crosses, only a code. */
export type CryptoAnswer =
  | { id: number; ok: true; answer: CryptoJobs[CryptoJobName]['answer'] }
  | { id: number; ok: false; code: string };
