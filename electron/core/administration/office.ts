import { type OfficeProfile, officeProfile } from '../../../shared/contract/administration.ts';
import { DEFAULT_DEADLINE_WEEKS_UNCONFIRMED } from '../../../shared/domain/deadlines.ts';
import type { Actor, Journal } from '../journal/entry.ts';
import { Refusal } from '../runtime.ts';
import { type Reader, sql } from '../store/database.ts';
import { officeChanged } from './entries.ts';

/** A new office's profile: what set-up asks, the rest empty or the usual. */
export const firstOfficeProfile = (officeName: string, land: OfficeProfile['land']): OfficeProfile => ({
  officeName,
  unit: '',
  street: '',
  postalCode: '',
  town: '',
  phone: '',
  email: '',
  land,
  referencePattern: 'EB-{year}-{number}',
  requestWeeks: DEFAULT_DEADLINE_WEEKS_UNCONFIRMED.domestic,
});

/** The office's profile and its version. Throws when the store has none, which set-up rules out. */
export const readOffice = (reader: Reader): { profile: OfficeProfile; version: number } => {
  const row = reader.get<{ version: number; profile: string }>(sql`SELECT version, profile FROM office`);
  if (row === undefined) throw new Error('the store has no office profile');
  return { profile: officeProfile.parse(JSON.parse(row.profile)), version: row.version };
};

/** Saves a new profile; refuses `stale-version` when somebody saved one since `version` was read. */
export const saveOffice = (
  reader: Reader,
  journal: Journal,
  actor: Actor,
  profile: OfficeProfile,
  version: number,
): void =>
  journal.change(actor, (change) => {
    const present = readOffice(reader).version;
    if (present !== version) throw new Refusal('stale-version', { version: present });
    change.append(officeChanged, null, { version: present + 1, profile });
    change.announce('administration', []);
  });
