import type { CryptoPool } from '../crypto/crypto-pool.ts';
import { type Reader, sql } from '../store/database.ts';
import { type Destination, loadDestinations } from './destination.ts';
import { createFitConnect } from './fit-connect/fit-connect.ts';
import type { HttpTimes } from './fit-connect/http.ts';
import type { CentralService } from './port.ts';

export type Services = {
  /** The service of a destination by its present settings; `undefined` when it is not connected. */
  of(destinationId: string): CentralService | undefined;
  destinationIds(): string[];
};

/** Connections to central services, made from the stored destinations and remade when their settings change. */
export const createServices = (options: {
  db: Reader;
  crypto: CryptoPool;
  version: string;
  clock: () => number;
  times?: Partial<HttpTimes>;
  /** Makes the connection; replaced by a double in tests of other modules. */
  connect?: (destination: Destination) => CentralService;
}): Services => {
  const made = new Map<string, { settings: string; service: CentralService }>();
  const connect =
    options.connect ??
    ((destination: Destination) =>
      createFitConnect({
        destination,
        crypto: options.crypto,
        version: options.version,
        clock: options.clock,
        ...(options.times === undefined ? {} : { times: options.times }),
      }));
  return {
    of(destinationId) {
      const row = options.db.get<{ settings: string }>(
        sql`SELECT settings FROM destination WHERE id = ${destinationId}`,
      );
      if (row === undefined) return undefined;
      const known = made.get(destinationId);
      if (known?.settings === row.settings) return known.service;
      const destination = loadDestinations(options.db).find((candidate) => candidate.destinationId === destinationId);
      if (destination === undefined) return undefined;
      const service = connect(destination);
      made.set(destinationId, { settings: row.settings, service });
      return service;
    },
    destinationIds: () =>
      options.db.all<{ id: string }>(sql`SELECT id FROM destination ORDER BY name, id`).map(({ id }) => id),
  };
};
