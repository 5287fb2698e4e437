import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPLICANT_GROUPS, LEGAL_BASES, MARITAL_STATUSES } from './application.ts';
import { type EvidencePerson, evidenceFor } from './evidence.ts';
import {
  EVIDENCE,
  EVIDENCE_ORDER,
  EVIDENCE_SECTIONS,
  evidenceById,
  isEvidenceId,
  sectionOf,
} from './evidence-catalogue.ts';

const FILED = '2026-10-14';
const adult: EvidencePerson = {
  groups: ['G-EMP'],
  legalBasis: 'LB-10-1',
  maritalStatus: 'LD',
  birthDate: '1989-04-03',
  nationalities: ['163'],
};
const ids = (person: Partial<EvidencePerson>, required?: boolean) =>
  evidenceFor({ ...adult, ...person }, FILED)
    .filter((slot) => required === undefined || slot.required === required)
    .map((slot) => slot.evidence);

describe('the catalogue', () => {
  it('has the 60 proofs of the domain description, each once', () => {
    expect(EVIDENCE).toHaveLength(60);
    expect(new Set(EVIDENCE_ORDER).size).toBe(60);
  });
  it('runs section by section', () => {
    const sections = EVIDENCE.map(({ section }) => section);
    expect(sections.filter((section, index) => section !== sections[index - 1])).toEqual([...EVIDENCE_SECTIONS]);
  });
  it('marks health papers and papers of third persons', () => {
    expect(evidenceById('EV-LANGEX')?.sensitive).toBe('health');
    expect(evidenceById('EV-SPINC')?.sensitive).toBe('third-party');
    expect(evidenceById('EV-STUD')?.age).toBe('semester');
    expect(evidenceById('EV-PAY')?.age).toEqual({ months: 3 });
    expect(evidenceById('EV-PASS')?.age).toBe('valid');
  });
  it('keeps unknown ids of newer senders at the end', () => {
    expect(isEvidenceId('EV-NEW')).toBe(false);
    expect(evidenceById('EV-NEW')).toBeUndefined();
    expect(sectionOf('EV-NEW')).toBe('other');
  });
});

