import { z } from 'zod';
import type { PdfInspection } from '../../press/protocol.ts';
import type { FromCore, ToCore } from '../messages.ts';

/** What core asks of the keyless press process. */
export type Press = { inspectPdf(bytes: Uint8Array): Promise<PdfInspection> };

const inspection = z.union([
  z.object({ pages: z.number().int().min(1).max(100_000) }),
  z.object({ trouble: z.enum(['encrypted', 'damaged', 'not-checked']) }),
]);

const LIMITS = { milliseconds: 20_000, megabytes: 512 };
/** Main answers after its own time limit; this one only catches an answer that never comes. */
const PATIENCE_MS = 60_000;

/**
 * Asks for press jobs over core's line to main. A job that fails, takes too long or answers nonsense is `not-checked`:
 * a file's trouble never stops an application (ARCHITECTURE §6).
 */
export const createPressClient = (
  send: (message: Extract<FromCore, { type: 'press-job' }>) => void,
): { press: Press; onResult(message: Extract<ToCore, { type: 'press-result' }>): void } => {
  const waiting = new Map<number, (result: unknown) => void>();
  let nextId = 1;
  return {
    press: {
      inspectPdf: async (bytes) => {
        const id = nextId;
        nextId += 1;
        const { promise, resolve } = Promise.withResolvers<unknown>();
        waiting.set(id, resolve);
        const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
        send({ type: 'press-job', id, job: 'inspect-pdf', bytes, limits: LIMITS });
        const parsed = inspection.safeParse(await promise);
        clearTimeout(timer);
        waiting.delete(id);
        return parsed.success ? parsed.data : { trouble: 'not-checked' };
      },
    },
    onResult: (message) => waiting.get(message.id)?.(message.ok ? message.result : undefined),
  };
};
