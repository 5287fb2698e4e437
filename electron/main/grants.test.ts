import { describe, expect, it } from 'vitest';
import { createGrants } from './grants.ts';

describe('grants of dialogs (SECURITY C4)', () => {
  it('names a path only for the session that chose it, and only when the request holds its id', () => {
    const grants = createGrants();
    const id = grants.add('/srv/share', 'window-1');
    expect(grants.namedIn({ grantId: id, caseId: 'x' }, 'window-1')).toEqual({ [id]: '/srv/share' });
    expect(grants.namedIn({ grantId: id }, 'window-2')).toEqual({});
    expect(grants.namedIn({ grantId: '/srv/share' }, 'window-1')).toEqual({});
    expect(grants.namedIn({ deep: { grantId: id } }, 'window-1')).toEqual({});
  });

  it('forgets what a session chose when it ends', () => {
    const grants = createGrants();
    const id = grants.add('/srv/share', 'window-1');
    const other = grants.add('/srv/other', 'window-2');
    grants.forget('window-1');
    expect(grants.namedIn({ a: id, b: other }, 'window-1')).toEqual({});
    expect(grants.namedIn({ b: other }, 'window-2')).toEqual({ [other]: '/srv/other' });
  });
});
