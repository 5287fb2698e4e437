import { createCipheriv, createHash, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import { type BareJwk, type PrivateJwk, withoutKeyOps } from '../central-service/crypto/jwk.ts';
import { OWN_FILE, ownKeys, type VectorFile } from './vector-file.ts';

/*
 * Makes own-vectors.json anew (`node test/vectors/generate.ts`): a whole submission of a person who does not exist, its
 * event log, and the same kinds of forgeries as the reference material has. Written with jose; node:crypto only where
 * jose rightly refuses to help.
 */

const ids: VectorFile['ids'] = {
  destinationId: '3c1b8f0a-52d7-4e7e-9a35-0d6f7c2be401',
  caseId: 'b7a2c1d4-8e35-4f02-9c1b-64f0a3d8e712',
  submissionId: '0f9d3b6e-1a74-4c58-8d2f-93be5c70a624',
  attachmentId: '61e4a9c2-7f08-4b3d-a5e6-2c8d1f09b735',
  replyId: 'd4f7085b-9c2e-4a61-b3d8-7e15c0a6f948',
  zustelldienstIssuer: 'https://zustelldienst.example/submission-api',
};
const SCHEMA = 'https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json';
const FACHDATEN = 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0';
const EVENTS = 'https://schema.fitko.de/fit-connect/events/';
const keys = await ownKeys();
const { destinationEncryption, destinationSigning, zustelldienstSigning, replyChannelEncryption } = keys;

const hashOf = (bytes: Uint8Array | string) => ({
  type: 'sha512',
  content: createHash('sha512').update(bytes).digest('hex'),
});
const data = JSON.stringify({
  $schema: FACHDATEN,
  personen: [
    {
      id: 'p1',
      rolle: 'antragsteller',
      familienname: 'Müller-Łukasz',
      vornamen: 'Ana Ǧ',
      geburtsdatum: '1990-02-28',
      geburtsort: 'Łódź',
      geschlecht: 'w',
      familienstand: 'LD',
      staatsangehoerigkeiten: ['152'],
      anschrift: { strasse: 'Lindenweg', hausnummer: '4', postleitzahl: '12345', ort: 'Musterstadt' },
      rechtsgrundlage: 'LB-10-1',
      gruppen: ['G-EMP'],
      straftatenAngegeben: false,
    },
  ],
  nachweise: [{ anlageId: ids.attachmentId, art: 'EV-PASS', personen: ['p1'] }],
});
const attachment = Buffer.concat([
  Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
  Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
]);
const metadata = JSON.stringify({
  $schema: 'https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json',
  contentStructure: {
    data: { hash: hashOf(data), submissionSchema: { schemaUri: FACHDATEN, mimeType: 'application/json' } },
    attachments: [
      {
        attachmentId: ids.attachmentId,
        purpose: 'attachment',
        filename: 'Nachweis Größe.pdf',
        mimeType: 'application/pdf',
        hash: hashOf(attachment),
      },
    ],
  },
  replyChannel: {
    fitConnect: {
      processStandards: ['urn:einbuergerungsdesk:nachforderung:1.0.0'],
      encryptionPublicKey: replyChannelEncryption.public,
    },
  },
  additionalReferenceInfo: { senderReference: 'TEST-0001', applicationDate: '2026-01-15' },
});

type Header = { cty?: string; kid?: string };
const encrypt = async (
  plaintext: string | Uint8Array,
  header: Header = { cty: 'application/json' },
  key: BareJwk = destinationEncryption.public,
) =>
  new CompactEncrypt(typeof plaintext === 'string' ? new TextEncoder().encode(plaintext) : plaintext)
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: key.kid, ...header })
    .encrypt(await importJWK(withoutKeyOps(key), 'RSA-OAEP-256'));

