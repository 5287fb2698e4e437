import { ENTRY_FIELDS, type EntryField } from '../../../shared/domain/transition-entries.ts';

/** An entry of a step that a person makes, e.g. `targetOffice`, and the member of the call that carries it. */
export type Entry = { name: keyof typeof ENTRY_FIELDS; field: EntryField };

/** What was typed or ticked so far, by entry name. */
export type Entries = Readonly<Record<string, string | boolean>>;

/** What `cases.changeStatus` takes beside case, version and transition. */
export type TransitionValues = {
  reason: string;
  reasonCode: string | null;
  targetOffice: string;
  date: string | null;
  confirmed: boolean;
};

const isEntryName = (name: string): name is keyof typeof ENTRY_FIELDS => Object.hasOwn(ENTRY_FIELDS, name);

/** Entries the dialog asks for; what the program fills by itself is left out. */
export const entriesOf = (needs: readonly string[]): readonly Entry[] =>
  needs.filter(isEntryName).flatMap((name) => {
    const field = ENTRY_FIELDS[name];
    return field === 'automatic' ? [] : [{ name, field }];
  });

/** Entries core can do without in some situations; it says `field-missing` where it cannot. */
const OPTIONAL: readonly string[] = ['override', 'appointmentProtocol', 'appointmentDate', 'deadline'];

/** True when an entry must be filled before the step may be tried. A suspension needs words only for "other" (A9). */
export const isRequired = ({ name }: Entry, needs: readonly string[], entries: Entries): boolean =>
  name === 'reason' && needs.includes('suspensionReason')
    ? entries.suspensionReason === 'A9'
    : !OPTIONAL.includes(name);

/** Joins the entries to the members of the call: several reasons as lines, several confirmations as one. */
export const transitionValues = (asked: readonly Entry[], entries: Entries): TransitionValues => {
  const texts = (field: EntryField): string[] =>
    asked
      .filter((entry) => entry.field === field)
      .map(({ name }) => entries[name])
      .filter((value) => typeof value === 'string')
      .map((value) => value.trim())
      .filter((value) => value !== '');
  const boxes = asked.filter(({ field }) => field === 'confirmed');
  return {
    reason: texts('reason').join('\n'),
    reasonCode: texts('reasonCode')[0] ?? null,
    targetOffice: texts('targetOffice')[0] ?? '',
    date: texts('date')[0] ?? null,
    confirmed: boxes.length > 0 && boxes.every(({ name }) => entries[name] === true),
  };
};
