import type { Fachdaten } from '../../electron/core/intake/fachdaten-1.0.ts';
import { APPLICATION_MODEL_VERSION, type Application, type FurtherField } from '../../shared/domain/application.ts';
import type { ApplicantDocument, Character, Gap } from './character.ts';
import { fachdatenOf } from './fachdaten-of.ts';
import { openPaperDesk, type PaperDesk, type PaperPlan } from './paper-desk.ts';
import { applicationSummary, transmissionReport } from './papers/forms.ts';
import { renderPdf } from './render/pdf.ts';
import { stableUuid } from './stable-uuid.ts';

export type CharacterSpec = {
  id: string;
  title: string;
  notes: string;
  submittedAt: string;
  collectedAt?: string;
  replyChannel?: boolean;
  gaps?: readonly Gap[];
  declared: Pick<Application, 'declaredOn' | 'persons' | 'representative' | 'remarks'>;
  /** Members our schema does not know: how they are sent, and how they must show up. */
  further?: { fields: FurtherField[]; send(fachdaten: Fachdaten): Fachdaten };
  papers(desk: PaperDesk): PaperPlan[];
};

const berlinDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', dateStyle: 'short' });

/**
 * Builds a character from what the persons declare and the papers they send. Data are ready at once; files are made on
 * the first call of `documents()`, summary of the form and report of the online service first.
 */
export function defineCharacter(spec: CharacterSpec): Character {
  const submittedOn = localDayOf(spec.submittedAt);
  const desk = openPaperDesk(spec.id, submittedOn, spec.declared);
  const [owner] = spec.declared.persons;
  if (owner === undefined) throw new Error(`${spec.id} has no person`);
  const attachments = spec.papers(desk);
  const everyone = spec.declared.persons.map((person) => person.personRef);
  const plans: PaperPlan[] = [
    {
      key: 'form',
      filename: 'Antrag_Zusammenfassung.pdf',
      mimeType: 'application/pdf',
      purpose: 'form',
      personRefs: everyone,
      declared: false,
      make: () => textPdf(applicationSummary(desk.subject(owner, 'form')), 'Antrag auf Einbürgerung'),
    },
    {
      key: 'report',
      filename: 'Uebermittlungsbericht.pdf',
      mimeType: 'application/pdf',
      purpose: 'report',
      personRefs: everyone,
      declared: false,
      make: () => textPdf(transmissionReport(desk.subject(owner, 'report'), attachments), 'Übermittlungsbericht'),
    },
    ...attachments,
  ];
  const application: Application = {
    modelVersion: APPLICATION_MODEL_VERSION,
    ...spec.declared,
    uploads: plans
      .filter((plan) => plan.declared)
      .map((plan) => ({
        attachmentId: attachmentIdOf(spec.id, plan.key),
        ...(plan.evidence === undefined ? {} : { claimedEvidence: plan.evidence }),
        personRefs: plan.personRefs,
        ...(plan.title === undefined ? {} : { title: plan.title }),
      })),
    further: spec.further?.fields ?? [],
  };
  const plain = fachdatenOf(application);
  let made: Promise<ApplicantDocument[]> | undefined;
  return {
    id: spec.id,
    title: spec.title,
    notes: spec.notes,
    submittedAt: spec.submittedAt,
    ...(spec.collectedAt === undefined ? {} : { collectedAt: spec.collectedAt }),
    replyChannel: spec.replyChannel ?? true,
    gaps: spec.gaps ?? [],
    application,
    fachdaten: spec.further === undefined ? plain : spec.further.send(plain),
    documents: () => {
      made ??= makeDocuments(spec.id, plans);
      return made;
    },
  };

  function textPdf(sheets: ReturnType<typeof applicationSummary>, title: string): Promise<Uint8Array> {
    return renderPdf(
      sheets.map((sheet) => ({ kind: 'text', sheet })),
      { title, createdOn: submittedOn, producer: 'Online-Dienst (Muster)' },
    );
  }
}

/** Local German calendar day of an instant. */
export function localDayOf(instant: string): string {
  return berlinDay.format(new Date(instant));
}

/** Attachment id of a planned paper; the same in every process. */
export function attachmentIdOf(characterId: string, key: string): string {
  return stableUuid(`${characterId}/${key}`);
}

/** Makes the files of some plans, three at a time: drawing and encoding then overlap without filling the memory. */
export async function makeDocuments(characterId: string, plans: readonly PaperPlan[]): Promise<ApplicantDocument[]> {
  const documents: ApplicantDocument[] = new Array(plans.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < plans.length; at = next++) {
      const plan = plans[at];
      if (plan === undefined) return;
      documents[at] = {
        attachmentId: attachmentIdOf(characterId, plan.key),
        filename: plan.filename,
        mimeType: plan.mimeType,
        purpose: plan.purpose,
        ...(plan.evidence === undefined ? {} : { claimedEvidence: plan.evidence }),
        personRefs: plan.personRefs,
        bytes: await plan.make(),
      };
    }
  };
  await Promise.all([work(), work(), work()]);
  return documents;
}
