import { describe, expect, it } from 'vitest';
import { changeItem, leftOut, moveItem } from './draft-items.ts';

const item = (slotId: string) => ({ slotId, evidence: 'EV-PAY', reason: 'FEHLT', explanation: '' });
const items = [item('a'), item('b'), item('c')];
const order = (list: readonly { slotId: string }[]) => list.map(({ slotId }) => slotId).join('');

describe('moveItem', () => {
  it('moves by one place', () => {
    expect(order(moveItem(items, 'c', -1))).toBe('acb');
    expect(order(moveItem(items, 'a', 1))).toBe('bac');
  });

  it('stays at the ends', () => {
    expect(order(moveItem(items, 'a', -1))).toBe('abc');
    expect(order(moveItem(items, 'c', 1))).toBe('abc');
  });
});

describe('changeItem', () => {
  it('changes one item and leaves the others as they are', () => {
    const changed = changeItem(items, 'b', { reason: 'UNLESBAR' });
    expect(changed.map(({ reason }) => reason)).toEqual(['FEHLT', 'UNLESBAR', 'FEHLT']);
  });
});

describe('leftOut', () => {
  it('names what could be asked for and is not', () => {
    expect(order(leftOut([item('a'), item('d')], items))).toBe('d');
  });
});
