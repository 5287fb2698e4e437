import { z } from 'zod';
import { call } from './call.ts';
import { caseVersion, count, grantId, id, instant, line } from './fields.ts';

const exportRow = z.strictObject({
  exportId: id,
  caseId: id,
  at: instant,
  by: line,
  packageName: line,
  files: count,
  bytes: count,
  manifestSha256: z.string(),
  state: z.enum(['EXPORTIERT', 'BESTAETIGT', 'FEHLER']),
  confirmedAt: instant.nullable(),
  fileNumber: line.nullable(),
  supplement: z.boolean(),
});
export type ExportRow = z.infer<typeof exportRow>;

const changes = ['case-not-found', 'stale-version'] as const;

export const exportCalls = {
  /** What a package of this case would hold and what speaks against it. */
  check: call({
    kind: 'query',
    permission: 'case.open',
    request: z.strictObject({ caseId: id }),
    response: z.strictObject({
      version: caseVersion,
      documents: count,
      bytes: count,
      supplement: z.boolean(),
      findings: z.array(z.strictObject({ code: line, severity: z.enum(['info', 'warning', 'error']), count })),
      history: z.array(exportRow),
    }),
    errors: ['case-not-found'],
  }),
  /** Writes the package into the chosen folder: complete or invisible (temp, fsync, rename; manifest verified by read-back). */
  run: call({
    kind: 'command',
    permission: 'export.run',
    request: z.strictObject({ caseId: id, version: caseVersion, grantId }),
    response: z.strictObject({ exportId: id, packageName: line, files: count, bytes: count, version: caseVersion }),
    errors: [
      ...changes,
      'unknown-grant',
      'folder-not-writable',
      'folder-full',
      'target-exists',
      'document-unreadable',
      'read-back-differs',
    ],
  }),
  /** The local procedure has it: recorded by a human, with the file number if known. */
  confirm: call({
    kind: 'command',
    permission: 'export.run',
    request: z.strictObject({ caseId: id, version: caseVersion, exportId: id, fileNumber: line }),
    response: z.strictObject({ version: caseVersion }),
    errors: [...changes, 'export-not-found', 'already-confirmed'],
  }),
  list: call({
    kind: 'query',
    permission: 'export.run',
    request: z.strictObject({}),
    response: z.array(exportRow.extend({ familyName: line, givenNames: line, reference: line })),
    errors: [],
  }),
} as const;
