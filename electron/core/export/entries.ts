import { z } from 'zod';
import { entryKind } from '../journal/entry.ts';
import { sql } from '../store/database.ts';

/** A package stands complete in the target folder and was read back. */
export const packageWritten = entryKind({
  kind: 'export.written',
  version: 1,
  payload: z.strictObject({
    exportId: z.string(),
    by: z.string(),
    packageName: z.string(),
    files: z.number(),
    bytes: z.number(),
    manifestSha256: z.string(),
    supplement: z.boolean(),
    /** Documents the package holds, by id and SHA-256 of the exported bytes. */
    documents: z.array(z.strictObject({ documentId: z.string(), path: z.string(), sha256: z.string() })),
  }),
  reduce: (writer, header, payload) => {
    writer.run(sql`INSERT INTO export_package
        (id, case_id, at, by, package_name, files, bytes, manifest_sha256, supplement, state)
      VALUES (${payload.exportId}, ${header.caseId}, ${header.at}, ${payload.by}, ${payload.packageName},
        ${payload.files}, ${payload.bytes}, ${payload.manifestSha256}, ${payload.supplement ? 1 : 0}, 'EXPORTIERT')`);
    for (const { documentId, path, sha256 } of payload.documents) {
      writer.run(sql`INSERT INTO export_document (export_id, document_id, path, sha256)
        VALUES (${payload.exportId}, ${documentId}, ${path}, ${sha256})`);
    }
  },
});

/** A package could not be written; nothing of it stands in the target folder. */
export const packageFailed = entryKind({
  kind: 'export.failed',
  version: 1,
  payload: z.strictObject({ exportId: z.string(), code: z.string() }),
  reduce: () => undefined,
});

/** A human says that the local procedure has the package. */
export const packageConfirmed = entryKind({
  kind: 'export.confirmed',
  version: 1,
  payload: z.strictObject({ exportId: z.string(), fileNumber: z.string() }),
  reduce: (writer, header, { exportId, fileNumber }) => {
    writer.run(sql`UPDATE export_package SET state = 'BESTAETIGT', confirmed_at = ${header.at},
      file_number = ${fileNumber === '' ? null : fileNumber} WHERE id = ${exportId}`);
  },
});
