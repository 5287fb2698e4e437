import { NACHREICHUNG_1_0, type Nachreichung } from '../../electron/core/intake/fachdaten-1.0.ts';
import type { ApplicantDocument, Character } from './character.ts';
import { attachmentIdOf, localDayOf, makeDocuments } from './define-character.ts';
import { shiftDays, shiftMonths } from './german.ts';
import { openPaperDesk, type PaperForm, type PaperPlan } from './paper-desk.ts';

/** One item of a Nachforderung to answer. */
export type FollowUpItem = {
  evidence: string;
  personRef: string;
  /** Id of the item as given in the reply; repeated in the answer. */
  positionId?: string;
  /** Month of a payslip; the missing one of the character, else the last before submission. */
  month?: string;
  /** Person the paper really shows, to send the wrong one on purpose. */
  shows?: string;
};

export type FollowUpOptions = {
  /** Id of the Nachforderung as given in the reply. */
  nachforderungId?: string;
  /** Local day of the answer; thirty days after the submission if absent. */
  answeredOn?: string;
  /** Distinguishes several answers of one character; 1 if absent. */
  round?: number;
  message?: string;
};

export type FollowUp = { nachreichung: Nachreichung; documents: ApplicantDocument[] };

/** Papers that existed before anyone asked; all others are written for the answer and dated so. */
const OLDER = new Set(['EV-RENT', 'EV-EMPC', 'EV-PAY', 'EV-APPR', 'EV-BIRTH', 'EV-MARR', 'EV-PASS', 'EV-TITLE']);
const FORMS: Readonly<Record<string, PaperForm>> = { 'EV-EMPC': 'scan', 'EV-EMPB': 'photo', 'EV-PASS': 'scan' };

/**
 * What a character sends when the office asks for proofs: one file for each item, and the data set that names them.
 * Without items all gaps of the character are answered; a subset leaves the rest open. Same arguments, same bytes.
 */
export async function followUpDocuments(
  character: Character,
  items: readonly FollowUpItem[] = character.gaps,
  options: FollowUpOptions = {},
): Promise<FollowUp> {
  const submittedOn = localDayOf(character.submittedAt);
  const answeredOn = options.answeredOn ?? shiftDays(submittedOn, 30);
  const before = openPaperDesk(character.id, submittedOn, character.application);
  const now = openPaperDesk(character.id, answeredOn, character.application);
  const plans = items.map((item, index): PaperPlan => {
    const shown = item.shows ?? item.personRef;
    const person = character.application.persons.find((one) => one.personRef === shown);
    if (person === undefined) throw new Error(`${character.id} has no person ${shown}`);
    const known = character.gaps.find((gap) => gap.evidence === item.evidence && gap.personRef === item.personRef);
    const month = item.month ?? known?.month ?? shiftMonths(submittedOn, -1);
    const desk = OLDER.has(item.evidence) ? before : now;
    return desk.paper(item.evidence, person, {
      key: `follow-up/${options.round ?? 1}/${index}/${item.evidence}`,
      form: FORMS[item.evidence] ?? 'text',
      personRefs: [item.personRef],
      ...(item.evidence === 'EV-PAY' ? { detail: { month } } : {}),
    });
  });
  const nachweise = plans.map((plan, index) => {
    const positionId = items[index]?.positionId;
    return {
      anlageId: attachmentIdOf(character.id, plan.key),
      ...(positionId === undefined ? {} : { positionId }),
      ...(plan.evidence === undefined ? {} : { art: plan.evidence }),
      personen: plan.personRefs,
      ...(plan.title === undefined ? {} : { bezeichnung: plan.title }),
    };
  });
  return {
    nachreichung: {
      $schema: NACHREICHUNG_1_0,
      ...(options.nachforderungId === undefined ? {} : { nachforderungId: options.nachforderungId }),
      nachweise,
      ...(options.message === undefined ? {} : { mitteilung: options.message }),
    },
    documents: await makeDocuments(character.id, plans),
  };
}
