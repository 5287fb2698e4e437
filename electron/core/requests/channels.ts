import { z } from 'zod';
import type { ResponseOf } from '../../../shared/contract/contract.ts';
import type { Declared } from '../cases/opening.ts';
import { type EncryptionPublicJwk, encryptionPublicJwk } from '../delivery/jwk.ts';
import { type Reader, sql } from '../store/database.ts';
import { isUnderSixteen } from './addressee.ts';

/** Schema of the structured part of a Nachforderung; ours, because no nationwide one is known (PROTOCOL §11.4). */
export const NACHFORDERUNG_1_0 = 'urn:einbuergerungsdesk:nachforderung:1.0.0';

/** What intake keeps of the sender's choice (delivery/port, ReplyChannel). */
const replyChannel = z.object({
  kind: z.literal('fit-connect'),
  publicKey: encryptionPublicJwk,
  processStandards: z.array(z.string()),
});

export type ReplyTarget = { destinationId: string; fitCaseId: string; publicKey: EncryptionPublicJwk };

type ChannelRow = {
  role: string;
  fit_case_id: string | null;
  destination_id: string | null;
  reply_channel: string | null;
  connected: number;
};

type ReplyState =
  | { target: ReplyTarget }
  | { why: 'no-reply-channel' | 'standard-not-offered' | 'channel-of-other-person' | 'not-connected' };

/**
 * Where an electronic reply of this case would go, or why it cannot. The channel belongs to the person who filed, so
 * it serves that person and the children acting through them, never another adult of the family.
 */
export const replyState = (reader: Reader, caseId: string, declared: Declared, today: string): ReplyState => {
  const row = reader.get<ChannelRow>(sql`
    SELECT c.role, c.fit_case_id, e.destination_id, f.reply_channel,
      EXISTS (SELECT 1 FROM destination AS d WHERE d.id = e.destination_id) AS connected
    FROM cases AS c JOIN eingang AS e ON e.id = c.eingang_id LEFT JOIN fachdaten AS f ON f.eingang_id = e.id
    WHERE c.id = ${caseId}`);
  const parsed = replyChannel.safeParse(row?.reply_channel == null ? undefined : JSON.parse(row.reply_channel));
  if (row === undefined || !parsed.success || row.fit_case_id === null || row.destination_id === null)
    return { why: 'no-reply-channel' };
  if (!parsed.data.processStandards.includes(NACHFORDERUNG_1_0)) return { why: 'standard-not-offered' };
  if (row.connected === 0) return { why: 'not-connected' };
  const isOwnChannel = row.role === 'applicant' || isUnderSixteen(declared.person.birthDate, today);
  if (!isOwnChannel) return { why: 'channel-of-other-person' };
  return {
    target: {
      destinationId: row.destination_id,
      fitCaseId: row.fit_case_id,
      publicKey: parsed.data.publicKey,
    },
  };
};

/** Both channels with whether they can be used and why not. */
export const channelsOf = (state: ReplyState): ResponseOf<'requests', 'editor'>['channels'] => [
  { channel: 'fit-connect', available: 'target' in state, why: 'target' in state ? '' : state.why },
  { channel: 'letter', available: true, why: '' },
];
