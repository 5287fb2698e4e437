import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type PublicJwk, privateJwkSchema, publicJwkSchema } from '../crypto/jwk.ts';
import { type KeyRole, obtainPrivateKey, publicJwkOf } from '../crypto/key-pair.ts';
import { writeFileAtomically } from './atomic-file.ts';

const DEFAULT_DESTINATION_ID = '5a1d3c0e-7b52-4d3f-9a6e-2f8c41b7d905';
export const PUBLIC_SERVICE = {
  name: 'Einbürgerung',
  identifier: 'urn:de:fim:leika:leistung:99099002067003',
} as const;
export const DEFAULT_REGION = 'DE05';
export const SUBMISSION_SCHEMAS = [
  'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0',
  'urn:einbuergerungsdesk:fachdaten:nachreichung:1.0.0',
] as const;
const METADATA_VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '2.0.0', '2.1.0'];

const clientSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  role: z.enum(['subscriber', 'sender']),
  /** Destinations a subscriber is connected to in the Self-Service-Portal; empty for senders. */
  destinations: z.array(z.string()),
  /** Keys with which the client signs SETs outside of any destination (see unconfirmed/sender-receipts.ts). */
  signingKeys: z.array(publicJwkSchema),
});
export type ApiClient = z.infer<typeof clientSchema>;

const destinationSchema = z.object({
  destinationId: z.string(),
  name: z.string(),
  status: z.enum(['created', 'active', 'inactive', 'decommissioned']),
  encryptionKid: z.string(),
  keys: z.array(publicJwkSchema),
  services: z.array(
    z.object({
      identifier: z.string(),
      regions: z.array(z.string()),
      submissionSchemas: z.array(z.object({ schemaUri: z.string(), mimeType: z.string() })),
    }),
  ),
  metadataVersions: z.array(z.string()),
  replyChannels: z.object({ fitConnect: z.object({}) }),
});
export type Destination = z.infer<typeof destinationSchema>;

const identitySchema = z.object({
  format: z.literal('einbuergerungsdesk-central-service/1'),
  port: z.number(),
  /** `iss` of the service's SETs; fixed at the first start, so that old event logs stay verifiable. */
  issuer: z.string(),
  controlToken: z.string(),
  tokenSecret: z.string(),
  /** Raised to make every access token given out so far invalid. */
  tokenGeneration: z.number(),
  clockOffset: z.number(),
  clients: z.array(clientSchema),
  destinations: z.array(destinationSchema),
  /** Newest first; older keys stay published so that older SETs can be verified. */
  serviceKeys: z.array(z.object({ private: privateJwkSchema, public: publicJwkSchema })),
  privateKeys: z.object({
    destinationDecryption: privateJwkSchema,
    destinationSigning: privateJwkSchema,
    senderReply: privateJwkSchema,
    senderSigning: privateJwkSchema,
  }),
});

/** What makes this service the same service after a restart: clients, secrets, keys, destinations, port, clock. */
export type ServiceIdentity = z.infer<typeof identitySchema>;

/** Path of the identity inside a state directory. */
function identityFile(stateDirectory: string): string {
  return join(stateDirectory, 'identity.json');
}

/** Reads the identity of an earlier run; undefined on first start. Throws if the file is not ours. */
export async function readIdentity(stateDirectory: string): Promise<ServiceIdentity | undefined> {
  const text = await readFile(identityFile(stateDirectory), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : identitySchema.parse(JSON.parse(text));
}

/** Stores the identity durably. */
export async function writeIdentity(stateDirectory: string, identity: ServiceIdentity): Promise<void> {
  await mkdir(stateDirectory, { recursive: true });
  await writeFileAtomically(identityFile(stateDirectory), `${JSON.stringify(identity, null, 2)}\n`);
}

/**
 * Makes the identity of a fresh service: one active destination, one subscriber connected to it, one sender.
 * @param port the port the service listens on from now on
 * @param keySource where keys come from; generating takes some seconds
 */
export async function createIdentity(port: number, keySource: 'generate' | 'test-keys'): Promise<ServiceIdentity> {
  const key = (role: KeyRole) => obtainPrivateKey(role, keySource);
  const [serviceSigning, destinationDecryption, destinationSigning, senderReply, senderSigning] = await Promise.all([
    key('service-signing'),
    key('destination-encryption'),
    key('destination-signing'),
    key('sender-reply'),
    key('sender-signing'),
  ]);
  const destinationKeys: PublicJwk[] = [
    publicJwkOf(destinationDecryption, 'TEST Zustellpunkt Verschlüsselung'),
    publicJwkOf(destinationSigning, 'TEST Zustellpunkt Signatur'),
  ];
  return {
    format: 'einbuergerungsdesk-central-service/1',
    port,
    issuer: `http://127.0.0.1:${port}/submission-api`,
    controlToken: randomBytes(24).toString('base64url'),
    tokenSecret: randomBytes(32).toString('base64url'),
    tokenGeneration: 1,
    clockOffset: 0,
    clients: [
      createClient('subscriber', [DEFAULT_DESTINATION_ID]),
      { ...createClient('sender', []), signingKeys: [publicJwkOf(senderSigning, 'TEST Onlinedienst Signatur')] },
    ],
    destinations: [
      {
        destinationId: DEFAULT_DESTINATION_ID,
        name: 'Einbürgerungsbehörde Musterstadt',
        status: 'active',
        encryptionKid: destinationDecryption.kid,
        keys: destinationKeys,
        services: [
          {
            identifier: PUBLIC_SERVICE.identifier,
            regions: [DEFAULT_REGION],
            submissionSchemas: SUBMISSION_SCHEMAS.map((schemaUri) => ({ schemaUri, mimeType: 'application/json' })),
          },
        ],
        metadataVersions: METADATA_VERSIONS,
        replyChannels: { fitConnect: {} },
      },
    ],
    serviceKeys: [{ private: serviceSigning, public: publicJwkOf(serviceSigning, 'TEST Zustelldienst') }],
    privateKeys: { destinationDecryption, destinationSigning, senderReply, senderSigning },
  };
}

/** A new API client with random id and secret, as the Self-Service-Portal would hand out. */
export function createClient(role: ApiClient['role'], destinations: string[]): ApiClient {
  return {
    clientId: randomUUID(),
    clientSecret: randomBytes(32).toString('base64url'),
    role,
    destinations,
    signingKeys: [],
  };
}
