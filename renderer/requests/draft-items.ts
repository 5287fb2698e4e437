import type { RequestDraft } from '../../shared/contract/requests.ts';

type Item = RequestDraft['items'][number];

/** The item one place up (-1) or down (1); the list unchanged at the ends. */
export const moveItem = (items: readonly Item[], slotId: string, step: 1 | -1): Item[] => {
  const from = items.findIndex((item) => item.slotId === slotId);
  const to = from + step;
  if (from === -1 || to < 0 || to >= items.length) return [...items];
  const moved = [...items];
  const [item] = moved.splice(from, 1);
  if (item !== undefined) moved.splice(to, 0, item);
  return moved;
};

/** The item of one slot with some members changed. */
export const changeItem = (
  items: readonly Item[],
  slotId: string,
  change: Partial<Pick<Item, 'reason' | 'explanation'>>,
): Item[] => items.map((item) => (item.slotId === slotId ? { ...item, ...change } : item));

/** What is offered but not asked for in this draft, in the order offered. */
export const leftOut = <Candidate extends { slotId: string }>(
  candidates: readonly Candidate[],
  items: readonly Item[],
): readonly Candidate[] => {
  const asked = new Set(items.map(({ slotId }) => slotId));
  return candidates.filter(({ slotId }) => !asked.has(slotId));
};
