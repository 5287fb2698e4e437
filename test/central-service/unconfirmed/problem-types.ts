/**
 * UNCONFIRMED (PROTOCOL §4): only `submission-not-found`, `destination-not-found` and `destination-state-invalid` were
 * seen in a source; every other suffix is our own word in the same style, and so are statuses the OpenAPI file does not
 * list for a call (each named in its comment). Clients must branch on the status, never on these names alone.
 */
export const PROBLEMS = {
  'submission-not-found': { status: 404, title: 'Submission not found' },
  'destination-not-found': { status: 404, title: 'Destination not found' },
  'destination-state-invalid': { status: 422, title: 'Destination is not active' },
  'reply-not-found': { status: 404, title: 'Reply not found' },
  'case-not-found': { status: 404, title: 'Case not found' },
  'attachment-not-found': { status: 404, title: 'Attachment not found' },
  'key-not-found': { status: 404, title: 'Key not found' },
  'resource-not-found': { status: 404, title: 'Resource not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'request-invalid': { status: 400, title: 'Request is malformed' },
  'paging-invalid': { status: 400, title: 'Paging parameters are invalid' },
  unauthorized: { status: 401, title: 'Access token is missing or invalid' },
  forbidden: { status: 403, title: 'Client may not do this' },
  'user-agent-refused': { status: 403, title: 'Request was refused by bot detection' },
  'payload-too-large': { status: 413, title: 'Request entity too large' },
  'media-type-unsupported': { status: 415, title: 'Unsupported media type' },
  'service-not-offered': { status: 422, title: 'Destination does not offer this service' },
  'case-mismatch': { status: 422, title: 'Case does not belong to this destination' },
  'attachment-not-announced': { status: 422, title: 'Attachment was not announced' },
  'attachments-missing': { status: 422, title: 'Announced attachments are missing' },
  'data-missing': { status: 422, title: 'Encrypted data is missing' },
  'jwe-header-invalid': { status: 422, title: 'Invalid JWE header' },
  'jwe-syntax-invalid': { status: 400, title: 'Body is not a compact JWE' },
  // A second PUT after submit: the OpenAPI file lists no 409 there, so its documented 422 is used.
  'submission-state-invalid': { status: 422, title: 'Already submitted' },
  'reply-channel-not-offered': { status: 422, title: 'Destination does not offer FIT-Connect replies' },
  'event-malformed': { status: 400, title: 'Security event token is malformed' },
  'event-invalid': { status: 422, title: 'Security event token is not valid' },
  'event-state-conflict': { status: 409, title: 'Invalid state transition' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Internal error' },
  'injected-fault': { status: 503, title: 'Fault injected by a test' },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

/** Prefix of the `type` member of the service's problems (documented). */
export const PROBLEM_TYPE_PREFIX = 'https://schema.fitko.de/fit-connect/submission-api/problems/';
