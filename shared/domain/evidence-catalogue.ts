/** Sections of the checklist, in the order in which a case is read. */
export const EVIDENCE_SECTIONS = [
  'identity',
  'residence',
  'livelihood',
  'language',
  'civic',
  'declarations',
  'family',
  'other',
] as const;
export type EvidenceSection = (typeof EVIDENCE_SECTIONS)[number];

/**
 * Default greatest age of a paper at the decision: months since issue, still valid, no limit, or the running semester.
 * All ages are office policy (DOMAIN §7.2, unconfirmed); the office profile overrides them.
 */
export type MaximumAge = { readonly months: number } | 'valid' | 'semester' | 'none';

interface EvidenceDefinition {
  readonly id: string;
  readonly section: EvidenceSection;
  /** Requirements and legal bases served; `all` for the application itself. */
  readonly serves: readonly string[];
  /** Whether the original is normally shown at the Vorsprache; `signed` = it comes into being there. */
  readonly original: boolean | 'signed';
  readonly age: MaximumAge;
  /** Health data (Art. 9 GDPR, right `case.health`) or data of a third person who must have consented. */
  readonly sensitive?: 'health' | 'third-party';
}

const months = (count: number): MaximumAge => ({ months: count });

/**
 * Evidence catalogue of DOMAIN §7.2 in evidence order: section by section, inside a section in the order in which one
 * looks. Labels live with the texts.
 */
