import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { passed } from '../steps.ts';

/** Makes the names inside a folder durable. Windows cannot open folders and keeps names durable by itself (NTFS log). */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes the bytes of a file durable that something else wrote. */
export const syncFile = async (file: string): Promise<void> => {
  const handle = await open(file, constants.O_RDWR);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes a folder and its missing parents, each of them durable, readable by this user only. */
export const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const top = path.dirname(first);
  for (let made = path.dirname(folder); made.startsWith(top); made = path.dirname(made)) {
    await syncFolder(made);
    if (made === top) break;
  }
};

/**
 * Writes a file so that it is there whole or not at all: temporary name, fsync, rename, fsync of the folder. An
 * existing file of that name is replaced. On failure the temporary file is removed and the old file is untouched.
 *
 * @param temporaryFolder where the unfinished file stands; must be on the same volume; default the target's folder
 */
export const writeDurably = async <T>(
  file: string,
  write: (handle: FileHandle) => Promise<T>,
  temporaryFolder: string = path.dirname(file),
): Promise<T> => {
  const temporary = path.join(temporaryFolder, `${path.basename(file)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    let value: T;
    try {
      value = await write(handle);
      passed('file.written');
      await handle.sync();
      passed('file.synced');
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    passed('file.renamed');
    await syncFolder(path.dirname(file));
    passed('file.folder-synced');
    return value;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};
