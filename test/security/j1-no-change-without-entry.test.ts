/*
 * Rule: SECURITY J1. Whatever changes is journalled in the same transaction; whatever is refused leaves no trace.
 * Threat: T7, somebody denies later what they did, or a change nobody made stands in the record.
 * Consequence: the office cannot prove who decided what; the projections cannot be rebuilt.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreCalls, SEED, validRequests } from './contract-requests.ts';
import { openWholeDesk, tableDigests, type WholeDesk } from './whole-desk.ts';

/** Tables a command may write without an entry: what a person is still writing, and how the person likes the screen. */
const WITHOUT_ENTRY: Readonly<Record<string, string>> = {
  'requests.saveDraft': 'request_draft',
  'administration.savePreferences': 'preference',
};
/** Their refusal is an event of its own: that an export was tried and failed stands in the journal. */
const REFUSALS_JOURNALLED = new Set(['export.run']);
const RUNS = 12;

let desk: WholeDesk;
beforeAll(async () => {
  desk = await openWholeDesk();
});
afterAll(() => desk.close());

const changedTables = (before: Readonly<Record<string, string>>): string[] => {
  const after = tableDigests(desk.db);
  return Object.keys(after).filter((name) => after[name] !== before[name]);
};

const withVersion = (request: unknown): unknown =>
  typeof request === 'object' && request !== null && 'version' in request
    ? { ...request, version: desk.versionNow() }
    : request;

describe('what a call changes', () => {
  it.each(coreCalls.filter(({ call }) => call.kind === 'query'))(
    'is nothing when $label only asks',
    async ({ module, name, label, call }) => {
      const before = tableDigests(desk.db);
      const numRuns = label === 'requests.preview' ? 3 : RUNS;
      await fc.assert(
        fc.asyncProperty(validRequests(call, desk.known), async (request) => {
          await desk.call(module, name, request);
          expect(changedTables(before)).toEqual([]);
        }),
        { seed: SEED, numRuns },
      );
    },
  );

  it.each(coreCalls.filter(({ call }) => call.kind === 'command'))(
    'stands in the journal when $label changed it',
    async ({ module, name, label, call }) => {
      const numRuns = ['export.run', 'administration.createStore'].includes(label) ? 4 : RUNS;
      await fc.assert(
        fc.asyncProperty(validRequests(call, desk.known), async (request) => {
          const [head, before] = [desk.head(), tableDigests(desk.db)];
          const answer = await desk.call(module, name, withVersion(request));
          const changed = changedTables(before);
          const hasEntry = desk.head().sequence > head.sequence;
          if (!answer.ok && !REFUSALS_JOURNALLED.has(label)) expect(changed, answer.error.code).toEqual([]);
          if (!hasEntry) expect(changed.filter((table) => table !== WITHOUT_ENTRY[label])).toEqual([]);
          else expect(changed).toEqual(expect.arrayContaining(['journal_header', 'journal_payload']));
        }),
        { seed: SEED, numRuns },
      );
    },
  );

  it('can be told again from the journal alone, after all of this', async () => {
    expect(await desk.verify()).toMatchObject({ chain: 'whole', projections: 'equal', differing: [] });
  });
});
