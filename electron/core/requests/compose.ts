import { type OfficeProfile, officeProfile } from '../../../shared/contract/administration.ts';
import type { RequestDraft } from '../../../shared/contract/requests.ts';
import { berlinDate } from '../../../shared/domain/dates.ts';
import { isWorkingDay } from '../../../shared/domain/holidays.ts';
import { fullName } from '../../../shared/domain/names.ts';
import { checkDate } from '../cases/command.ts';
import type { Declared } from '../cases/opening.ts';
import { officeLand } from '../cases/transitions.ts';
import { declaredOf } from '../cases/view.ts';
import { Refusal } from '../runtime.ts';
import { type Reader, sql } from '../store/database.ts';
import { addresseeOf } from './addressee.ts';
import { evidenceLabel, reasonLabel } from './draft.ts';
import type { Letter } from './letter.ts';

/** `18.12.2026` of `2026-12-18`; a partial date keeps its precision. */
export const germanDate = (date: string): string => date.split('-').reverse().join('.');

/** The office's profile; empty fields until one is saved. */
export const officeOf = (reader: Reader): OfficeProfile => {
  const row = reader.get<{ profile: string }>(sql`SELECT profile FROM office WHERE only_one = 1`);
  const parsed = officeProfile.safeParse(row === undefined ? undefined : JSON.parse(row.profile));
  if (!parsed.success) throw new Error('the store has no office profile');
  return parsed.data;
};

/** The claims for a case's person. Throws `case-not-found` as a refusal. */
export const declaredFor = (reader: Reader, caseId: string): Declared => {
  const declared = declaredOf(reader, caseId);
  if (declared === undefined) throw new Refusal('case-not-found');
  return declared;
};

/** Signs that a font of ours cannot print or that could deceive; a letter with them is not made. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;
const isPrintable = (text: string): boolean => !UNPRINTABLE.test(text.replace(/[\n\r\t]/g, ' '));

/** Refuses a draft that must not be sent: no item, a deadline that is past or no working day, unprintable signs. */
export const checkDraft = (reader: Reader, draft: RequestDraft, at: number): void => {
  if (draft.items.length === 0) throw new Refusal('no-items');
  checkDate(draft.deadlineOn);
  if (draft.deadlineOn <= berlinDate(at)) throw new Refusal('deadline-not-future');
  if (!isWorkingDay(draft.deadlineOn, officeLand(reader))) throw new Refusal('deadline-not-working-day');
  const texts = [draft.message, ...draft.items.map((item) => item.explanation)];
  if (!texts.every(isPrintable)) throw new Refusal('characters-not-printable');
};

/** The letter of a draft as it would be printed now. */
export const composeLetter = (
  reader: Reader,
  caseId: string,
  draft: RequestDraft,
  caseworker: string,
  at: number,
): Letter => {
  const declared = declaredFor(reader, caseId);
  const record = reader.get<{ reference: string; filing_date: string }>(
    sql`SELECT reference, filing_date FROM cases WHERE id = ${caseId}`,
  );
  const office = officeOf(reader);
  return {
    office: {
      name: office.officeName,
      unit: office.unit,
      street: office.street,
      town: [office.postalCode, office.town].filter((part) => part !== '').join(' '),
      phone: office.phone,
      email: office.email,
    },
    addressLines: addresseeOf(declared, berlinDate(at)).lines,
    reference: record?.reference ?? '',
    caseworker,
    date: germanDate(berlinDate(at)),
    filedOn: germanDate(record?.filing_date ?? ''),
    person: `${fullName(declared.person.name)}, geboren ${declared.person.birthDate.length === 10 ? 'am ' : ''}${germanDate(declared.person.birthDate)}`,
    deadline: germanDate(draft.deadlineOn),
    channel: draft.channel,
    message: draft.message.trim(),
    items: draft.items.map(({ evidence, reason, explanation }) => ({
      evidence: evidenceLabel(evidence),
      reason: reasonLabel(reason),
      explanation: explanation.trim(),
    })),
    createdAt: at,
  };
};
