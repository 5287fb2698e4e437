import {
  type CaseFacts,
  failingGuards,
  type GuardContext,
  type GuardName,
  type TransitionInput,
} from './case-facts.ts';
import { type CaseState, type CaseStatus, NEW_CASE, OPEN_STATUSES, TERMINAL_STATUSES } from './case-status.ts';
import type { Role } from './permissions.ts';
import { granted, type Result, refused } from './result.ts';

/** Entries of a step that the journal keeps (DOMAIN §4.2, last column). */
type TransitionField = keyof TransitionInput;

interface TransitionDefinition {
  readonly id: string;
  /** Empty only for T01, which begins a case. */
  readonly from: readonly CaseStatus[];
  /** `'previous'` = the status remembered when the case was suspended or ended. */
  readonly to: readonly CaseStatus[] | 'previous';
  readonly system?: boolean;
  readonly who: readonly Role[];
  readonly guards: readonly GuardName[];
  /** Further guards for one of several targets. */
  readonly guardsFor?: Readonly<Partial<Record<CaseStatus, readonly GuardName[]>>>;
  readonly fields: readonly TransitionField[];
}

const CASEWORK: readonly Role[] = ['SB', 'TL'];
const NOT_SUSPENDED: readonly CaseStatus[] = OPEN_STATUSES.filter((status) => status !== 'AUSGESETZT');

/**
 * Transitions T01–T24 of DOMAIN §4.2. Where the table names the caseworker, the team lead may too (§17 gives both the
 * same rights there). A transition with several sources and targets holds for each pair of different statuses.
 */
