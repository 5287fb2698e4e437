/** Results of looking at a paper (DOMAIN §7.1); `OK_KOPIE` = the copy is fine, the original is still to be seen. */
export const REVIEW_RESULTS = ['OK', 'OK_KOPIE', 'MANGEL', 'NICHT_RELEVANT'] as const;
export type ReviewResult = (typeof REVIEW_RESULTS)[number];

/** Reason codes of a Mangel and of an item of a Nachforderung (DOMAIN §9.2). */
export const REASON_CODES = [
  'FEHLT',
  'UNLESBAR',
  'SEITEN',
  'ABGELAUFEN',
  'VERALTET',
  'FALSCHE_PERSON',
  'UEBERSETZUNG',
  'BEGLAUBIGUNG',
  'ORIGINAL',
  'WIDERSPRUCH',
  'FORMAT',
  'UNTERSCHRIFT',
  'ANGABE',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Reasons that speak of something that is not there, so that they fit a slot without a document but no document. */
const REASONS_WITHOUT_DOCUMENT: readonly ReasonCode[] = ['FEHLT', 'ANGABE'];

/** Reason codes a document may be judged `MANGEL` with. */
export const DEFECT_REASONS: readonly ReasonCode[] = REASON_CODES.filter(
  (reason) => !REASONS_WITHOUT_DOCUMENT.includes(reason),
);

/**
 * Tells whether result and reason belong together: a Mangel needs a reason of {@link DEFECT_REASONS}, all else has
 * none.
 */
export function isCompleteReview(result: ReviewResult, reason: ReasonCode | undefined): boolean {
  return result === 'MANGEL' ? reason !== undefined && DEFECT_REASONS.includes(reason) : reason === undefined;
}

/** A page range placed on a slot, as far as the checklist cares. */
export interface PlacementFacts {
  /** Which Eingang of the case brought it, counted from 0; a later accepted paper replaces an earlier deficient one. */
  readonly eingang: number;
  /** Absent while nobody has judged it. */
  readonly result?: ReviewResult;
  readonly originalSeen?: boolean;
}

/** All that decides where one evidence slot stands. */
export interface SlotFacts {
  /** From the evidence rules; an optional slot without papers is offered but not counted. */
  readonly required: boolean;
  readonly placements: readonly PlacementFacts[];
  /** A human has said that this proof is not needed here, with a reason (DOMAIN §11: only a human decides that). */
  readonly dispensed?: boolean;
  /** A human has marked the proof as missing; an optional slot then counts like a required one. */
  readonly markedMissing?: boolean;
  /** A sent Nachforderung asks for this slot and its item is still open. */
  readonly requested?: boolean;
}

/**
 * `open` a paper waits for its first look, or an optional slot stands empty · `settled` nothing to do · `missing` no
 * paper · `deficient` judged MANGEL and not replaced · `requested` asked for, no answer yet · `answered` asked for, and
 * the answer waits for its look.
 */
export const SLOT_STATES = ['open', 'settled', 'missing', 'deficient', 'requested', 'answered'] as const;
export type SlotState = (typeof SLOT_STATES)[number];

function latestEingang(placements: readonly PlacementFacts[], results: readonly ReviewResult[]): number {
  let latest = -1;
  for (const placement of placements) {
    if (placement.result !== undefined && results.includes(placement.result)) {
      latest = Math.max(latest, placement.eingang);
    }
  }
  return latest;
}

/**
 * Derives the state of a slot from the judgements of humans alone. A Mangel counts until a paper of a later Eingang is
 * accepted; within one Eingang it outweighs accepted papers (two good payslips do not heal the third).
 */
export function slotState(slot: SlotFacts): SlotState {
  if (slot.dispensed) return 'settled';
  if (slot.placements.some((placement) => placement.result === undefined)) return slot.requested ? 'answered' : 'open';
  const accepted = latestEingang(slot.placements, ['OK', 'OK_KOPIE']);
  const deficient = latestEingang(slot.placements, ['MANGEL']);
  if (accepted > deficient) return 'settled';
  if (slot.requested) return 'requested';
  if (deficient >= 0) return 'deficient';
  return slot.required || slot.markedMissing ? 'missing' : 'open';
}

/** Tells whether a slot is part of "7 von 11": required, or optional with anything in it. */
export function countsForProgress(slot: SlotFacts): boolean {
  return slot.required || slot.markedMissing === true || slot.requested === true || slot.placements.length > 0;
}

/** How far a checklist is. */
export interface ChecklistProgress {
  readonly settled: number;
  readonly total: number;
  /** Counted slots by state, all six keys present. */
  readonly byState: Readonly<Record<SlotState, number>>;
  /** Accepted copies whose original nobody has seen yet. */
  readonly originalsToSee: number;
}

/** Counts a checklist ("7 von 11 Nachweisen"); a hint for humans, the file is complete only when one says so (T10). */
export function checklistProgress(slots: readonly SlotFacts[]): ChecklistProgress {
  const byState: Record<SlotState, number> = {
    open: 0,
    settled: 0,
    missing: 0,
    deficient: 0,
    requested: 0,
    answered: 0,
  };
  let total = 0;
  let originalsToSee = 0;
  for (const slot of slots) {
    for (const placement of slot.placements) {
      if (placement.result === 'OK_KOPIE' && !placement.originalSeen) originalsToSee += 1;
    }
    if (!countsForProgress(slot)) continue;
    total += 1;
    byState[slotState(slot)] += 1;
  }
  return { settled: byState.settled, total, byState, originalsToSee };
}

/**
 * Tells whether a slot belongs into a Nachforderung when one is drafted: missing or deficient, and not already asked
 * for.
 */
export function isOpenItem(slot: SlotFacts): boolean {
  const state = slotState(slot);
  return state === 'missing' || state === 'deficient';
}
