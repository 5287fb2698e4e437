import type { LocalDate } from './application.ts';
import type { CaseStatus } from './case-status.ts';
import { isFutureWorkingDay } from './deadlines.ts';
import type { HolidayCalendar, Land } from './holidays.ts';

/** Reasons of a suspension (DOMAIN §4.2, § 12a Abs. 3 StAG). */
export const SUSPENSION_REASONS = ['A1', 'A2', 'A3', 'A4', 'A5', 'A9'] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];

/** What the record says about a case; absent means no, none or zero. */
export interface CaseFacts {
  /** Checksums and decryption of the submission held and no duplicate of it is in the store. */
  readonly submissionProved?: boolean;
  readonly duplicateCheckDone?: boolean;
  /** Items of a Nachforderung that are drafted or still unanswered. */
  readonly openItems?: number;
  /** Open items without a reason code. */
  readonly openItemsWithoutReason?: number;
  /** Documents of the latest Nachreichung: how many there are, and how many still lack a review result. */
  readonly newDocuments?: number;
  readonly unreviewedNewDocuments?: number;
  /** Counted evidence slots that are neither settled nor overridden with a reason. */
  readonly unsettledSlots?: number;
  /** Deadline of the running Nachforderung. */
  readonly requestDeadline?: LocalDate;
  /** Mandatory authority queries without an answer or override. */
  readonly unansweredQueries?: number;
  readonly freshnessChecked?: boolean;
  /** The EStA query (ban period, § 35a StAG) has an answer. */
  readonly estaQueryAnswered?: boolean;
  readonly hearingDeadline?: LocalDate;
  readonly hearingStatementReceived?: boolean;
  /** The applicant is 16 or older and has capacity, so that the solemn declaration of § 16 StAG is due. */
  readonly solemnDeclarationDue?: boolean;
  /** Account of the responsible caseworker. */
  readonly caseworkerId?: string;
  /**
   * The office wants two persons for rejection, certificate and reopening; only an explicit no waives it (DOMAIN §17).
   */
  readonly fourEyesRequired?: boolean;
}

/** What the acting person enters for a step, plain values; absent means not given. */
export interface TransitionInput {
  /** Person who takes the case or is given it, and whether that person has the rights and no `SPERRE`. */
  readonly assignee?: string;
  readonly assigneeEligible?: boolean;
  readonly targetOffice?: string;
  readonly reason?: string;
  readonly suspensionReason?: SuspensionReason;
  readonly reviewDate?: LocalDate;
  readonly deadline?: LocalDate;
  readonly letterReleased?: boolean;
  readonly override?: string;
  readonly queryListConfirmed?: boolean;
  readonly appointmentDate?: LocalDate;
  readonly appointmentProtocol?: string;
  readonly hearingLetter?: string;
  readonly declarationDocument?: string;
  readonly handoverDate?: LocalDate;
  readonly solemnDeclarationRecorded?: boolean;
  readonly freshnessConfirmed?: boolean;
  readonly feeState?: string;
  /** Account of the second person who confirmed the step, for four eyes. */
  readonly confirmedBy?: string;
}

/** What a guard looks at. */
export interface GuardContext {
  readonly facts: CaseFacts;
  readonly input: TransitionInput;
  /** Account of the acting person; absent for the system. */
  readonly actorId?: string;
  /** German local date of the step. */
  readonly today: LocalDate;
  readonly calendar: Land | HolidayCalendar;
  readonly target: CaseStatus;
}

const given = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
const none = (count: number | undefined): boolean => (count ?? 0) === 0;
const some = (count: number | undefined): boolean => (count ?? 0) > 0;

interface Guard {
  /** `record`: must hold before the step can be offered · `entry`: asked for while taking the step. */
  readonly kind: 'record' | 'entry';
  readonly holds: (context: GuardContext) => boolean;
}

/**
 * Guards of DOMAIN §4.2 by name. A guard that depends on an override counts as entry, because the override is given
 * with the step. What a guard lacks counts as not fulfilled.
 */
