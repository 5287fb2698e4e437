const DAY = 24 * 60 * 60 * 1000;
const WEEK = 7 * DAY;

/** Newest snapshots that are always kept. */
const NEWEST = 2;
const DAYS = 7;
const WEEKS = 4;

export type DatedSnapshot = { readonly number: number; readonly createdAt: number };

/** The last of each of the newest `most` periods that hold any. `snapshots` newest first. */
const lastOfEach = (snapshots: readonly DatedSnapshot[], period: number, most: number): number[] => {
  const lasts = new Map<number, number>();
  for (const { number, createdAt } of snapshots) {
    const of = Math.floor(createdAt / period);
    if (!lasts.has(of)) lasts.set(of, number);
  }
  return [...lasts.values()].slice(0, most);
};

/**
 * Which snapshots stay, and from which number on segments are no longer needed (that one and all before).
 * The two newest always stay, the last of each of seven days, and the last of each of four weeks. Segments stay as long
 * as one of the daily ones may have to be brought up to date with them, should newer ones be damaged.
 */
export const rotation = (snapshots: readonly DatedSnapshot[]): { keep: Set<number>; coveredUpTo: number } => {
  const newestFirst = [...snapshots].sort((left, right) => right.number - left.number);
  const newest = newestFirst.slice(0, NEWEST).map(({ number }) => number);
  const recent = [...newest, ...lastOfEach(newestFirst, DAY, DAYS)];
  return {
    keep: new Set([...recent, ...lastOfEach(newestFirst, WEEK, WEEKS)]),
    coveredUpTo: recent.length === 0 ? -1 : Math.min(...recent),
  };
};
