import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { App } from 'electron';
import {
  closedPolicy,
  defaultPolicy,
  type EffectivePolicy,
  readPolicy as parsePolicy,
} from '../../shared/policy/effective-policy.ts';
import type { Log } from './log.ts';

const SYSTEM_FILE = '/etc/einbuergerungsdesk/policy.json';

type Found = { text: string } | 'absent' | 'unreadable';

/**
 * Reads a policy file through one descriptor, so that what is checked is what is read: a regular file and no link;
 * the system's file must also belong to root and be writable by nobody else (SECURITY I6).
 */
const readFile = (file: string, mustBeSystemOwned: boolean): Found => {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : 'unreadable';
  }
  try {
    const facts = fstatSync(descriptor);
    const ownedWell = !mustBeSystemOwned || (facts.uid === 0 && (facts.mode & 0o022) === 0);
    return facts.isFile() && ownedWell ? { text: readFileSync(descriptor, 'utf8') } : 'unreadable';
  } finally {
    closeSync(descriptor);
  }
};

/** The effective policy of this machine; an unpackaged run may name a file with `--policy=FILE` (demo, tests). */
export const readPolicy = (app: App, log: Log): EffectivePolicy => {
  const named = app.isPackaged
    ? undefined
    : process.argv.find((argument) => argument.startsWith('--policy='))?.slice('--policy='.length);
  const found = readFile(named ?? SYSTEM_FILE, named === undefined);
  if (found === 'absent') return defaultPolicy();
  const policy =
    found === 'unreadable'
      ? closedPolicy('unreadable')
      : parsePolicy(found.text, named === undefined ? 'file' : 'demo');
  if (policy.trouble !== null) log('policy-not-usable', { trouble: policy.trouble });
  return policy;
};
