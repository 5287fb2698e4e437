import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiVersion } from './api-version.ts';
import type { PrivateJwk } from './crypto/jwk.ts';
import { privatePemOf } from './crypto/key-pair.ts';
import { BASE_PATHS } from './http/api-server.ts';
import { writeFileAtomically } from './state/atomic-file.ts';
import { DEFAULT_REGION, PUBLIC_SERVICE, type ServiceIdentity, SUBMISSION_SCHEMAS } from './state/service-identity.ts';

type Credentials = { clientId: string; clientSecret: string };

/** All a third party's sender or receiver needs to talk to the service; printed as one JSON line by the CLI. */
export type ConnectionInfo = {
  apiVersion: ApiVersion;
  tokenUrl: string;
  submissionApi: string;
  destinationApi: string;
  jwksUrl: string;
  issuer: string;
  subscriber: Credentials;
  sender: Credentials;
  destinationId: string;
  publicService: { name: string; identifier: string };
  region: string;
  submissionSchemas: readonly string[];
  /** Absolute paths of the private keys, as JWK and as PEM (PKCS #8). */
  keyFiles: Record<'destinationDecryption' | 'destinationSigning' | 'senderReply' | 'senderSigning', KeyFiles>;
  /** The Verbindungsdatei the app imports. */
  connectionFile: string;
  controlUrl: string;
  controlToken: string;
};
type KeyFiles = { jwk: string; pem: string };

/**
 * Writes the private keys and the Verbindungsdatei into the state directory and describes how to reach the service.
 * @param port the port the service listens on
 */
export async function writeConnection(
  stateDirectory: string,
  identity: ServiceIdentity,
  port: number,
  apiVersion: ApiVersion,
): Promise<ConnectionInfo> {
  const origin = `http://127.0.0.1:${port}`;
  const [destination] = identity.destinations;
  const subscriber = identity.clients.find(({ role }) => role === 'subscriber');
  const sender = identity.clients.find(({ role }) => role === 'sender');
  if (!destination || !subscriber || !sender) throw new Error('the service has no destination or no clients');
  const { destinationDecryption, destinationSigning, senderReply, senderSigning } = identity.privateKeys;
  const keys = join(stateDirectory, 'keys');
  await mkdir(keys, { recursive: true });
  const info: ConnectionInfo = {
    apiVersion,
    tokenUrl: origin + BASE_PATHS.token,
    submissionApi: origin + BASE_PATHS.submissionApi,
    destinationApi: origin + BASE_PATHS.destinationApi,
    jwksUrl: `${origin}${BASE_PATHS.submissionApi}/.well-known/jwks.json`,
    issuer: identity.issuer,
    subscriber: { clientId: subscriber.clientId, clientSecret: subscriber.clientSecret },
    sender: { clientId: sender.clientId, clientSecret: sender.clientSecret },
    destinationId: destination.destinationId,
    publicService: PUBLIC_SERVICE,
    region: DEFAULT_REGION,
    submissionSchemas: SUBMISSION_SCHEMAS,
    keyFiles: {
      destinationDecryption: await writeKey(keys, 'destination-decryption', destinationDecryption),
      destinationSigning: await writeKey(keys, 'destination-signing', destinationSigning),
      senderReply: await writeKey(keys, 'sender-reply', senderReply),
      senderSigning: await writeKey(keys, 'sender-signing', senderSigning),
    },
    connectionFile: join(stateDirectory, 'verbindung.json'),
    controlUrl: `${origin}/control`,
    controlToken: identity.controlToken,
  };
  const connection = {
    format: 'einbuergerungsdesk-connection/1',
    environment: 'TEST',
    name: 'Demo-Zustelldienst',
    apiVersion,
    tokenUrl: info.tokenUrl,
    submissionApi: info.submissionApi,
    destinationApi: info.destinationApi,
    issuer: info.issuer,
    ...info.subscriber,
    destinations: [
      {
        destinationId: destination.destinationId,
        name: destination.name,
        decryptionKeys: [destinationDecryption],
        signingKey: destinationSigning,
      },
    ],
  };
  await writeFileAtomically(info.connectionFile, `${JSON.stringify(connection, null, 2)}\n`);
  return info;
}

async function writeKey(folder: string, name: string, key: PrivateJwk): Promise<KeyFiles> {
  const files = { jwk: join(folder, `${name}.private.jwk.json`), pem: join(folder, `${name}.private.pem`) };
  await writeFileAtomically(files.jwk, `${JSON.stringify(key, null, 2)}\n`);
  await writeFileAtomically(files.pem, privatePemOf(key));
  return files;
}
