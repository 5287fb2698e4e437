/** A line of /proc/self/mountinfo (proc_pid_mountinfo(5)), as far as it says where files lie. */
export type Mount = { readonly point: string; readonly type: string; readonly source: string };

/** Blanks, tabs, line ends and backslashes in paths stand as three octal digits. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** Reads a mount table; lines that are none are skipped. */
export const readMounts = (mountInfo: string): Mount[] =>
  mountInfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const point = before?.split(' ')[4];
    const [type, source] = after?.split(' ') ?? [];
    return point === undefined || type === undefined ? [] : [{ point: unescaped(point), type, source: source ?? '' }];
  });

const holds = (point: string, folder: string): boolean =>
  folder === point || folder.startsWith(point.endsWith('/') ? point : `${point}/`);

/** The mount a resolved absolute path lies on: the longest mount point, of equal ones the last, which hides the others. */
export const mountOf = (mounts: readonly Mount[], folder: string): Mount | undefined =>
  mounts
    .filter(({ point }) => holds(point, folder))
    .reduce<Mount | undefined>(
      (best, mount) => (best === undefined || mount.point.length >= best.point.length ? mount : best),
      undefined,
    );

export type FileSystemKind = 'local' | 'network' | 'volatile' | 'unknown';

/** Disks in or at this machine. */
const LOCAL = new Set(
  'ext2 ext3 ext4 xfs btrfs bcachefs zfs f2fs jfs nilfs2 reiserfs ntfs ntfs3 fuseblk exfat vfat ecryptfs'.split(' '),
);
/** Other machines and the host of a virtual one: no dependable locks and no shared memory, which WAL needs. */
const NETWORK = new Set(
  'nfs nfs4 cifs smb3 smbfs ncpfs afs ceph lustre gpfs gfs2 ocfs2 9p virtiofs vboxsf vmhgfs prl_fs davfs coda'.split(
    ' ',
  ),
);
/** Gone or thrown away when machine or container end. */
const VOLATILE = new Set(
  'overlay aufs unionfs tmpfs ramfs rootfs squashfs fuse.fuse-overlayfs fuse.unionfs'.split(' '),
);

/** What a file system's type says; every other FUSE mount counts as network, because any program may stand behind it. */
export const kindOfFileSystem = (type: string): FileSystemKind => {
  if (LOCAL.has(type)) return 'local';
  if (VOLATILE.has(type)) return 'volatile';
  if (NETWORK.has(type) || type === 'fuse' || type.startsWith('fuse.')) return 'network';
  return 'unknown';
};
