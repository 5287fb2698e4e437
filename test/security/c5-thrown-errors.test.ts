/*
 * Rule: SECURITY C5. Errors cross to a window as a code and safe details; stack, path, SQL and values stay behind.
 * Threat: T5 and T8, a handler fails over somebody's data and the failure carries that data out.
 * Consequence: names, file paths and statements in a window's memory, in the log, and in every support request.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDispatcher, type PresentHandlers } from '../../electron/core/dispatcher.ts';
import { Refusal } from '../../electron/core/runtime.ts';
import { ROLES } from '../../shared/domain/permissions.ts';
import { coreCalls, validRequests } from './contract-requests.ts';

const SECRET = 'Marker-Musterfrau';
const inside = (text: string): string => `${SECRET}: ${text} at /home/anna/profil/desk.db`;

/** Everything that code can throw, with the code the window gets. */
const thrown: readonly (readonly [what: string, make: () => unknown, code: string])[] = [
  ['an error', () => new Error(inside('no')), 'unexpected'],
  [
    'an error whose name and code tell',
    () => Object.assign(new Error('x'), { name: SECRET, code: SECRET }),
    'unexpected',
  ],
  ['an error with a cause', () => new TypeError('x', { cause: new Error(inside('cause')) }), 'unexpected'],
  [
    'an error of the database',
    () => Object.assign(new Error(inside('UNIQUE')), { code: 'SQLITE_CONSTRAINT' }),
    'unexpected',
  ],
  ['a full disk', () => Object.assign(new Error(inside('write')), { code: 'ENOSPC', path: SECRET }), 'storage-trouble'],
  ['a text', () => inside('text'), 'unexpected'],
  ['nothing', () => undefined, 'unexpected'],
  ['an object', () => ({ message: inside('object'), stack: SECRET }), 'unexpected'],
  ['a refusal the contract does not know', () => new Refusal(`${SECRET}-code`, { name: SECRET }), 'unexpected'],
];

describe.each(thrown)('%s thrown by a handler', (_what, make, code) => {
  it.each(coreCalls)('of $label leaves as a bare code', async ({ module, name, call }) => {
    const [request] = fc.sample(validRequests(call), { numRuns: 1, seed: 7 });
    const lines: unknown[] = [];
    for (const handler of [
      () => {
        throw make();
      },
      () => Promise.reject(make()),
    ]) {
      const dispatch = createDispatcher({
        handlers: () => ({ [module]: { [name]: handler } }) as PresentHandlers,
        actorOf: () => ({ id: 'a1', displayName: 'Anna', roles: ROLES, role: 'SB', workstation: 'AP-1' }),
        log: (event, facts) => lines.push({ event, facts }),
        clock: () => 0,
        checkResponses: true,
      });
      const answer = await dispatch({ module, call: name, request, session: 'w1', grants: {} });
      expect(answer).toEqual({ ok: false, error: { code } });
    }
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toMatch(/desk\.db|\/home|Musterfrau: /);
  });
});
