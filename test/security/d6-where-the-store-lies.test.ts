/**
 * Rule: SECURITY D6 and issue "Where the store may live": the live database lies on a disk of this machine; network
 * shares, synchronised folders and travelling profiles are refused unless policy allows them; nothing is acknowledged
 * before the folder has outlived a restart or policy vouches for it; a second user of the machine gets the holder's
 * name, never a new empty store.
 * Threat: T1. Synchronising tools copy half-written states, network file systems lose locks, a desktop that forgets
 * everything at log-off forgets the only copy of an application too.
 * Consequence: acknowledged applications vanish without any crash or error.
 */
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provePersistence } from '../../electron/core/store/persistence.ts';
import { isRefused, judgePlace, type Surroundings } from '../../electron/core/store/place.ts';
import { storePaths } from '../../electron/core/store/store.ts';
import { defaultPolicy, readPolicy } from '../../shared/policy/effective-policy.ts';
import { startCentralService } from '../central-service/central-service.ts';
import { type CoreProcess, startCore, TEST_POLICY } from '../integration/core-process.ts';
import { application, openTroubleOffice, value } from '../integration/trouble-office.ts';

let folder: string;
const running: CoreProcess[] = [];
const place = (...names: string[]): string => path.join(folder, ...names);
const start = async (options: Partial<Parameters<typeof startCore>[0]> = {}): Promise<CoreProcess> => {
  const core = await startCore({ profileFolder: place('profile'), ...options });
  running.push(core);
  return core;
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-place-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((core) => core.kill()));
  await rm(folder, { recursive: true, force: true });
});

const MOUNTS = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '23 22 0:40 / /home rw,relatime shared:2 - nfs4 files.example:/home rw,vers=4.2',
  '24 23 8:2 / /home/lokal rw,relatime - xfs /dev/sda2 rw',
  '25 22 0:41 / /srv/mit\\040Leerzeichen rw - cifs //files.example/amt rw',
  '26 22 0:42 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw',
  '27 22 0:43 / /mnt/ssh rw - fuse.sshfs anna@files.example: rw',
  '28 22 0:44 / /mnt/dav rw - fuse https://dav.example rw',
  '29 22 0:45 / /mnt/wirt rw - 9p host rw',
  '30 22 0:46 / /mnt/usb rw - fuseblk /dev/sdb1 rw',
  '31 22 0:47 / /container rw - overlay overlay rw,lowerdir=/a,upperdir=/b,workdir=/c',
  '32 22 0:48 / /tmp rw - tmpfs tmpfs rw',
  '33 22 0:49 / /neu rw - fs-of-the-future /dev/sdc rw',
  '34 22 8:1 / /zweimal rw - ext4 /dev/sda1 rw',
  '35 34 0:50 / /zweimal rw - smb3 //files.example/darueber rw',
].join('\n');

const around = (changes: Partial<Surroundings> = {}): Surroundings => ({
  platform: 'linux',
  environment: {},
  mountInfo: async () => MOUNTS,
  resolve: async (given) => given,
  namesIn: async () => [],
  exists: () => false,
  ...changes,
});
const windows = (changes: Partial<Surroundings> = {}): Surroundings =>
  around({ platform: 'win32', environment: { USERPROFILE: 'C:\\Users\\anna' }, ...changes });

