import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Destination } from '../../electron/core/delivery/destination.ts';
import type { VectorFile } from './vector-file.ts';

/** What the service serves next; each test may replace a part. */
export type Served = { metadata: string; data: string; attachment: string; log: readonly string[] };

/** The submission and event log of a vector file as they are when nobody has meddled with them. */
export const soundContent = ({ jwe, sets }: VectorFile): Served => ({
  ...jwe,
  log: ['create-submission', 'submit-submission', 'notify-submission'].map((name) => sets[name] ?? ''),
});

/**
 * A central service on loopback that has nothing but one vector file to give out, so that vectors go the way of every
 * submission: fetched, verified, opened by the product's own connection.
 */
export const serveVectors = async (vectors: VectorFile) => {
  const { ids, keys } = vectors;
  let served = soundContent(vectors);
  const { schemaUri } = JSON.parse(vectors.plaintext.metadata).contentStructure.data.submissionSchema;
  const envelope = () => ({
    ...{ submissionId: ids.submissionId, caseId: ids.caseId, destinationId: ids.destinationId },
    attachments: [ids.attachmentId],
    publicService: { name: 'Einbürgerung', identifier: 'urn:de:fim:leika:leistung:99099002067003' },
    encryptedMetadata: served.metadata,
    encryptedData: served.data,
  });
  const answers: readonly [path: RegExp, answer: () => unknown][] = [
    [/\/token$/, () => ({ access_token: 'vectors', token_type: 'Bearer', expires_in: 1800 })],
    [/\/\.well-known\/jwks\.json$/, () => ({ keys: [keys.zustelldienstSigning.public] })],
    [/\/destinations\/[^/]+\/keys\/[^/]+$/, () => keys.destinationSigning.public],
    [
      /\/destinations\/[^/]+$/,
      () => ({
        status: 'active',
        metadataVersions: ['2.1.0'],
        publicServices: [
          {
            identifier: 'urn:de:fim:leika:leistung:99099002067003',
            submissionSchemas: [{ schemaUri, mimeType: 'application/json' }],
          },
        ],
      }),
    ],
    [/\/submissions\/[^/]+\/attachments\/[^/]+$/, () => served.attachment],
    [/\/submissions\/[^/]+$/, envelope],
    [/\/cases\/[^/]+\/events$/, () => ({ eventLog: served.log })],
  ];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = answers.find(([path]) => path.test(pathname))?.[1]();
    request.resume();
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  while (!server.listening) await setImmediate();
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    /** How the product reaches this service, in one generation of the API. */
    destination: (apiVersion: 'v1' | 'v2'): Destination => ({
      destinationId: ids.destinationId,
      name: 'Vektoren',
      environment: 'TEST',
      settings: {
        apiVersion,
        tokenUrl: `${base}/token`,
        submissionBase: `${base}/submission-api`,
        destinationBase: null,
        issuer: ids.zustelldienstIssuer,
        clientId: 'client',
        clientSecret: 'secret',
        decryptionKeys: [{ ...keys.destinationEncryption.private, ...{ kty: 'RSA', e: 'AQAB', alg: 'RSA-OAEP-256' } }],
        signingKey: { ...keys.destinationSigning.private, ...{ kty: 'RSA', e: 'AQAB', alg: 'PS512' } },
      },
    }),
    /** From now on the sound content with these changes. */
    serve: (changes: Partial<Served> = {}): void => {
      served = { ...soundContent(vectors), ...changes };
    },
    close: (): Promise<void> => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
