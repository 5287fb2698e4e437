import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiVersion } from './api-version.ts';
import { type CentralService, startCentralService } from './central-service.ts';
import { type PrivateJwk, privateJwkSchema } from './crypto/jwk.ts';
import type { Application } from './online-service/online-service.ts';
import { acceptClaims, fetchToken, type RawCall, rawCalls, signJws, tagsOf } from './reference-subscriber.ts';

/** A service in a temporary state directory together with an office that is connected to it. */
export type TestOffice = {
  service: CentralService;
  call: RawCall;
  senderCall: RawCall;
  decryptionKey: PrivateJwk;
  signingKey: PrivateJwk;
  /** Downloads everything of a submission. */
  download: (submissionId: string) => Promise<Downloaded>;
  /** Posts a SET into a case. */
  post: (caseId: string, set: string) => ReturnType<RawCall>;
  accept: (downloaded: Downloaded) => ReturnType<RawCall>;
  close: () => Promise<void>;
};

export type Downloaded = {
  submissionId: string;
  caseId: string;
  encryptedMetadata: string;
  encryptedData: string;
  attachments: Record<string, string>;
  tags: ReturnType<typeof tagsOf>;
};

/** Starts a service with test keys and fetches tokens for both sides. */
export async function openTestOffice(apiVersion: ApiVersion = 'v2'): Promise<TestOffice> {
  const state = await mkdtemp(join(tmpdir(), 'central-service-'));
  const service = await startCentralService({ state, testKeys: true, apiVersion });
  const call = rawCalls(service, await fetchToken(service, service.subscriber));
  const readKey = async (path: string) => privateJwkSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const signingKey = await readKey(service.keyFiles.destinationSigning.jwk);
  const post: TestOffice['post'] = (caseId, set) =>
    call('POST', `/${apiVersion}/cases/${caseId}/events`, { body: set, type: 'application/jose' });

  return {
    service,
    call,
    senderCall: rawCalls(service, await fetchToken(service, service.sender)),
    decryptionKey: await readKey(service.keyFiles.destinationDecryption.jwk),
    signingKey,
    post,
    download: async (submissionId) => {
      const path = `/${apiVersion}/submissions/${submissionId}`;
      const { status, text } = await call('GET', path);
      if (status !== 200) throw new Error(text);
      const { caseId, encryptedMetadata, encryptedData, attachments: ids } = JSON.parse(text);
      const attachments: Record<string, string> = {};
      for (const id of ids) attachments[id] = (await call('GET', `${path}/attachments/${id}`)).text;
      const tags = tagsOf(encryptedMetadata, encryptedData, attachments);
      return { submissionId, caseId, encryptedMetadata, encryptedData, attachments, tags };
    },
    accept: (downloaded) =>
      post(downloaded.caseId, signJws(acceptClaims(service.destinationId, downloaded, downloaded.tags), signingKey)),
    close: async () => {
      await service.close();
      await rm(state, { recursive: true, force: true });
    },
  };
}

/** A small application; members may be replaced. */
export function sampleApplication(changes: Partial<Application> = {}): Application {
  return {
    fachdaten: JSON.stringify({ $schema: 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0', personen: [] }),
    schemaUri: 'urn:einbuergerungsdesk:fachdaten:einbuergerung:1.0.0',
    attachments: [],
    replyChannel: true,
    applicationDate: '2026-03-01',
    ...changes,
  };
}
