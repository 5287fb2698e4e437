/** First and last page, both counted from 1 and included. */
export type PageRange = { from: number; to: number };

const RANGE = /^\s*(\d{1,5})\s*(?:(?:-|–|—|bis|to)\s*(\d{1,5})\s*)?$/i;

/**
 * Reads a page range as people type it: `3`, `3-5`, `3–5`, `3 bis 5`.
 * Answers null when the text is no range, runs backwards or leaves the document (1…`pages`; no upper limit when unknown).
 */
export const parsePageRange = (text: string, pages: number | null): PageRange | null => {
  const match = RANGE.exec(text);
  if (match === null) return null;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  if (from < 1 || to < from) return null;
  if (pages !== null && to > pages) return null;
  return { from, to };
};

/** Writes a range the way it is read: `3` or `3–5`. */
export const formatPageRange = ({ from, to }: PageRange): string => (from === to ? String(from) : `${from}–${to}`);

/** True when `page` lies in the range. */
export const holdsPage = ({ from, to }: PageRange, page: number): boolean => from <= page && page <= to;

/**
 * The first run of pages (1…`pages`) that no range covers: what a caseworker most likely wants to place next.
 * Null when every page is covered.
 */
export const firstUncovered = (ranges: readonly PageRange[], pages: number): PageRange | null => {
  const covered = (page: number): boolean => ranges.some((range) => holdsPage(range, page));
  for (let from = 1; from <= pages; from += 1) {
    if (covered(from)) continue;
    let to = from;
    while (to < pages && !covered(to + 1)) to += 1;
    return { from, to };
  }
  return null;
};
