import type { EventAction } from '../port.ts';

const PREFIX = 'https://schema.fitko.de/fit-connect/events/';
const ACTIONS: readonly EventAction[] = ['create', 'submit', 'notify', 'forward', 'accept', 'reject', 'delete'];

export type EventSubject = 'submission' | 'reply';
export type Author = 'service' | 'destination' | 'sender';

/** URI of an event. The URIs of reply events are UNCONFIRMED: inferred by symmetry (PROTOCOL §8.4). */
export const eventUri = (action: EventAction, subject: EventSubject): string => `${PREFIX}${action}-${subject}`;

const BY_URI = new Map(
  ACTIONS.flatMap((action) =>
    (['submission', 'reply'] as const).map((subject) => [eventUri(action, subject), { action, subject }] as const),
  ),
);

/** What an event URI means; `undefined` for URIs of later versions, which are to be ignored. */
export const eventOfUri = (uri: string): { action: EventAction; subject: EventSubject } | undefined => BY_URI.get(uri);

const BY_SERVICE: readonly Author[] = ['service'];

/**
 * Who may write an event (PROTOCOL §8.4). Submissions: the receiver accepts, rejects, forwards; the service may reject
 * after the deadline. Replies are the mirror image: the sender's side accepts or rejects, or the service on its behalf
 * (UNCONFIRMED, §11.3).
 */
export const allowedAuthors = (action: EventAction, subject: EventSubject): readonly Author[] => {
  if (action === 'accept') return subject === 'submission' ? ['destination'] : ['sender', 'service'];
  if (action === 'reject') return subject === 'submission' ? ['destination', 'service'] : ['sender', 'service'];
  if (action === 'forward') return ['destination'];
  return BY_SERVICE;
};

type State = 'none' | 'incomplete' | 'submitted' | 'forwarded' | 'accepted' | 'rejected' | 'deleted';

/** State machine of PROTOCOL §8.5. A log may begin at submit, so that a shortened one stays readable. */
const NEXT: Readonly<Record<State, Partial<Record<EventAction, State>>>> = {
  none: { create: 'incomplete', submit: 'submitted' },
  incomplete: { submit: 'submitted', delete: 'deleted' },
  submitted: { forward: 'forwarded', accept: 'accepted', reject: 'rejected', notify: 'submitted' },
  forwarded: { accept: 'accepted', reject: 'rejected', notify: 'forwarded' },
  accepted: { delete: 'deleted', notify: 'accepted' },
  rejected: { delete: 'deleted', notify: 'rejected' },
  deleted: {},
};

/** Follows the events of each subject in order; answers whether every step is a possible one. */
export const orderHolds = (
  events: readonly { action: EventAction; subject: EventSubject; subjectId: string }[],
): boolean => {
  const states = new Map<string, State>();
  return events.every(({ action, subject, subjectId }) => {
    const key = `${subject}:${subjectId}`;
    const next = NEXT[states.get(key) ?? 'none'][action];
    if (next === undefined) return false;
    states.set(key, next);
    return true;
  });
};
