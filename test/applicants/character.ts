import type { Fachdaten } from '../../electron/core/intake/fachdaten-1.0.ts';
import type { Application } from '../../shared/domain/application.ts';

/** A file as it travels with a submission. */
export type ApplicantDocument = {
  attachmentId: string;
  filename: string;
  /** What the sender says it is; some characters lie. */
  mimeType: string;
  purpose: 'form' | 'attachment' | 'report';
  /** Evidence type (DOMAIN §7.2) as claimed in the Fachdaten; absent when the applicant claimed nothing. */
  claimedEvidence?: string;
  personRefs: string[];
  bytes: Uint8Array;
};

/** A proof that a caseworker will have to ask for. */
export type Gap = { evidence: string; personRef: string /** Month of a payslip, `YYYY-MM`. */; month?: string };

/** One synthetic submission: what is sent, and what the product must understand of it. */
export type Character = {
  id: string;
  /** What it exercises. */
  title: string;
  notes: string;
  fachdaten: Fachdaten;
  /** The internal model an adapter must arrive at. */
  application: Application;
  /** Instant of the submit event, UTC. */
  submittedAt: string;
  /** Instant at which the office fetches it, when that matters. */
  collectedAt?: string;
  /** Whether the applicant gave a key for encrypted replies. */
  replyChannel: boolean;
  /** What is missing or deficient on purpose; empty where the character is about something else. */
  gaps: readonly Gap[];
  /** Makes the files on first call and keeps them for the life of the process. */
  documents(): Promise<ApplicantDocument[]>;
};
