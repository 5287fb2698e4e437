declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  /** pdf.js runs this in the calling thread when it finds it under `globalThis.pdfjsWorker`. */
  export const WorkerMessageHandler: unknown;
}
