import { statfs } from 'node:fs/promises';
import { type Reader, sql } from './database.ts';

const MIB = 1024 * 1024;

/** Below this much free space intake pauses; working on cases goes on (SECURITY F4). */
const FLOOR = 500 * MIB;
/** Below this much, or ten times what came in last, staff are warned. */
const WARNING = 2048 * MIB;
const LAST_INTAKE_FACTOR = 10;

export type SpaceState = 'enough' | 'low' | 'full';

/** Free bytes for us where it is scarcest: documents and database may lie on different disks. */
export const freeSpace = async (folders: readonly string[]): Promise<number> => {
  const free = await Promise.all(
    folders.map(async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    }),
  );
  return Math.min(...free);
};

/** Whether so many more bytes may be written without falling below the floor. */
export const hasRoomFor = (free: number, bytes: number): boolean => free - bytes >= FLOOR;

/** @param lastIntake size in bytes of what came in last */
export const spaceState = (free: number, lastIntake: number): SpaceState => {
  if (!hasRoomFor(free, 0)) return 'full';
  return free < Math.max(WARNING, LAST_INTAKE_FACTOR * lastIntake) ? 'low' : 'enough';
};

/** Bytes of all papers of the newest Eingang; 0 before the first. */
export const lastIntakeSize = (reader: Reader): number =>
  reader.get<{ size: number }>(sql`
    SELECT coalesce(sum(document.size), 0) AS size
    FROM eingang_document JOIN document ON document.id = eingang_document.document_id
    WHERE eingang_document.eingang_id = (SELECT id FROM eingang ORDER BY rowid DESC LIMIT 1)`)?.size ?? 0;
