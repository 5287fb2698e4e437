import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Policy } from '../../../shared/policy/policy.ts';
import { osUser, ownerOfFile } from './os-user.ts';
import { isRefused, judgePlace, type StorePlace, type Surroundings } from './place.ts';
import { leaveNotice, otherHolder } from './place-notice.ts';
import { storePaths } from './store.ts';

/** Why no store may be made or opened in this profile. `details` name users and signs, never paths. */
export type PlaceTrouble =
  | { readonly code: 'place-refused'; readonly details: { readonly kind: string; readonly sign: string } }
  | { readonly code: 'store-of-other-user'; readonly details: { readonly user: string } };

export type PlaceGuardOptions = {
  readonly profileFolder: string;
  readonly policy: Pick<Policy, 'allowedStorePlaces' | 'severalStoresAllowed'>;
  /** Folder that all users of the machine can read; without it nobody is told of this store, and no other is looked for. */
  readonly machineFolder?: string | undefined;
  /** For tests; default this machine. */
  readonly around?: Surroundings;
  /** For tests; default the operating system's user. */
  readonly user?: string;
};

const isForbidden = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');

/** Whether this user may not read what is there; what is not there is no trouble. */
const isClosedToUs = async (file: string): Promise<boolean> => {
  try {
    await access(file, constants.R_OK | constants.W_OK);
    return false;
  } catch (error) {
    return isForbidden(error);
  }
};

/** A place is looked at anew after so long; mounts seldom change under a running program. */
const LOOK_AGAIN_MILLISECONDS = 30_000;

/** Watches over where the store lies and whose it is (SECURITY D6). */
export const openPlaceGuard = ({ profileFolder, policy, machineFolder, around, user }: PlaceGuardOptions) => {
  const paths = storePaths(profileFolder);
  const me = user ?? osUser();
  const hasStore = (): boolean => existsSync(paths.keyFile) || existsSync(paths.database);

  const refused = (place: StorePlace): boolean => isRefused(place, policy.allowedStorePlaces);

  /** The worse of the two places that matter: the database's, and the documents' when they lie elsewhere. */
  const look = async (): Promise<StorePlace> => {
    const database = await judgePlace(paths.folder, around);
    const documents = await judgePlace(paths.documents, around);
    return refused(documents) || database.kind === 'local' ? documents : database;
  };

  let looked: { at: number; found: Promise<StorePlace> } | undefined;
  const place = (): Promise<StorePlace> => {
    const now = performance.now();
    if (looked === undefined || now - looked.at > LOOK_AGAIN_MILLISECONDS) looked = { at: now, found: look() };
    looked.found.catch(() => {
      looked = undefined;
    });
    return looked.found;
  };

  return {
    place,
    /** Whether the store lies where only policy could allow it, also when it came to lie there later. */
    isRefused: async (): Promise<boolean> => refused(await place()),

    /**
     * Why this user must not work here: the store belongs to another one, or there is none and none may be made. An own
     * store that came to lie at a refused place still opens, because nothing else holds the data; then
     * nothing more is acknowledged.
     */
    trouble: async (): Promise<PlaceTrouble | undefined> => {
      for (const file of [profileFolder, paths.folder, paths.keyFile, paths.database]) {
        if (await isClosedToUs(file)) {
          return { code: 'store-of-other-user', details: { user: await ownerOfFile(file).catch(() => '') } };
        }
      }
      if (hasStore()) return undefined;
      const found = await look();
      if (refused(found)) return { code: 'place-refused', details: { kind: found.kind, sign: found.sign } };
      if (machineFolder === undefined || policy.severalStoresAllowed) return undefined;
      const other = await otherHolder(machineFolder, me);
      return other === undefined ? undefined : { code: 'store-of-other-user', details: { user: other.user } };
    },

    /** Tells other users of the machine whose store this is. A folder that takes no notice is no reason not to work. */
    tellOthers: async (at: number): Promise<void> => {
      if (machineFolder === undefined) return;
      await leaveNotice(machineFolder, { user: me, storeFolder: paths.folder, at }).catch(() => undefined);
    },
  };
};
export type PlaceGuard = ReturnType<typeof openPlaceGuard>;
