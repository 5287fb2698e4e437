/*
 * Rule: SECURITY C3. Every request is parsed strictly; a hostile window can send anything at all.
 * Threat: T5, a renderer that somebody else controls sends requests no screen of ours would make.
 * Consequence: without the rule it reaches code behind the contract, half a change is written, or core falls over and
 * everybody's work with it.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMON_ERRORS } from '../../shared/contract/call.ts';
import { coreCalls, mutationsOf, SEED, validRequests } from './contract-requests.ts';
import { openWholeDesk, tableDigests, type WholeDesk } from './whole-desk.ts';

let desk: WholeDesk;
beforeAll(async () => {
  desk = await openWholeDesk();
});
afterAll(() => desk.close());

describe.each(coreCalls)('$label', ({ module, name, call }) => {
  it('refuses every single thing wrong with a request, and nothing changes', async () => {
    const before = [desk.head(), tableDigests(desk.db)];
    await fc.assert(
      fc.asyncProperty(validRequests(call, desk.known), async (request) => {
        for (const { what, request: hostile } of mutationsOf(request)) {
          expect(await desk.call(module, name, hostile), what).toEqual({
            ok: false,
            error: { code: 'invalid-request' },
          });
        }
      }),
      { seed: SEED, numRuns: 4 },
    );
    expect([desk.head(), tableDigests(desk.db)]).toEqual(before);
  });
});

describe('a name that the contract does not know', () => {
  it.each([
    ['__proto__', 'toString'],
    ['constructor', 'name'],
    ['administration', '__proto__'],
    ['administration', 'constructor'],
    ['administration', 'hasOwnProperty'],
    ['cases', 'Get'],
    ['', ''],
    ['desktop', 'chooseFolder'],
  ])('is refused: %s.%s', async (module, name) => {
    expect(await desk.call(module, name, {})).toEqual({ ok: false, error: { code: 'invalid-request' } });
  });
});

describe('requests within the contract', () => {
  it('name only errors that the contract names, whatever they hold', async () => {
    expect(COMMON_ERRORS).toContain('unexpected');
    const outcomes = new Set<string>();
    for (const { module, name, label, call } of coreCalls) {
      const costly = ['export.run', 'requests.preview', 'administration.createStore'].includes(label);
      await fc.assert(
        fc.asyncProperty(validRequests(call, desk.known), fc.integer({ min: 0, max: 3 }), async (request, dice) => {
          const current = typeof request === 'object' && request !== null && 'version' in request && dice > 0;
          const made = current ? { ...request, version: desk.versionNow() } : request;
          const answer = await desk.call(module, name, made);
          const code = answer.ok ? 'ok' : answer.error.code;
          outcomes.add(`${label} ${code}`);
          expect([...COMMON_ERRORS.filter((one) => one !== 'unexpected'), ...call.errors, 'ok'], label).toContain(code);
        }),
        { seed: SEED, numRuns: costly ? 4 : 25 },
      );
    }
    // The property would prove nothing if every request ended at the first check.
    const succeeded = new Set([...outcomes].filter((one) => one.endsWith(' ok')).map((one) => one.split(' ')[0]));
    expect(succeeded.size).toBeGreaterThan(25);
    expect(await desk.verify()).toMatchObject({ chain: 'whole', projections: 'equal', differing: [] });
  });
});
