import { administrationEntries } from './administration/entries.ts';
import * as cases from './cases/entries.ts';
import * as exporting from './export/entries.ts';
import { intakeEntries } from './intake/entries.ts';
import type { AnyEntryKind } from './journal/entry.ts';
import * as requests from './requests/entries.ts';

/** Every kind of journal entry of every module: what may be appended, and what `verify` can replay. */
export const entryKinds: readonly AnyEntryKind[] = [
  ...administrationEntries,
  ...intakeEntries,
  ...Object.values(cases),
  ...Object.values(requests),
  ...Object.values(exporting),
];