export const GUARDS = {
  SUBMISSION_PROVED: { kind: 'record', holds: ({ facts }) => facts.submissionProved === true },
  DUPLICATE_CHECK_DONE: { kind: 'record', holds: ({ facts }) => facts.duplicateCheckDone === true },
  ASSIGNEE_ELIGIBLE: { kind: 'entry', holds: ({ input }) => given(input.assignee) && input.assigneeEligible === true },
  TARGET_OFFICE_GIVEN: { kind: 'entry', holds: ({ input }) => given(input.targetOffice) },
  REASON_GIVEN: { kind: 'entry', holds: ({ input }) => given(input.reason) },
  OPEN_ITEMS_WITH_REASON: {
    kind: 'record',
    holds: ({ facts }) => some(facts.openItems) && none(facts.openItemsWithoutReason),
  },
  ITEMS_REMAIN_OPEN: { kind: 'record', holds: ({ facts }) => some(facts.openItems) },
  NO_OPEN_ITEM: { kind: 'record', holds: ({ facts }) => none(facts.openItems) },
  DEADLINE_IS_FUTURE_WORKING_DAY: {
    kind: 'entry',
    holds: ({ input, today, calendar }) =>
      input.deadline !== undefined && isFutureWorkingDay(input.deadline, today, calendar),
  },
  /** For the rest of an answered Nachforderung: the running deadline stays, or a new one is set (T06). */
  DEADLINE_KEPT_OR_FUTURE_WORKING_DAY: {
    kind: 'entry',
    holds: ({ facts, input, today, calendar }) =>
      input.deadline === undefined || input.deadline === facts.requestDeadline
        ? facts.requestDeadline !== undefined && facts.requestDeadline >= today
        : isFutureWorkingDay(input.deadline, today, calendar),
  },
  LETTER_RELEASED: { kind: 'entry', holds: ({ input }) => input.letterReleased === true },
  DEADLINE_PASSED: {
    kind: 'record',
    holds: ({ facts, today }) => facts.requestDeadline !== undefined && today > facts.requestDeadline,
  },
  NEW_DOCUMENT_LINKED: { kind: 'record', holds: ({ facts }) => some(facts.newDocuments) },
  NEW_DOCUMENTS_REVIEWED: { kind: 'record', holds: ({ facts }) => none(facts.unreviewedNewDocuments) },
  SLOTS_SETTLED: { kind: 'entry', holds: ({ facts, input }) => none(facts.unsettledSlots) || given(input.override) },
  QUERIES_CONFIRMED: { kind: 'entry', holds: ({ input }) => input.queryListConfirmed === true },
  QUERIES_ANSWERED: {
    kind: 'entry',
    holds: ({ facts, input }) => none(facts.unansweredQueries) || given(input.override),
  },
  APPOINTMENT_GIVEN: {
    kind: 'entry',
    holds: ({ input, target }) => target !== 'VORSPRACHE' || input.appointmentDate !== undefined,
  },
  /** A9 "other" says nothing by itself and needs words. */
  SUSPENSION_REASON_GIVEN: {
    kind: 'entry',
    holds: ({ input }) =>
      input.suspensionReason !== undefined && (input.suspensionReason !== 'A9' || given(input.reason)),
  },
  REVIEW_DATE_GIVEN: {
    kind: 'entry',
    holds: ({ input, today }) => input.reviewDate !== undefined && input.reviewDate > today,
  },
  FRESHNESS_CHECKED: { kind: 'record', holds: ({ facts }) => facts.freshnessChecked === true },
  ESTA_QUERY_ANSWERED: { kind: 'record', holds: ({ facts }) => facts.estaQueryAnswered === true },
  HEARING_LETTER_GIVEN: { kind: 'entry', holds: ({ input }) => given(input.hearingLetter) },
  HEARING_OVER: {
    kind: 'record',
    holds: ({ facts, today }) =>
      facts.hearingStatementReceived === true || (facts.hearingDeadline !== undefined && today > facts.hearingDeadline),
  },
  SIGNATORY_IS_ANOTHER: {
    kind: 'record',
    holds: ({ facts, actorId }) =>
      facts.fourEyesRequired === false || (given(facts.caseworkerId) && facts.caseworkerId !== actorId),
  },
  SECOND_PERSON: {
    kind: 'entry',
    holds: ({ facts, input, actorId }) =>
      facts.fourEyesRequired === false || (given(input.confirmedBy) && input.confirmedBy !== actorId),
  },
  HANDOVER_DATE_GIVEN: {
    kind: 'entry',
    holds: ({ input, today }) => input.handoverDate !== undefined && input.handoverDate <= today,
  },
  SOLEMN_DECLARATION_RECORDED: {
    kind: 'entry',
    holds: ({ facts, input }) => facts.solemnDeclarationDue === false || input.solemnDeclarationRecorded === true,
  },
  FRESHNESS_CONFIRMED: { kind: 'entry', holds: ({ input }) => input.freshnessConfirmed === true },
  FEE_STATE_GIVEN: { kind: 'entry', holds: ({ input }) => given(input.feeState) },
  DECLARATION_ATTACHED: { kind: 'entry', holds: ({ input }) => given(input.declarationDocument) },
} as const satisfies Record<string, Guard>;
export type GuardName = keyof typeof GUARDS;

/**
 * Names of the guards that do not hold, in the given order; `kind` narrows to those known from the record or asked for.
 */
export function failingGuards(
  names: readonly GuardName[],
  context: GuardContext,
  kind?: 'record' | 'entry',
): GuardName[] {
  return names.filter((name) => {
    const guard: Guard = GUARDS[name];
    return (kind === undefined || guard.kind === kind) && !guard.holds(context);
  });
}
