import type { TransitionInput } from '../../../shared/domain/case-facts.ts';
import { SUSPENSION_REASONS } from '../../../shared/domain/case-facts.ts';
import { type CaseState, isCaseStatus } from '../../../shared/domain/case-status.ts';
import { todayInGermany } from '../../../shared/domain/deadlines.ts';
import { LAENDER, type Land } from '../../../shared/domain/holidays.ts';
import { ROLES, type Role } from '../../../shared/domain/permissions.ts';
import { ENTRY_FIELDS } from '../../../shared/domain/transition-entries.ts';
import {
  allowedTransitions,
  applyTransition,
  TRANSITIONS,
  type TransitionContext,
  type TransitionId,
} from '../../../shared/domain/transitions.ts';
import type { Actor, Change } from '../journal/entry.ts';
import { Refusal } from '../runtime.ts';
import { type Reader, sql } from '../store/database.ts';
import { caseFacts } from './facts.ts';
import { recordTransition, type TransitionFacts } from './transition.ts';

/** Transitions that are part of another command (intake, Nachforderung), never offered in the status menu. */
const PART_OF_OTHER_COMMANDS: readonly TransitionId[] = ['T01', 'T04', 'T05', 'T06', 'T08'];

/** Land of the office, whose holidays count; North Rhine-Westphalia until a profile says otherwise. */
export const officeLand = (reader: Reader): Land => {
  const row = reader.get<{ profile: string }>(sql`SELECT profile FROM office WHERE only_one = 1`);
  const profile: unknown = row === undefined ? {} : JSON.parse(row.profile);
  const land = typeof profile === 'object' && profile !== null && 'land' in profile ? profile.land : undefined;
  return LAENDER.find((known) => known === land) ?? 'NW';
};

const rolesOf = (actor: Actor): Role[] => ROLES.filter((role) => actor.roles.includes(role));

/** Status and remembered statuses of a case. Throws `case-not-found` as a refusal. */
export const caseState = (reader: Reader, caseId: string): CaseState => {
  const row = reader.get<{ status: string; return_to: string }>(
    sql`SELECT status, return_to FROM cases WHERE id = ${caseId}`,
  );
  if (row === undefined) throw new Refusal('case-not-found');
  if (!isCaseStatus(row.status)) throw new Error('a case has a status that the table does not know');
  return { status: row.status, returnTo: (JSON.parse(row.return_to) as string[]).filter(isCaseStatus) };
};

const context = (
  reader: Reader,
  actor: Actor,
  caseId: string,
  at: number,
  input: TransitionInput,
): TransitionContext => ({
  facts: caseFacts(reader, caseId),
  input,
  today: todayInGermany(at),
  calendar: officeLand(reader),
  actor: actor.id === 'system' ? 'system' : { id: actor.id, roles: rolesOf(actor) },
});

/** The steps the status menu offers this person now, with what blocks each and what its dialog asks for. */
export const offeredTransitions = (reader: Reader, actor: Actor, caseId: string, at: number) =>
  allowedTransitions(caseState(reader, caseId), context(reader, actor, caseId, at, {}))
    .filter(({ id }) => !PART_OF_OTHER_COMMANDS.includes(id))
    .map(({ id, to, blockedBy, asksFor, fields }) => ({
      transition: id,
      to,
      blockedBy: [...blockedBy],
      needs: fields.filter(
        (field) =>
          ENTRY_FIELDS[field] !== 'automatic' &&
          (field !== 'override' || asksFor.some((guard) => guard === 'SLOTS_SETTLED' || guard === 'QUERIES_ANSWERED')),
      ),
    }));

export type EnteredFields = {
  reason: string;
  reasonCode: string | null;
  targetOffice: string;
  date: string | null;
  confirmed: boolean;
};

/** What a person entered, as the entries of the transition's table row. */
const inputFor = (id: TransitionId, entered: EnteredFields, actor: Actor): TransitionInput => {
  const fields = TRANSITIONS.find((transition) => transition.id === id)?.fields ?? [];
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const carrier = ENTRY_FIELDS[field];
    if (carrier === 'automatic') continue;
    const value = entered[carrier];
    if (value !== null && value !== '' && value !== false) input[field] = value;
  }
  if (fields.some((field) => field === 'assignee'))
    Object.assign(input, { assignee: actor.id, assigneeEligible: true });
  const suspension = SUSPENSION_REASONS.find((reason) => reason === input.suspensionReason);
  if (suspension === undefined) delete input.suspensionReason;
  return input;
};

/**
 * Takes one step of DOMAIN §4.2 inside a change and writes it. `input` carries entries beyond the menu's (deadline and
 * release of a letter). Throws a refusal that names what does not hold.
 */
export const takeTransition = (
  change: Change,
  caseId: string,
  step: { id: TransitionId; to: string },
  input: TransitionInput,
  logged: TransitionFacts,
  factsOverride: Partial<TransitionContext['facts']> = {},
): CaseState => {
  const state = caseState(change.writer, caseId);
  const to = isCaseStatus(step.to) ? step.to : state.status;
  const known = context(change.writer, change.actor, caseId, change.at, input);
  const result = applyTransition(state, { id: step.id, to }, { ...known, facts: { ...known.facts, ...factsOverride } });
  if (!result.ok) {
    const { error } = result;
    if (error.code === 'not-permitted') throw new Refusal('not-permitted');
    if (error.code === 'guards-failed') throw new Refusal('transition-not-allowed', { guards: error.guards.join(' ') });
    throw new Refusal('transition-not-allowed', { guards: '' });
  }
  recordTransition(change, caseId, state, step.id, result.value, logged);
  return result.value;
};

/** The status menu's command: one transition with what the person entered. */
export const takeMenuTransition = (
  change: Change,
  caseId: string,
  id: string,
  to: string | null,
  entered: EnteredFields,
): void => {
  const transition = TRANSITIONS.find((known) => known.id === id);
  if (transition === undefined || PART_OF_OTHER_COMMANDS.includes(transition.id)) {
    throw new Refusal('transition-not-allowed', { guards: '' });
  }
  const state = caseState(change.writer, caseId);
  const target = to ?? (transition.to === 'previous' ? state.returnTo.at(-1) : transition.to[0]) ?? state.status;
  const { confirmed: _confirmed, ...logged } = entered;
  takeTransition(
    change,
    caseId,
    { id: transition.id, to: target },
    inputFor(transition.id, entered, change.actor),
    logged,
  );
};