export const EVIDENCE = [
  { id: 'EV-APPL', section: 'identity', serves: ['all'], original: false, age: 'none' },
  { id: 'EV-SIGN', section: 'identity', serves: ['R-CAP'], original: true, age: 'none' },
  { id: 'EV-PASS', section: 'identity', serves: ['R-IDENT'], original: true, age: 'valid' },
  { id: 'EV-IDDOC', section: 'identity', serves: ['R-IDENT'], original: true, age: 'valid' },
  { id: 'EV-GFK', section: 'identity', serves: ['R-IDENT', 'R-TITLE'], original: true, age: 'valid' },
  { id: 'EV-IDALT', section: 'identity', serves: ['R-IDENT'], original: true, age: 'none' },
  { id: 'EV-STATELESS', section: 'identity', serves: ['LB-STL'], original: true, age: 'none' },
  { id: 'EV-BIRTH', section: 'identity', serves: ['R-IDENT'], original: true, age: 'none' },
  { id: 'EV-NAME', section: 'identity', serves: ['R-IDENT'], original: true, age: 'none' },
  { id: 'EV-ADOPT', section: 'identity', serves: ['R-IDENT'], original: true, age: 'none' },
  { id: 'EV-PHOTO', section: 'identity', serves: ['R-IDENT'], original: false, age: months(12) },

  { id: 'EV-TITLE', section: 'residence', serves: ['R-TITLE'], original: true, age: 'valid' },
  { id: 'EV-EUREG', section: 'residence', serves: ['R-TITLE', 'R-RES'], original: true, age: months(6) },
  { id: 'EV-BAMF', section: 'residence', serves: ['R-IDENT', 'R-TITLE'], original: true, age: 'none' },
  { id: 'EV-MELD', section: 'residence', serves: ['R-RES'], original: false, age: months(6) },
  { id: 'EV-ABROAD', section: 'residence', serves: ['R-RES'], original: false, age: 'none' },
  { id: 'EV-CV', section: 'residence', serves: ['R-RES'], original: false, age: 'none' },
  { id: 'EV-RENT', section: 'residence', serves: ['R-HOME', 'R-LIVE'], original: false, age: 'none' },

  { id: 'EV-EMPC', section: 'livelihood', serves: ['R-LIVE'], original: false, age: 'none' },
  { id: 'EV-EMPB', section: 'livelihood', serves: ['R-LIVE', 'LIVE-b'], original: false, age: months(3) },
  { id: 'EV-PAY', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(3) },
  { id: 'EV-BANK', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(3) },
  { id: 'EV-SELFREG', section: 'livelihood', serves: ['R-LIVE'], original: false, age: 'none' },
  { id: 'EV-TAX', section: 'livelihood', serves: ['R-LIVE'], original: false, age: 'none' },
  { id: 'EV-BWA', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(3) },
  { id: 'EV-TAXOK', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(6) },
  { id: 'EV-APPR', section: 'livelihood', serves: ['R-LIVE'], original: false, age: 'none' },
  { id: 'EV-STUD', section: 'livelihood', serves: ['R-LIVE'], original: false, age: 'semester' },
  { id: 'EV-BAFOEG', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(12) },
  { id: 'EV-PENS', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(12) },
  { id: 'EV-PENSHIST', section: 'livelihood', serves: ['R-LIVE', 'LIVE-b'], original: false, age: months(6) },
  { id: 'EV-PROV', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(12) },
  { id: 'EV-HEALTH', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(6) },
  { id: 'EV-ALG1', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(3) },
  { id: 'EV-BENE', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(3) },
  { id: 'EV-HSUPP', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(6) },
  { id: 'EV-MAINT', section: 'livelihood', serves: ['R-LIVE'], original: false, age: months(6) },
  {
    id: 'EV-SPINC',
    section: 'livelihood',
    serves: ['R-LIVE', 'LIVE-c'],
    original: false,
    age: months(3),
    sensitive: 'third-party',
  },
  { id: 'EV-GUEST', section: 'livelihood', serves: ['LIVE-a', 'R-LANG'], original: true, age: 'none' },

  { id: 'EV-LANG', section: 'language', serves: ['R-LANG'], original: true, age: 'none' },
  { id: 'EV-INTK', section: 'language', serves: ['R-LANG', 'R-CIVIC'], original: true, age: 'none' },
  { id: 'EV-SCHOOL', section: 'language', serves: ['R-LANG', 'R-CIVIC'], original: true, age: 'none' },
  { id: 'EV-VOC', section: 'language', serves: ['R-LANG'], original: true, age: 'none' },
  { id: 'EV-UNI', section: 'language', serves: ['R-LANG', 'R-CIVIC'], original: true, age: 'none' },
  {
    id: 'EV-LANGEX',
    section: 'language',
    serves: ['R-LANG', 'R-CIVIC'],
    original: true,
    age: months(12),
    sensitive: 'health',
  },

  { id: 'EV-EBT', section: 'civic', serves: ['R-CIVIC'], original: true, age: 'none' },

  { id: 'EV-DECL1', section: 'declarations', serves: ['R-FDGO'], original: 'signed', age: 'none' },
  { id: 'EV-DECL1A', section: 'declarations', serves: ['R-HIST'], original: 'signed', age: 'none' },
  { id: 'EV-CRIMDECL', section: 'declarations', serves: ['R-CRIM'], original: false, age: 'none' },
  { id: 'EV-COURT', section: 'declarations', serves: ['R-CRIM'], original: true, age: 'none' },

  { id: 'EV-MARR', section: 'family', serves: ['R-MARR', 'R-EXCL'], original: true, age: 'none' },
  { id: 'EV-DIV', section: 'family', serves: ['R-EXCL', 'R-LIVE'], original: true, age: 'none' },
  { id: 'EV-DEATH', section: 'family', serves: ['LB-9-2'], original: true, age: 'none' },
  { id: 'EV-SPGER', section: 'family', serves: ['R-MARR'], original: true, age: 'valid', sensitive: 'third-party' },
  { id: 'EV-CHILD', section: 'family', serves: ['R-LIVE', 'LB-10-2'], original: true, age: 'none' },
  { id: 'EV-CUST', section: 'family', serves: ['R-CAP'], original: true, age: months(6) },

  { id: 'EV-POA', section: 'other', serves: [], original: true, age: 'none' },
  { id: 'EV-BETR', section: 'other', serves: ['R-CAP'], original: true, age: months(6) },
  { id: 'EV-FEE', section: 'other', serves: [], original: false, age: 'none' },
  { id: 'EV-OTHER', section: 'other', serves: [], original: false, age: 'none' },
] as const satisfies readonly EvidenceDefinition[];
export type EvidenceId = (typeof EVIDENCE)[number]['id'];

/** A row of the catalogue. */
export type Evidence = EvidenceDefinition & { readonly id: EvidenceId };

/** Ids in evidence order; typed as text so that claims of a sender can be looked up in it. */
export const EVIDENCE_ORDER: readonly string[] = EVIDENCE.map(({ id }) => id);

const byId = new Map<string, Evidence>(EVIDENCE.map((evidence) => [evidence.id, evidence]));

/** Tells whether a text is an evidence id of the catalogue. */
export function isEvidenceId(text: string): text is EvidenceId {
  return byId.has(text);
}

/** Catalogue row of an id; `undefined` for ids the catalogue does not have (a newer sender). */
export function evidenceById(id: string): Evidence | undefined {
  return byId.get(id);
}

/** Section of the checklist an id stands in; unknown ids stand under `other`. */
export function sectionOf(id: string): EvidenceSection {
  return byId.get(id)?.section ?? 'other';
}
