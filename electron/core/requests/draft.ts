import type { RequestDraft } from '../../../shared/contract/requests.ts';
import { evidenceById } from '../../../shared/domain/evidence.ts';
import { slotState } from '../../../shared/domain/review.ts';
import { domain } from '../../../shared/i18n/de/domain.ts';
import type { ChecklistSlot } from '../cases/checklist.ts';

type Item = RequestDraft['items'][number];

/** German name of a proof as the letter prints it; an id the catalogue does not have stays visible. */
export const evidenceLabel = (evidence: string): string =>
  (domain.evidence as Record<string, string>)[evidence] ?? evidence;

/** German name of a reason code. */
export const reasonLabel = (reason: string): string => (domain.reason as Record<string, string>)[reason] ?? reason;

/** What an applicant is told first for each reason; the caseworker may say it better (DOMAIN §9.2). */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  FEHLT: 'Dieser Nachweis liegt uns noch nicht vor. Bitte reichen Sie ihn ein.',
  UNLESBAR: 'Das eingereichte Dokument können wir nicht lesen. Bitte scannen oder fotografieren Sie es noch einmal.',
  SEITEN: 'Es fehlen Seiten. Bitte reichen Sie alle Seiten ein, auch die Rückseiten.',
  ABGELAUFEN: 'Das Dokument ist nicht mehr gültig. Bitte reichen Sie ein gültiges ein.',
  VERALTET: 'Das Dokument ist zu alt. Bitte reichen Sie ein aktuelles ein.',
  FALSCHE_PERSON: 'Das Dokument gehört zu einer anderen Person. Bitte reichen Sie das richtige ein.',
  UEBERSETZUNG: 'Bitte reichen Sie eine Übersetzung ein, die eine vereidigte Person angefertigt hat.',
  BEGLAUBIGUNG: 'Bitte reichen Sie das Dokument mit Apostille oder Legalisation ein.',
  ORIGINAL: 'Bitte legen Sie uns das Original vor.',
  WIDERSPRUCH: 'Die Angaben im Dokument passen nicht zu Ihren Angaben im Antrag. Bitte erklären Sie den Unterschied.',
  FORMAT: 'Die Datei können wir nicht öffnen. Wir können PDF, JPEG und PNG lesen.',
  UNTERSCHRIFT: 'Es fehlt eine Unterschrift. Bitte reichen Sie das unterschriebene Dokument ein.',
  ANGABE: 'Bitte ergänzen Sie diese Angabe.',
};

const reasonOf = ({ row, placements }: ChecklistSlot): string => {
  const deficient = placements.filter((placement) => placement.result === 'MANGEL').at(-1);
  return deficient?.reason ?? row.reason ?? 'FEHLT';
};

/** Proofs that are signed before a caseworker (DOMAIN §7.2): offered, but not asked for by letter unless a human wants to. */
const isSignedAtTheOffice = (evidence: string): boolean => evidenceById(evidence)?.original === 'signed';

/**
 * Items a Nachforderung may hold: missing and deficient slots are preselected, slots already asked for and optional
 * ones without papers are offered. Papers nobody has looked at yet are judged first.
 */
export const candidatesOf = (checklist: readonly ChecklistSlot[]): (Item & { selected: boolean })[] =>
  checklist
    .filter(({ facts, placements }) => {
      const state = slotState(facts);
      return ['missing', 'deficient', 'requested'].includes(state) || (state === 'open' && placements.length === 0);
    })
    .map((slot) => {
      const state = slotState(slot.facts);
      const reason = reasonOf(slot);
      return {
        slotId: slot.row.id,
        evidence: slot.row.evidence,
        reason,
        explanation: EXPLANATIONS[reason] ?? '',
        selected: (state === 'missing' || state === 'deficient') && !isSignedAtTheOffice(slot.row.evidence),
      };
    });
