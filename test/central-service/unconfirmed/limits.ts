/**
 * UNCONFIRMED (PROTOCOL §4, §7.1): the numbers below marked "assumed" stand in no source that could be read. Everything
 * about sizes and rates sits in this module, so that a confirmed number changes one line.
 */
export type Limits = {
  /** Encrypted bytes of one attachment: 500 MB is documented; decimal megabytes are assumed (the stricter reading). */
  attachmentBytes: number;
  /** Announced attachments per delivery (documented). */
  attachments: number;
  /** Encrypted bytes of all attachments of one delivery: 2 GB is documented, decimal assumed. */
  deliveryBytes: number;
  /** Bytes of a JSON request body, that is metadata and Fachdaten together (assumed). */
  requestBytes: number;
  /** Bytes of a posted SET (assumed). */
  eventBytes: number;
  /** Requests per client and window (assumed, generous: the demo must not trip over it). */
  requestsPerWindow: number;
  /** Length of a rate window in seconds (assumed). */
  windowSeconds: number;
};

/** The limits of a fresh start; control commands may lower them for a run. */
export function defaultLimits(): Limits {
  return {
    attachmentBytes: 500_000_000,
    attachments: 100,
    deliveryBytes: 2_000_000_000,
    requestBytes: 50_000_000,
    eventBytes: 1_000_000,
    requestsPerWindow: 6000,
    windowSeconds: 60,
  };
}
