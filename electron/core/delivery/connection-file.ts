import { z } from 'zod';
import { addressAllowed, type Destination, destinationSettings, ENVIRONMENTS } from './destination.ts';

/**
 * Connection file, format 1: what a person carries from the Self-Service-Portal into the app. It holds secrets; the
 * app reads it once and never writes one.
 */
const connectionFile = z.strictObject({
  format: z.literal('einbuergerungsdesk-connection/1'),
  environment: z.enum(ENVIRONMENTS),
  /** Name of the service, for the person who imports. */
  name: z.string().max(200).optional(),
  apiVersion: destinationSettings.shape.apiVersion,
  tokenUrl: z.url(),
  submissionApi: z.url(),
  destinationApi: z.url().optional(),
  issuer: z.string().min(1).optional(),
  clientId: destinationSettings.shape.clientId,
  clientSecret: destinationSettings.shape.clientSecret,
  destinations: z
    .array(
      z.strictObject({
        destinationId: z.guid(),
        name: z.string().min(1).max(200),
        decryptionKeys: destinationSettings.shape.decryptionKeys,
        signingKey: destinationSettings.shape.signingKey,
      }),
    )
    .min(1)
    .max(20),
});

export type ConnectionFileFault = 'not-a-connection-file' | 'key-unusable' | 'address-not-allowed';

/**
 * Reads a connection file's text. Answers the destinations, or why it cannot be used: another format, a key of wrong
 * type or length (PROTOCOL §6.3), an address that is neither https nor loopback in TEST.
 */
export const readConnectionFile = (
  text: string,
): { ok: true; destinations: Destination[] } | { ok: false; fault: ConnectionFileFault } => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'not-a-connection-file' };
  }
  const parsed = connectionFile.safeParse(content);
  if (!parsed.success) {
    const inKey = parsed.error.issues.every(
      (issue) => issue.path.includes('decryptionKeys') || issue.path.includes('signingKey'),
    );
    return { ok: false, fault: inKey ? 'key-unusable' : 'not-a-connection-file' };
  }
  const { environment, apiVersion, tokenUrl, submissionApi, destinationApi, issuer, clientId, clientSecret } =
    parsed.data;
  const addresses = [tokenUrl, submissionApi, destinationApi ?? submissionApi];
  if (!addresses.every((address) => addressAllowed(address, environment))) {
    return { ok: false, fault: 'address-not-allowed' };
  }
  return {
    ok: true,
    destinations: parsed.data.destinations.map(({ destinationId, name, decryptionKeys, signingKey }) => ({
      destinationId: destinationId.toLowerCase(),
      name,
      environment,
      settings: {
        apiVersion,
        tokenUrl,
        submissionBase: submissionApi,
        destinationBase: destinationApi ?? null,
        issuer: issuer ?? null,
        clientId,
        clientSecret,
        decryptionKeys,
        signingKey,
      },
    })),
  };
};
