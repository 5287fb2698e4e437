import type { ApplicantPerson, Application, LocalDate } from '../../shared/domain/application.ts';
import type { Sheet } from './paper/sheet.ts';
import { passportStampPages } from './papers/identity.ts';
import { paperOf } from './papers/paper-of.ts';
import type { PaperDetail, PaperSubject } from './papers/subject.ts';
import { prng } from './prng.ts';
import { type PdfPage, renderPdf } from './render/pdf.ts';
import { photograph } from './render/photo.ts';
import { pictureOf } from './render/picture.ts';
import { scanPage } from './render/scan.ts';

/** How a paper reaches the office: PDF with text, scanned PDF, phone photo, or a PNG. */
export type PaperForm = 'text' | 'scan' | 'photo' | 'png';

/** A file to be made: everything known without its bytes. */
export type PaperPlan = {
  /** Unique within the character; the attachment id derives from it. */
  key: string;
  filename: string;
  mimeType: string;
  purpose: 'form' | 'attachment' | 'report';
  evidence?: string;
  title?: string;
  personRefs: string[];
  /** Whether the Fachdaten mention the file. */
  declared: boolean;
  make(): Promise<Uint8Array>;
};

export type PaperOptions = {
  form?: PaperForm;
  key?: string;
  filename?: string;
  title?: string;
  /** Persons the paper serves; the holder alone if absent. */
  personRefs?: string[];
  detail?: PaperDetail;
  /** Pages the applicant really sent, counted from 1; all if absent. */
  pages?: readonly number[];
  /** `false`: the applicant does not say what it is. */
  claimed?: boolean;
  /** `false`: the Fachdaten do not mention the file at all. */
  declared?: boolean;
  /** Further sheets behind the paper, e.g. stamp pages of a passport. */
  stampPages?: number;
  dpi?: number;
};

/** Where and when papers are written: shared by all papers of one submission. */
export type PaperDesk = {
  submittedOn: LocalDate;
  application: PaperSubject['application'];
  subject(person: ApplicantPerson, key: string, detail?: PaperDetail): PaperSubject;
  paper(evidence: string, person: ApplicantPerson, options?: PaperOptions): PaperPlan;
};

/** Labels of evidence types as applicants see them in the online form. */
const EVIDENCE_TITLES: Readonly<Record<string, string>> = {
  'EV-SIGN': 'Unterschriftsblatt',
  'EV-CV': 'Lebenslauf',
  'EV-PASS': 'Reisepass',
  'EV-GFK': 'Reiseausweis',
  'EV-IDALT': 'Erklaerung_Identitaet',
  'EV-BIRTH': 'Geburtsurkunde',
  'EV-MARR': 'Heiratsurkunde',
  'EV-DIV': 'Scheidungsbeschluss',
  'EV-SPGER': 'Nachweis_Ehegatte',
  'EV-CUST': 'Zustimmung_Eltern',
  'EV-NAME': 'Namensaenderung',
  'EV-POA': 'Vollmacht',
  'EV-BETR': 'Betreuerausweis',
  'EV-TITLE': 'Aufenthaltstitel',
  'EV-EUREG': 'Meldebescheinigung_EU',
  'EV-BAMF': 'Bescheid_Schutz',
  'EV-MELD': 'Meldebescheinigung',
  'EV-ABROAD': 'Auslandsaufenthalte',
  'EV-LANG': 'B1-Zertifikat',
  'EV-SCHOOL': 'Schulzeugnis',
  'EV-VOC': 'Gesellenbrief',
  'EV-LANGEX': 'Attest',
  'EV-EBT': 'Einbuergerungstest',
  'EV-INTK': 'Zertifikat_Integrationskurs',
  'EV-COURT': 'Strafbefehl',
  'EV-EMPC': 'Arbeitsvertrag',
  'EV-EMPB': 'Arbeitgeberbescheinigung',
  'EV-PAY': 'Gehaltsabrechnung',
  'EV-BANK': 'Kontoauszug',
  'EV-SELFREG': 'Gewerbeanmeldung',
  'EV-TAX': 'Steuerbescheid',
  'EV-BWA': 'BWA',
  'EV-TAXOK': 'Bescheinigung_Steuersachen',
  'EV-PENS': 'Rentenbescheid',
  'EV-PENSHIST': 'Versicherungsverlauf',
  'EV-PROV': 'Altersvorsorge',
  'EV-HEALTH': 'Krankenversicherung',
  'EV-STUD': 'Immatrikulation',
  'EV-BAFOEG': 'BAfoeG-Bescheid',
  'EV-APPR': 'Ausbildungsvertrag',
  'EV-ALG1': 'ALG-Bescheid',
  'EV-BENE': 'Leistungsbescheid',
  'EV-HSUPP': 'Elterngeldbescheid',
  'EV-MAINT': 'Unterhaltserklaerung',
  'EV-SPINC': 'Einkommen_Ehegatte',
  'EV-RENT': 'Mietvertrag',
  'EV-GUEST': 'Anwerbung',
  'EV-STATELESS': 'Feststellung_Staatenlosigkeit',
};

