import { CLOSED_POLICY, DEFAULT_POLICY, POLICY_NAMES, type Policy, type PolicyName, policySchema } from './policy.ts';

/** Who set a value: nobody, the administrator's file, or the demo. */
export type PolicySource = 'default' | 'file' | 'demo';

export type EffectivePolicy = {
  values: Policy;
  sources: Readonly<Record<PolicyName, PolicySource>>;
  /** Set when a policy was there but could not be used; then the closed policy counts and staff are told. */
  trouble: 'unreadable' | 'malformed' | null;
};

const allFrom = (source: PolicySource): Record<PolicyName, PolicySource> => ({
  idleLockMinutes: source,
  secondCopyWaived: source,
  fetchIntervalMinutes: source,
  allowedEnvironments: source,
  allowedStorePlaces: source,
  persistenceDeclared: source,
  severalStoresAllowed: source,
});

/** The policy where no file exists. */
export const defaultPolicy = (): EffectivePolicy => ({
  values: DEFAULT_POLICY,
  sources: allFrom('default'),
  trouble: null,
});

/** The policy where a file exists but does not count: unreadable, not JSON, unknown or impossible values. */
export const closedPolicy = (trouble: 'unreadable' | 'malformed'): EffectivePolicy => ({
  values: CLOSED_POLICY,
  sources: allFrom('default'),
  trouble,
});

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads the text of a policy file: a JSON object with some or all names of the policy; names that are missing keep
 * their default. Never throws: what cannot be understood as a whole fails closed (SECURITY I6).
 */
export const readPolicy = (text: string, source: Exclude<PolicySource, 'default'>): EffectivePolicy => {
  const parsed = policySchema.partial().safeParse(fromJson(text));
  if (!parsed.success) return closedPolicy('malformed');
  const values: Policy = { ...DEFAULT_POLICY };
  const sources = allFrom('default');
  const take = <Name extends PolicyName>(name: Name, value: Policy[Name] | undefined): void => {
    if (value === undefined) return;
    values[name] = value;
    sources[name] = source;
  };
  for (const name of POLICY_NAMES) take(name, parsed.data[name]);
  return { values, sources, trouble: null };
};
