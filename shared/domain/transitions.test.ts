import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseFacts, failingGuards, GUARDS, type TransitionInput } from './case-facts.ts';
import { mayAdvanceCache, mayAdvanceHandover } from './case-overlays.ts';
import {
  CASE_STATUSES,
  type CaseState,
  type CaseStatus,
  isCaseStatus,
  isTerminal,
  NEW_CASE,
  OPEN_STATUSES,
  TERMINAL_STATUSES,
} from './case-status.ts';
import { ROLES } from './permissions.ts';
import { allowedTransitions, applyTransition, beginCase, TRANSITIONS, type TransitionContext } from './transitions.ts';

const goodFacts: CaseFacts = {
  submissionProved: true,
  duplicateCheckDone: true,
  openItems: 2,
  openItemsWithoutReason: 0,
  newDocuments: 1,
  unreviewedNewDocuments: 0,
  unsettledSlots: 0,
  requestDeadline: '2026-10-30',
  unansweredQueries: 0,
  freshnessChecked: true,
  estaQueryAnswered: true,
  hearingStatementReceived: true,
  caseworkerId: 'a-2',
};
const goodInput: TransitionInput = {
  assignee: 'a-1',
  assigneeEligible: true,
  targetOffice: 'Kreis Musterland',
  reason: 'verzogen',
  suspensionReason: 'A1',
  reviewDate: '2027-01-15',
  deadline: '2026-12-18',
  letterReleased: true,
  queryListConfirmed: true,
  appointmentDate: '2026-12-01',
  hearingLetter: 'letter-1',
  declarationDocument: 'document-1',
  handoverDate: '2026-11-24',
  solemnDeclarationRecorded: true,
  freshnessConfirmed: true,
  feeState: 'bezahlt',
  confirmedBy: 'a-3',
};
const context = (changes: Partial<TransitionContext> = {}): TransitionContext => ({
  actor: { id: 'a-1', roles: [...ROLES] },
  facts: goodFacts,
  input: goodInput,
  today: '2026-11-24',
  calendar: 'NW',
  ...changes,
});
const at = (status: CaseStatus, ...returnTo: CaseStatus[]): CaseState => ({ status, returnTo });
const anyState: fc.Arbitrary<CaseState> = fc.constantFrom(...CASE_STATUSES).chain((status) => {
  const before = fc.constantFrom(...OPEN_STATUSES.filter((open) => open !== 'AUSGESETZT'));
  if (status === 'AUSGESETZT') return before.map((previous) => at(status, previous));
  if (!isTerminal(status)) return fc.constant(at(status));
  return fc.oneof(
    before.map((previous) => at(status, previous)),
    before.map((previous) => at(status, previous, 'AUSGESETZT')),
  );
});

describe('the statuses', () => {
  it('are seventeen, five of them terminal', () => {
    expect(CASE_STATUSES).toHaveLength(17);
    expect(TERMINAL_STATUSES).toEqual(['EINGEBUERGERT', 'ABGELEHNT', 'ZURUECKGENOMMEN', 'EINGESTELLT', 'ABGEGEBEN']);
    expect(isCaseStatus('NEU')).toBe(true);
    expect(isCaseStatus('FERTIG')).toBe(false);
  });
});

