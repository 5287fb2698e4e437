import { character } from './cast.ts';

/** Address of a version of the Fachdaten that no client of today knows. */
export const FACHDATEN_9_0 = 'urn:einbuergerungsdesk:fachdaten:einbuergerung:9.0.0';

/**
 * A submission in a schema newer than the client: it must be kept and shown as not understood, never refused and never
 * acknowledged as read.
 */
export function newerSchemaSubmission(): { schemaUri: string; data: unknown; submittedAt: string } {
  const { fachdaten, submittedAt } = character('wulandari');
  const { personen, ...rest } = fachdaten;
  return {
    schemaUri: FACHDATEN_9_0,
    submittedAt,
    data: { ...rest, $schema: FACHDATEN_9_0, beteiligte: personen, personenanzahl: personen.length },
  };
}
