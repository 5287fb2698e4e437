/** What the press can do. Everything it is given is foreign; it has no keys, no database and no network. */
export type PressJobs = {
  /** Opens a PDF far enough to count its pages and to see whether it is encrypted or damaged. */
  'inspect-pdf': PdfInspection;
};
export type PressJobName = keyof PressJobs;

export type PdfInspection =
  | { readonly pages: number }
  | { readonly trouble: 'encrypted' | 'damaged' }
  /** The press could not tell in time or memory; says nothing about the document. */
  | { readonly trouble: 'not-checked' };

/** What the supervisor sends to the press. */
export type PressQuestion = { readonly id: number; readonly job: string; readonly bytes: Uint8Array };

/** What the press answers. */
export type PressAnswer =
  | { readonly id: number; readonly ok: true; readonly result: PressJobs[PressJobName] }
  | { readonly id: number; readonly ok: false; readonly code: 'unknown-job' | 'failed' };
