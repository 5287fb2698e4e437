import type { Metadata } from './metadata.ts';

/**
 * Metadata 1.x of a submission as JSON text (PROTOCOL §12): the service is named inside, there is no author, replies go
 * by e-mail, and Fachdaten need not be there.
 * @param metadata what metadata 2.x would say
 * @param service the Verwaltungsleistung for `publicServiceType`
 */
export function metadataOfGeneration1(
  metadata: Metadata,
  version: string,
  service: { name: string; identifier: string },
  withData: boolean,
): string {
  const { data, attachments } = metadata.contentStructure;
  const { applicationDate, senderReference } = metadata.additionalReferenceInfo ?? {};
  return JSON.stringify({
    $schema: `https://schema.fitko.de/fit-connect/metadata/${version}/metadata.schema.json`,
    publicServiceType: service,
    contentStructure: { ...(withData ? { data } : {}), attachments },
    ...(metadata.replyChannel === undefined ? {} : { replyChannel: { eMail: { address: 'antrag@example.org' } } }),
    additionalReferenceInfo: { senderReference, ...(applicationDate === undefined ? {} : { applicationDate }) },
  });
}
