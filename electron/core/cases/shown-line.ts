import { neutraliseText } from '../../../shared/domain/display-text.ts';

/** Longest line a window takes, in UTF-16 units as the contract counts them (shared/contract/fields `line`). */
const LONGEST = 200;

/**
 * A stranger's text as one line that is safe to show (SECURITY H4), within the contract's length. What is cut or
 * replaced is so for display only: the declaration and the Fachdaten keep it.
 */
export const shownLine = (text: string): string => neutraliseText(text).slice(0, LONGEST).toWellFormed();
