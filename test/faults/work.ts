import { createHash, randomUUID } from 'node:crypto';
import type { Prng } from '../applicants/prng.ts';
import { application } from '../integration/trouble-office.ts';
import type { Central, FileToSend } from './central.ts';
import type { Promised, Sent } from './check.ts';
import type { Office } from './office.ts';

/** What the people of an office do while the fault strikes, besides fetching. */
export const DEEDS = ['request', 'case', 'files', 'package', 'copy'] as const;
export type Deed = (typeof DEEDS)[number];

const sha512 = (bytes: Uint8Array | string): string => createHash('sha512').update(bytes).digest('hex');

/** Sizes around the chunk of a document file, and nothing at all. */
const SIZES = [0, 1, 900, 65_536, 65_537, 140_000];

const bytesOf = (size: number, chance: Prng): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) bytes[at] = chance.int(0, 255);
  return bytes;
};

const idOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'nachforderungId' in value ? String(value.nachforderungId) : '';

/** The applicants' side and the desk's people, and everything they were told is done. */
export const createWork = (office: Office, central: Central) => {
  const sent: Sent[] = [];
  const promised: Promised = { caseIds: [], documentIds: [], requestIds: [], packages: [] };
  const answered = new Set<string>();

  const files = (chance: Prng, least: number): { toSend: FileToSend[]; hashes: Map<string, string> } => {
    const toSend: FileToSend[] = [];
    const hashes = new Map<string, string>();
    for (let count = chance.int(least, 2); count > 0; count -= 1) {
      const bytes = bytesOf(chance.pick(SIZES), chance);
      const attachmentId = randomUUID();
      hashes.set(attachmentId, sha512(bytes));
      toSend.push({
        attachmentId,
        filename: `Anlage ${count}.jpg`,
        mimeType: 'image/jpeg',
        base64: Buffer.from(bytes).toString('base64'),
        purpose: 'attachment',
      });
    }
    return { toSend, hashes };
  };

  /** One person applies, with at least so many files. */
  const apply = async (chance: Prng, least = 0): Promise<void> => {
    const { toSend, hashes } = files(chance, least);
    const small = application();
    const fachdaten = String(small.fachdaten);
    const { submissionId } = await central.sendApplication({
      fachdaten,
      schemaUri: small.schemaUri,
      attachments: toSend,
      replyChannel: true,
    });
    sent.push({ submissionId, kind: 'application', fachdatenSha512: sha512(fachdaten), attachments: hashes });
  };

  /** Somebody answers a Nachforderung that was received and not answered yet. */
  const answer = async (chance: Prng): Promise<void> => {
    const reply = (await central.keptReplies()).find(({ replyId }) => !answered.has(replyId));
    if (reply === undefined) return;
    answered.add(reply.replyId);
    const { toSend, hashes } = files(chance, 1);
    const { submissionId } = await central.answerNachforderung({ replyId: reply.replyId, answers: toSend });
    sent.push({ submissionId, kind: 'follow-up', attachments: hashes });
  };

  const rows = async () => {
    const { listId, total } = await office.call('cases', 'openList', {
      filter: { view: 'all', statuses: [], search: '' },
      sort: { by: 'received', direction: 'descending' },
    });
    return total === 0 ? [] : (await office.call('cases', 'listPage', { listId, from: 0, count: 200 })).rows;
  };

  /** A Nachforderung by reply, for the newest case that had none. */
  const request = async (): Promise<void> => {
    for (const { caseId } of await rows()) {
      const opened = await office.call('cases', 'get', { caseId });
      if (opened.status !== 'NEU') continue;
      const [account] = await office.call('administration', 'accounts', {});
      await office.call('cases', 'assign', { caseId, version: opened.version, accountId: account?.id ?? null });
      const { draft, version } = await office.call('requests', 'editor', { caseId });
      if (draft.channel !== 'fit-connect') continue;
      const { previewId } = await office.call('requests', 'preview', { caseId, draft });
      const { requestId } = await office.call('requests', 'send', { caseId, version, draft, previewId });
      promised.requestIds.push(requestId);
      return;
    }
  };

  const byHand = async (): Promise<void> => {
    const { caseId } = await office.call('intake', 'createCase', {
      channel: 'post',
      receivedOn: '2026-02-03',
      familyName: 'Łukasz',
      givenNames: 'Ana',
      birthDate: '1990',
      birthPlace: 'Łódź',
      nationalities: ['152'],
      legalBasis: 'LB-10-1',
      groups: ['G-EMP'],
    });
    promised.caseIds.push(caseId);
  };

  const addFiles = async (chance: Prng): Promise<void> => {
    const [row] = await rows();
    if (row === undefined) return;
    const { documents } = await office.call('intake', 'addFiles', {
      caseId: row.caseId,
      channel: 'post',
      receivedOn: '2026-02-04',
      files: [1, 2].map((count) => ({ name: `Scan ${count}.png`, bytes: bytesOf(chance.pick(SIZES), chance) })),
    });
    promised.documentIds.push(...documents.map(({ documentId }) => documentId));
  };

  const pack = async (): Promise<void> => {
    const [row] = await rows();
    if (row === undefined) return;
    const { version } = await office.call('export', 'check', { caseId: row.caseId });
    const grantId = randomUUID();
    const written = await office.call(
      'export',
      'run',
      { caseId: row.caseId, version, grantId },
      { [grantId]: office.target },
    );
    promised.packages.push(written.packageName);
  };

  /** The share is chosen again, so that the second copy begins anew in it. */
  const copyAnew = async (): Promise<void> => {
    const grantId = randomUUID();
    await office.call('administration', 'changeSecondCopy', { grantId }, { [grantId]: office.share });
  };

  const deeds: Readonly<Record<Deed, (chance: Prng) => Promise<void>>> = {
    request,
    case: byHand,
    files: addFiles,
    package: pack,
    copy: copyAnew,
  };
  return {
    sent,
    promised,
    apply,
    answer,
    do: (deed: Deed, chance: Prng): Promise<void> => deeds[deed](chance),
    /** The applicant's side takes what waits for it; answers whether anything did. */
    receive: async (): Promise<boolean> => (await central.receiveReplies()).length > 0,
    received: async (): Promise<string[]> => (await central.keptReplies()).map(({ data }) => idOf(data)),
  };
};
export type Work = ReturnType<typeof createWork>;
