import { createHash, createHmac, createPrivateKey } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compactDecrypt, compactVerify, importJWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CryptoPool, createCryptoPool } from '../../electron/core/crypto/crypto-pool.ts';
import { destinationSettings } from '../../electron/core/delivery/destination.ts';
import { createFitConnect } from '../../electron/core/delivery/fit-connect/fit-connect.ts';
import { openJwe } from '../../electron/core/delivery/fit-connect/jwe.ts';
import { readMetadata } from '../../electron/core/delivery/fit-connect/metadata.ts';
import type { CentralService } from '../../electron/core/delivery/port.ts';
import { collectAttachments } from '../../electron/core/intake/collect-attachments.ts';
import { proveSubmission } from '../../electron/core/intake/prove.ts';
import { withoutKeyOps } from '../central-service/crypto/jwk.ts';
import {
  readCallbackVectors,
  readOwnVectors,
  readSharedVectors,
  sharedVectorsPresent,
  type VectorFile,
} from './vector-file.ts';
import { serveVectors, soundContent } from './vector-service.ts';

/*
 * Vectors through the product's own connection (PROTOCOL §16): what is sound opens and verifies, what is not is refused
 * under its own name. Some forgeries have valid signatures or open well; only the rules on top betray them.
 */

const PRESS = { inspectPdf: async () => ({ pages: 1 }) };
const invalidLog = { fault: 'event-log-invalid' };

/** What has a valid signature and must still be refused. */
const SIGNED_WELL = ['submit-signed-by-destination', 'wrong-tags', 'two-events', 'iat-too-old'];

/** Negative JWE: how each ends as Fachdaten in both generations. `opens` where the older one allows it. */
const NEGATIVE_JWE: Readonly<Record<string, { v1: string; v2: string }>> = {
  'zip-DEF (valid only in v1)': { v1: 'opens', v2: 'compression-refused' },
  'cty-missing': { v1: 'opens', v2: 'header-refused' },
  'unknown-kid': { v1: 'unknown-key', v2: 'unknown-key' },
  'encrypted-for-other-key': { v1: 'key-mismatch', v2: 'key-mismatch' },
  'tag-changed': { v1: 'ciphertext-altered', v2: 'ciphertext-altered' },
  // A sound JWE by itself, and no Fachdaten only by its type: its own test shows what gives the attachment away.
  'swapped-attachment (valid JWE, other content)': { v1: 'opens', v2: 'header-refused' },
};

const tagOf = (compact: string): string => compact.split('.')[4] ?? '';
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

