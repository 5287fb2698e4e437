import { describe, expect, it } from 'vitest';
import { closedPolicy, defaultPolicy, readPolicy } from './effective-policy.ts';
import { CLOSED_POLICY, DEFAULT_POLICY } from './policy.ts';

describe('readPolicy', () => {
  it('takes what the file sets and keeps the default elsewhere, each with its source', () => {
    const policy = readPolicy('{"idleLockMinutes": 3, "allowedEnvironments": ["PROD"]}', 'file');
    expect(policy.values).toEqual({ ...DEFAULT_POLICY, idleLockMinutes: 3, allowedEnvironments: ['PROD'] });
    expect(policy.sources.idleLockMinutes).toBe('file');
    expect(policy.sources.fetchIntervalMinutes).toBe('default');
    expect(policy.trouble).toBeNull();
  });

  it.each([
    ['no JSON', '{idleLockMinutes: 3}'],
    ['an unknown name', '{"idleLockMinute": 3}'],
    ['an impossible value', '{"idleLockMinutes": 0}'],
    ['a value of another type', '{"secondCopyWaived": "no"}'],
    ['a place it does not know', '{"allowedStorePlaces": ["usb-stick"]}'],
    ['an empty list of environments', '{"allowedEnvironments": []}'],
    ['a list instead of an object', '[]'],
    ['nothing', ''],
  ])('fails closed for %s', (_name, text) => {
    expect(readPolicy(text, 'file')).toEqual(closedPolicy('malformed'));
  });

  it('never waives the second copy and locks sooner when it fails closed', () => {
    expect(CLOSED_POLICY.secondCopyWaived).toBe(false);
    expect(CLOSED_POLICY.idleLockMinutes).toBeLessThan(defaultPolicy().values.idleLockMinutes);
    expect(CLOSED_POLICY.allowedEnvironments).not.toContain('PROD');
    expect(CLOSED_POLICY).toMatchObject({
      allowedStorePlaces: [],
      persistenceDeclared: false,
      severalStoresAllowed: false,
    });
  });
});
