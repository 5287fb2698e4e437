/**
 * Roles of an office (DOMAIN §17): Registratur, Sachbearbeitung, Trainee, Teamleitung, signatory, statistics, data
 * protection, IT.
 */
export const ROLES = ['RE', 'SB', 'AZ', 'TL', 'ZE', 'ST', 'DS', 'IT'] as const;
export type Role = (typeof ROLES)[number];

/** Rights of the contract's calls; every call names one. */
export const RIGHTS = [
  'inbox.see',
  'submission.reject',
  'case.open',
  'case.review',
  'case.securityClass',
  'case.health',
  'request.send',
  'request.draft',
  'case.status',
  'case.assign',
  'decision.record',
  'export.run',
  'statistics.see',
  'statistics.export',
  'office.edit',
  'journal.read',
  'connection.manage',
] as const;
export type Right = (typeof RIGHTS)[number];

/**
 * How far a right reaches. In full: `all`, or bound to the case: `own`, `team` (own included), `inbox` (own inbox),
 * `signature` (cases laid before the signatory), `incident` (opened for a recorded incident), `self` (to oneself).
 * Limited, to be completed by somebody else or for a part only: `presort`, `confirm` (must be confirmed), `prepare`,
 * `view`, `technical`.
 */
export type Scope =
  | 'none'
  | 'all'
  | 'own'
  | 'team'
  | 'inbox'
  | 'signature'
  | 'incident'
  | 'self'
  | 'draft'
  | 'presort'
  | 'confirm'
  | 'prepare'
  | 'view'
  | 'technical';

const LIMITED_SCOPES: ReadonlySet<Scope> = new Set(['draft', 'presort', 'confirm', 'prepare', 'view', 'technical']);

/** Rights table of DOMAIN §17; what is not named is not granted. */
export const RIGHTS_TABLE: Readonly<Record<Right, Readonly<Partial<Record<Role, Scope>>>>> = {
  'inbox.see': { RE: 'all', SB: 'all', AZ: 'all', TL: 'all' },
  // DOMAIN §17 does not name it; it destroys, so it takes who may also change a case's status.
  'submission.reject': { SB: 'all', TL: 'all' },
  'case.open': { RE: 'inbox', SB: 'team', AZ: 'own', TL: 'team', ZE: 'signature', DS: 'incident' },
  'case.review': { RE: 'presort', SB: 'all', AZ: 'confirm', TL: 'all' },
  'case.securityClass': { SB: 'own', TL: 'team', ZE: 'all' },
  'case.health': { SB: 'own', TL: 'team', ZE: 'all' },
  'request.send': { SB: 'all', AZ: 'draft', TL: 'all' },
  'request.draft': { SB: 'all', AZ: 'all', TL: 'all' },
  'case.status': { SB: 'all', TL: 'all' },
  'case.assign': { SB: 'self', TL: 'all' },
  'decision.record': { SB: 'prepare', TL: 'prepare', ZE: 'all' },
  'export.run': { SB: 'all', TL: 'all' },
  'statistics.see': { SB: 'own', TL: 'all', ST: 'all' },
  'statistics.export': { TL: 'all', ST: 'all' },
  'office.edit': { TL: 'all', DS: 'view', IT: 'technical' },
  'journal.read': { SB: 'own', TL: 'team', DS: 'all', IT: 'technical' },
  'connection.manage': { IT: 'all' },
};

/** How the acting person stands to the case or thing in question; absent means no. */
export interface Relation {
  readonly own?: boolean;
  readonly team?: boolean;
  readonly inbox?: boolean;
  readonly forSignature?: boolean;
  readonly incident?: boolean;
  readonly self?: boolean;
}

/** Whether a right is had in full, limited (draft, prepare, view …) or not at all. */
export type Permission = 'full' | 'limited' | 'none';

function permissionIn(scope: Scope, relation: Relation): Permission {
  if (LIMITED_SCOPES.has(scope)) return 'limited';
  const reached =
    scope === 'all' ||
    (scope === 'own' && relation.own === true) ||
    (scope === 'team' && (relation.own === true || relation.team === true)) ||
    (scope === 'inbox' && relation.inbox === true) ||
    (scope === 'signature' && relation.forSignature === true) ||
    (scope === 'incident' && relation.incident === true) ||
    (scope === 'self' && relation.self === true);
  return reached ? 'full' : 'none';
}

/** Scopes the roles of a person give for a right, without `none`; in the order of the roles. */
export function scopesOf(roles: readonly Role[], right: Right): Scope[] {
  return roles.flatMap((role) => RIGHTS_TABLE[right][role] ?? []);
}

/** Best permission that any of a person's roles gives for a right in the given relation (DOMAIN §17). */
export function permissionFor(roles: readonly Role[], right: Right, relation: Relation = {}): Permission {
  let best: Permission = 'none';
  for (const scope of scopesOf(roles, right)) {
    const permission = permissionIn(scope, relation);
    if (permission === 'full') return 'full';
    if (permission === 'limited') best = 'limited';
  }
  return best;
}

/**
 * Tells whether a person may do a thing in full; limited permissions are not enough. A `SPERRE` is checked before this.
 */
export function may(roles: readonly Role[], right: Right, relation: Relation = {}): boolean {
  return permissionFor(roles, right, relation) === 'full';
}
