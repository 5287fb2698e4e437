import type { CaseState } from '../../../shared/domain/case-status.ts';
import type { Change } from '../journal/entry.ts';
import { statusChanged } from './entries.ts';

/** What a transition logs in addition to actor and time (DOMAIN §4.2, last column). */
export type TransitionFacts = {
  reason?: string;
  reasonCode?: string | null;
  targetOffice?: string;
  date?: string | null;
};

/** Writes a transition that shared/domain has allowed. The one way a status changes. */
export const recordTransition = (
  change: Change,
  caseId: string,
  from: CaseState,
  transition: string,
  to: CaseState,
  facts: TransitionFacts = {},
): void => {
  change.append(statusChanged, caseId, {
    transition,
    from: from.status,
    to: to.status,
    returnTo: [...to.returnTo],
    reason: facts.reason ?? '',
    reasonCode: facts.reasonCode ?? null,
    targetOffice: facts.targetOffice ?? '',
    date: facts.date ?? null,
  });
  change.announce('cases', [caseId]);
};
