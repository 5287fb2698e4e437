import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { TestInfo } from '@playwright/test';
import { type Desk, pageOf } from './desk.ts';

/** After a failed test: the window as it was, what it complained about, and the app's logs (codes only, no persons). */
export const attachTroubles = async (desk: Desk | undefined, info: TestInfo): Promise<void> => {
  if (info.status === info.expectedStatus || desk === undefined) return;
  const picture = await pageOf(desk)
    .screenshot()
    .catch(() => undefined);
  if (picture !== undefined) await info.attach('window', { body: picture, contentType: 'image/png' });
  await info.attach('complaints', { body: desk.window.complaints.join('\n'), contentType: 'text/plain' });
  const logs = path.join(desk.folders.profile, 'log');
  for (const name of existsSync(logs) ? readdirSync(logs) : []) {
    await info.attach(name, { path: path.join(logs, name), contentType: 'text/plain' });
  }
};