describe('where a folder lies', () => {
  it.each([
    ['/var/lib/desk', 'local', 'ext4'],
    ['/home/anna/.config/desk', 'network', 'nfs4'],
    ['/home/lokal/desk', 'local', 'xfs'],
    ['/home/lokalisiert', 'network', 'nfs4'],
    ['/srv/mit Leerzeichen/desk', 'network', 'cifs'],
    ['/run/user/1000/gvfs/smb-share/desk', 'network', 'fuse.gvfsd-fuse'],
    ['/mnt/ssh/desk', 'network', 'fuse.sshfs'],
    ['/mnt/dav', 'network', 'fuse'],
    ['/mnt/wirt/desk', 'network', '9p'],
    ['/mnt/usb/desk', 'local', 'fuseblk'],
    ['/container/root/desk', 'volatile', 'overlay'],
    ['/tmp/desk', 'volatile', 'tmpfs'],
    ['/neu/desk', 'unknown', 'fs-of-the-future'],
    ['/zweimal/desk', 'network', 'smb3'],
  ])('%s is %s (%s) by the mount table', async (given, kind, sign) => {
    expect(await judgePlace(given, around())).toEqual({ kind, sign });
  });

  it.each([
    ['C:\\Users\\anna\\AppData\\Roaming\\Desk', 'unknown', 'drive', []],
    ['\\\\files\\amt\\desk', 'network', 'UNC', []],
    ['\\\\?\\UNC\\files\\amt\\desk', 'network', 'UNC', []],
    ['\\\\?\\C:\\desk', 'unknown', 'drive', []],
    ['C:\\Users\\anna\\AppData\\Desk', 'profile-container', 'FSLogix', ['C:\\Users\\local_anna']],
    ['D:\\desk', 'unknown', 'drive', ['C:\\Users\\local_anna']],
    [
      'C:\\Users\\anna\\AppData\\Desk',
      'profile-container',
      'Citrix Profile Management',
      ['C:\\Program Files\\Citrix\\User Profile Manager\\UserProfileManager.exe'],
    ],
    ['C:\\Users\\anna\\OneDrive - Kreis Musterland\\Desk', 'sync-folder', 'OneDrive', []],
    ['C:\\Users\\anna\\iCloudDrive\\Desk', 'sync-folder', 'iCloud', []],
  ])('%s is %s (%s) on Windows', async (given, kind, sign, there) => {
    expect(await judgePlace(given, windows({ exists: (file) => there.includes(file) }))).toEqual({ kind, sign });
  });

  it('follows a mapped drive to its share, and OneDrive to a folder of another name', async () => {
    expect(await judgePlace('Z:\\desk', windows({ resolve: async () => '\\\\files\\amt\\desk' }))).toEqual({
      kind: 'network',
      sign: 'UNC',
    });
    expect(
      await judgePlace('C:\\Ablage\\desk', windows({ environment: { OneDriveCommercial: 'C:\\Ablage' } })),
    ).toEqual({ kind: 'sync-folder', sign: 'OneDrive' });
  });

  it.each([
    ['.dropbox', 'Dropbox'],
    ['.nextcloudsync.log', 'Nextcloud'],
    ['._sync_3f9b2a.db', 'Nextcloud/ownCloud'],
    ['.stfolder', 'Syncthing'],
    ['.tmp.drivedownload', 'Google Drive'],
  ])('sees by %s that %s copies the folder, also through a link', async (marker, program) => {
    await mkdir(place('wolke', 'tief', 'unten'), { recursive: true });
    await writeFile(place('wolke', marker), '');
    await symlink(place('wolke', 'tief'), place('link'));
    expect(await judgePlace(place('link', 'unten', 'noch-nicht-da'))).toEqual({ kind: 'sync-folder', sign: program });
  });

  it('refuses by default exactly what policy may allow', () => {
    for (const kind of ['network', 'sync-folder', 'profile-container'] as const) {
      expect(isRefused({ kind, sign: '' }, [])).toBe(true);
      expect(isRefused({ kind, sign: '' }, [kind])).toBe(false);
    }
    for (const kind of ['local', 'volatile', 'unknown'] as const) expect(isRefused({ kind, sign: '' }, [])).toBe(false);
  });
});

describe('the proof that a folder lasts', () => {
  const LOCAL = { kind: 'local', sign: 'ext4' } as const;
  const OVERLAY = { kind: 'volatile', sign: 'overlay' } as const;
  const monday = { id: 'boot-1' };
  const tuesday = { id: 'boot-2' };
  const prove = (
    at: typeof LOCAL | typeof OVERLAY,
    boot: Parameters<typeof provePersistence>[1]['boot'],
    host = 'AP-1',
  ) => provePersistence(place('mark.json'), { place: at, boot, now: 1, host });

  it('needs a second start on a local disk, a second boot elsewhere, and then holds', async () => {
    expect(await prove(LOCAL, monday)).toBe('restart-app');
    expect(await prove(LOCAL, monday)).toBe('proved');
    await rm(place('mark.json'));
    expect(await prove(OVERLAY, monday)).toBe('restart-computer');
    expect(await prove(OVERLAY, monday)).toBe('restart-computer');
    expect(await prove(OVERLAY, tuesday)).toBe('proved');
    expect(await prove(OVERLAY, tuesday)).toBe('proved');
  });

  it('begins anew on another machine, at another kind of place, and after a damaged mark', async () => {
    await prove(LOCAL, monday);
    expect(await prove(LOCAL, tuesday, 'AP-2')).toBe('restart-app');
    expect(await prove(LOCAL, tuesday, 'AP-2')).toBe('proved');
    expect(await prove(OVERLAY, tuesday, 'AP-2')).toBe('restart-computer');
    await prove(LOCAL, monday);
    await writeFile(place('mark.json'), '{"format":"einbuerg');
    expect(await prove(LOCAL, tuesday)).toBe('restart-app');
  });

  it('tells boots apart by their beginning where they have no id, a little clock change aside', async () => {
    const began = (startedAt: number) => prove(OVERLAY, { startedAt });
    await began(1_000_000_000);
    expect(await began(1_000_000_000 + 60_000)).toBe('restart-computer');
    expect(await began(1_000_000_000 + 3_600_000)).toBe('proved');
  });
});