const vectorsHold = (read: () => Promise<VectorFile>, understood: boolean): void => {
  let vectors: VectorFile;
  let folder: string;
  let crypto: CryptoPool;
  let served: Awaited<ReturnType<typeof serveVectors>>;
  let services: Record<'v1' | 'v2', CentralService>;

  beforeAll(async () => {
    vectors = await read();
    folder = await mkdtemp(path.join(tmpdir(), 'vectors-'));
    crypto = createCryptoPool(folder);
    served = await serveVectors(vectors);
    const connect = (apiVersion: 'v1' | 'v2'): CentralService => {
      const destination = served.destination(apiVersion);
      destinationSettings.parse(destination.settings);
      return createFitConnect({ destination, crypto, version: '0.1.0', clock: Date.now });
    };
    services = { v1: connect('v1'), v2: connect('v2') };
  });
  afterAll(async () => {
    await served?.close();
    await crypto?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => served.serve());

  const prove = async () => {
    const submission = await services.v2.fetchSubmission(vectors.ids.submissionId);
    return proveSubmission(submission, services.v2, await services.v2.offer());
  };
  const filesKept = async (): Promise<number> =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
  const verifies = async (set: string, key: VectorFile['keys']['zustelldienstSigning']): Promise<boolean> =>
    compactVerify(set, await importJWK(withoutKeyOps(key.public), 'PS512')).then(
      () => true,
      () => false,
    );

  it('opens metadata, Fachdaten and attachment, byte for byte, with the tags the event names', async () => {
    const { jwe, authenticationTags: tags, plaintext, ids } = vectors;
    expect([tagOf(jwe.metadata), tagOf(jwe.data), tagOf(jwe.attachment)]).toEqual([
      tags.metadata,
      tags.data,
      tags.attachments[ids.attachmentId],
    ]);
    for (const service of Object.values(services)) {
      const metadata = await service.openPart('metadata', jwe.metadata, tags.metadata);
      expect(metadata.ok && text(metadata.value)).toBe(plaintext.metadata);
      const data = await service.openPart('data', jwe.data, tags.data);
      expect(data.ok && text(data.value)).toBe(plaintext.data);
      const read = readMetadata(new TextEncoder().encode(plaintext.metadata));
      if (!read.ok) throw new Error(read.fault);
      expect(read.metadata.data?.sha512).toBe(createHash('sha512').update(plaintext.data).digest('hex'));
      const [attachment] = read.metadata.attachments;
      const proof = { tags: [tags.attachments[ids.attachmentId] ?? ''], sha512: attachment?.sha512 ?? '' };
      const kept = await service.openAttachment(ids.submissionId, [ids.attachmentId], proof);
      if (!kept.ok) throw new Error(kept.refusal);
      const back = await crypto.readDocument({ file: kept.value });
      expect(back.ok && Buffer.from(back.value).toString('base64')).toBe(plaintext.attachmentBase64);
      await crypto.discardDocuments({ ids: [kept.value.id] });
    }
    expect(await filesKept()).toBe(0);
  });

  it('reads the metadata: version, parts, file name, reply key', () => {
    const read = readMetadata(new TextEncoder().encode(vectors.plaintext.metadata));
    expect(read.ok && read.metadata).toMatchObject({
      version: '2.1.0',
      attachments: [{ attachmentId: vectors.ids.attachmentId, filename: 'Nachweis Größe.pdf' }],
      replyChannel: { kind: 'fit-connect', publicKey: { kid: vectors.keys.replyChannelEncryption.public.kid } },
    });
  });

  it(`proves the whole submission${understood ? '' : ' up to its schema, which is not one of ours'}`, async () => {
    if (!understood) {
      await expect(prove()).rejects.toMatchObject({ trouble: 'schema-unknown' });
      return;
    }
    const proved = await prove();
    expect(proved.content).toMatchObject({ kind: 'application' });
    const [attachment] = await collectAttachments(proved, services.v2, {
      crypto,
      press: PRESS,
      demandSpace: async () => undefined,
    });
    expect(attachment).toMatchObject({ name: 'Nachweis Größe.pdf', detectedType: 'pdf', trouble: null });
    await crypto.discardDocuments({ ids: [attachment?.file.id ?? ''] });
  });

  it.each(['accept', 'reject'] as const)('verifies a log that ends with %s', async (end) => {
    served.serve({ log: [...soundContent(vectors).log, vectors.sets[`${end}-submission`] ?? ''] });
    const log = await services.v2.caseLog(vectors.ids.caseId);
    expect(log.events.map(({ action, author }) => [action, author])).toEqual([
      ['create', 'service'],
      ['submit', 'service'],
      ['notify', 'service'],
      [end, 'destination'],
    ]);
    expect(log.events[1]?.tags).toEqual(vectors.authenticationTags);
  });

  it('writes the accept the vectors name, verifiable by another library', async () => {
    const { ids, keys, authenticationTags: tags } = vectors;
    const waiting = { submissionId: ids.submissionId, fitCaseId: ids.caseId, destinationId: ids.destinationId };
    const { payloadSchema } = await services.v2.caseLog(ids.caseId);
    const { token, jti } = await services.v2.prepareAccept(waiting, tags, payloadSchema);
    const ours = await compactVerify(token, await importJWK(withoutKeyOps(keys.destinationSigning.public), 'PS512'));
    const theirs = await compactVerify(
      vectors.sets['accept-submission'] ?? '',
      await importJWK(withoutKeyOps(keys.destinationSigning.public), 'PS512'),
    );
    expect(ours.protectedHeader).toEqual(theirs.protectedHeader);
    const { jti: _jti, iat: _iat, ...expected } = JSON.parse(text(theirs.payload));
    expect(JSON.parse(text(ours.payload))).toEqual({ ...expected, jti, iat: expect.any(Number) });
  });

  it('opens a reply with the reply key, and seals one another library opens', async () => {
    const { private: key, public: publicKey } = vectors.keys.replyChannelEncryption;
    const opened = openJwe(Buffer.from(vectors.replyJwe.data), () => createPrivateKey({ key, format: 'jwk' }), {
      ...{ part: 'data', apiVersion: 'v2', tag: null, limit: 1_000_000 },
    });
    expect(opened.ok && JSON.parse(opened.plaintext.toString('utf8'))).toBeTypeOf('object');
    const sealed = await services.v2.sealReply({
      publicKey: { ...publicKey, ...{ kty: 'RSA', e: 'AQAB', alg: 'RSA-OAEP-256' } },
      schemaUri: 'urn:einbuergerungsdesk:nachforderung:1.0.0',
      data: new TextEncoder().encode('{"frage":"Ǧ"}'),
      attachments: [],
    });
    const back = await compactDecrypt(sealed.data, await importJWK(withoutKeyOps(key), 'RSA-OAEP-256'));
    expect([text(back.plaintext), back.protectedHeader.kid]).toEqual(['{"frage":"Ǧ"}', key.kid]);
  });

  it('refuses every forged event, alone and at the end of a sound log', async () => {
    const { zustelldienstSigning, destinationSigning } = vectors.keys;
    const betrayedByTags = 'wrong-tags';
    for (const [name, set] of Object.entries(vectors.negative.sets)) {
      const author = name === 'submit-signed-by-destination' ? destinationSigning : zustelldienstSigning;
      if (SIGNED_WELL.includes(name)) expect(await verifies(set, author), name).toBe(true);
      served.serve({ log: [...soundContent(vectors).log, set] });
      await expect(services.v2.caseLog(vectors.ids.caseId), name).rejects.toMatchObject(invalidLog);
      if (name === betrayedByTags) continue;
      served.serve({ log: [set] });
      await expect(services.v2.caseLog(vectors.ids.caseId), name).rejects.toMatchObject(invalidLog);
    }
    expect(Object.keys(vectors.negative.sets)).toEqual(expect.arrayContaining(SIGNED_WELL));
  });

  it('refuses parts whose tags are not those of the submit event', async () => {
    const [create = '', , notify = ''] = soundContent(vectors).log;
    served.serve({ log: [create, vectors.negative.sets['wrong-tags'] ?? '', notify] });
    const { events } = await services.v2.caseLog(vectors.ids.caseId);
    const named = events.find(({ action }) => action === 'submit')?.tags;
    const opened = await services.v2.openPart('data', vectors.jwe.data, named?.data ?? '');
    expect(opened).toEqual({ ok: false, refusal: 'tag-mismatch' });
    await expect(prove()).rejects.toMatchObject({ trouble: understood ? 'tag-mismatch' : expect.any(String) });
  });

  it('refuses every negative JWE under its own name, in both generations', async () => {
    expect(Object.keys(vectors.negative.jwe).sort()).toEqual(Object.keys(NEGATIVE_JWE).sort());
    for (const [name, jwe] of Object.entries(vectors.negative.jwe)) {
      for (const version of ['v1', 'v2'] as const) {
        const opened = await services[version].openPart('data', jwe, tagOf(jwe));
        const expected = NEGATIVE_JWE[name]?.[version];
        expect(opened.ok ? 'opens' : opened.refusal, `${name} in ${version}`).toBe(expected);
      }
    }
    // It opens with our key whatever its header says; the kid rule alone refuses it.
    const { private: key } = vectors.keys.destinationEncryption;
    await compactDecrypt(
      vectors.negative.jwe['unknown-kid'] ?? '',
      await importJWK(withoutKeyOps(key), 'RSA-OAEP-256'),
    );
  });

  it('refuses a swapped attachment by the tag, and by its hash if the event were forged too', async () => {
    const { ids, authenticationTags: tags } = vectors;
    const swapped = vectors.negative.jwe['swapped-attachment (valid JWE, other content)'] ?? '';
    served.serve({ attachment: swapped });
    const open = (tag: string) => {
      const [attachment] = JSON.parse(vectors.plaintext.metadata).contentStructure.attachments;
      const proof = { tags: [tag], sha512: attachment.hash.content };
      return services.v2.openAttachment(ids.submissionId, [ids.attachmentId], proof);
    };
    expect(await open(tags.attachments[ids.attachmentId] ?? '')).toEqual({ ok: false, refusal: 'tag-mismatch' });
    expect(await open(tagOf(swapped))).toEqual({ ok: false, refusal: 'hash-mismatch' });
    expect(await filesKept()).toBe(0);
  });
};

describe('vectors of our own', () => vectorsHold(readOwnVectors, true));

const notRun = sharedVectorsPresent ? '' : ' (not run: ../shared does not lie beside this checkout)';
describe.skipIf(!sharedVectorsPresent)(`vectors of the reference material${notRun}`, () => {
  vectorsHold(readSharedVectors, false);

  // The app receives no callbacks; this keeps the documented construction at hand for a server that will.
  it('computes the documented callback authentication', () => {
    const { secret, vectors } = readCallbackVectors();
    for (const { timestamp, body, hmac } of vectors) {
      expect(createHmac('sha512', secret).update(`${timestamp}.${body}`).digest('hex')).toBe(hmac);
    }
  });
});
