import type { TransitionInput } from './case-facts.ts';

/** Members of `cases.changeStatus` that carry what a person enters for a step. */
export type EntryField = 'reason' | 'reasonCode' | 'targetOffice' | 'date' | 'confirmed';

/**
 * Which member carries which entry of DOMAIN §4.2. `automatic` entries are filled by the program (who acts, that the
 * letter was released by sending it) or need a second person, which this release cannot record yet.
 */
export const ENTRY_FIELDS = {
  assignee: 'automatic',
  assigneeEligible: 'automatic',
  letterReleased: 'automatic',
  confirmedBy: 'automatic',
  targetOffice: 'targetOffice',
  reason: 'reason',
  override: 'reason',
  hearingLetter: 'reason',
  declarationDocument: 'reason',
  appointmentProtocol: 'reason',
  suspensionReason: 'reasonCode',
  feeState: 'reasonCode',
  reviewDate: 'date',
  deadline: 'date',
  appointmentDate: 'date',
  handoverDate: 'date',
  queryListConfirmed: 'confirmed',
  solemnDeclarationRecorded: 'confirmed',
  freshnessConfirmed: 'confirmed',
} as const satisfies Record<keyof TransitionInput, EntryField | 'automatic'>;
