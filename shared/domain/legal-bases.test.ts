import { describe, expect, it } from 'vitest';
import { LEGAL_BASES } from './application.ts';
import {
  applicabilityOf,
  LEGAL_BASIS_DEFINITIONS,
  legalBasisOf,
  REQUIREMENT_MATRIX,
  REQUIREMENTS,
} from './legal-bases.ts';

describe('legal bases', () => {
  it('are all described, once each and in order', () => {
    expect(LEGAL_BASIS_DEFINITIONS.map(({ id }) => id)).toEqual([...LEGAL_BASES]);
    expect(Object.keys(REQUIREMENT_MATRIX)).toEqual([...REQUIREMENTS]);
  });
  it('give an entitlement after five years and marriage cases after three', () => {
    expect(legalBasisOf('LB-10-1')).toMatchObject({ claim: 'entitlement', residenceYears: 5 });
    expect(legalBasisOf('LB-9-1')).toMatchObject({ claim: 'should', residenceYears: 3 });
  });
  it('name years from guidance apart from those of the statute', () => {
    expect(legalBasisOf('LB-8')?.residenceYears).toBeUndefined();
    expect(legalBasisOf('LB-8')?.residenceYearsUnconfirmed).toBe(5);
  });
  it('are free of charge only for restoration and § 15', () => {
    expect(LEGAL_BASIS_DEFINITIONS.filter(({ feeFree }) => feeFree).map(({ id }) => id)).toEqual(['LB-15', 'LB-116-2']);
  });
  it('leave unknown codes unknown', () => {
    expect(legalBasisOf('LB-99')).toBeUndefined();
  });
});

describe('requirements', () => {
  it.each([
    ['LB-10-1', 'R-LANG', 'statute'],
    ['LB-9-2', 'R-MARR', 'statute'],
    ['LB-10-1', 'R-MARR', 'none'],
    ['LB-9-1', 'R-LIVE', 'by-reference'],
    ['LB-8', 'R-HOME', 'statute'],
    ['LB-8', 'R-LANG', 'guidance'],
    ['LB-STL', 'R-EXCL', 'unconfirmed'],
    ['LB-STL', 'R-CRIM', 'special'],
    ['LB-15', 'R-LANG', undefined],
  ] as const)('under %s: %s applies by %s', (basis, requirement, applicability) => {
    expect(applicabilityOf(basis, requirement)).toBe(applicability);
  });
});
