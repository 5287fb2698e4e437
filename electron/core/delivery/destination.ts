import { z } from 'zod';
import { type Reader, sql, type Writer } from '../store/database.ts';
import { decryptionPrivateJwk, signingPrivateJwk } from './jwk.ts';

export const ENVIRONMENTS = ['TEST', 'STAGE', 'PROD'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Tells whether an address may be spoken to: https, or plain http to loopback in TEST only (SECURITY G6). */
export const addressAllowed = (address: string, environment: Environment): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && environment === 'TEST' && LOOPBACK.has(url.hostname);
};

/** How one destination is reached and with which keys; stands as JSON in `destination.settings` of the encrypted store. */
export const destinationSettings = z.object({
  apiVersion: z.enum(['v1', 'v2']),
  /** Independent addresses: never derive one from another (PROTOCOL §2). A path in a base survives joining. */
  tokenUrl: z.url(),
  submissionBase: z.url(),
  /** Where destinations are read in v2 when not at the Submission API. */
  destinationBase: z.url().nullable().default(null),
  /** `iss` of the service's events; the Submission API's base address unless given. */
  issuer: z.string().min(1).nullable().default(null),
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(1000),
  /** Several during a key roll-over; picked by `kid`. */
  decryptionKeys: z.array(decryptionPrivateJwk).min(1).max(20),
  signingKey: signingPrivateJwk,
});
export type DestinationSettings = z.infer<typeof destinationSettings>;

/** A destination with what is needed to speak to it. Holds secrets: never leaves core, never logged. */
export type Destination = {
  readonly destinationId: string;
  readonly name: string;
  readonly environment: Environment;
  readonly settings: DestinationSettings;
};

/** The same without secrets, and how it is doing. */
export type DestinationHealth = {
  readonly destinationId: string;
  readonly name: string;
  readonly environment: Environment;
  readonly apiVersion: 'v1' | 'v2';
  readonly host: string;
  readonly decryptionKeyIds: readonly string[];
  readonly signingKeyId: string;
  readonly lastSuccessAt: number | null;
  readonly trouble: { readonly code: string; readonly since: number } | null;
};

type DestinationRow = {
  id: string;
  name: string;
  environment: Environment;
  settings: string;
  last_success_at: number | null;
  trouble: string | null;
  trouble_since: number | null;
};

const toDestination = (row: DestinationRow): Destination => ({
  destinationId: row.id,
  name: row.name,
  environment: row.environment,
  settings: destinationSettings.parse(JSON.parse(row.settings)),
});

/** All destinations this installation collects for, with secrets. */
export const loadDestinations = (reader: Reader): Destination[] =>
  reader.all<DestinationRow>(sql`SELECT * FROM destination ORDER BY name, id`).map(toDestination);

/** Health of all destinations, without keys and secrets. */
export const destinations = (reader: Reader): DestinationHealth[] =>
  reader.all<DestinationRow>(sql`SELECT * FROM destination ORDER BY name, id`).map((row) => {
    const { settings, ...destination } = toDestination(row);
    return {
      ...destination,
      apiVersion: settings.apiVersion,
      host: new URL(settings.submissionBase).host,
      decryptionKeyIds: settings.decryptionKeys.map((key) => key.kid),
      signingKeyId: settings.signingKey.kid,
      lastSuccessAt: row.last_success_at,
      trouble: row.trouble === null ? null : { code: row.trouble, since: row.trouble_since ?? 0 },
    };
  });

/** Writes or replaces a destination; health starts anew because the settings may have changed what was wrong. */
export const saveDestination = (writer: Writer, destination: Destination): void => {
  const settings = JSON.stringify(destination.settings);
  writer.run(sql`
    INSERT INTO destination (id, name, environment, settings)
    VALUES (${destination.destinationId}, ${destination.name}, ${destination.environment}, ${settings})
    ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, environment = excluded.environment, settings = excluded.settings,
      trouble = NULL, trouble_since = NULL`);
};

/** Notes that the service answered; clears the destination's trouble. `at` in UTC milliseconds. */
export const recordContact = (writer: Writer, destinationId: string, at: number): void => {
  writer.run(sql`
    UPDATE destination SET last_success_at = ${at}, trouble = NULL, trouble_since = NULL WHERE id = ${destinationId}`);
};

/** Notes what is wrong with a destination's connection; `trouble_since` stays while the code stays. */
export const recordTrouble = (writer: Writer, destinationId: string, code: string, at: number): void => {
  writer.run(sql`
    UPDATE destination
    SET trouble_since = CASE WHEN trouble = ${code} THEN trouble_since ELSE ${at} END, trouble = ${code}
    WHERE id = ${destinationId}`);
};