/** What jose does not write any more: compressed content. */
const encryptCompressed = (plaintext: string): string => {
  const { kid, kty, n, e } = destinationEncryption.public;
  const members = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid, cty: 'application/json', zip: 'DEF' };
  const head = Buffer.from(JSON.stringify(members)).toString('base64url');
  const [contentKey, iv] = [randomBytes(32), randomBytes(12)];
  const publicKey = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  const wrapped = publicEncrypt({ key: publicKey, oaepHash: 'sha256' }, contentKey);
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv).setAAD(Buffer.from(head));
  const ciphertext = Buffer.concat([cipher.update(deflateRawSync(plaintext)), cipher.final()]);
  return [head, ...[wrapped, iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
};

let number = 0;
type Author = { iss: string; key: PrivateJwk };
const service: Author = { iss: ids.zustelldienstIssuer, key: zustelldienstSigning.private };
const office: Author = { iss: ids.destinationId, key: destinationSigning.private };
const sign = async (
  events: Record<string, object>,
  { iss, key }: Author,
  changes: { iat?: number; alg?: string; typ?: string } = {},
): Promise<string> => {
  number += 1;
  const { iat = 1_768_471_200 + number, alg = 'PS512', typ = 'secevent+jwt' } = changes;
  const claims = {
    $schema: SCHEMA,
    jti: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    iss,
    iat,
    sub: `submission:${ids.submissionId}`,
    txn: `case:${ids.caseId}`,
    events: Object.fromEntries(Object.entries(events).map(([name, payload]) => [`${EVENTS}${name}`, payload])),
  };
  const { alg: _own, ...bare } = withoutKeyOps(key);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ typ, alg, kid: key.kid })
    .sign(await importJWK(bare, alg));
};

const jwe = {
  metadata: await encrypt(metadata),
  data: await encrypt(data),
  attachment: await encrypt(attachment, { cty: 'application/pdf' }),
};
const tagOf = (compact: string): string => compact.split('.')[4] ?? '';
const tags = {
  metadata: tagOf(jwe.metadata),
  data: tagOf(jwe.data),
  attachments: { [ids.attachmentId]: tagOf(jwe.attachment) },
};
const submit = { 'submit-submission': { authenticationTags: tags } };
const accept = { 'accept-submission': { authenticationTags: tags } };
const problem = {
  type: `${EVENTS}problems/hash-mismatch`,
  title: 'Prüfsumme stimmt nicht',
  detail: 'Der Hashwert der Anlage stimmt nicht.',
  instance: `attachment:${ids.attachmentId}`,
};
const changedAt = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

const vectors: Omit<VectorFile, 'keys'> & { note: string } = {
  note: 'Made by generate.ts with jose. Keys: the public test pool in test/central-service/keys.',
  ids,
  plaintext: { metadata, data, attachmentBase64: attachment.toString('base64') },
  jwe,
  authenticationTags: tags,
  sets: {
    'create-submission': await sign({ 'create-submission': {} }, service),
    'submit-submission': await sign(submit, service),
    'notify-submission': await sign({ 'notify-submission': { notifyType: 'polling' } }, service),
    'accept-submission': await sign(accept, office),
    'reject-submission': await sign({ 'reject-submission': { problems: [problem] } }, office),
  },
  replyJwe: { data: await encrypt(data, { cty: 'application/json' }, replyChannelEncryption.public) },
  negative: {
    sets: {
      'signature-changed': await sign(submit, service).then((set) => changedAt(set, set.length - 8)),
      'typ-JWT': await sign(submit, service, { typ: 'JWT' }),
      'alg-RS512': await sign(submit, service, { alg: 'RS512' }),
      'two-events': await sign({ ...submit, 'create-submission': {} }, service),
      'submit-signed-by-destination': await sign(submit, office),
      'accept-signed-by-service-key-with-destination-iss': await sign(accept, { ...service, iss: ids.destinationId }),
      'iat-too-old': await sign({ 'create-submission': {} }, service, { iat: 1_500_000_000 }),
      'wrong-tags': await sign(
        { 'submit-submission': { authenticationTags: { ...tags, data: tags.metadata } } },
        service,
      ),
    },
    jwe: {
      'zip-DEF (valid only in v1)': encryptCompressed(data),
      'cty-missing': await encrypt(data, {}),
      'unknown-kid': await encrypt(data, { cty: 'application/json', kid: 'unknown-kid-00001' }),
      'encrypted-for-other-key': await encrypt(
        data,
        { cty: 'application/json', kid: destinationEncryption.public.kid },
        replyChannelEncryption.public,
      ),
      'tag-changed': changedAt(jwe.data, jwe.data.length - 4),
      'swapped-attachment (valid JWE, other content)': await encrypt('%PDF-1.4 other', { cty: 'application/pdf' }),
    },
  },
};
writeFileSync(OWN_FILE, `${JSON.stringify(vectors, null, 2)}\n`);
