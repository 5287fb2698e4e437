import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';

/** Name of the operating system's user we run as; its number where the system knows no name. */
export const osUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
};

/** Name of the user a file or folder belongs to; its number where this machine's list has no name, `''` on Windows. */
export const ownerOfFile = async (file: string): Promise<string> => {
  if (process.platform === 'win32') return '';
  const { uid } = await stat(file);
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const line = users.split('\n').find((candidate) => candidate.split(':')[2] === String(uid));
  return line?.split(':')[0] ?? String(uid);
};
