import path from 'node:path';
import type { OpenDatabase } from '../store/database.ts';
import { freeSpace, hasRoomFor } from '../store/space.ts';
import { IntakeStop } from './intake-stop.ts';

/**
 * Asked before every download. The service announces no sizes, so the floor that stays free is as large as the largest
 * attachment there may be (SECURITY F4).
 *
 * @throws {IntakeStop} `storage-full`: the round over the destination ends, work on cases goes on
 */
export const demandSpace = async (deps: {
  readonly documentsFolder: string;
  readonly db: OpenDatabase;
}): Promise<void> => {
  const free = await freeSpace([deps.documentsFolder, path.dirname(deps.db.file)]);
  if (!hasRoomFor(free, 0)) throw new IntakeStop('storage-full');
};