export const TRANSITIONS = [
  {
    id: 'T01',
    from: [],
    to: ['NEU'],
    system: true,
    who: [],
    guards: ['SUBMISSION_PROVED', 'DUPLICATE_CHECK_DONE'],
    fields: [],
  },
  { id: 'T02', from: ['NEU'], to: ['VORPRUEFUNG'], who: CASEWORK, guards: ['ASSIGNEE_ELIGIBLE'], fields: ['assignee'] },
  {
    id: 'T03',
    from: ['NEU', 'VORPRUEFUNG'],
    to: ['ABGEGEBEN'],
    who: CASEWORK,
    guards: ['TARGET_OFFICE_GIVEN', 'REASON_GIVEN'],
    fields: ['targetOffice', 'reason'],
  },
  {
    id: 'T04',
    from: ['VORPRUEFUNG', 'SACHPRUEFUNG'],
    to: ['NACHFORDERUNG'],
    who: CASEWORK,
    guards: ['OPEN_ITEMS_WITH_REASON', 'DEADLINE_IS_FUTURE_WORKING_DAY', 'LETTER_RELEASED'],
    fields: ['deadline', 'letterReleased'],
  },
  {
    id: 'T05',
    from: ['NACHFORDERUNG'],
    to: ['NACHREICHUNG'],
    system: true,
    who: ['RE', 'SB', 'TL'],
    guards: ['NEW_DOCUMENT_LINKED'],
    fields: [],
  },
  {
    id: 'T06',
    from: ['NACHREICHUNG'],
    to: ['NACHFORDERUNG'],
    who: CASEWORK,
    guards: ['ITEMS_REMAIN_OPEN', 'DEADLINE_KEPT_OR_FUTURE_WORKING_DAY'],
    fields: ['deadline'],
  },
  {
    id: 'T07',
    from: ['NACHREICHUNG'],
    to: ['VORPRUEFUNG', 'SACHPRUEFUNG'],
    who: CASEWORK,
    guards: ['NEW_DOCUMENTS_REVIEWED'],
    fields: [],
  },
  {
    id: 'T08',
    from: ['NACHFORDERUNG'],
    to: ['NACHFORDERUNG'],
    who: CASEWORK,
    guards: ['DEADLINE_IS_FUTURE_WORKING_DAY', 'REASON_GIVEN'],
    fields: ['deadline', 'reason'],
  },
  {
    id: 'T09',
    from: ['NACHFORDERUNG'],
    to: ['VORPRUEFUNG', 'SACHPRUEFUNG'],
    who: CASEWORK,
    guards: ['DEADLINE_PASSED', 'REASON_GIVEN'],
    fields: ['reason'],
  },
  {
    id: 'T10',
    from: ['VORPRUEFUNG'],
    to: ['VOLLSTAENDIG'],
    who: CASEWORK,
    guards: ['SLOTS_SETTLED'],
    fields: ['override'],
  },
  {
    id: 'T11',
    from: ['VOLLSTAENDIG'],
    to: ['BETEILIGUNG'],
    who: CASEWORK,
    guards: ['QUERIES_CONFIRMED'],
    fields: ['queryListConfirmed'],
  },
  {
    id: 'T12',
    from: ['BETEILIGUNG'],
    to: ['SACHPRUEFUNG'],
    who: CASEWORK,
    guards: ['QUERIES_ANSWERED'],
    fields: ['override'],
  },
  {
    id: 'T13',
    from: ['SACHPRUEFUNG', 'VORSPRACHE'],
    to: ['VORSPRACHE', 'SACHPRUEFUNG'],
    who: CASEWORK,
    guards: ['APPOINTMENT_GIVEN'],
    fields: ['appointmentDate', 'appointmentProtocol'],
  },
  {
    id: 'T14',
    from: NOT_SUSPENDED,
    to: ['AUSGESETZT'],
    who: CASEWORK,
    guards: ['SUSPENSION_REASON_GIVEN', 'REVIEW_DATE_GIVEN'],
    fields: ['suspensionReason', 'reviewDate', 'reason'],
  },
  { id: 'T15', from: ['AUSGESETZT'], to: 'previous', who: CASEWORK, guards: ['REASON_GIVEN'], fields: ['reason'] },
  {
    id: 'T16',
    from: ['SACHPRUEFUNG'],
    to: ['ENTSCHEIDUNGSREIF'],
    who: CASEWORK,
    guards: ['NO_OPEN_ITEM', 'FRESHNESS_CHECKED', 'ESTA_QUERY_ANSWERED'],
    fields: [],
  },
  {
    id: 'T17',
    from: ['SACHPRUEFUNG', 'ENTSCHEIDUNGSREIF'],
    to: ['ANHOERUNG'],
    who: CASEWORK,
    guards: ['HEARING_LETTER_GIVEN', 'DEADLINE_IS_FUTURE_WORKING_DAY'],
    fields: ['hearingLetter', 'deadline'],
  },
  {
    id: 'T18',
    from: ['ANHOERUNG'],
    to: ['SACHPRUEFUNG', 'ABGELEHNT'],
    who: ['ZE'],
    guards: ['HEARING_OVER', 'REASON_GIVEN'],
    guardsFor: { ABGELEHNT: ['SIGNATORY_IS_ANOTHER'] },
    fields: ['reason'],
  },
  {
    id: 'T19',
    from: ['ENTSCHEIDUNGSREIF'],
    to: ['URKUNDE'],
    who: ['ZE'],
    guards: ['SIGNATORY_IS_ANOTHER'],
    fields: [],
  },
  {
    id: 'T20',
    from: ['URKUNDE'],
    to: ['EINGEBUERGERT'],
    who: CASEWORK,
    guards: ['HANDOVER_DATE_GIVEN', 'SOLEMN_DECLARATION_RECORDED', 'FRESHNESS_CONFIRMED', 'FEE_STATE_GIVEN'],
    fields: ['handoverDate', 'solemnDeclarationRecorded', 'freshnessConfirmed', 'feeState'],
  },
  { id: 'T21', from: ['URKUNDE'], to: ['SACHPRUEFUNG'], who: CASEWORK, guards: ['REASON_GIVEN'], fields: ['reason'] },
  {
    id: 'T22',
    from: OPEN_STATUSES,
    to: ['ZURUECKGENOMMEN'],
    who: ['RE', 'SB', 'TL'],
    guards: ['DECLARATION_ATTACHED'],
    fields: ['declarationDocument'],
  },
  { id: 'T23', from: OPEN_STATUSES, to: ['EINGESTELLT'], who: CASEWORK, guards: ['REASON_GIVEN'], fields: ['reason'] },
  {
    id: 'T24',
    from: TERMINAL_STATUSES,
    to: 'previous',
    who: ['TL'],
    guards: ['REASON_GIVEN', 'SECOND_PERSON'],
    fields: ['reason', 'confirmedBy'],
  },
] as const satisfies readonly TransitionDefinition[];
export type TransitionId = (typeof TRANSITIONS)[number]['id'];

/** Who acts and on what; the guards see all but the roles. */
export interface TransitionContext extends Omit<GuardContext, 'target' | 'actorId'> {
  readonly actor: 'system' | { readonly id: string; readonly roles: readonly Role[] };
  /** A `SPERRE` hides the case from the acting person (DOMAIN §4.1): no step at all. */
  readonly lockedForActor?: boolean;
}

