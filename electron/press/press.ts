import { inspectPdf } from './inspect-pdf.ts';
import type { PressAnswer, PressQuestion } from './protocol.ts';

/*
 * Entry of the press: the process that touches foreign documents. One job at a time; its supervisor ends it when a
 * job takes too long and starts a new one.
 */

type ParentPort = {
  on(event: 'message', listener: (event: { data: PressQuestion }) => void): void;
  postMessage(answer: PressAnswer): void;
};

const answerTo = async ({ id, job, bytes }: PressQuestion): Promise<PressAnswer> => {
  if (job !== 'inspect-pdf') return { id, ok: false, code: 'unknown-job' };
  try {
    return { id, ok: true, result: await inspectPdf(new Uint8Array(bytes)) };
  } catch {
    return { id, ok: false, code: 'failed' };
  }
};

const parentPort =
  'parentPort' in process && typeof process.parentPort === 'object' && process.parentPort !== null
    ? (process.parentPort as ParentPort)
    : undefined;

if (parentPort !== undefined) {
  parentPort.on('message', ({ data }) => {
    void answerTo(data).then((answer) => parentPort.postMessage(answer));
  });
} else {
  process.on('message', (question: PressQuestion) => {
    void answerTo(question).then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit(0));
}
