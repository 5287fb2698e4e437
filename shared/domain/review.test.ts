import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checklistProgress,
  countsForProgress,
  DEFECT_REASONS,
  isCompleteReview,
  isOpenItem,
  REVIEW_RESULTS,
  type SlotFacts,
  slotState,
} from './review.ts';

const slot = (facts: Partial<SlotFacts>): SlotFacts => ({ required: true, placements: [], ...facts });

describe('a review', () => {
  it('needs a reason exactly when it finds a Mangel', () => {
    expect(isCompleteReview('MANGEL', undefined)).toBe(false);
    expect(isCompleteReview('MANGEL', 'UNLESBAR')).toBe(true);
    expect(isCompleteReview('OK', undefined)).toBe(true);
    expect(isCompleteReview('OK', 'UNLESBAR')).toBe(false);
  });
  it('cannot call a document that lies there missing', () => {
    expect(isCompleteReview('MANGEL', 'FEHLT')).toBe(false);
    expect(DEFECT_REASONS).toHaveLength(11);
  });
});

describe('the state of a slot', () => {
  it.each<[string, Partial<SlotFacts>, string]>([
    ['is missing while a required proof has no paper', {}, 'missing'],
    ['is open while an optional proof has no paper', { required: false }, 'open'],
    ['is missing when a human says so of an optional proof', { required: false, markedMissing: true }, 'missing'],
    ['is open while a paper waits for its first look', { placements: [{ eingang: 0 }] }, 'open'],
    ['is settled by an accepted paper', { placements: [{ eingang: 0, result: 'OK' }] }, 'settled'],
    ['is settled by an accepted copy', { placements: [{ eingang: 0, result: 'OK_KOPIE' }] }, 'settled'],
    ['is settled when a human dispenses with it', { dispensed: true, placements: [{ eingang: 0 }] }, 'settled'],
    ['is deficient after a Mangel', { placements: [{ eingang: 0, result: 'MANGEL' }] }, 'deficient'],
    [
      'stays missing when all its papers are irrelevant',
      { placements: [{ eingang: 0, result: 'NICHT_RELEVANT' }] },
      'missing',
    ],
    [
      'stays deficient when one paper of an Eingang is good and one is not',
      {
        placements: [
          { eingang: 0, result: 'OK' },
          { eingang: 0, result: 'MANGEL' },
        ],
      },
      'deficient',
    ],
    [
      'is settled when a later paper replaces a deficient one',
      {
        placements: [
          { eingang: 0, result: 'MANGEL' },
          { eingang: 1, result: 'OK' },
        ],
        requested: true,
      },
      'settled',
    ],
    [
      'is deficient again when the later paper has a Mangel too',
      {
        placements: [
          { eingang: 0, result: 'OK' },
          { eingang: 1, result: 'MANGEL' },
        ],
      },
      'deficient',
    ],
    [
      'is requested while a deficient paper is asked for anew',
      { placements: [{ eingang: 0, result: 'MANGEL' }], requested: true },
      'requested',
    ],
    [
      'is answered when a requested proof has come and waits',
      { placements: [{ eingang: 0, result: 'MANGEL' }, { eingang: 1 }], requested: true },
      'answered',
    ],
    [
      'is open again when a settled slot gets a new paper',
      { placements: [{ eingang: 0, result: 'OK' }, { eingang: 1 }] },
      'open',
    ],
  ])('%s', (_, facts, state) => {
    expect(slotState(slot(facts))).toBe(state);
  });
});

describe('the progress of a checklist', () => {
  it('says 7 von 11 when seven of eleven are settled', () => {
    const settled = Array.from({ length: 7 }, () => slot({ placements: [{ eingang: 0, result: 'OK' }] }));
    const rest = [
      slot({}),
      slot({ placements: [{ eingang: 0 }] }),
      slot({ requested: true }),
      slot({ placements: [{ eingang: 0, result: 'MANGEL' }] }),
      slot({ required: false }),
    ];
    const progress = checklistProgress([...settled, ...rest]);
    expect(progress.settled).toBe(7);
    expect(progress.total).toBe(11);
    expect(progress.byState).toEqual({ open: 1, settled: 7, missing: 1, deficient: 1, requested: 1, answered: 0 });
  });

  it('counts originals still to be seen', () => {
    const progress = checklistProgress([
      slot({ placements: [{ eingang: 0, result: 'OK_KOPIE' }] }),
      slot({ placements: [{ eingang: 0, result: 'OK_KOPIE', originalSeen: true }] }),
    ]);
    expect(progress.originalsToSee).toBe(1);
  });

  it('counts every slot it counts in exactly one state', () => {
    const anySlot = fc.record(
      {
        required: fc.boolean(),
        placements: fc.array(
          fc.record({ eingang: fc.nat(3), result: fc.constantFrom(...REVIEW_RESULTS) }, { requiredKeys: ['eingang'] }),
          { maxLength: 4 },
        ),
        dispensed: fc.boolean(),
        markedMissing: fc.boolean(),
        requested: fc.boolean(),
      },
      { requiredKeys: ['required', 'placements'] },
    );
    fc.assert(
      fc.property(fc.array(anySlot), (slots) => {
        const progress = checklistProgress(slots);
        expect(Object.values(progress.byState).reduce((sum, count) => sum + count, 0)).toBe(progress.total);
        expect(progress.total).toBe(slots.filter(countsForProgress).length);
        expect(slots.filter(isOpenItem).length).toBe(progress.byState.missing + progress.byState.deficient);
      }),
    );
  });
});
