import { PDFWorker, VerbosityLevel } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { trustedWorkerUrl } from '../app/trusted-types.ts';

type Engine = { worker: PDFWorker; port: Worker };
let engine: Engine | null = null;

/**
 * The one worker that parses foreign PDFs for this window, started on first use. The worker file is our own and runs
 * under a policy of its own (ARCHITECTURE §11); a document that hangs it is answered with {@link restartPdfEngine}.
 */
export const pdfEngine = (): PDFWorker => {
  if (engine === null) {
    const port = new Worker(trustedWorkerUrl(workerUrl), { type: 'module', name: 'pdf' });
    engine = { port, worker: PDFWorker.create({ port, verbosity: VerbosityLevel.ERRORS }) };
  }
  return engine.worker;
};

/** Ends a worker that no longer answers; the next document gets a fresh one. Documents open in the old one are lost. */
export const restartPdfEngine = (): void => {
  if (engine === null) return;
  engine.worker.destroy();
  engine.port.terminate();
  engine = null;
};
