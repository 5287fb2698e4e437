import type { DeliveryKind, DeliveryState } from '../state/case-record.ts';

export type EventKind = 'create' | 'submit' | 'notify' | 'forward' | 'accept' | 'reject' | 'delete';

const EVENT_PREFIX = 'https://schema.fitko.de/fit-connect/events/';

/** Allowed transitions (PROTOCOL §8.5); anything not in the table is answered 409. */
const TRANSITIONS: Record<DeliveryState, Partial<Record<EventKind, DeliveryState>>> = {
  incomplete: { submit: 'submitted' },
  submitted: { forward: 'forwarded', accept: 'accepted', reject: 'rejected' },
  forwarded: { accept: 'accepted', reject: 'rejected' },
  accepted: { delete: 'deleted' },
  rejected: { delete: 'deleted' },
  deleted: {},
};

/** The state after an event, or undefined where the state machine forbids it. */
export function stateAfter(state: DeliveryState, event: EventKind): DeliveryState | undefined {
  return TRANSITIONS[state][event];
}

/** Whether the receiver may read content: only while it waits for a receipt (PROTOCOL §7.2). */
export function isReadable(state: DeliveryState): boolean {
  return state === 'submitted' || state === 'forwarded';
}

/** The event URI, e.g. `…/events/accept-reply`. The URIs of reply events are inferred (PROTOCOL §8.4). */
export function eventUri(event: EventKind, kind: DeliveryKind): string {
  return `${EVENT_PREFIX}${event}-${kind}`;
}