describe('the checklist', () => {
  it('of an unmarried employed adult has the base set and the papers of work', () => {
    expect(ids({}, true)).toEqual([
      'EV-APPL',
      'EV-SIGN',
      'EV-PASS',
      'EV-BIRTH',
      'EV-TITLE',
      'EV-CV',
      'EV-RENT',
      'EV-EMPC',
      'EV-EMPB',
      'EV-PAY',
      'EV-LANG',
      'EV-EBT',
      'EV-DECL1',
      'EV-DECL1A',
      'EV-CRIMDECL',
    ]);
    expect(ids({}, false)).toEqual(['EV-PENSHIST']);
  });

  it('names what may stand in place of the passport', () => {
    const passport = evidenceFor(adult, FILED).find((slot) => slot.evidence === 'EV-PASS');
    expect(passport).toEqual({ evidence: 'EV-PASS', required: true, alternatives: ['EV-IDDOC', 'EV-IDALT'] });
  });

  it.each([
    ['G-SELF', ['EV-SELFREG', 'EV-TAX', 'EV-BWA', 'EV-TAXOK', 'EV-HEALTH', 'EV-PROV'], ['EV-PAY']],
    ['G-APPR', ['EV-APPR', 'EV-PAY'], []],
    ['G-STUD', ['EV-STUD', 'EV-BAFOEG', 'EV-HEALTH'], ['EV-PAY']],
    ['G-PENS', ['EV-PENS', 'EV-HEALTH'], ['EV-EMPB']],
    ['G-ALG1', ['EV-ALG1', 'EV-PAY'], []],
    ['G-BENE', ['EV-BENE'], []],
    ['G-NOINC', ['EV-SPINC', 'EV-MAINT'], []],
    ['G-PARENT', ['EV-HSUPP', 'EV-EMPB', 'EV-SPINC'], []],
    ['G-SPGER', ['EV-MARR', 'EV-SPGER', 'EV-SPINC'], []],
    ['G-M16', ['EV-CV', 'EV-DECL1', 'EV-LANG', 'EV-EBT'], []],
    ['G-REF', ['EV-GFK', 'EV-BAMF', 'EV-IDALT'], ['EV-PASS']],
    ['G-STL', ['EV-GFK', 'EV-STATELESS'], []],
    ['G-EU', ['EV-EUREG'], ['EV-TITLE']],
    ['G-GUEST', ['EV-GUEST'], ['EV-EBT', 'EV-LANG']],
  ] as const)('of %s asks for %j and not for %j', (group, added, dropped) => {
    const required = ids({ groups: [group] }, true);
    for (const evidence of added) expect(required).toContain(evidence);
    for (const evidence of dropped) expect(required).not.toContain(evidence);
  });

  it('of a student with a job keeps the payslips', () => {
    expect(ids({ groups: ['G-STUD', 'G-EMP'] }, true)).toContain('EV-PAY');
  });

  it.each([
    ['LD', []],
    ['VH', ['EV-MARR']],
    ['LP', ['EV-MARR']],
    ['GS', ['EV-DIV']],
    ['VW', ['EV-DEATH']],
    ['NB', []],
  ] as const)('for marital status %s has %j', (maritalStatus, papers) => {
    const family = ids({ maritalStatus }, true).filter((evidence) => sectionOf(evidence) === 'family');
    expect(family).toEqual(papers);
  });

  it('of a child under 16 has identity, custody and school, but no declarations, tests or livelihood', () => {
    expect(ids({ birthDate: '2016-05-01', groups: ['G-MINOR', 'G-EMP'] }, true)).toEqual([
      'EV-APPL',
      'EV-SIGN',
      'EV-PASS',
      'EV-BIRTH',
      'EV-TITLE',
      'EV-SCHOOL',
      'EV-CUST',
    ]);
  });

  it('asks a child below school age for no school report', () => {
    expect(ids({ birthDate: '2021-05-01', groups: ['G-MINOR'] })).not.toContain('EV-SCHOOL');
  });

  it('treats the commitment of Nr. 1a of under-16s as the office has decided', () => {
    const child = { ...adult, birthDate: '2016-05-01', groups: ['G-MINOR'] } satisfies EvidencePerson;
    const commitment = (choice: 'required' | 'optional' | 'omitted') =>
      evidenceFor(child, FILED, { historicCommitmentUnder16Unconfirmed: choice }).find(
        (slot) => slot.evidence === 'EV-DECL1A',
      )?.required;
    expect([commitment('required'), commitment('optional'), commitment('omitted')]).toEqual([true, false, undefined]);
  });

  it('counts the sixteenth birthday itself as sixteen, whatever group the sender names', () => {
    expect(ids({ birthDate: '2010-10-14', groups: ['G-MINOR'] })).toContain('EV-DECL1');
    expect(ids({ birthDate: '2010-10-15', groups: ['G-M16'] })).not.toContain('EV-DECL1');
  });

  it('follows the group when only the year of birth is known and both are possible', () => {
    expect(ids({ birthDate: '2010', groups: ['G-MINOR'] })).not.toContain('EV-DECL1');
    expect(ids({ birthDate: '2010', groups: ['G-M16'] })).toContain('EV-DECL1');
    expect(ids({ birthDate: '', groups: ['G-MINOR'] })).not.toContain('EV-DECL1');
    expect(ids({ birthDate: 'unbekannt', groups: [] })).toContain('EV-DECL1');
  });

  it('knows free movement from the nationality even where the group was not given', () => {
    expect(ids({ nationalities: ['163', '137'] })).toContain('EV-EUREG');
    expect(ids({ nationalities: ['163', '137'] })).not.toContain('EV-TITLE');
  });

  it('of a spouse of a German under § 9 has marriage and the spouse’s nationality', () => {
    expect(ids({ legalBasis: 'LB-9-1', maritalStatus: 'VH' }, true)).toEqual(
      expect.arrayContaining(['EV-MARR', 'EV-SPGER']),
    );
  });

  it('under Art. 116 Abs. 2 GG asks for no title, language or test', () => {
    const slots = ids({ legalBasis: 'LB-116-2' });
    for (const evidence of ['EV-TITLE', 'EV-LANG', 'EV-EBT', 'EV-CV']) expect(slots).not.toContain(evidence);
  });

  it('lists every proof once and in evidence order, for anybody', () => {
    fc.assert(
      fc.property(
        fc.record({
          groups: fc.subarray([...APPLICANT_GROUPS]),
          legalBasis: fc.constantFrom(...LEGAL_BASES),
          maritalStatus: fc.constantFrom(...MARITAL_STATUSES),
          birthDate: fc.constantFrom('1950', '1989-04', '2010-10-14', '2010-10-15', '2010', '2018-01-01', '2024-02-29'),
          nationalities: fc.subarray(['163', '137', '997', '998', '475']),
        }),
        (person) => {
          const slots = evidenceFor(person, FILED);
          const positions = slots.map((slot) => EVIDENCE_ORDER.indexOf(slot.evidence));
          expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
          expect(slots[0]?.evidence).toBe('EV-APPL');
          for (const slot of slots) expect(slot.alternatives ?? []).not.toContain(slot.evidence);
        },
      ),
    );
  });
});
