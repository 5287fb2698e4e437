import type { ApplicantPerson } from '../../../shared/domain/application.ts';
import { shiftMonths } from '../german.ts';
import type { Sheet } from '../paper/sheet.ts';
import type { PaperDesk } from '../paper-desk.ts';
import { passportStampPages } from '../papers/identity.ts';
import { paperOf } from '../papers/paper-of.ts';
import { type PdfPage, renderPdf } from '../render/pdf.ts';
import { scanPage } from '../render/scan.ts';

type Part = { evidence: string; person: ApplicantPerson; scanned?: boolean; month?: string };

/**
 * The papers of two persons in one PDF of 23 pages, in the order they lay on the kitchen table: scans and text pages mixed.
 */
export async function twoPersonBundle(
  desk: PaperDesk,
  one: ApplicantPerson,
  other: ApplicantPerson,
): Promise<Uint8Array> {
  const month = (back: number) => shiftMonths(desk.submittedOn, -back);
  const parts: Part[] = [
    { evidence: 'EV-PASS', person: one, scanned: true },
    { evidence: 'EV-BIRTH', person: one },
    { evidence: 'EV-PASS', person: other, scanned: true },
    { evidence: 'EV-MARR', person: one },
    { evidence: 'EV-RENT', person: one },
    { evidence: 'EV-PAY', person: other, month: month(1) },
    { evidence: 'EV-PAY', person: other, month: month(2) },
    { evidence: 'EV-LANG', person: other, scanned: true },
    { evidence: 'EV-BIRTH', person: other },
    { evidence: 'EV-TAX', person: one },
    { evidence: 'EV-BWA', person: one },
    { evidence: 'EV-EBT', person: one },
    { evidence: 'EV-EMPC', person: other },
    { evidence: 'EV-CV', person: one },
    { evidence: 'EV-EBT', person: other },
    { evidence: 'EV-BANK', person: other },
    { evidence: 'EV-HEALTH', person: one },
  ];
  const pages: PdfPage[] = [];
  for (const { evidence, person, scanned, month: of } of parts) {
    const sheets = paperOf(
      evidence,
      desk.subject(person, `bundle/${person.personRef}/${evidence}/${of ?? ''}`, of === undefined ? {} : { month: of }),
    );
    for (const [index, sheet] of sheets.entries()) {
      pages.push(
        scanned === true
          ? await scanPage(sheet, { seed: `bundle/${person.personRef}/${evidence}/${index}` })
          : { kind: 'text', sheet },
      );
    }
  }
  return exactly(23, pages, desk, 'Unterlagen.pdf');
}

/**
 * A stack of `count` pages through an office copier, 200 dpi in grey: 24 payslips, insurance record, tax notices,
 * contracts of one person.
 */
export async function stackScan(desk: PaperDesk, person: ApplicantPerson, count: number): Promise<Uint8Array> {
  const sheets: Sheet[] = [];
  for (let back = 24; back >= 1; back -= 1) {
    const month = shiftMonths(desk.submittedOn, -back);
    sheets.push(...paperOf('EV-PAY', desk.subject(person, `stack/${month}`, { month })));
  }
  for (let round = 0; sheets.length < count; round += 1) {
    for (const evidence of [
      'EV-PENSHIST',
      'EV-BANK',
      'EV-EMPC',
      'EV-RENT',
      'EV-HEALTH',
      'EV-MELD',
      'EV-BENE',
      'EV-ABROAD',
    ]) {
      sheets.push(...paperOf(evidence, desk.subject(person, `stack/${round}/${evidence}`)));
    }
    sheets.push(...passportStampPages(desk.subject(person, `stack/${round}/stamps`), 3));
  }
  const pages: PdfPage[] = [];
  for (const [index, sheet] of sheets.slice(0, count).entries()) {
    pages.push(await scanPage(sheet, { seed: `stack/${desk.submittedOn}/${index}`, dpi: 200, quality: 58 }));
  }
  return exactly(count, pages, desk, 'Scan_Stapel.pdf');
}

function exactly(count: number, pages: PdfPage[], desk: PaperDesk, title: string): Promise<Uint8Array> {
  if (pages.length !== count) throw new Error(`${title} should have ${count} pages and has ${pages.length}`);
  return renderPdf(pages, { title, createdOn: desk.submittedOn, producer: 'Muster-Scanner' });
}