const ENDINGS = { text: 'pdf', scan: 'pdf', photo: 'jpg', png: 'png' } as const;
const MIME = {
  text: 'application/pdf',
  scan: 'application/pdf',
  photo: 'image/jpeg',
  png: 'image/png',
} as const;

/** Opens a desk for one submission; `id` seeds everything written there. */
export function openPaperDesk(
  id: string,
  submittedOn: LocalDate,
  application: Pick<Application, 'persons' | 'representative' | 'remarks'>,
): PaperDesk {
  const desk: PaperDesk = {
    submittedOn,
    application,
    subject: (person, key, detail = {}) => ({
      application,
      person,
      submittedOn,
      chance: prng(`${id}/${key}`),
      detail,
    }),
    paper: (evidence, person, options = {}) => {
      const form = options.form ?? 'text';
      const month = options.detail?.month;
      const key = options.key ?? `${person.personRef}/${evidence}${month === undefined ? '' : `/${month}`}`;
      const label = EVIDENCE_TITLES[evidence] ?? 'Sonstiges';
      const suffix = month ?? (application.persons.length > 1 ? person.name.givenNames.split(' ')[0] : undefined);
      const filename = options.filename ?? `${label}${suffix === undefined ? '' : `_${suffix}`}.${ENDINGS[form]}`;
      const title = options.title ?? label.replaceAll('_', ' ');
      return {
        key,
        filename,
        mimeType: MIME[form],
        purpose: 'attachment',
        ...(options.claimed === false ? {} : { evidence, title }),
        personRefs: options.personRefs ?? [person.personRef],
        declared: options.declared ?? true,
        make: () => {
          // The same paper sent twice says the same: its figures depend on what it is, not on the file it travels in.
          const content = `${person.personRef}/${evidence}/${month ?? ''}`;
          const subject = desk.subject(person, content, options.detail);
          const all = [...paperOf(evidence, subject), ...passportStampPages(subject, options.stampPages ?? 0)];
          const sheets = all.filter((_, index) => options.pages?.includes(index + 1) ?? true);
          return renderAs(form, sheets, {
            seed: `${id}/${key}`,
            title: filename,
            day: submittedOn,
            dpi: options.dpi ?? 300,
          });
        },
      };
    },
  };
  return desk;
}

async function renderAs(
  form: PaperForm,
  sheets: readonly Sheet[],
  how: { seed: string; title: string; day: LocalDate; dpi: number },
): Promise<Uint8Array> {
  const [first] = sheets;
  if (first === undefined) throw new Error(`No page left of ${how.title}`);
  if (form === 'photo') return photograph(first, { seed: how.seed, takenOn: how.day });
  if (form === 'png') return pictureOf(first);
  if (form === 'text') {
    return renderPdf(
      sheets.map((sheet) => ({ kind: 'text', sheet })),
      { title: how.title, createdOn: how.day },
    );
  }
  const pages: PdfPage[] = [];
  for (const [index, sheet] of sheets.entries()) {
    pages.push(await scanPage(sheet, { seed: `${how.seed}/${index}`, dpi: how.dpi }));
  }
  return renderPdf(pages, { title: how.title, createdOn: how.day, producer: 'Muster-Scanner' });
}