/** The table of DOMAIN §4.2 written out by hand, transition by transition. */
const open = OPEN_STATUSES;
const expectedSteps: [string, readonly CaseStatus[], CaseStatus][] = [
  ['T02', ['NEU'], 'VORPRUEFUNG'],
  ['T03', ['NEU', 'VORPRUEFUNG'], 'ABGEGEBEN'],
  ['T04', ['VORPRUEFUNG', 'SACHPRUEFUNG'], 'NACHFORDERUNG'],
  ['T05', ['NACHFORDERUNG'], 'NACHREICHUNG'],
  ['T06', ['NACHREICHUNG'], 'NACHFORDERUNG'],
  ['T07', ['NACHREICHUNG'], 'VORPRUEFUNG'],
  ['T07', ['NACHREICHUNG'], 'SACHPRUEFUNG'],
  ['T08', ['NACHFORDERUNG'], 'NACHFORDERUNG'],
  ['T09', ['NACHFORDERUNG'], 'VORPRUEFUNG'],
  ['T09', ['NACHFORDERUNG'], 'SACHPRUEFUNG'],
  ['T10', ['VORPRUEFUNG'], 'VOLLSTAENDIG'],
  ['T11', ['VOLLSTAENDIG'], 'BETEILIGUNG'],
  ['T12', ['BETEILIGUNG'], 'SACHPRUEFUNG'],
  ['T13', ['SACHPRUEFUNG'], 'VORSPRACHE'],
  ['T13', ['VORSPRACHE'], 'SACHPRUEFUNG'],
  ['T14', open.filter((status) => status !== 'AUSGESETZT'), 'AUSGESETZT'],
  ['T16', ['SACHPRUEFUNG'], 'ENTSCHEIDUNGSREIF'],
  ['T17', ['SACHPRUEFUNG', 'ENTSCHEIDUNGSREIF'], 'ANHOERUNG'],
  ['T18', ['ANHOERUNG'], 'SACHPRUEFUNG'],
  ['T18', ['ANHOERUNG'], 'ABGELEHNT'],
  ['T19', ['ENTSCHEIDUNGSREIF'], 'URKUNDE'],
  ['T20', ['URKUNDE'], 'EINGEBUERGERT'],
  ['T21', ['URKUNDE'], 'SACHPRUEFUNG'],
  ['T22', open, 'ZURUECKGENOMMEN'],
  ['T23', open, 'EINGESTELLT'],
];