/** A step that leads out of the present status for this person. */
export interface TransitionOffer {
  readonly id: TransitionId;
  readonly to: CaseStatus;
  /** Guards the record does not fulfil: shown as the reason why the step cannot be taken yet. */
  readonly blockedBy: readonly GuardName[];
  /** Guards still to be fulfilled by entries of the dialog. */
  readonly asksFor: readonly GuardName[];
  /** Entries to collect and to log. */
  readonly fields: readonly TransitionField[];
}

/** Why a step is refused: no such step here, not this person's to take, case locked, or guards that do not hold. */
export type TransitionRefusal =
  | { readonly code: 'no-such-transition' }
  | { readonly code: 'not-permitted'; readonly who: readonly Role[] }
  | { readonly code: 'case-locked' }
  | { readonly code: 'guards-failed'; readonly guards: readonly GuardName[] };

const TABLE: readonly (TransitionDefinition & { readonly id: TransitionId })[] = TRANSITIONS;

function targetsOf(definition: TransitionDefinition, state: CaseState): readonly CaseStatus[] {
  if (!definition.from.includes(state.status)) return [];
  if (definition.to === 'previous') return state.returnTo.slice(-1);
  if (definition.from.length === 1) return definition.to;
  return definition.to.filter((target) => target !== state.status);
}

function mayTake(definition: TransitionDefinition, actor: TransitionContext['actor']): boolean {
  if (actor === 'system') return definition.system === true;
  return actor.roles.some((role) => definition.who.includes(role));
}

function guardContext(context: TransitionContext, target: CaseStatus): GuardContext {
  const { facts, input, today, calendar, actor } = context;
  return { facts, input, today, calendar, target, ...(actor === 'system' ? {} : { actorId: actor.id }) };
}

function guardsOf(definition: TransitionDefinition, target: CaseStatus): readonly GuardName[] {
  return [...definition.guards, ...(definition.guardsFor?.[target] ?? [])];
}

/**
 * Lists the steps this person can see from the present status, in table order, with what still blocks each and what the
 * dialog must ask for (DOMAIN §4.2). Steps of other roles are left out; a locked case offers none.
 */
export function allowedTransitions(state: CaseState, context: TransitionContext): TransitionOffer[] {
  if (context.lockedForActor) return [];
  const offers: TransitionOffer[] = [];
  for (const definition of TABLE) {
    if (!mayTake(definition, context.actor)) continue;
    for (const to of targetsOf(definition, state)) {
      const guards = guardsOf(definition, to);
      const asked = guardContext(context, to);
      offers.push({
        id: definition.id,
        to,
        blockedBy: failingGuards(guards, asked, 'record'),
        asksFor: failingGuards(guards, asked, 'entry'),
        fields: definition.fields,
      });
    }
  }
  return offers;
}

function nextState(definition: TransitionDefinition, state: CaseState, to: CaseStatus): CaseState {
  if (definition.to === 'previous') return { status: to, returnTo: state.returnTo.slice(0, -1) };
  if (to === 'AUSGESETZT' || TERMINAL_STATUSES.includes(to)) {
    return { status: to, returnTo: [...state.returnTo, state.status] };
  }
  return { status: to, returnTo: state.returnTo };
}

/**
 * Takes one step, or says why not. Nothing but this function leads from one status to another; the caller writes the
 * new state and the entries to the journal in one transaction.
 */
export function applyTransition(
  state: CaseState,
  step: { readonly id: TransitionId; readonly to: CaseStatus },
  context: TransitionContext,
): Result<CaseState, TransitionRefusal> {
  const definition = TABLE.find((transition) => transition.id === step.id);
  if (!definition || !targetsOf(definition, state).includes(step.to)) return refused({ code: 'no-such-transition' });
  if (context.lockedForActor) return refused({ code: 'case-locked' });
  if (!mayTake(definition, context.actor)) return refused({ code: 'not-permitted', who: definition.who });
  const guards = failingGuards(guardsOf(definition, step.to), guardContext(context, step.to));
  if (guards.length > 0) return refused({ code: 'guards-failed', guards });
  return granted(nextState(definition, state, step.to));
}

/**
 * Begins a case (T01). A submission must have been proved; a case opened by hand for paper has nothing to prove. Both
 * are checked for duplicates first.
 */
export function beginCase(
  origin: 'submission' | 'by-hand',
  facts: Pick<CaseFacts, 'submissionProved' | 'duplicateCheckDone'>,
): Result<CaseState, TransitionRefusal> {
  const guards: GuardName[] = [];
  if (origin === 'submission' && facts.submissionProved !== true) guards.push('SUBMISSION_PROVED');
  if (facts.duplicateCheckDone !== true) guards.push('DUPLICATE_CHECK_DONE');
  return guards.length > 0 ? refused({ code: 'guards-failed', guards }) : granted(NEW_CASE);
}
