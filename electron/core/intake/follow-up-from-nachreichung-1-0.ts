import type { DeclaredUpload, FurtherField } from '../../../shared/domain/application.ts';
import { isEvidenceId } from './application-from-fachdaten-1-0.ts';
import { fieldScope, furtherFields } from './declared-fields.ts';
import { nachreichungSchema } from './fachdaten-1.0.ts';

/** Papers an applicant sends to a case that exists, as answer to a Nachforderung or unasked. */
export type FollowUp = {
  /** Our id of the Nachforderung it says it answers. */
  requestId: string | null;
  uploads: (DeclaredUpload & { answersItem: string | null })[];
  message: string;
  further: FurtherField[];
};

/**
 * Maps a Nachreichung 1.0; what it does not map stands in `further`.
 *
 * @param content parsed JSON
 * @returns `undefined` when the content violates the schema
 */
export const followUpFromNachreichung = (content: unknown): FollowUp | undefined => {
  const parsed = nachreichungSchema.safeParse(content);
  if (!parsed.success) return undefined;
  const value = parsed.data;
  const mapped = new Set<string>();
  const root = fieldScope(mapped);
  root.used('$schema');
  root.used('nachweise');
  return {
    requestId: root.maybe('id', 'nachforderungId', value.nachforderungId).id?.toLowerCase() ?? null,
    uploads: value.nachweise.map((entry, index) => {
      const scope = root.inside(`nachweise[${index}]`);
      scope.used('personen');
      return {
        attachmentId: scope.text('anlageId', entry.anlageId).toLowerCase(),
        ...(entry.art !== undefined && isEvidenceId(entry.art) ? scope.maybe('claimedEvidence', 'art', entry.art) : {}),
        personRefs: entry.personen.map((ref, position) => scope.text(`personen[${position}]`, ref)),
        ...scope.maybe('title', 'bezeichnung', entry.bezeichnung),
        answersItem: scope.maybe('id', 'positionId', entry.positionId).id?.toLowerCase() ?? null,
      };
    }),
    message: root.maybe('text', 'mitteilung', value.mitteilung).text ?? '',
    further: furtherFields(content, mapped),
  };
};