describe('the transitions', () => {
  it('are T01 to T24', () => {
    expect(TRANSITIONS.map((transition) => transition.id)).toEqual(
      Array.from({ length: 24 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`),
    );
  });

  it('lead from and to exactly the statuses of the table', () => {
    for (const status of open) {
      const expected = expectedSteps
        .filter(([, from]) => from.includes(status))
        .map(([id, , to]) => `${id} ${to}`)
        .sort();
      const offered = allowedTransitions(at(status, ...(status === 'AUSGESETZT' ? (['NEU'] as const) : [])), context())
        .filter(({ id }) => id !== 'T15')
        .map(({ id, to }) => `${id} ${to}`)
        .sort();
      expect(offered).toEqual(expected);
    }
  });

  it.each<[string, CaseState, CaseState]>([
    ['suspending remembers the status', at('BETEILIGUNG'), at('AUSGESETZT', 'BETEILIGUNG')],
    ['resuming goes back to it', at('AUSGESETZT', 'BETEILIGUNG'), at('BETEILIGUNG')],
    ['ending while suspended remembers both', at('AUSGESETZT', 'NEU'), at('EINGESTELLT', 'NEU', 'AUSGESETZT')],
    ['reopening goes back to the suspension', at('EINGESTELLT', 'NEU', 'AUSGESETZT'), at('AUSGESETZT', 'NEU')],
    ['reopening goes back to the former status', at('ABGEGEBEN', 'VORPRUEFUNG'), at('VORPRUEFUNG')],
  ])('%s', (_, from, to) => {
    const offer = allowedTransitions(from, context()).find((step) => step.to === to.status);
    expect(applyTransition(from, { id: offer!.id, to: offer!.to }, context())).toEqual({ ok: true, value: to });
  });

  it.each<[string, CaseStatus, CaseStatus, Partial<CaseFacts>, Partial<TransitionInput>, string]>([
    ['T04', 'VORPRUEFUNG', 'NACHFORDERUNG', { openItems: 0 }, {}, 'OPEN_ITEMS_WITH_REASON'],
    ['T04', 'VORPRUEFUNG', 'NACHFORDERUNG', { openItemsWithoutReason: 1 }, {}, 'OPEN_ITEMS_WITH_REASON'],
    ['T04', 'VORPRUEFUNG', 'NACHFORDERUNG', {}, { deadline: '2026-12-19' }, 'DEADLINE_IS_FUTURE_WORKING_DAY'],
    ['T04', 'VORPRUEFUNG', 'NACHFORDERUNG', {}, { deadline: '2026-11-24' }, 'DEADLINE_IS_FUTURE_WORKING_DAY'],
    ['T04', 'VORPRUEFUNG', 'NACHFORDERUNG', {}, { letterReleased: false }, 'LETTER_RELEASED'],
    ['T03', 'NEU', 'ABGEGEBEN', {}, { targetOffice: ' ' }, 'TARGET_OFFICE_GIVEN'],
    ['T02', 'NEU', 'VORPRUEFUNG', {}, { assigneeEligible: false }, 'ASSIGNEE_ELIGIBLE'],
    ['T05', 'NACHFORDERUNG', 'NACHREICHUNG', { newDocuments: 0 }, {}, 'NEW_DOCUMENT_LINKED'],
    ['T06', 'NACHREICHUNG', 'NACHFORDERUNG', { openItems: 0 }, {}, 'ITEMS_REMAIN_OPEN'],
    ['T07', 'NACHREICHUNG', 'VORPRUEFUNG', { unreviewedNewDocuments: 1 }, {}, 'NEW_DOCUMENTS_REVIEWED'],
    ['T09', 'NACHFORDERUNG', 'VORPRUEFUNG', { requestDeadline: '2026-11-24' }, {}, 'DEADLINE_PASSED'],
    ['T10', 'VORPRUEFUNG', 'VOLLSTAENDIG', { unsettledSlots: 3 }, {}, 'SLOTS_SETTLED'],
    ['T12', 'BETEILIGUNG', 'SACHPRUEFUNG', { unansweredQueries: 1 }, {}, 'QUERIES_ANSWERED'],
    ['T14', 'NEU', 'AUSGESETZT', {}, { suspensionReason: 'A9', reason: '' }, 'SUSPENSION_REASON_GIVEN'],
    ['T14', 'NEU', 'AUSGESETZT', {}, { reviewDate: '2026-11-24' }, 'REVIEW_DATE_GIVEN'],
    ['T16', 'SACHPRUEFUNG', 'ENTSCHEIDUNGSREIF', { openItems: 1 }, {}, 'NO_OPEN_ITEM'],
    ['T16', 'SACHPRUEFUNG', 'ENTSCHEIDUNGSREIF', { openItems: 0, estaQueryAnswered: false }, {}, 'ESTA_QUERY_ANSWERED'],
    ['T19', 'ENTSCHEIDUNGSREIF', 'URKUNDE', { caseworkerId: 'a-1' }, {}, 'SIGNATORY_IS_ANOTHER'],
    ['T18', 'ANHOERUNG', 'ABGELEHNT', { caseworkerId: 'a-1' }, {}, 'SIGNATORY_IS_ANOTHER'],
    ['T20', 'URKUNDE', 'EINGEBUERGERT', {}, { handoverDate: '2026-11-25' }, 'HANDOVER_DATE_GIVEN'],
    ['T20', 'URKUNDE', 'EINGEBUERGERT', {}, { solemnDeclarationRecorded: false }, 'SOLEMN_DECLARATION_RECORDED'],
    ['T22', 'NEU', 'ZURUECKGENOMMEN', {}, { declarationDocument: '' }, 'DECLARATION_ATTACHED'],
    ['T23', 'NEU', 'EINGESTELLT', {}, { reason: '' }, 'REASON_GIVEN'],
  ])('%s from %s to %s with %o and %o stops at %s', (id, from, to, facts, input, guard) => {
    const answer = applyTransition(
      at(from),
      { id: TRANSITIONS.find((transition) => transition.id === id)!.id, to },
      context({ facts: { ...goodFacts, ...facts }, input: { ...goodInput, ...input } }),
    );
    expect(answer).toEqual({ ok: false, error: { code: 'guards-failed', guards: [guard] } });
  });

  it('accept an override with a reason for an incomplete checklist', () => {
    const answer = applyTransition(
      at('VORPRUEFUNG'),
      { id: 'T10', to: 'VOLLSTAENDIG' },
      context({ facts: { unsettledSlots: 2 }, input: { override: 'Geburtsurkunde nicht zu beschaffen' } }),
    );
    expect(answer.ok).toBe(true);
  });

  it('keep the running deadline for the rest of an answered Nachforderung', () => {
    const step = { id: 'T06', to: 'NACHFORDERUNG' } as const;
    const running = { ...goodFacts, requestDeadline: '2026-12-04' };
    expect(applyTransition(at('NACHREICHUNG'), step, context({ facts: running, input: {} })).ok).toBe(true);
    expect(applyTransition(at('NACHREICHUNG'), step, context({ input: {} })).ok).toBe(false);
    expect(applyTransition(at('NACHREICHUNG'), step, context()).ok).toBe(true);
  });

  it('reject or grant by one person alone only where the office has said so', () => {
    const facts = { ...goodFacts, caseworkerId: 'a-1', fourEyesRequired: false };
    expect(applyTransition(at('ENTSCHEIDUNGSREIF'), { id: 'T19', to: 'URKUNDE' }, context({ facts })).ok).toBe(true);
    const alone = context({ input: { ...goodInput, confirmedBy: 'a-1' } });
    expect(applyTransition(at('ABGEGEBEN', 'NEU'), { id: 'T24', to: 'NEU' }, alone)).toEqual({
      ok: false,
      error: { code: 'guards-failed', guards: ['SECOND_PERSON'] },
    });
  });

  it('are refused to roles that may not take them', () => {
    const step = { id: 'T19', to: 'URKUNDE' } as const;
    expect(
      applyTransition(at('ENTSCHEIDUNGSREIF'), step, context({ actor: { id: 'x', roles: ['SB', 'TL'] } })),
    ).toEqual({
      ok: false,
      error: { code: 'not-permitted', who: ['ZE'] },
    });
    expect(allowedTransitions(at('NEU'), context({ actor: { id: 'x', roles: ['AZ', 'ST', 'DS', 'IT'] } }))).toEqual([]);
    expect(allowedTransitions(at('EINGESTELLT', 'NEU'), context({ actor: { id: 'x', roles: ['SB'] } }))).toEqual([]);
  });

  it('are all refused on a locked case', () => {
    const locked = context({ lockedForActor: true });
    expect(allowedTransitions(at('NEU'), locked)).toEqual([]);
    expect(applyTransition(at('NEU'), { id: 'T02', to: 'VORPRUEFUNG' }, locked)).toEqual({
      ok: false,
      error: { code: 'case-locked' },
    });
  });

  it('let the system do nothing but register a Nachreichung', () => {
    for (const status of CASE_STATUSES) {
      const ids = allowedTransitions(at(status, 'NEU'), context({ actor: 'system' })).map(({ id }) => id);
      expect(ids).toEqual(status === 'NACHFORDERUNG' ? ['T05'] : []);
    }
  });

  it('say what blocks a step and what it will ask for before anything is entered', () => {
    const offers = allowedTransitions(at('VORPRUEFUNG'), context({ facts: {}, input: {} }));
    expect(offers.find(({ id }) => id === 'T04')).toEqual({
      id: 'T04',
      to: 'NACHFORDERUNG',
      blockedBy: ['OPEN_ITEMS_WITH_REASON'],
      asksFor: ['DEADLINE_IS_FUTURE_WORKING_DAY', 'LETTER_RELEASED'],
      fields: ['deadline', 'letterReleased'],
    });
  });

  it('are never taken where the table has none, whatever is known and entered', () => {
    const step = fc.record({
      id: fc.constantFrom(...TRANSITIONS.map(({ id }) => id)),
      to: fc.constantFrom(...CASE_STATUSES),
    });
    fc.assert(
      fc.property(anyState, step, (state, wanted) => {
        const offered = allowedTransitions(state, context()).some(({ id, to }) => id === wanted.id && to === wanted.to);
        const answer = applyTransition(state, wanted, context());
        if (!offered) expect(answer).toEqual({ ok: false, error: { code: 'no-such-transition' } });
        if (answer.ok) expect(answer.value.status).toBe(wanted.to);
      }),
      { numRuns: 1000 },
    );
  });

  it('keep a whole life within the statuses, always with a way back from where it ended', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 40 }), (choices) => {
        let state = NEW_CASE;
        for (const choice of choices) {
          const offers = allowedTransitions(state, context()).filter(({ blockedBy }) => blockedBy.length === 0);
          if (offers.length === 0) return;
          const offer = offers[choice % offers.length]!;
          const answer = applyTransition(state, offer, context());
          expect(answer.ok).toBe(offer.asksFor.length === 0);
          if (!answer.ok) continue;
          state = answer.value;
          expect(isCaseStatus(state.status)).toBe(true);
          const expectedDepth = state.status === 'AUSGESETZT' ? [1] : isTerminal(state.status) ? [1, 2] : [0];
          expect(expectedDepth).toContain(state.returnTo.length);
        }
      }),
    );
  });
});

describe('the guards', () => {
  it('never hold by default for what must be entered', () => {
    const empty = { facts: {}, input: {}, today: '2026-11-24', calendar: 'NW', target: 'VORSPRACHE' } as const;
    const names = Object.keys(GUARDS) as (keyof typeof GUARDS)[];
    const holding = names.filter((name) => failingGuards([name], empty).length === 0);
    expect(holding).toEqual(['NO_OPEN_ITEM', 'NEW_DOCUMENTS_REVIEWED', 'SLOTS_SETTLED', 'QUERIES_ANSWERED']);
  });
});

describe('a new case', () => {
  it('begins only with a proved submission that was checked for duplicates', () => {
    expect(beginCase('submission', { submissionProved: true, duplicateCheckDone: true })).toEqual({
      ok: true,
      value: { status: 'NEU', returnTo: [] },
    });
    expect(beginCase('submission', {})).toEqual({
      ok: false,
      error: { code: 'guards-failed', guards: ['SUBMISSION_PROVED', 'DUPLICATE_CHECK_DONE'] },
    });
  });
  it('may be opened by hand for paper', () => {
    expect(beginCase('by-hand', { duplicateCheckDone: true }).ok).toBe(true);
    expect(beginCase('by-hand', {}).ok).toBe(false);
  });
});

describe('the overlays', () => {
  it('confirm only what was delivered and reopen for a Nachtrag', () => {
    expect(mayAdvanceHandover('OFFEN', 'BESTAETIGT')).toBe(false);
    expect(mayAdvanceHandover('EXPORTIERT', 'BESTAETIGT')).toBe(true);
    expect(mayAdvanceHandover('BESTAETIGT', 'OFFEN')).toBe(true);
  });
  it('delete nothing before the hand-over is confirmed or while a remedy is pending', () => {
    const step = (handover: 'EXPORTIERT' | 'BESTAETIGT', remedy: 'KEINER' | 'KLAGE') =>
      mayAdvanceCache('DOKUMENTE_LOKAL', 'LOESCHUNG_FAELLIG', { handover, remedy });
    expect(step('BESTAETIGT', 'KEINER')).toBe(true);
    expect(step('EXPORTIERT', 'KEINER')).toBe(false);
    expect(step('BESTAETIGT', 'KLAGE')).toBe(false);
    expect(mayAdvanceCache('DOKUMENTE_LOKAL', 'GELOESCHT', { handover: 'BESTAETIGT', remedy: 'KEINER' })).toBe(false);
  });
});
