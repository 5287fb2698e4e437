import { z } from 'zod';

/** Places for the store that need an administrator's word (SECURITY D6). */
export const STORE_PLACE_KINDS = ['network', 'sync-folder', 'profile-container'] as const;
export type StorePlaceKind = (typeof STORE_PLACE_KINDS)[number];

/**
 * What an office may set centrally (SECURITY I6). Every value has a safe default; unknown names are refused, so that
 * a mistyped rule is noticed instead of silently missing.
 */
export const policySchema = z.strictObject({
  /** Minutes without input until the window locks; there is no "never". */
  idleLockMinutes: z.number().int().min(1).max(60),
  /** Whether an application may be acknowledged without a second, encrypted copy outside the machine. */
  secondCopyWaived: z.boolean(),
  /** Minutes between two collections at the central service. */
  fetchIntervalMinutes: z.number().int().min(1).max(240),
  /** Which environments of the central service may be connected. */
  allowedEnvironments: z
    .array(z.enum(['TEST', 'STAGE', 'PROD']))
    .min(1)
    .max(3),
  /** Kinds of places where the store may lie although they endanger a database. */
  allowedStorePlaces: z.array(z.enum(STORE_PLACE_KINDS)).max(STORE_PLACE_KINDS.length),
  /** Whether the store's folder counts as lasting without having outlived a restart. */
  persistenceDeclared: z.boolean(),
  /** Whether several users of the operating system may each have a store of their own on one machine. */
  severalStoresAllowed: z.boolean(),
});
export type Policy = z.infer<typeof policySchema>;
export type PolicyName = keyof Policy;

/** Used where nobody set anything. */
export const DEFAULT_POLICY: Policy = {
  idleLockMinutes: 10,
  secondCopyWaived: false,
  fetchIntervalMinutes: 5,
  allowedEnvironments: ['TEST', 'STAGE', 'PROD'],
  allowedStorePlaces: [],
  persistenceDeclared: false,
  severalStoresAllowed: false,
};

/**
 * Used when a policy was meant to be there but cannot be understood: nothing an administrator may have forbidden is
 * allowed, so the shortest lock counts and no environment with real persons may be newly connected.
 */
export const CLOSED_POLICY: Policy = {
  ...DEFAULT_POLICY,
  idleLockMinutes: 2,
  allowedEnvironments: ['TEST'],
};

export const POLICY_NAMES = Object.keys(DEFAULT_POLICY) as readonly PolicyName[];
