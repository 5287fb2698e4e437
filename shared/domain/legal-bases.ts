import type { LegalBasis } from './application.ts';

/** Requirements of DOMAIN §5.2. */
export const REQUIREMENTS = [
  'R-CAP',
  'R-RES',
  'R-TITLE',
  'R-IDENT',
  'R-FDGO',
  'R-HIST',
  'R-LIVE',
  'R-CRIM',
  'R-LANG',
  'R-CIVIC',
  'R-EXCL',
  'R-SPERR',
  'R-MARR',
  'R-HOME',
  'R-SOLEMN',
] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

/**
 * How a requirement applies: by statute, through the reference of § 9 to § 10, as discretion or guidance, under special
 * rules, not at all, or `unconfirmed` where the sources leave it open.
 */
export type Applicability = 'statute' | 'by-reference' | 'guidance' | 'special' | 'none' | 'unconfirmed';

/** What kind of claim the legal basis gives. */
export type ClaimKind = 'entitlement' | 'should' | 'discretion' | 'repealed';

interface LegalBasisDefinition {
  readonly id: LegalBasis;
  readonly norm: string;
  readonly claim: ClaimKind;
  /** Years of lawful habitual residence the statute names; absent where it names none. */
  readonly residenceYears?: number;
  /** Years from administrative guidance only (unconfirmed, office policy). */
  readonly residenceYearsUnconfirmed?: number;
  readonly feeFree: boolean;
  /** Column of {@link REQUIREMENT_MATRIX}; absent where the domain description has none. */
  readonly column?: MatrixColumn;
}

type MatrixColumn = '10-1' | '10-2' | '9' | '8' | 'STL';

/** Legal bases of DOMAIN §5.1; `LB-10-3` is repealed and stays for old cases only. */
export const LEGAL_BASIS_DEFINITIONS: readonly LegalBasisDefinition[] = [
  { id: 'LB-10-1', norm: '§ 10 Abs. 1 StAG', claim: 'entitlement', residenceYears: 5, feeFree: false, column: '10-1' },
  { id: 'LB-10-2', norm: '§ 10 Abs. 2 StAG', claim: 'discretion', feeFree: false, column: '10-2' },
  { id: 'LB-9-1', norm: '§ 9 Abs. 1 StAG', claim: 'should', residenceYears: 3, feeFree: false, column: '9' },
  { id: 'LB-9-2', norm: '§ 9 Abs. 2 StAG', claim: 'should', residenceYears: 3, feeFree: false, column: '9' },
  { id: 'LB-8', norm: '§ 8 StAG', claim: 'discretion', residenceYearsUnconfirmed: 5, feeFree: false, column: '8' },
  { id: 'LB-13', norm: '§ 13 StAG', claim: 'discretion', feeFree: false },
  { id: 'LB-14', norm: '§ 14 StAG', claim: 'discretion', feeFree: false },
  { id: 'LB-15', norm: '§ 15 StAG', claim: 'entitlement', feeFree: true },
  { id: 'LB-116-2', norm: 'Art. 116 Abs. 2 GG', claim: 'entitlement', feeFree: true },
  {
    id: 'LB-STL',
    norm: 'Art. 2 AG StlMindÜbk',
    claim: 'entitlement',
    residenceYears: 5,
    feeFree: false,
    column: 'STL',
  },
  {
    id: 'LB-10-3',
    norm: '§ 10 Abs. 3 StAG a. F.',
    claim: 'repealed',
    residenceYears: 3,
    feeFree: false,
    column: '10-1',
  },
];

/**
 * Which requirement applies under which column (DOMAIN §5.2). Footnotes on under-16s and exceptions stand in the rules
 * that use them.
 */
export const REQUIREMENT_MATRIX: Readonly<Record<Requirement, Readonly<Record<MatrixColumn, Applicability>>>> = {
  'R-CAP': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'statute', STL: 'statute' },
  'R-RES': { '10-1': 'statute', '10-2': 'guidance', '9': 'statute', '8': 'statute', STL: 'statute' },
  'R-TITLE': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'guidance', STL: 'none' },
  'R-IDENT': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'statute', STL: 'guidance' },
  'R-FDGO': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'guidance', STL: 'none' },
  'R-HIST': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'guidance', STL: 'none' },
  'R-LIVE': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'statute', STL: 'none' },
  'R-CRIM': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'statute', STL: 'special' },
  'R-LANG': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'guidance', STL: 'none' },
  'R-CIVIC': { '10-1': 'statute', '10-2': 'statute', '9': 'by-reference', '8': 'guidance', STL: 'none' },
  'R-EXCL': { '10-1': 'statute', '10-2': 'statute', '9': 'statute', '8': 'statute', STL: 'unconfirmed' },
  'R-SPERR': { '10-1': 'statute', '10-2': 'statute', '9': 'statute', '8': 'statute', STL: 'unconfirmed' },
  'R-MARR': { '10-1': 'none', '10-2': 'none', '9': 'statute', '8': 'none', STL: 'none' },
  'R-HOME': { '10-1': 'none', '10-2': 'none', '9': 'none', '8': 'statute', STL: 'none' },
  'R-SOLEMN': { '10-1': 'statute', '10-2': 'statute', '9': 'statute', '8': 'statute', STL: 'statute' },
};

/** Definition of a legal basis; `undefined` for a code this version does not know. */
export function legalBasisOf(id: string): LegalBasisDefinition | undefined {
  return LEGAL_BASIS_DEFINITIONS.find((basis) => basis.id === id);
}

/** How a requirement applies under a legal basis; `undefined` where the domain description gives no column for it. */
export function applicabilityOf(basis: LegalBasis, requirement: Requirement): Applicability | undefined {
  const column = legalBasisOf(basis)?.column;
  return column === undefined ? undefined : REQUIREMENT_MATRIX[requirement][column];
}
