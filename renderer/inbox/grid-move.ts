/** What is active in the list: a row, and within it a cell, or the whole row (`column` −1). */
export type GridPosition = { readonly row: number; readonly column: number };

/**
 * Where an arrow-key model of a grid leads: rows by ↑ ↓ Page Home End, cells of the row by → ←. Answers undefined for
 * keys that do not move. `pageRows` is how many rows are in view.
 */
export const moveInGrid = (
  key: string,
  { row, column }: GridPosition,
  { rows, columns, pageRows }: { rows: number; columns: number; pageRows: number },
): GridPosition | undefined => {
  const toRow = (next: number): GridPosition => ({ row: Math.min(Math.max(next, 0), Math.max(rows - 1, 0)), column });
  switch (key) {
    case 'ArrowDown':
      return toRow(row + 1);
    case 'ArrowUp':
      return toRow(row - 1);
    case 'PageDown':
      return toRow(row + pageRows);
    case 'PageUp':
      return toRow(row - pageRows);
    case 'Home':
      return toRow(0);
    case 'End':
      return toRow(rows - 1);
    case 'ArrowRight':
      return { row, column: Math.min(column + 1, columns - 1) };
    case 'ArrowLeft':
      return { row, column: Math.max(column - 1, -1) };
    default:
      return undefined;
  }
};
