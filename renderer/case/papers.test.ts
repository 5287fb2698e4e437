import { describe, expect, it } from 'vitest';
import type { CaseDocument, Placement, Slot } from '../../shared/contract/cases.ts';
import { firstStop, neighbourSlot, nextUndecided, paperStops, placementAt, spotOfSlot } from './papers.ts';

const placement = (
  placementId: string,
  documentId: string,
  pageFrom: number,
  pageTo: number,
  result: Placement['result'],
): Placement => ({
  placementId,
  documentId,
  slotId: '',
  pageFrom,
  pageTo,
  proposed: false,
  result,
  reason: null,
  note: '',
  originalSeenOn: null,
  reviewedBy: null,
  reviewedAt: null,
});

const slot = (slotId: string, placements: Placement[]): Slot => ({
  slotId,
  evidence: 'EV-PASS',
  section: 'identity',
  required: true,
  state: 'open',
  reason: null,
  placements,
});

const document = (documentId: string, pages: number, unplaced: boolean): CaseDocument => ({
  documentId,
  eingangId: null,
  name: `${documentId}.pdf`,
  detectedType: 'pdf',
  declaredType: 'application/pdf',
  size: 1,
  pages,
  trouble: null,
  purpose: 'attachment',
  claimedEvidence: null,
  receivedOn: '2026-10-14',
  sha512: '',
  unplaced,
});

const passport = slot('s1', [placement('p1', 'pass', 1, 2, 'OK')]);
const payslips = slot('s2', [placement('p2', 'pay', 1, 1, null), placement('p3', 'pay', 2, 2, null)]);
const contract = slot('s3', []);
const papers = {
  slots: [passport, payslips, contract],
  documents: [document('pass', 2, false), document('pay', 4, true)],
};

describe('the way through the papers', () => {
  it('begins at a paper that answers a Nachforderung, else at the first nobody has judged', () => {
    expect(firstStop(papers)?.placementId).toBe('p2');
    const answer = { ...slot('s4', [placement('p9', 'answer', 1, 1, null)]), state: 'answered' as const };
    expect(firstStop({ ...papers, slots: [...papers.slots, answer] })?.placementId).toBe('p9');
    expect(firstStop({ slots: [passport], documents: [] })?.placementId).toBe('p1');
  });

  it('goes by slot and ends with what is not placed, at the first page without a place', () => {
    expect(paperStops(papers).map(({ placementId, page }) => [placementId, page])).toEqual([
      ['p1', 1],
      ['p2', 1],
      ['p3', 2],
      [null, 3],
    ]);
  });

  it('leads from a judged paper to the next unjudged one', () => {
    const next = nextUndecided(paperStops(papers), spotOfSlot(passport));
    expect(next?.placementId).toBe('p2');
  });

  it('goes round the end and skips what is judged', () => {
    const next = nextUndecided(paperStops(papers), { slotId: null, placementId: null, documentId: 'pay', page: 3 });
    expect(next?.placementId).toBe('p2');
  });

  it('ends when everything is judged', () => {
    expect(nextUndecided(paperStops({ slots: [passport], documents: [] }), spotOfSlot(passport))).toBeNull();
  });
});

describe('spotOfSlot', () => {
  it('opens a slot at its first unjudged paper', () => {
    const half = slot('s4', [placement('p4', 'a', 1, 1, 'OK'), placement('p5', 'a', 2, 2, null)]);
    expect(spotOfSlot(half)).toMatchObject({ placementId: 'p5', page: 2 });
  });

  it('opens an empty slot without a document', () => {
    expect(spotOfSlot(contract)).toEqual({ slotId: 's3', placementId: null, documentId: null, page: 1 });
  });
});

describe('neighbourSlot', () => {
  it('walks in evidence order and stops at the ends', () => {
    expect(neighbourSlot(papers.slots, 's1', 1)?.slotId).toBe('s2');
    expect(neighbourSlot(papers.slots, 's3', 1)).toBeNull();
    expect(neighbourSlot(papers.slots, null, -1)?.slotId).toBe('s3');
  });
});

describe('placementAt', () => {
  it('keeps the chosen placement where a sheet serves two slots', () => {
    const both = [slot('a', [placement('x', 'd', 1, 3, null)]), slot('b', [placement('y', 'd', 2, 2, null)])];
    expect(placementAt(both, 'd', 2, 'y')?.placement.placementId).toBe('y');
    expect(placementAt(both, 'd', 2, null)?.placement.placementId).toBe('x');
    expect(placementAt(both, 'd', 4, 'y')).toBeNull();
  });
});
