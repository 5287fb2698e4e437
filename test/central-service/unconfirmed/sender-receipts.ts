import type { SetAuthor } from '../delivery/set-check.ts';
import type { ApiClient } from '../state/service-identity.ts';

/**
 * UNCONFIRMED (PROTOCOL §11.3, open point 7): with which `iss` a sender, which has no destination, confirms a reply.
 * Our inference: it posts a SET with its client id as `iss`, signed with a key registered for the client, and
 * - `on-behalf` (default): the service checks it and writes its own accept-/reject-reply SET into the log, which every
 *   reader can verify with the JWKS;
 * - `verbatim`: the sender's own SET stands in the log; a reader cannot obtain its key and must tolerate that.
 */
export type ReceiptMode = 'on-behalf' | 'verbatim';

/** Which SETs a sender client may post, and how it must sign them. */
export function senderAuthor(client: ApiClient): SetAuthor {
  return {
    issuer: client.clientId,
    keys: client.signingKeys,
    events: [
      { event: 'accept', kind: 'reply' },
      { event: 'reject', kind: 'reply' },
    ],
  };
}
