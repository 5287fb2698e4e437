import { describe, expect, it } from 'vitest';
import { createDispatcher, type IncomingCall, type PresentHandlers } from './dispatcher.ts';
import type { Actor } from './journal/entry.ts';
import type { LogFacts } from './log.ts';
import type { ModuleHandlers } from './runtime.ts';
import { Refusal } from './runtime.ts';

const actor = (...roles: string[]): Actor => ({
  id: 'a1',
  displayName: 'Anna',
  roles,
  role: roles[0] ?? 'none',
  workstation: 'AP-1',
});
const everyone = actor('RE', 'SB', 'AZ', 'TL', 'ZE', 'ST', 'DS', 'IT');

const setUp = (administration: Partial<ModuleHandlers<'administration'>>, signedIn: Actor | undefined = everyone) => {
  const lines: [string, LogFacts | undefined][] = [];
  const dispatch = createDispatcher({
    // Only the handlers a test calls are there.
    handlers: () => ({ administration }) as PresentHandlers,
    actorOf: (session) => (session === 'w1' ? signedIn : undefined),
    log: (event, facts) => lines.push([event, facts]),
    clock: () => 0,
    checkResponses: true,
  });
  const call = (name: string, request: unknown = {}, more: Partial<IncomingCall> = {}) =>
    dispatch({ module: 'administration', call: name, request, session: 'w1', grants: {}, ...more });
  return { call, lines };
};
const codeOf = (result: Awaited<ReturnType<ReturnType<typeof setUp>['call']>>) =>
  result.ok ? 'ok' : result.error.code;

describe('the dispatcher', () => {
  it.each([
    ['an unknown module', { module: 'secrets' }],
    ['main’s own module', { module: 'desktop', call: 'about' }],
    ['an unknown call', { call: 'signOut' }],
    ['a name from the prototype', { module: 'constructor' }],
    ['a call from the prototype', { call: 'toString' }],
    ['an unknown key', { request: { more: 1 } }],
    ['no object', { request: null }],
  ])('refuses %s as invalid', async (_name, more) => {
    const { call } = setUp({ office: () => ({ ok: true, value: { profile: {} as never, version: 1 } }) });
    expect(codeOf(await call('office', {}, more as Partial<IncomingCall>))).toBe('invalid-request');
  });

  it('asks for a signed-in session, but not where anyone may call', async () => {
    const { call } = setUp({
      accounts: () => ({ ok: true, value: [] }),
      state: () => ({ ok: true, value: { store: 'none' } }),
    });
    expect(codeOf(await call('accounts', {}, { session: 'w2' }))).toBe('not-signed-in');
    expect(codeOf(await call('state', {}, { session: 'w2' }))).toBe('ok');
    expect(codeOf(await call('accounts'))).toBe('ok');
  });

  it('asks for the right of the call: in full for commands, limited is enough for queries', async () => {
    const handlers: Partial<ModuleHandlers<'administration'>> = {
      connect: () => ({ ok: true, value: { destinations: [] } }),
      verifyJournal: () => ({
        ok: true,
        value: { entries: 0, chain: 'whole', firstBreak: null, projections: 'equal', differing: [] },
      }),
    };
    const grantId = crypto.randomUUID();
    expect(codeOf(await setUp(handlers, actor('SB')).call('connect', { grantId }))).toBe('not-permitted');
    expect(codeOf(await setUp(handlers, actor('IT')).call('connect', { grantId }))).toBe('ok');
    // DOMAIN §17 gives IT a technical look into the journal only, and data protection a view of the office profile.
    expect(codeOf(await setUp(handlers, actor('IT')).call('verifyJournal'))).toBe('ok');
    expect(codeOf(await setUp(handlers, actor('ST')).call('verifyJournal'))).toBe('not-permitted');
    const office = { officeName: 'x', unit: '', street: '', postalCode: '', town: '', phone: '', email: '' };
    const profile = { ...office, land: 'BE', referencePattern: '{number}', requestWeeks: 6 };
    expect(codeOf(await setUp(handlers, actor('DS')).call('saveOffice', { profile, version: 1 }))).toBe(
      'not-permitted',
    );
  });

  it('tells the handler under which role it acts and resolves only the grants of this call', async () => {
    const seen: unknown[] = [];
    const { call } = setUp({
      connect: ({ actor: who, grant }, { grantId }) => {
        seen.push(who.role, grant(grantId), grant('toString'));
        return { ok: true, value: { destinations: [] } };
      },
    });
    const grantId = crypto.randomUUID();
    await call('connect', { grantId }, { grants: { [grantId]: '/chosen' } });
    expect(seen).toEqual(['IT', '/chosen', undefined]);
  });

  it('answers a refusal of the contract with its code and details, and others as unexpected', async () => {
    const { call, lines } = setUp({
      office: () => {
        throw new Refusal('storage-trouble', { free: 5 });
      },
      accounts: () => {
        throw new Refusal('made-up');
      },
    });
    expect(await call('office')).toEqual({ ok: false, error: { code: 'storage-trouble', details: { free: 5 } } });
    expect(await call('accounts')).toEqual({ ok: false, error: { code: 'unexpected' } });
    expect(lines).toEqual([['refusal-unknown', { call: 'administration.accounts', code: 'made-up' }]]);
  });

  it('lets no message, path or value of something thrown out, neither to the window nor to the log', async () => {
    const { call, lines } = setUp({
      office: () => {
        throw Object.assign(new Error('Marker-Musterfrau in /home/anna/desk.db'), { code: 'SQLITE_CORRUPT_VTAB' });
      },
      accounts: () => Promise.reject(new TypeError('Marker-Musterfrau')),
    });
    expect(await call('office')).toEqual({ ok: false, error: { code: 'storage-trouble' } });
    expect(await call('accounts')).toEqual({ ok: false, error: { code: 'unexpected' } });
    expect(lines.map(([event]) => event)).toEqual(['call-failed', 'call-failed']);
    expect(JSON.stringify(lines)).not.toMatch(/Musterfrau|home/);
  });

  it('notices an answer that the contract does not know', async () => {
    const { call, lines } = setUp({ accounts: () => ({ ok: true, value: [{ id: 'no' }] as never }) });
    expect(codeOf(await call('accounts'))).toBe('unexpected');
    expect(lines[0]?.[0]).toBe('response-off-contract');
  });

  it('runs costly calls one at a time and bounds all unfinished ones', async () => {
    let finish: () => void = () => undefined;
    const blocked = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { call } = setUp({
      verifyJournal: async () => {
        await blocked;
        return {
          ok: true,
          value: { entries: 0, chain: 'whole', firstBreak: null, projections: 'equal', differing: [] },
        };
      },
      accounts: async () => {
        await blocked;
        return { ok: true, value: [] };
      },
    });
    const first = call('verifyJournal');
    expect(codeOf(await call('verifyJournal'))).toBe('too-many-calls');
    const many = Array.from({ length: 1000 }, () => call('accounts'));
    finish();
    const codes = (await Promise.all(many)).map(codeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(63);
    expect(codes.filter((code) => code === 'too-many-calls')).toHaveLength(937);
    expect(codeOf(await first)).toBe('ok');
    expect(codeOf(await call('verifyJournal'))).toBe('ok');
  });

  it('says locked while a module is not there', async () => {
    const { call } = setUp({});
    expect(codeOf(await call('status', {}, { module: 'intake' }))).toBe('store-locked');
  });
});
