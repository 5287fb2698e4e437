/** Whether this client leads a status, mirrors it from the Fachverfahren, or both (DOMAIN §4.1). */
export type StatusLead = 'client' | 'mirrored' | 'both';

interface StatusDefinition {
  readonly id: string;
  readonly lead: StatusLead;
  /** Nothing follows but a reopening by the team lead (T24). */
  readonly terminal: boolean;
}

/** Statuses of a case in the order of the procedure (DOMAIN §4.1). Their German labels live with the texts. */
export const STATUS_DEFINITIONS = [
  { id: 'NEU', lead: 'client', terminal: false },
  { id: 'VORPRUEFUNG', lead: 'client', terminal: false },
  { id: 'NACHFORDERUNG', lead: 'client', terminal: false },
  { id: 'NACHREICHUNG', lead: 'client', terminal: false },
  { id: 'VOLLSTAENDIG', lead: 'client', terminal: false },
  { id: 'BETEILIGUNG', lead: 'both', terminal: false },
  { id: 'SACHPRUEFUNG', lead: 'mirrored', terminal: false },
  { id: 'VORSPRACHE', lead: 'both', terminal: false },
  { id: 'AUSGESETZT', lead: 'mirrored', terminal: false },
  { id: 'ANHOERUNG', lead: 'mirrored', terminal: false },
  { id: 'ENTSCHEIDUNGSREIF', lead: 'mirrored', terminal: false },
  { id: 'URKUNDE', lead: 'mirrored', terminal: false },
  { id: 'EINGEBUERGERT', lead: 'mirrored', terminal: true },
  { id: 'ABGELEHNT', lead: 'mirrored', terminal: true },
  { id: 'ZURUECKGENOMMEN', lead: 'both', terminal: true },
  { id: 'EINGESTELLT', lead: 'mirrored', terminal: true },
  { id: 'ABGEGEBEN', lead: 'client', terminal: true },
] as const satisfies readonly StatusDefinition[];

export type CaseStatus = (typeof STATUS_DEFINITIONS)[number]['id'];

/** All status ids in the order of the procedure. */
export const CASE_STATUSES: readonly CaseStatus[] = STATUS_DEFINITIONS.map((status) => status.id);

/** Statuses in which work may go on. */
export const OPEN_STATUSES: readonly CaseStatus[] = STATUS_DEFINITIONS.filter((status) => !status.terminal).map(
  (status) => status.id,
);

/** Statuses that end a case. */
export const TERMINAL_STATUSES: readonly CaseStatus[] = STATUS_DEFINITIONS.filter((status) => status.terminal).map(
  (status) => status.id,
);

/** Tells whether a text is a status id. */
export function isCaseStatus(text: string): text is CaseStatus {
  return (CASE_STATUSES as readonly string[]).includes(text);
}

/** Tells whether a status ends the case. */
export function isTerminal(status: CaseStatus): boolean {
  return TERMINAL_STATUSES.includes(status);
}

/**
 * Where a case stands. `returnTo` holds the statuses to go back to, the last one first in turn: a suspension (T14) and
 * a terminal status put the status they left on it, T15 and T24 take it off. At most two entries (ended while
 * suspended).
 */
export interface CaseState {
  readonly status: CaseStatus;
  readonly returnTo: readonly CaseStatus[];
}

/** State of a case that has just been taken in (T01). */
export const NEW_CASE: CaseState = { status: 'NEU', returnTo: [] };
