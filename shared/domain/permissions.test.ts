import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { may, permissionFor, RIGHTS, RIGHTS_TABLE, ROLES, scopesOf } from './permissions.ts';

const everyRelation = { own: true, team: true, inbox: true, forSignature: true, incident: true, self: true };

describe('rights', () => {
  it('are granted in full to these roles and no others', () => {
    const granted = Object.fromEntries(
      RIGHTS.map((right) => [right, ROLES.filter((role) => may([role], right, everyRelation)).join(' ')]),
    );
    expect(granted).toEqual({
      'inbox.see': 'RE SB AZ TL',
      'submission.reject': 'SB TL',
      'case.open': 'RE SB AZ TL ZE DS',
      'case.review': 'SB TL',
      'case.securityClass': 'SB TL ZE',
      'case.health': 'SB TL ZE',
      'request.send': 'SB TL',
      'request.draft': 'SB AZ TL',
      'case.status': 'SB TL',
      'case.assign': 'SB TL',
      'decision.record': 'ZE',
      'export.run': 'SB TL',
      'statistics.see': 'SB TL ST',
      'statistics.export': 'TL ST',
      'office.edit': 'TL',
      'journal.read': 'SB TL DS',
      'connection.manage': 'IT',
    });
  });

  it('of the IT administration never reach a case', () => {
    for (const right of RIGHTS.filter((right) => right.startsWith('case.'))) {
      expect(permissionFor(['IT'], right, everyRelation)).toBe('none');
    }
  });

  it.each([
    [['SB'], 'case.health', { team: true }, 'none'],
    [['SB'], 'case.health', { own: true }, 'full'],
    [['TL'], 'case.health', { team: true }, 'full'],
    [['SB'], 'case.open', { team: true }, 'full'],
    [['AZ'], 'case.open', { team: true }, 'none'],
    [['SB'], 'case.assign', {}, 'none'],
    [['SB'], 'case.assign', { self: true }, 'full'],
    [['AZ'], 'request.send', { own: true }, 'limited'],
    [['SB'], 'decision.record', { own: true }, 'limited'],
    [['SB', 'ZE'], 'decision.record', {}, 'full'],
    [['DS'], 'office.edit', {}, 'limited'],
    [[], 'inbox.see', everyRelation, 'none'],
  ] as const)('%j for %s in relation %j: %s', (roles, right, relation, permission) => {
    expect(permissionFor(roles, right, relation)).toBe(permission);
  });

  it('only grow with more roles and closer relations', () => {
    fc.assert(
      fc.property(
        fc.subarray([...ROLES]),
        fc.constantFrom(...ROLES),
        fc.constantFrom(...RIGHTS),
        fc.record({ own: fc.boolean(), team: fc.boolean(), self: fc.boolean() }),
        (roles, more, right, relation) => {
          if (may(roles, right, relation)) {
            expect(may([...roles, more], right, relation)).toBe(true);
            expect(may(roles, right, everyRelation)).toBe(true);
          }
        },
      ),
    );
  });

  it('list the scopes the roles give', () => {
    expect(scopesOf(['AZ', 'TL', 'IT'], 'case.open')).toEqual(['own', 'team']);
    expect(Object.keys(RIGHTS_TABLE)).toEqual([...RIGHTS]);
  });
});
