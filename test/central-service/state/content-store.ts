import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { adoptFile, writeFileAtomically } from './atomic-file.ts';
import type { Delivery } from './case-record.ts';

/** A part of a delivery: `metadata`, `data`, or the id of an attachment. */
type PartName = string;
type Owner = Pick<Delivery, 'kind' | 'id'>;

/** The encrypted contents, one file per part; the service never sees more than these JWE strings. */
export type ContentStore = {
  write: (owner: Owner, part: PartName, jwe: string) => Promise<void>;
  read: (owner: Owner, part: PartName) => Promise<string>;
  openPart: (owner: Owner, part: PartName) => Readable;
  /**
   * Receives a part piece by piece. `observe` sees each piece, `approve` is asked at the end; either may throw to
   * refuse. An older version of the part stays until the new one is approved and durable.
   */
  receive: (
    owner: Owner,
    part: PartName,
    source: Readable,
    observe: (piece: Buffer) => void,
    approve: () => void,
  ) => Promise<void>;
  removeAll: (owner: Owner) => Promise<void>;
};

/** Opens the folder of contents; leftovers of interrupted uploads are removed. */
export async function openContentStore(folder: string): Promise<ContentStore> {
  const uploads = join(folder, 'uploads');
  await rm(uploads, { recursive: true, force: true });
  await mkdir(uploads, { recursive: true });
  const folderOf = (owner: Owner) => join(folder, `${owner.kind}-${owner.id}`);
  const fileOf = (owner: Owner, part: PartName) => join(folderOf(owner), `${part}.jwe`);

  return {
    write: async (owner, part, jwe) => {
      await mkdir(folderOf(owner), { recursive: true });
      await writeFileAtomically(fileOf(owner, part), jwe);
    },
    read: (owner, part) => readFile(fileOf(owner, part), 'utf8'),
    openPart: (owner, part) => createReadStream(fileOf(owner, part)),
    receive: async (owner, part, source, observe, approve) => {
      const temporary = join(uploads, randomUUID());
      try {
        const file = await open(temporary, 'wx', 0o600);
        try {
          // Not destroyed on refusal: the sender of an oversized part must still be able to read the answer.
          for await (const piece of source.iterator({ destroyOnReturn: false })) {
            observe(piece);
            await file.write(piece);
          }
          approve();
          await file.sync();
        } finally {
          await file.close();
        }
        await mkdir(folderOf(owner), { recursive: true });
        await adoptFile(temporary, fileOf(owner, part));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    removeAll: (owner) => rm(folderOf(owner), { recursive: true, force: true }),
  };
}
