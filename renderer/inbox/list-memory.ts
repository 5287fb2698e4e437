/** Where someone was in a list: the row and how far it was scrolled (pixels). */
export type ListPlace = { caseId: string | undefined; index: number; offset: number };

const places = new Map<string, ListPlace>();

/** Remembers the place in the list of this address, for coming back from a case. */
export const rememberPlace = (address: string, place: ListPlace): void => {
  places.set(address, place);
};

/** The remembered place, or the top. */
export const placeIn = (address: string): ListPlace =>
  places.get(address) ?? { caseId: undefined, index: 0, offset: 0 };
