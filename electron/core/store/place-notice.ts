import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';

/** Says on a machine which user of the operating system holds a store here; readable by every user of the machine. */
const noticeSchema = z.strictObject({
  format: z.literal('einbuergerungsdesk-notice'),
  version: z.literal(1),
  user: z.string().max(255),
  storeFolder: z.string().max(4096),
  at: z.number().int(),
});
type Notice = z.infer<typeof noticeSchema>;

const NAME = /^einbuergerungsdesk-[^/]{1,255}\.json$/;

/** Leaves or renews the notice; done at every sign-in, because systems tidy such folders of old files. */
export const leaveNotice = async (
  machineFolder: string,
  notice: Pick<Notice, 'user' | 'storeFolder' | 'at'>,
): Promise<void> => {
  const content: Notice = { format: 'einbuergerungsdesk-notice', version: 1, ...notice };
  const file = path.join(machineFolder, `einbuergerungsdesk-${encodeURIComponent(notice.user)}.json`);
  await writeDurably(file, async (handle) => {
    await handle.writeFile(JSON.stringify(content));
    await handle.chmod(0o644);
  });
};

const readNotice = async (file: string): Promise<Notice | undefined> => {
  try {
    const parsed = noticeSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

/** Gone only when we can see that it is gone: another user's home may be closed to us. */
const isGone = async (folder: string): Promise<boolean> => {
  try {
    await stat(folder);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
};

/** The user of this machine, other than `me`, who has a store on it; `undefined` when none is known. */
export const otherHolder = async (
  machineFolder: string,
  me: string,
): Promise<{ user: string; at: number } | undefined> => {
  const names = await readdir(machineFolder).catch(() => []);
  for (const name of names.filter((candidate) => NAME.test(candidate)).sort()) {
    const notice = await readNotice(path.join(machineFolder, name));
    if (notice === undefined || notice.user === me || (await isGone(notice.storeFolder))) continue;
    return { user: notice.user, at: notice.at };
  }
  return undefined;
};
