import type { ApplicantGroup, ApplicantPerson } from '../../shared/domain/application.ts';
import { shiftMonths } from './german.ts';
import type { PaperDesk, PaperForm, PaperOptions, PaperPlan } from './paper-desk.ts';

/** What a group adds to and drops from the base set (DOMAIN §7.3), as far as applicants upload it. */
const GROUPS: Readonly<Record<ApplicantGroup, { adds: readonly string[]; drops?: readonly string[] }>> = {
  'G-EMP': { adds: ['EV-EMPC', 'EV-EMPB', 'EV-PAY'] },
  'G-SELF': { adds: ['EV-SELFREG', 'EV-TAX', 'EV-BWA', 'EV-TAXOK', 'EV-HEALTH', 'EV-PROV'], drops: ['EV-PAY'] },
  'G-APPR': { adds: ['EV-APPR', 'EV-PAY'] },
  'G-STUD': { adds: ['EV-STUD', 'EV-BAFOEG', 'EV-HEALTH'] },
  'G-PENS': { adds: ['EV-PENS', 'EV-HEALTH'], drops: ['EV-EMPB'] },
  'G-ALG1': { adds: ['EV-ALG1', 'EV-PAY'] },
  'G-BENE': { adds: ['EV-BENE', 'EV-PENSHIST'] },
  'G-NOINC': { adds: ['EV-SPINC', 'EV-MAINT'] },
  'G-PARENT': { adds: ['EV-HSUPP', 'EV-EMPB', 'EV-SPINC'] },
  'G-SPGER': { adds: ['EV-MARR', 'EV-SPGER', 'EV-SPINC'] },
  'G-MINOR': { adds: ['EV-CUST', 'EV-SCHOOL'], drops: ['EV-CV', 'EV-EBT', 'EV-LANG', 'EV-SIGN', 'EV-RENT'] },
  'G-M16': { adds: ['EV-SCHOOL', 'EV-CUST'], drops: ['EV-RENT'] },
  'G-REF': { adds: ['EV-GFK', 'EV-BAMF', 'EV-IDALT'], drops: ['EV-PASS'] },
  'G-STL': { adds: ['EV-GFK', 'EV-STATELESS'], drops: ['EV-PASS'] },
  'G-EU': { adds: ['EV-EUREG'], drops: ['EV-TITLE'] },
  'G-GUEST': { adds: ['EV-GUEST'], drops: ['EV-EBT', 'EV-LANG'] },
};

export type StandardOptions = {
  /** Evidence the applicant does not send. */
  omit?: readonly string[];
  /** Evidence sent in addition. */
  add?: readonly string[];
  /** Form per evidence type; passports are scans, all else text. */
  forms?: Readonly<Record<string, PaperForm>>;
  /** Resolution of scans; 200 if absent, as office copiers have it. */
  dpi?: number;
  /** Further options per evidence type. */
  options?: Readonly<Record<string, PaperOptions>>;
};

/**
 * Plans the papers a careful applicant of these groups sends: base set from 16, what the groups add, three payslips,
 * papers of the marital status. Shared papers of a family are planned once, by the caller.
 */
export function standardPapers(desk: PaperDesk, person: ApplicantPerson, choice: StandardOptions = {}): PaperPlan[] {
  const wanted = new Set(['EV-SIGN', 'EV-CV', 'EV-PASS', 'EV-BIRTH', 'EV-TITLE', 'EV-LANG', 'EV-EBT', 'EV-RENT']);
  if (person.maritalStatus === 'VH') wanted.add('EV-MARR');
  if (person.maritalStatus === 'GS') wanted.add('EV-DIV');
  for (const group of person.groups) for (const evidence of GROUPS[group].adds) wanted.add(evidence);
  for (const group of person.groups) for (const evidence of GROUPS[group].drops ?? []) wanted.delete(evidence);
  for (const evidence of choice.add ?? []) wanted.add(evidence);
  for (const evidence of choice.omit ?? []) wanted.delete(evidence);

  return Array.from(wanted).flatMap((evidence): PaperPlan[] => {
    const form = choice.forms?.[evidence] ?? (evidence === 'EV-PASS' || evidence === 'EV-GFK' ? 'scan' : 'text');
    const options: PaperOptions = { form, dpi: choice.dpi ?? 200, ...choice.options?.[evidence] };
    if (evidence !== 'EV-PAY') return [desk.paper(evidence, person, options)];
    return [3, 2, 1].map((back) => {
      const month = shiftMonths(desk.submittedOn, -back);
      return desk.paper(evidence, person, { ...options, detail: { ...options.detail, month } });
    });
  });
}
