import list from '../../resources/codelists/staatsangehoerigkeit.json' with { type: 'json' };
import type { BevCode } from './application.ts';

const names = new Map(Object.entries(list.names));

/** Values of the citizenship key that are no state (DOMAIN §16: they are values, not gaps). */
export const STATELESS: BevCode = '997';
export const UNCLARIFIED: BevCode = '998';

/** URN and version of the list behind the labels; stored with exported values. */
export const NATIONALITY_LIST = { urn: list.urn, version: list.version } as const;

/**
 * EU, EEA and Switzerland: free movement instead of a residence title (§ 10 Abs. 1 S. 1 Nr. 2 StAG). State of 2021;
 * check when a state joins or leaves.
 */
const FREE_MOVEMENT: ReadonlySet<BevCode> = new Set([
  ...['124', '125', '126', '127', '128', '129', '130', '131', '134', '135', '137', '139', '142', '143', '145', '148'],
  ...['151', '152', '153', '154', '155', '157', '161', '164', '165', '181'],
  ...['136', '141', '149', '158'],
]);

/**
 * Name of the state (or of the value without a state) for a three-digit key; `undefined` when the list does not have
 * it.
 */
export function nationalityName(code: BevCode): string | undefined {
  return names.get(code);
}

/** Label for a key; an unknown key stays visible as `<key> (unbekannt)` instead of failing (EXPORT §6). */
export function nationalityLabel(code: BevCode): string {
  return names.get(code) ?? `${code} (unbekannt)`;
}

/** Tells whether a key belongs to a state whose citizens move freely (EU, EEA, Switzerland). */
export function hasFreeMovement(code: BevCode): boolean {
  return FREE_MOVEMENT.has(code);
}
