import { z } from 'zod';
import { type CaseEvent, type CaseLog, DeliveryError, type EventLogFlaw, type PartTags } from '../port.ts';
import type { Api } from './api.ts';
import { type Author, allowedAuthors, eventOfUri, orderHolds } from './event-names.ts';
import { type ReadToken, readToken, signatureHolds } from './event-token.ts';
import type { KeySource } from './keys.ts';

const PAGE = 500;
const LONGEST_LOG = 10_000;
const LOG_LIMIT = 16 * 1024 * 1024;

const logPage = z.object({ eventLog: z.array(z.string()), totalCount: z.number().int().nonnegative().nullish() });

const partTags = z.object({
  metadata: z.string(),
  data: z.string().nullish(),
  attachments: z.record(z.string(), z.string()).nullish(),
});

const readTags = (payload: Record<string, unknown>): PartTags | null => {
  const parsed = partTags.safeParse(payload.authenticationTags);
  if (!parsed.success) return null;
  const attachments = Object.entries(parsed.data.attachments ?? {}).map(([id, tag]) => [id.toLowerCase(), tag]);
  return {
    metadata: parsed.data.metadata,
    data: parsed.data.data ?? null,
    attachments: Object.fromEntries(attachments),
  };
};

const invalid = (flaw: EventLogFlaw) => new DeliveryError('event-log-invalid', { flaw });

export type LogIdentity = { readonly destinationId: string; readonly issuer: string };

const sameAddress = (left: string, right: string): boolean => left.replace(/\/+$/, '') === right.replace(/\/+$/, '');

/**
 * Verifies the tokens of one Vorgang by PROTOCOL §8.7: shape, issuer and its key, signature, Vorgang, subject, author
 * of the event, no token twice, possible order. Unknown event URIs with a good signature are skipped. A sender's own
 * token about a reply cannot be verified, because no source publishes its key (UNCONFIRMED, §11.3): it is skipped too.
 *
 * @throws {DeliveryError} `event-log-invalid` with its flaw when one token does not hold, since then the log as a whole
 * is in doubt
 */
export const verifyLog = async (
  tokens: readonly string[],
  fitCaseId: string,
  identity: LogIdentity,
  keys: KeySource,
  signal?: AbortSignal,
): Promise<CaseEvent[]> => {
  const events: CaseEvent[] = [];
  const seen = new Set<string>();
  for (const compact of tokens) {
    const token = readToken(compact);
    if (token === undefined) throw invalid('malformed');
    const jti = token.claims.jti.toLowerCase();
    if (seen.has(jti)) throw invalid('replayed');
    if (token.claims.txn.toLowerCase() !== `case:${fitCaseId.toLowerCase()}`) throw invalid('subject');
    seen.add(jti);
    const author = authorOf(token, identity);
    const named = eventOfUri(token.eventUri);
    const [subject, subjectId] = token.claims.sub.toLowerCase().split(':');
    if (author === 'sender') {
      if (
        named?.subject === 'reply' &&
        subject === 'reply' &&
        allowedAuthors(named.action, 'reply').includes('sender')
      ) {
        continue;
      }
      throw invalid('issuer');
    }
    const key =
      author === 'service' ? await keys.serviceKey(token.kid, signal) : await keys.destinationKey(token.kid, signal);
    if (key === undefined) throw invalid('key');
    if (!signatureHolds(token, key)) throw invalid('signature');
    if (named === undefined) continue;
    if (subject !== named.subject || subjectId === undefined) throw invalid('subject');
    if (!allowedAuthors(named.action, named.subject).includes(author)) throw invalid('author');
    events.push({
      ...named,
      subjectId,
      jti,
      at: token.claims.iat * 1000,
      author,
      tags: readTags(token.payload),
    });
  }
  const submits = events
    .filter(({ action }) => action === 'submit')
    .map((event) => `${event.subject}:${event.subjectId}`);
  if (new Set(submits).size < submits.length) throw invalid('submits');
  if (!orderHolds(events)) throw invalid('order');
  return events;
};

const authorOf = (token: ReadToken, identity: LogIdentity): Author => {
  const { iss } = token.claims;
  if (/^https?:/i.test(iss)) {
    if (!sameAddress(iss, identity.issuer)) throw invalid('issuer');
    return 'service';
  }
  return iss.toLowerCase() === identity.destinationId.toLowerCase() ? 'destination' : 'sender';
};

/** Fetches the whole event log of a Vorgang and verifies it, as on every fetch (PROTOCOL §14). */
export const readCaseLog = async (
  api: Api,
  keys: KeySource,
  identity: LogIdentity,
  fitCaseId: string,
  signal?: AbortSignal,
): Promise<CaseLog> => {
  const tokens: string[] = [];
  for (;;) {
    const page = await api.json(
      {
        method: 'GET',
        segments: ['cases', fitCaseId, 'events'],
        query: { offset: String(tokens.length), limit: String(PAGE) },
        limit: LOG_LIMIT,
        signal,
      },
      logPage,
    );
    tokens.push(...page.eventLog);
    if (tokens.length > LONGEST_LOG) throw new DeliveryError('too-large');
    const whole = page.totalCount === null || page.totalCount === undefined ? undefined : page.totalCount;
    if (page.eventLog.length === 0 || (whole === undefined ? page.eventLog.length < PAGE : tokens.length >= whole))
      break;
  }
  const events = await verifyLog(tokens, fitCaseId, identity, keys, signal);
  const schemas = tokens.map((token) => readToken(token)?.claims).filter((claims) => claims?.iss.startsWith('http'));
  return { events, tokens, payloadSchema: schemas.findLast((claims) => claims?.$schema)?.$schema ?? null };
};
