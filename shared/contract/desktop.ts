import { z } from 'zod';
import { call } from './call.ts';
import { grantId, line, nothing } from './fields.ts';

/** Calls that main answers itself: dialogs, theme, what only the shell knows. */
export const desktop = {
  /** Opens the folder dialog; the path stays in main, the window gets an id and the folder's name. */
  chooseFolder: call({
    kind: 'command',
    permission: 'anyone',
    request: z.strictObject({ purpose: z.enum(['second-copy', 'export', 'letter']) }),
    response: z.strictObject({ grant: z.strictObject({ grantId, label: line }).nullable() }),
    errors: [],
  }),
  chooseFile: call({
    kind: 'command',
    permission: 'anyone',
    request: z.strictObject({ purpose: z.enum(['connection']) }),
    response: z.strictObject({ grant: z.strictObject({ grantId, label: line }).nullable() }),
    errors: [],
  }),
  setAppearance: call({
    kind: 'command',
    permission: 'anyone',
    request: z.strictObject({ theme: z.enum(['light', 'dark', 'system']), language: z.enum(['de', 'en']) }),
    response: nothing,
    errors: [],
  }),
  about: call({
    kind: 'query',
    permission: 'anyone',
    request: nothing,
    response: z.strictObject({
      version: line,
      runtime: z.enum(['electron', 'chromium-host']),
      electron: line.nullable(),
      chromium: line,
      node: line,
    }),
    errors: [],
  }),
} as const;
