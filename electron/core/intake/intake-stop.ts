import type { IntakeTrouble } from '../../../shared/contract/intake.ts';
import { DeliveryError } from '../delivery/port.ts';
import { TROUBLE_OF_FAULT } from '../delivery/trouble-codes.ts';

/** Ends the work on one submission (or one destination) for now: it stays at the service, is shown and tried again. */
export class IntakeStop extends Error {
  readonly trouble: IntakeTrouble;
  /** Part concerned: `metadata`, `data`, `attachment`, `service`, … */
  readonly part: string | null;
  constructor(trouble: IntakeTrouble, part: string | null = null) {
    super(part === null ? trouble : `${trouble}: ${part}`);
    this.trouble = trouble;
    this.part = part;
  }
}

/** Faults that concern the connection, not one submission: the round over the destination ends. */
export const CONNECTION_TROUBLES: ReadonlySet<IntakeTrouble> = new Set([
  'service-unreachable',
  'service-slow',
  'service-error',
  'credentials-refused',
  'not-connected-to-destination',
  'storage-full',
]);

/** What a thrown error means for intake; `undefined` when it is none of the expected ones. */
export const stopOf = (error: unknown): IntakeStop | undefined => {
  if (error instanceof IntakeStop) return error;
  if (error instanceof DeliveryError) {
    return new IntakeStop(TROUBLE_OF_FAULT[error.fault], error.status === null ? null : String(error.status));
  }
  return undefined;
};
