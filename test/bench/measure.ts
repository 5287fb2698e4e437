/** The middle of some numbers; the mean of the two middle ones when their count is even. */
export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error('no numbers to take the median of');
  return (low + high) / 2;
};

/** A measure that a bench closes with. */
export type Measure = { name: string; value: number; aim: string };

/** The closing line of a measure, e.g. `bench start.slope 1.04 aim <= 1.15`. */
export const closingLine = ({ name, value, aim }: Measure): string => `bench ${name} ${value.toFixed(2)} aim ${aim}`;
