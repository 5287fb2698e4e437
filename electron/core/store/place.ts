import { existsSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import type { StorePlaceKind } from '../../../shared/policy/policy.ts';
import { type FileSystemKind, kindOfFileSystem, mountOf, readMounts } from './place-mounts.ts';
import { syncProgramOf } from './place-sync.ts';
import { isOnShare, profileContainerOf } from './place-windows.ts';

/** Where a folder lies: a kind, and the sign it was told by (a file system's type or a program's name, never a path). */
export type StorePlace = { readonly kind: StorePlaceKind | Exclude<FileSystemKind, 'network'>; readonly sign: string };

/** What the judgement is made from; tests give their own. */
export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of /proc/self/mountinfo; `null` where there is none. */
  readonly mountInfo: () => Promise<string | null>;
  /** The path with links and mapped drives followed. Rejects when it does not exist. */
  readonly resolve: (folder: string) => Promise<string>;
  readonly namesIn: (folder: string) => Promise<readonly string[]>;
  readonly exists: (file: string) => boolean;
};

const thisMachine: Surroundings = {
  platform: process.platform,
  environment: process.env,
  mountInfo: () => readFile('/proc/self/mountinfo', 'utf8').catch(() => null),
  resolve: (folder) => realpath(folder),
  namesIn: (folder) => readdir(folder).catch(() => []),
  exists: existsSync,
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Resolves what exists of a path and keeps the rest, so that a place can be judged before anything is made there. */
const resolved = async (folder: string, around: Surroundings): Promise<string> => {
  const ways = around.platform === 'win32' ? win32 : posix;
  try {
    return await around.resolve(folder);
  } catch (error) {
    const above = ways.dirname(folder);
    if (!isMissing(error) || above === folder) throw error;
    return ways.join(await resolved(above, around), ways.basename(folder));
  }
};

const ownPlace = async (folder: string, around: Surroundings): Promise<StorePlace> => {
  if (around.platform === 'win32') {
    if (isOnShare(folder)) return { kind: 'network', sign: 'UNC' };
    const container = profileContainerOf(folder, around);
    return container === null ? { kind: 'unknown', sign: 'drive' } : { kind: 'profile-container', sign: container };
  }
  const mount = mountOf(readMounts((await around.mountInfo()) ?? ''), folder);
  return mount === undefined
    ? { kind: 'unknown', sign: around.platform }
    : { kind: kindOfFileSystem(mount.type), sign: mount.type };
};

/**
 * Judges where a folder lies (SECURITY D6): on a disk of this machine, on another machine, in a folder that some program
 * copies about, in a profile that travels, or on something that does not outlive the session. The folder need not
 * exist yet. Rejects when it cannot be looked at at all.
 */
export const judgePlace = async (folder: string, around: Surroundings = thisMachine): Promise<StorePlace> => {
  const ways = around.platform === 'win32' ? win32 : posix;
  const real = await resolved(ways.resolve(folder), around);
  const own = await ownPlace(real, around);
  if (own.kind === 'network') return own;
  const program = await syncProgramOf(ways, real, around.environment, around.namesIn);
  return program === null ? own : { kind: 'sync-folder', sign: program };
};

/** Whether a place is refused: the kinds that only policy may allow, unless it does. */
export const isRefused = ({ kind }: StorePlace, allowed: readonly StorePlaceKind[]): boolean =>
  (kind === 'network' || kind === 'sync-folder' || kind === 'profile-container') && !allowed.includes(kind);
