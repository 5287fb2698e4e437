import type { CaseDocument, CaseView, Placement, Slot } from '../../shared/contract/cases.ts';
import { firstUncovered, holdsPage } from '../viewer/page-range.ts';

/** Where a caseworker is in a case: which proof, which sheet. */
export type Spot = { slotId: string | null; placementId: string | null; documentId: string | null; page: number };

/** One stop of the way through a case: a placed range, or a document with pages nobody has placed. */
export type PaperStop = Spot & { decided: boolean };

type Papers = Pick<CaseView, 'slots' | 'documents'>;

const rangesOn = (slots: readonly Slot[], documentId: string) =>
  slots
    .flatMap((slot) => slot.placements)
    .filter((placement) => placement.documentId === documentId)
    .map(({ pageFrom, pageTo }) => ({ from: pageFrom, to: pageTo }));

/** Attachments with at least one page on no slot, in the order received. */
export const unplacedDocuments = (documents: readonly CaseDocument[]): readonly CaseDocument[] =>
  documents.filter((document) => document.unplaced && document.purpose === 'attachment');

/** First page of a document that lies on no slot; 1 when that cannot be told. */
export const firstUnplacedPage = ({ slots }: Papers, { documentId, pages }: CaseDocument): number =>
  pages === null ? 1 : (firstUncovered(rangesOn(slots, documentId), pages)?.from ?? 1);

/** Every paper in the order in which it is reviewed: by slot as listed, then what is not placed. */
export const paperStops = (papers: Papers): readonly PaperStop[] => [
  ...papers.slots.flatMap((slot) =>
    slot.placements.map((placement) => ({
      slotId: slot.slotId,
      placementId: placement.placementId,
      documentId: placement.documentId,
      page: placement.pageFrom,
      decided: placement.result !== null,
    })),
  ),
  ...unplacedDocuments(papers.documents).map((document) => ({
    slotId: null,
    placementId: null,
    documentId: document.documentId,
    page: firstUnplacedPage(papers, document),
    decided: false,
  })),
];

const isAt = (stop: Spot, spot: Spot): boolean =>
  spot.placementId === null
    ? stop.placementId === null && stop.documentId === spot.documentId
    : stop.placementId === spot.placementId;

/**
 * The next paper nobody has judged, after `spot` and round the end; null when all are judged. The paper at `spot`
 * itself is only answered when it is the last one left.
 */
export const nextUndecided = (stops: readonly PaperStop[], spot: Spot): PaperStop | null => {
  const here = stops.findIndex((stop) => isAt(stop, spot));
  const after = [...stops.slice(here + 1), ...stops.slice(0, here + 1)];
  return after.find((stop) => !stop.decided) ?? null;
};

/** Where a case opens: at a paper that answers a Nachforderung, else at the first nobody has judged, else at the first. */
export const firstStop = (papers: Papers): PaperStop | undefined => {
  const stops = paperStops(papers);
  const answered = new Set(papers.slots.filter(({ state }) => state === 'answered').map(({ slotId }) => slotId));
  const undecided = stops.filter(({ decided }) => !decided);
  return undecided.find(({ slotId }) => slotId !== null && answered.has(slotId)) ?? undecided[0] ?? stops[0];
};

/** The slot before or after the current one in evidence order; the first or last when none is current. */
export const neighbourSlot = (slots: readonly Slot[], slotId: string | null, step: 1 | -1): Slot | null => {
  const here = slots.findIndex((slot) => slot.slotId === slotId);
  if (here === -1) return slots.at(step === 1 ? 0 : -1) ?? null;
  return slots[here + step] ?? null;
};

/** Where opening a slot leads: its first unjudged paper, else its first paper, else the empty slot. */
export const spotOfSlot = (slot: Slot): Spot => {
  const placement = slot.placements.find(({ result }) => result === null) ?? slot.placements[0];
  return {
    slotId: slot.slotId,
    placementId: placement?.placementId ?? null,
    documentId: placement?.documentId ?? null,
    page: placement?.pageFrom ?? 1,
  };
};

/** The placement a sheet belongs to; where several hold it, the one already chosen wins. */
export const placementAt = (
  slots: readonly Slot[],
  documentId: string,
  page: number,
  preferred: string | null,
): { slot: Slot; placement: Placement } | null => {
  const holding = slots.flatMap((slot) =>
    slot.placements
      .filter(
        (placement) =>
          placement.documentId === documentId && holdsPage({ from: placement.pageFrom, to: placement.pageTo }, page),
      )
      .map((placement) => ({ slot, placement })),
  );
  return holding.find(({ placement }) => placement.placementId === preferred) ?? holding[0] ?? null;
};
