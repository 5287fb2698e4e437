import type { IntakeTrouble } from '../../../shared/domain/intake-troubles.ts';
import { DeliveryError } from '../delivery/port.ts';
import { troubleOf } from '../delivery/trouble-codes.ts';

/** Ends the work on one submission (or one destination) for now: it stays at the service, is shown and tried again. */
export class IntakeStop extends Error {
  readonly trouble: IntakeTrouble;
  /** Part concerned: `metadata`, `data`, `attachment:<id>`; for faults of the connection the HTTP status. */
  readonly part: string | null;
  /** When the submission was submitted, UTC milliseconds, once the signed event was read. */
  submittedAt: number | null = null;
  constructor(trouble: IntakeTrouble, part: string | null = null) {
    super(part === null ? trouble : `${trouble}: ${part}`);
    this.trouble = trouble;
    this.part = part;
  }
}

/** What a thrown error means for intake; `undefined` when it is none of the expected ones. */
export const stopOf = (error: unknown): IntakeStop | undefined => {
  if (error instanceof IntakeStop) return error;
  if (error instanceof DeliveryError) {
    return new IntakeStop(troubleOf(error), error.status === null ? null : String(error.status));
  }
  return undefined;
};
