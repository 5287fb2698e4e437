import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type OpenDatabase, type Reader, sql, type Writer } from './database.ts';

const META = 'generation';

/**
 * Which life of the store this is. A restore begins the next one, so that the machine restored from finds out that it
 * was replaced. The id tells two restores of the same copy apart.
 */
export const generation = z.strictObject({
  number: z.number().int().min(1),
  id: z.uuid(),
  /** Last journal entry the restore took over; `null` in a store that was never restored. */
  restoredFrom: z.strictObject({ sequence: z.number().int().nonnegative(), hash: z.string() }).nullable(),
});
export type Generation = z.infer<typeof generation>;

const stored = (reader: Reader): Generation | undefined => {
  const row = reader.get<{ value: string }>(sql`SELECT value FROM store_meta WHERE name = ${META}`);
  return row === undefined ? undefined : generation.parse(JSON.parse(row.value));
};

/** Makes this the store's generation; only a restore does. */
export const writeGeneration = (writer: Writer, next: Generation): void => {
  writer.run(sql`INSERT INTO store_meta (name, value) VALUES (${META}, ${JSON.stringify(next)})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
};

/** The store's generation; a new store becomes its first one here. */
export const presentGeneration = (db: OpenDatabase): Generation => {
  const known = stored(db);
  if (known !== undefined) return known;
  const first: Generation = { number: 1, id: randomUUID(), restoredFrom: null };
  db.transaction((writer) => writeGeneration(writer, first));
  return first;
};
