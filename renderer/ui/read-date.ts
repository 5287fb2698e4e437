import type { LocalDate, PartialDate } from '../../shared/domain/application.ts';
import { isLocalDate, isPartialDate } from '../../shared/domain/dates.ts';

/** Reads a date of birth as typed (`3.4.1989`, `04.1989`, `1989`, or ISO) into its partial form; undefined when it is none. */
export const readPartialDate = (typed: string): PartialDate | undefined => {
  const text = typed.trim().replaceAll('/', '.');
  const parts = text.split('.').map((part) => part.trim());
  const two = (part: string | undefined) => (part ?? '').padStart(2, '0');
  const iso =
    parts.length === 3
      ? `${parts[2]}-${two(parts[1])}-${two(parts[0])}`
      : parts.length === 2
        ? `${parts[1]}-${two(parts[0])}`
        : text;
  if (!isPartialDate(iso)) return undefined;
  return iso.length < 10 || isLocalDate(iso) ? iso : undefined;
};

/** Reads a whole day as typed (`18.12.2026`, `18/12/2026`, ISO); undefined when it is none. */
export const readDate = (typed: string): LocalDate | undefined => {
  const date = readPartialDate(typed);
  return date?.length === 10 ? date : undefined;
};