const PASSPHRASE = 'korrekt pferd batterie';
const found = async (core: CoreProcess) => {
  await mkdir(place('share'), { recursive: true });
  const grant = randomUUID();
  return core.call(
    'administration',
    'createStore',
    {
      officeName: 'Kreis Musterland',
      land: 'NW',
      accountName: 'anna',
      displayName: 'Anna Beispiel',
      passphrase: PASSPHRASE,
      secondCopyGrant: grant,
    },
    { grants: { [grant]: place('share') } },
  );
};
const stateOf = async (core: CoreProcess) => {
  const answer = await core.call('administration', 'state', {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};
const healthOf = async (core: CoreProcess) => {
  const answer = await core.call('administration', 'storeHealth', {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};
const signIn = (core: CoreProcess) =>
  core.call('administration', 'signIn', { accountName: 'anna', passphrase: PASSPHRASE });
const founded = async (core: CoreProcess): Promise<void> => {
  const created = await found(core);
  if (!created.ok) throw new Error(created.error.code);
  await core.call('administration', 'confirmRecovery', created.value);
};

describe('through the real start-up', () => {
  it('refuses set-up in a synchronised folder, says which, and touches nothing', async () => {
    const profileFolder = place('Nextcloud', 'profile');
    await mkdir(profileFolder, { recursive: true });
    const core = await start({ profileFolder, policy: defaultPolicy() });
    const details = { kind: 'sync-folder', sign: 'Nextcloud' };
    expect(await stateOf(core)).toEqual({ store: 'trouble', code: 'place-refused', details });
    expect(await found(core)).toEqual({ ok: false, error: { code: 'place-refused', details } });
    expect(await readdir(profileFolder)).toEqual(['log']);

    const allowed = await start({
      profileFolder,
      policy: readPolicy('{"allowedStorePlaces": ["sync-folder"]}', 'file'),
    });
    await founded(allowed);
    expect((await healthOf(allowed)).place).toEqual({ ...details, refused: false });
  });

  it('still opens an own store that came to lie in a synchronised folder, and says that it does', async () => {
    const first = await start();
    await founded(first);
    await first.stop();
    await writeFile(place('.stfolder'), '');
    const second = await start({ policy: defaultPolicy() });
    expect((await signIn(second)).ok).toBe(true);
    expect((await healthOf(second)).place).toEqual({ kind: 'sync-folder', sign: 'Syncthing', refused: true });
  });

  it('counts the folder as lasting only after a restart, and leaves the mark before anybody set anything up', async () => {
    const kind = (await judgePlace(folder)).kind;
    const first = await start({ policy: readPolicy('{"allowedStorePlaces": ["network"]}', 'file') });
    const { persistence } = storePaths(place('profile'));
    expect(JSON.parse(await readFile(persistence, 'utf8')).provedAt).toBeNull();
    await founded(first);
    expect((await healthOf(first)).persistence).toBe(kind === 'local' ? 'restart-app' : 'restart-computer');
    await first.stop();
    if (kind !== 'local') {
      const mark = JSON.parse(await readFile(persistence, 'utf8'));
      await writeFile(persistence, JSON.stringify({ ...mark, boot: { id: 'an earlier one' } }));
    }
    const second = await start({ policy: readPolicy('{"allowedStorePlaces": ["network"]}', 'file') });
    await signIn(second);
    expect((await healthOf(second)).persistence).toBe('proved');
    await second.stop();
    const third = await start({ policy: TEST_POLICY });
    await signIn(third);
    expect((await healthOf(third)).persistence).toBe('declared');
  });

  it('names user and machine of whoever has the store open', async () => {
    await founded(await start());
    const second = await start();
    expect(await stateOf(second)).toMatchObject({
      code: 'held-by-other',
      details: { user: userInfo().username, host: expect.any(String), since: expect.any(Number) },
    });
    expect(await signIn(second)).toMatchObject({
      error: { code: 'held-by-other', details: { user: userInfo().username } },
    });
  });

  it('says whose store it is when this user may not read it, and makes none beside it', async () => {
    const first = await start();
    await founded(first);
    await first.stop();
    const { folder: store } = storePaths(place('profile'));
    const before = await readdir(store);
    await chmod(folder, 0o755);
    // Root may read everything, so that there somebody else has to come.
    const asOther = process.getuid?.() === 0 ? { uid: 65534 } : {};
    if (asOther.uid === undefined) await chmod(store, 0);
    const second = await start(asOther);
    expect(await stateOf(second)).toEqual({
      store: 'trouble',
      code: 'store-of-other-user',
      details: { user: userInfo().username },
    });
    expect(await found(second)).toMatchObject({ ok: false, error: { code: 'store-of-other-user' } });
    await second.kill();
    await chmod(store, 0o700);
    expect(await readdir(store)).toEqual(before);
  });

  it('finds the store of another user of the machine in its own profile, unless policy allows several', async () => {
    const machineFolder = place('machine');
    await mkdir(machineFolder);
    const first = await start({ machineFolder });
    await founded(first);
    const name = `einbuergerungsdesk-${userInfo().username}.json`;
    await expect.poll(() => readdir(machineFolder)).toEqual([name]);
    // Our own second profile is no trouble, another user's is.
    expect(await stateOf(await start({ profileFolder: place('own'), machineFolder }))).toEqual({ store: 'none' });
    const notice = JSON.parse(await readFile(path.join(machineFolder, name), 'utf8'));
    await writeFile(path.join(machineFolder, name), JSON.stringify({ ...notice, user: 'berger' }));
    const other = await start({ profileFolder: place('other'), machineFolder });
    expect(await stateOf(other)).toEqual({
      store: 'trouble',
      code: 'store-of-other-user',
      details: { user: 'berger' },
    });
    expect(await found(other)).toMatchObject({ error: { code: 'store-of-other-user' } });
    const policy = readPolicy(
      '{"severalStoresAllowed": true, "allowedStorePlaces": ["network", "sync-folder", "profile-container"]}',
      'file',
    );
    expect(await stateOf(await start({ profileFolder: place('third'), machineFolder, policy }))).toEqual({
      store: 'none',
    });
    // A store that is gone holds nobody up.
    await rm(place('profile'), { recursive: true });
    expect(await stateOf(await start({ profileFolder: place('fourth'), machineFolder }))).toEqual({ store: 'none' });
  });

  it('keeps but does not acknowledge until the folder has outlived a restart', async () => {
    const service = await startCentralService({ port: 0, state: place('service'), testKeys: true });
    const accepts = async () =>
      (await service.control.state()).cases
        .flatMap(({ events }) => events)
        .filter(({ event }) => event === 'accept-submission').length;
    const policy = readPolicy('{"allowedStorePlaces": ["network", "sync-folder"]}', 'file');
    const office = await openTroubleOffice(policy);
    try {
      value(await office.signIn(office.core));
      await office.connect(service);
      const { submissionId } = await service.onlineService.sendApplication(application());
      const { troubles, state } = await office.fetch();
      expect([state, troubles]).toEqual([
        'idle',
        [expect.objectContaining({ submissionId, code: 'persistence-unproved' })],
      ]);
      expect(await office.rows()).toHaveLength(1);
      expect(await accepts()).toBe(0);
      // Whatever this machine's temporary folder is: the mark is now that of an earlier run of the system.
      const { persistence } = storePaths(office.profileFolder);
      const mark = JSON.parse(await readFile(persistence, 'utf8'));
      await writeFile(persistence, JSON.stringify({ ...mark, boot: { id: 'an earlier one' } }));
      await office.restart();
      expect((await office.fetch()).troubles).toEqual([]);
      expect(await accepts()).toBe(1);
    } finally {
      await office.close();
      await service.close();
    }
  });
});
