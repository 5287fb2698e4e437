import { z } from 'zod';
import { NACHFORDERUNG_STANDARD, type OutgoingAttachment } from './metadata.ts';
import type { ReceivedReply } from './replies.ts';

/** Schema of the Fachdaten that answer a Nachforderung. */
export const NACHREICHUNG_SCHEMA = 'urn:einbuergerungsdesk:fachdaten:nachreichung:1.0.0';

/** The Fachdaten of a reply that asks for missing proofs. */
const nachforderungSchema = z.looseObject({
  $schema: z.literal(NACHFORDERUNG_STANDARD),
  nachforderungId: z.uuid(),
  aktenzeichen: z.string(),
  /** Local date `YYYY-MM-DD`. */
  frist: z.iso.date(),
  positionen: z
    .array(
      z.looseObject({
        positionId: z.uuid(),
        person: z.string(),
        nachweis: z.string(),
        bezeichnung: z.string(),
        grund: z.string(),
        erlaeuterung: z.string(),
      }),
    )
    .min(1),
  text: z.string(),
});

/** A paper sent in answer; `positionId` names the item it answers, else the items are taken in order. */
export type NachforderungAnswer = OutgoingAttachment & { positionId?: string; art?: string; personen?: string[] };

/**
 * Builds the Fachdaten of a Nachreichung for a received Nachforderung.
 * @throws when the reply's Fachdaten are no Nachforderung
 */
export function buildNachreichung(reply: ReceivedReply, answers: NachforderungAnswer[], mitteilung?: string) {
  const { nachforderungId, positionen } = nachforderungSchema.parse(reply.data);
  return {
    $schema: NACHREICHUNG_SCHEMA,
    nachforderungId,
    nachweise: answers.map((answer, index) => {
      const position = answer.positionId
        ? positionen.find(({ positionId }) => positionId === answer.positionId)
        : positionen[index];
      const art = answer.art ?? position?.nachweis;
      const positionId = answer.positionId ?? position?.positionId;
      return {
        anlageId: answer.attachmentId,
        ...(positionId === undefined ? {} : { positionId }),
        ...(art === undefined ? {} : { art }),
        personen: answer.personen ?? (position ? [position.person] : []),
        bezeichnung: position?.bezeichnung ?? answer.filename,
      };
    }),
    ...(mitteilung === undefined ? {} : { mitteilung }),
  };
}
