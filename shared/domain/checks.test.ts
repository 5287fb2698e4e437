import { describe, expect, it } from 'vitest';
import type { ApplicantPerson } from './application.ts';
import {
  checkAgeRules,
  checkExpectedEvidence,
  checkLivelihoodTransition,
  checkMandatoryFields,
  checkPaperAges,
  duplicateHints,
  duplicateKeys,
} from './checks.ts';

const person: ApplicantPerson = {
  personRef: 'p1',
  role: 'applicant',
  name: { familyName: 'Öztürk', givenNames: 'Elif' },
  birthDate: '1989-04-03',
  birthPlace: 'Mardin',
  sex: 'w',
  maritalStatus: 'LD',
  nationalities: ['163'],
  address: { street: 'Musterweg', houseNumber: '1', postalCode: '50667', town: 'Köln' },
  legalBasis: 'LB-10-1',
  groups: ['G-EMP'],
  residencePeriods: [],
  absences: [],
  convictionsDeclared: false,
  convictions: [],
};
const findings = (hints: readonly { data: Readonly<Record<string, string | number>> }[]) =>
  hints.map(({ data }) => data.finding);

describe('CR-01', () => {
  it('finds nothing in complete data, nor in a single name', () => {
    expect(checkMandatoryFields(person)).toEqual([]);
    expect(checkMandatoryFields({ ...person, name: { familyName: '', givenNames: 'Rahmatullah' } })).toEqual([]);
    expect(checkMandatoryFields({ ...person, birthDate: '1989' })).toEqual([]);
  });
  it('names each missing field', () => {
    const hints = checkMandatoryFields({
      ...person,
      name: { familyName: ' ', givenNames: '' },
      birthDate: '1989-02-30',
      nationalities: [],
      address: { ...person.address, town: '' },
    });
    expect(hints.map(({ data }) => data.field)).toEqual(['name', 'birthDate', 'nationalities', 'town']);
  });
});

describe('CR-03', () => {
  it('names expected proofs without a paper, not those waiting or dispensed with', () => {
    const hints = checkExpectedEvidence([
      { evidence: 'EV-PASS', facts: { required: true, placements: [] } },
      { evidence: 'EV-BIRTH', facts: { required: true, placements: [{ eingang: 0 }] } },
      { evidence: 'EV-RENT', facts: { required: true, placements: [], dispensed: true } },
      { evidence: 'EV-PENSHIST', facts: { required: false, placements: [] } },
    ]);
    expect(hints.map(({ data }) => data.evidence)).toEqual(['EV-PASS']);
  });
});

describe('CR-05', () => {
  it.each([
    ['2026-11-23', 'expired', 'warning'],
    ['2026-11-24', 'expires-soon', 'warning'],
    ['2026-12-24', 'expires-soon', 'warning'],
    ['2026-12-25', 'expires-soon', 'info'],
    ['2027-02-22', 'expires-soon', 'info'],
  ])('says of a passport valid until %s: %s as %s', (validUntil, finding, severity) => {
    expect(checkPaperAges([{ evidence: 'EV-PASS', validUntil }], '2026-11-24')).toMatchObject([
      { rule: 'CR-05', severity, data: { finding, evidence: 'EV-PASS', validUntil } },
    ]);
  });
  it('is silent while more than 90 days are left', () => {
    expect(checkPaperAges([{ evidence: 'EV-PASS', validUntil: '2027-02-23' }], '2026-11-24')).toEqual([]);
  });
  it('finds papers older than the catalogue’s months, a day late and not a day early', () => {
    const payslip = [{ evidence: 'EV-PAY', issuedOn: '2026-08-24' }];
    expect(checkPaperAges(payslip, '2026-11-24')).toEqual([]);
    expect(findings(checkPaperAges(payslip, '2026-11-25'))).toEqual(['too-old']);
    expect(findings(checkPaperAges([{ evidence: 'EV-STUD', issuedOn: '2026-03-01' }], '2026-11-24'))).toEqual([
      'too-old',
    ]);
    expect(checkPaperAges([{ evidence: 'EV-BIRTH', issuedOn: '1990-01-01' }], '2026-11-24')).toEqual([]);
  });
  it('takes the ages of the office where it has its own', () => {
    const hints = checkPaperAges([{ evidence: 'EV-BIRTH', issuedOn: '2026-01-01' }], '2026-11-24', () => ({
      months: 6,
    }));
    expect(findings(hints)).toEqual(['too-old']);
  });
});

describe('CR-13', () => {
  it.each([
    ['1989-04-03', undefined, []],
    ['', undefined, []],
    ['2009-01-01', undefined, ['acts-alone-from-16']],
    ['2015-01-01', undefined, ['needs-representatives']],
    ['2011-06-01', '2027-05-31', ['needs-representatives']],
    ['2011-06-01', '2027-06-01', ['needs-representatives', 'turns-16-before-handover']],
    ['2010', undefined, ['age-16-uncertain']],
    ['2011', '2027-01-01', ['needs-representatives', 'turns-16-before-handover']],
  ])('for birth %s and hand-over %s notes %j', (birthDate, expectedHandover, expected) => {
    const dates = { filingDate: '2026-10-14', ...(expectedHandover === undefined ? {} : { expectedHandover }) };
    expect(findings(checkAgeRules(birthDate, dates))).toEqual(expected);
  });
  it('names the day on which a leap-day child turns sixteen', () => {
    const [, hint] = checkAgeRules('2012-02-29', { filingDate: '2027-10-14', expectedHandover: '2028-12-01' });
    expect(hint?.data.on).toBe('2028-02-29');
  });
});

describe('CR-16', () => {
  it('has the same keys for another spelling of the same person', () => {
    const other = { ...person, name: { familyName: 'OEZTUERK', givenNames: 'ELIF' } };
    expect(duplicateKeys(other)).toEqual(duplicateKeys(person));
    expect(duplicateKeys({ ...person, name: { familyName: 'Öztürk-Kaya', givenNames: 'Elif' } })).toEqual(
      duplicateKeys({ ...person, name: { familyName: 'Öztürk Kaya', givenNames: 'Elif' } }),
    );
  });
  it('has one key for each nationality and one for none', () => {
    expect(duplicateKeys({ ...person, nationalities: ['475', '163', '163'] })).toEqual([
      'OEZTUERK ELIF|1989-04-03|163',
      'OEZTUERK ELIF|1989-04-03|475',
    ]);
    expect(duplicateKeys({ ...person, nationalities: [] })).toEqual(['OEZTUERK ELIF|1989-04-03|998']);
  });
  it('hints at the other case by its reference', () => {
    expect(duplicateHints(['EB-2026-7'])).toMatchObject([{ rule: 'CR-16', data: { reference: 'EB-2026-7' } }]);
  });
});

describe('CR-18', () => {
  it('applies up to and including 23.08.2023', () => {
    expect(findings(checkLivelihoodTransition('2023-08-23'))).toEqual(['old-livelihood-rule']);
    expect(checkLivelihoodTransition('2023-08-24')).toEqual([]);
  });
});
