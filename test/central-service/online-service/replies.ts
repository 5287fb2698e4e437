import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { authenticationTag, decryptWithKey } from '../crypto/encryption.ts';
import type { PrivateJwk } from '../crypto/jwk.ts';
import { SET_SCHEMA, type SetClaims, signSet } from '../delivery/event-log.ts';
import { eventUri } from '../delivery/lifecycle.ts';
import { writeFileAtomically } from '../state/atomic-file.ts';
import type { AuthenticationTags } from '../state/case-record.ts';
import type { ApiClient } from './api-client.ts';
import { type Metadata, metadataSchema, sha512 } from './metadata.ts';
import type { VerifiedEvent } from './verified-log.ts';

/** A reply after decryption and verification. */
export type ReceivedReply = {
  replyId: string;
  caseId: string;
  metadata: Metadata;
  /** The parsed JSON Fachdaten, e.g. a Nachforderung. */
  data: unknown;
  attachments: { attachmentId: string; filename: string; mimeType: string; purpose: string; bytes: Uint8Array }[];
};

const replySchema = z.object({
  replyId: z.string(),
  caseId: z.string(),
  attachments: z.array(z.string()),
  encryptedMetadata: z.string(),
  encryptedData: z.string(),
});
const keptSchema = replySchema.extend({ parts: z.record(z.string(), z.string()) });
type KeptReply = z.infer<typeof keptSchema>;

/** Collects replies for a sender and keeps them, still encrypted, before confirming them. */
export type ReplyInbox = {
  collect: () => Promise<ReceivedReply[]>;
  /** All replies kept so far. */
  kept: () => Promise<ReceivedReply[]>;
};

/**
 * Makes the inbox of one sender.
 * @param settings `folder` keeps the encrypted replies, `readLog` gives a case's verified event log
 */
export function createReplyInbox(settings: {
  api: ApiClient;
  versionPath: string;
  folder: string;
  clientId: string;
  replyKey: PrivateJwk;
  signingKey: PrivateJwk;
  readLog: (caseId: string) => Promise<VerifiedEvent[]>;
}): ReplyInbox {
  const { api, versionPath, folder } = settings;

  const fetchReply = async (replyId: string): Promise<KeptReply> => {
    const reply = await api.json(`${versionPath}/replies/${replyId}`, replySchema);
    const parts: Record<string, string> = {};
    for (const id of reply.attachments)
      parts[id] = (await api.text(`${versionPath}/replies/${replyId}/attachments/${id}`)).trim();
    return { ...reply, parts };
  };

  const accept = async (reply: KeptReply, tags: AuthenticationTags): Promise<void> => {
    const claims: SetClaims = {
      $schema: SET_SCHEMA,
      jti: randomUUID(),
      iss: settings.clientId,
      iat: Math.floor(Date.now() / 1000),
      sub: `reply:${reply.replyId}`,
      txn: `case:${reply.caseId}`,
      events: { [eventUri('accept', 'reply')]: { authenticationTags: tags } },
    };
    const body = await signSet(claims, settings.signingKey);
    await api.text(`${versionPath}/cases/${reply.caseId}/events`, { method: 'POST', body, type: 'application/jose' });
  };

  return {
    collect: async () => {
      const listSchema = z.object({ replies: z.array(z.object({ replyId: z.string() })) });
      const received: ReceivedReply[] = [];
      for (;;) {
        const { replies } = await api.json(`${versionPath}/replies?offset=0&limit=100`, listSchema);
        if (replies.length === 0) return received;
        for (const { replyId } of replies) {
          const reply = await fetchReply(replyId);
          const tags = checkTags(reply, await settings.readLog(reply.caseId));
          const opened = await openReply(reply, settings.replyKey);
          await mkdir(folder, { recursive: true });
          await writeFileAtomically(join(folder, `${replyId}.json`), JSON.stringify(reply));
          await accept(reply, tags);
          received.push(opened);
        }
      }
    },
    kept: async () => {
      await mkdir(folder, { recursive: true });
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
      return Promise.all(
        names.map(async (name) => {
          const reply = keptSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
          return openReply(reply, settings.replyKey);
        }),
      );
    },
  };
}

function checkTags(reply: KeptReply, log: VerifiedEvent[]): AuthenticationTags {
  const submits = log.filter(({ event, subject }) => event === 'submit-reply' && subject === `reply:${reply.replyId}`);
  const expected = submits[0]?.payload.authenticationTags;
  if (submits.length !== 1 || !expected) throw new Error(`reply ${reply.replyId}: no single submit-reply with tags`);
  const actual: AuthenticationTags = {
    metadata: authenticationTag(reply.encryptedMetadata),
    data: authenticationTag(reply.encryptedData),
    ...(reply.attachments.length > 0
      ? {
          attachments: Object.fromEntries(Object.entries(reply.parts).map(([id, jwe]) => [id, authenticationTag(jwe)])),
        }
      : {}),
  };
  const same =
    actual.metadata === expected.metadata &&
    actual.data === expected.data &&
    sorted(actual.attachments) === sorted(expected.attachments);
  if (!same) throw new Error(`reply ${reply.replyId}: authentication tags differ from the submit event`);
  return actual;
}

function sorted(tags: Record<string, string> = {}): string {
  return JSON.stringify(Object.entries(tags).sort());
}

async function openReply(reply: KeptReply, key: PrivateJwk): Promise<ReceivedReply> {
  const text = new TextDecoder('utf-8', { fatal: true });
  const metadata = metadataSchema.parse(JSON.parse(text.decode(await decryptWithKey(reply.encryptedMetadata, key))));
  const data = await decryptWithKey(reply.encryptedData, key);
  demandHash(reply, 'data', data, metadata.contentStructure.data.hash.content);
  const declared = metadata.contentStructure.attachments.map(({ attachmentId }) => attachmentId);
  if (JSON.stringify([...declared].sort()) !== JSON.stringify([...reply.attachments].sort()))
    throw new Error(`reply ${reply.replyId}: metadata and reply list different attachments`);
  const attachments = await Promise.all(
    metadata.contentStructure.attachments.map(async ({ attachmentId, filename, mimeType, purpose, hash }) => {
      const bytes = await decryptWithKey(reply.parts[attachmentId] ?? '', key);
      demandHash(reply, attachmentId, bytes, hash.content);
      return { attachmentId, filename: filename ?? attachmentId, mimeType, purpose, bytes };
    }),
  );
  const { replyId, caseId } = reply;
  return { replyId, caseId, metadata, data: JSON.parse(text.decode(data)), attachments };
}

function demandHash(reply: KeptReply, part: string, bytes: Uint8Array, expected: string): void {
  if (sha512(bytes).content !== expected) throw new Error(`reply ${reply.replyId}: hash of ${part} differs`);
}
