import { z } from 'zod';

/** Field schemas used by several modules: bounded everywhere, because the renderer is treated as hostile (SECURITY C3). */
export const id = z.uuid();
export const localDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export const partialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
/** UTC instant in milliseconds. */
export const instant = z.number().int().nonnegative();
export const count = z.number().int().nonnegative();
/** One line without control characters. */
export const line = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u);
export const paragraph = z.string().max(4000);
export const evidenceId = z.string().regex(/^EV-[A-Z0-9]{2,12}$/);
export const nothing = z.strictObject({});
/** The last journal sequence of the case the caller saw; a command on a newer case is refused as `stale-version`. */
export const caseVersion = z.number().int().nonnegative();
/** Id of a folder or file a person chose in a dialog of main; the path itself never enters a window (SECURITY C4). */
export const grantId = z.uuid();
