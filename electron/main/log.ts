import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

export type Log = (event: string, facts?: Record<string, string | number>) => void;

/** Opens main's log: one JSON line per event with codes and numbers, never values of persons, paths or keys (SECURITY J5). */
export const openLog = (profile: string): Log => {
  const folder = path.join(profile, 'log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'main.log');
  return (event, facts = {}) => {
    try {
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not end what the log only tells about.
    }
  };
};
