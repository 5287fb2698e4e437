import { describe, expect, it } from 'vitest';
import { entriesOf, isRequired, transitionValues } from './transition-input.ts';

describe('entriesOf', () => {
  it('asks for what a person enters and leaves out what the program fills', () => {
    expect(entriesOf(['assignee', 'targetOffice', 'reason', 'unknownEntry'])).toEqual([
      { name: 'targetOffice', field: 'targetOffice' },
      { name: 'reason', field: 'reason' },
    ]);
  });
});

describe('isRequired', () => {
  const needs = ['suspensionReason', 'reason', 'reviewDate'];
  const [, reason] = entriesOf(needs);
  it('wants words for another reason of suspension, not for a named one', () => {
    expect(isRequired(reason!, needs, { suspensionReason: 'A9' })).toBe(true);
    expect(isRequired(reason!, needs, { suspensionReason: 'A1' })).toBe(false);
  });

  it('always wants the reason of a step that has no code for it', () => {
    expect(isRequired(reason!, ['reason'], {})).toBe(true);
  });
});

describe('transitionValues', () => {
  it('confirms only when every box is ticked', () => {
    const asked = entriesOf(['solemnDeclarationRecorded', 'freshnessConfirmed', 'handoverDate']);
    const ticked = { solemnDeclarationRecorded: true, handoverDate: '2026-12-01' };
    expect(transitionValues(asked, ticked).confirmed).toBe(false);
    expect(transitionValues(asked, { ...ticked, freshnessConfirmed: true })).toMatchObject({
      confirmed: true,
      date: '2026-12-01',
    });
  });

  it('keeps several reasons as lines and drops blank ones', () => {
    const asked = entriesOf(['reason', 'override', 'hearingLetter']);
    expect(transitionValues(asked, { reason: ' a ', override: ' ', hearingLetter: 'b' }).reason).toBe('a\nb');
  });
});
