import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type BareJwk, bareJwkSchema, type PrivateJwk, privateJwkSchema } from '../central-service/crypto/jwk.ts';
import { bareJwkOf, type KeyRole, obtainPrivateKey } from '../central-service/crypto/key-pair.ts';

const texts = z.record(z.string(), z.string());

const content = z.object({
  ids: z.object({
    destinationId: z.guid(),
    caseId: z.guid(),
    submissionId: z.guid(),
    attachmentId: z.guid(),
    replyId: z.guid(),
    zustelldienstIssuer: z.url(),
  }),
  plaintext: z.object({ metadata: z.string(), data: z.string(), attachmentBase64: z.string() }),
  jwe: z.object({ metadata: z.string(), data: z.string(), attachment: z.string() }),
  authenticationTags: z.object({ metadata: z.string(), data: z.string(), attachments: texts }),
  sets: texts,
  replyJwe: z.object({ data: z.string() }),
  negative: z.object({ sets: texts, jwe: texts }),
});

const KEY_NAMES = [
  'destinationEncryption',
  'destinationSigning',
  'zustelldienstSigning',
  'replyChannelEncryption',
] as const;
type KeyName = (typeof KEY_NAMES)[number];
type KeyPair = { public: BareJwk; private: PrivateJwk };

/** One set of vectors: a whole submission with its event log, and everything that looks like it and must be refused. */
export type VectorFile = z.infer<typeof content> & { keys: Record<KeyName, KeyPair> };

/** Keys of our own vectors: the public test pool of the simulator, so that no key stands in two files. */
export const OWN_KEYS: Readonly<Record<KeyName, KeyRole>> = {
  destinationEncryption: 'destination-encryption',
  destinationSigning: 'destination-signing',
  zustelldienstSigning: 'service-signing',
  replyChannelEncryption: 'sender-reply',
};

const fromEach = async (pairOf: (name: KeyName) => Promise<KeyPair>): Promise<VectorFile['keys']> =>
  Object.fromEntries(await Promise.all(KEY_NAMES.map(async (name) => [name, await pairOf(name)])));

/** The key pairs of {@link OWN_KEYS}. */
export const ownKeys = (): Promise<VectorFile['keys']> =>
  fromEach(async (name) => {
    const key = await obtainPrivateKey(OWN_KEYS[name], 'test-keys');
    return { private: key, public: bareJwkOf(key) };
  });

/** Where our own vectors stand; made by `generate.ts`. */
export const OWN_FILE = fileURLToPath(new URL('own-vectors.json', import.meta.url));

/** Our own vectors, made with jose. */
export const readOwnVectors = async (): Promise<VectorFile> => ({
  ...content.parse(JSON.parse(readFileSync(OWN_FILE, 'utf8'))),
  keys: await ownKeys(),
});

const SHARED_FOLDER = fileURLToPath(new URL('../../../shared/fit-connect/vectors/', import.meta.url));

/** Whether the reference material lies beside this checkout. */
export const sharedVectorsPresent = existsSync(SHARED_FOLDER);

/** The vectors of the reference material, made with an independent library (jwcrypto). */
export const readSharedVectors = async (): Promise<VectorFile> => {
  const read = JSON.parse(readFileSync(`${SHARED_FOLDER}jose-vectors.json`, 'utf8'));
  const keys = await fromEach(async (name) => ({
    private: privateJwkSchema.parse(read.keys[name].private),
    public: bareJwkSchema.parse(read.keys[name].public),
  }));
  return { ...content.parse(read), keys };
};

const callbacks = z.object({
  secret: z.string(),
  vectors: z.array(z.object({ timestamp: z.number(), body: z.string(), hmac: z.string() })).min(1),
});

/** The documented examples of callback authentication. */
export const readCallbackVectors = (): z.infer<typeof callbacks> =>
  callbacks.parse(JSON.parse(readFileSync(`${SHARED_FOLDER}callback-hmac.json`, 'utf8')));
