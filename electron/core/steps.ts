/**
 * Every boundary at which a crash leaves something behind: between two neighbours of this list the store, the service
 * or a folder changed. Crash tests stop the process at each of them (SECURITY F1, L2); the order is that of the work.
 */
export const STEPS = [
  // The way in (ARCHITECTURE §6); the files of attachments pass the steps of `file.` as well.
  'collect.listed',
  'collect.fetched',
  'collect.proved',
  'collect.attachments-kept',
  'keep.begun',
  'keep.committing',
  'keep.committed',
  'release.read-back',
  'release.permitted',
  'release.released',
  'accept.sending',
  'accept.sent',
  'accept.ended',
  // A Nachforderung on its way to the applicant.
  'reply.letter-kept',
  'reply.enqueued',
  'reply.announced',
  'reply.announcement-noted',
  'reply.uploaded',
  'reply.upload-noted',
  'reply.submitted',
  'reply.submission-noted',
  'reply.ended',
  'reply.answer-noted',
  // Every file that must be there whole or not at all: documents, key file, letters, parts of the second copy.
  'file.written',
  'file.synced',
  'file.renamed',
  'file.folder-synced',
  // The second copy outside this machine.
  'copy.document-copied',
  'copy.segment-written',
  'copy.segment-noted',
  'copy.snapshot-written',
  'copy.snapshot-renamed',
  'copy.manifest-written',
  'copy.marked',
  'copy.pruned',
  // A newer schema.
  'migration.copied',
  'migration.migrated',
  'migration.checked',
  'migration.ended',
  // A package for the local procedure.
  'package.prepared',
  'package.written',
  'package.renamed',
  'package.journalled',
] as const;
export type Step = (typeof STEPS)[number];

let watcher: ((step: Step) => void) | undefined;

/** Called where a step ends. Does nothing, unless a test process watches; nothing in the product ever does. */
export const passed = (step: Step): void => watcher?.(step);

/**
 * Lets a test process look at (and end itself in) every step of this thread. No environment variable, argument or
 * setting leads here (SECURITY I4): only code that imports it, which test/architecture allows to none of the product.
 */
export const watchSteps = (watch: (step: Step) => void): void => {
  watcher = watch;
};
