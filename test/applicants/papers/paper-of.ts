import type { Sheet } from '../paper/sheet.ts';
import {
  civicTestCertificate,
  degreeCertificate,
  integrationCertificate,
  languageCertificate,
} from './certificates.ts';
import { birthPaper, marriagePaper } from './civil.ts';
import { applicationSummary, cvPaper, signaturePaper } from './forms.ts';
import { passportPaper, residenceCardPaper } from './identity.ts';
import { letterPaper } from './letter.ts';
import { NOTICES } from './notices.ts';
import type { PaperSubject } from './subject.ts';
import { payslipPaper, tenancyPaper, workContractPaper } from './work.ts';

const PAPERS: Readonly<Record<string, (subject: PaperSubject) => Sheet[]>> = {
  'EV-APPL': applicationSummary,
  'EV-SIGN': signaturePaper,
  'EV-CV': cvPaper,
  'EV-PASS': passportPaper,
  'EV-IDDOC': passportPaper,
  'EV-GFK': (subject) => passportPaper(subject, subject.person.groups.includes('G-STL') ? 'stateless' : 'refugee'),
  'EV-TITLE': residenceCardPaper,
  'EV-BIRTH': birthPaper,
  'EV-CHILD': birthPaper,
  'EV-MARR': marriagePaper,
  'EV-LANG': languageCertificate,
  'EV-EBT': civicTestCertificate,
  'EV-INTK': integrationCertificate,
  'EV-VOC': (subject) => degreeCertificate(subject, 'Zeugnis über die Gesellenprüfung', 'Handwerkskammer Musterregion'),
  'EV-UNI': (subject) => degreeCertificate(subject, 'Bachelorzeugnis', 'Hochschule Lindenrath'),
  'EV-EMPC': workContractPaper,
  'EV-APPR': workContractPaper,
  'EV-PAY': payslipPaper,
  'EV-SPINC': payslipPaper,
  'EV-RENT': tenancyPaper,
};

/**
 * Writes the paper that proves one evidence type (DOMAIN §7.2) for one person. Types without a paper of their own become
 * a letter; an unknown type becomes a private letter, never an error, because applicants send anything.
 */
export function paperOf(evidence: string, subject: PaperSubject): Sheet[] {
  const paper = PAPERS[evidence];
  if (paper !== undefined) return paper(subject);
  const notice = NOTICES[evidence] ?? NOTICES['EV-OTHER'];
  if (notice === undefined) throw new Error('NOTICES needs EV-OTHER');
  return letterPaper(notice(subject), subject);
}
