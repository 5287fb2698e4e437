import { randomUUID } from 'node:crypto';

/**
 * UNCONFIRMED (PROTOCOL §7.3): how fragments of an attachment are transferred. Inferred: each fragment is announced and
 * uploaded like an attachment under its own UUID, and only fragment ids travel; the metadata give the order.
 * @param fragmentBytes size of a fragment; undefined or larger than the file sends it whole
 * @returns what to transfer, and the ids for the metadata when the file was cut
 */
export function fragmentAttachment(
  attachmentId: string,
  bytes: Uint8Array,
  fragmentBytes: number | undefined,
): { transfers: { id: string; bytes: Uint8Array }[]; fragments?: string[] } {
  if (fragmentBytes === undefined || bytes.length <= fragmentBytes) return { transfers: [{ id: attachmentId, bytes }] };
  const transfers: { id: string; bytes: Uint8Array }[] = [];
  for (let start = 0; start < bytes.length; start += fragmentBytes)
    transfers.push({ id: randomUUID(), bytes: bytes.subarray(start, start + fragmentBytes) });
  return { transfers, fragments: transfers.map(({ id }) => id) };
}
