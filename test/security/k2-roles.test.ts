/*
 * Rule: SECURITY K2. What somebody may do is decided in core, at the command, by the table of DOMAIN §17.
 * Threat: T5 and curious colleagues, a window sends a call whose button its user never saw.
 * Consequence: a trainee sends letters in the office's name, the IT administration reads applications.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDocumentParts } from '../../electron/core/document-parts.ts';
import type { Right } from '../../shared/domain/permissions.ts';
import { coreCalls, validRequests } from './contract-requests.ts';
import { openWholeDesk, tableDigests, type WholeDesk } from './whole-desk.ts';

const EVERY_ROLE = ['RE', 'SB', 'AZ', 'TL', 'ZE', 'ST', 'DS', 'IT'] as const;

/**
 * DOMAIN §17 as this test reads it, written down once more: `commands` for roles that have the right in full somewhere,
 * `queries` for those and for roles that prepare, pre-sort or look on.
 */
const MAY: Readonly<Partial<Record<Right, { commands: string; queries: string }>>> = {
  'inbox.see': { commands: 'RE SB AZ TL', queries: 'RE SB AZ TL' },
  // Not in DOMAIN §17: rejecting destroys, so it takes who may change a case's status.
  'submission.reject': { commands: 'SB TL', queries: 'SB TL' },
  // Signatories and data protection see a case only when one is laid before them or an incident is opened.
  'case.open': { commands: 'RE SB AZ TL', queries: 'RE SB AZ TL' },
  'case.review': { commands: 'SB TL', queries: 'RE SB AZ TL' },
  'request.send': { commands: 'SB TL', queries: 'SB AZ TL' },
  'request.draft': { commands: 'SB AZ TL', queries: 'SB AZ TL' },
  'case.status': { commands: 'SB TL', queries: 'SB TL' },
  'case.assign': { commands: 'SB TL', queries: 'SB TL' },
  'export.run': { commands: 'SB TL', queries: 'SB TL' },
  'statistics.see': { commands: 'SB TL ST', queries: 'SB TL ST' },
  'office.edit': { commands: 'TL', queries: 'TL DS IT' },
  'journal.read': { commands: 'SB TL DS', queries: 'SB TL DS IT' },
  'connection.manage': { commands: 'IT', queries: 'IT' },
};

let desk: WholeDesk;
beforeAll(async () => {
  desk = await openWholeDesk();
});
afterAll(() => desk.close());

describe.each(coreCalls.filter(({ call }) => call.permission !== 'anyone'))('$label', ({ module, name, call }) => {
  const { permission, kind } = call;
  const allowed =
    permission === 'anyone' || permission === 'signed-in'
      ? [...EVERY_ROLE]
      : (MAY[permission]?.[kind === 'command' ? 'commands' : 'queries'] ?? '').split(' ');

  it(`is ${allowed.length === EVERY_ROLE.length ? 'for everybody' : `for ${allowed.join(', ')} only`}`, async () => {
    const requests = fc.sample(validRequests(call, desk.known), { numRuns: 2, seed: 17 });
    for (const role of [...EVERY_ROLE, 'nobody', 'constructor']) {
      desk.actAs(role === 'nobody' ? [] : [role]);
      const before = [desk.head(), tableDigests(desk.db)];
      for (const request of requests) {
        const answer = await desk.call(module, name, request);
        const code = answer.ok ? 'ok' : answer.error.code;
        if (allowed.includes(role) || permission === 'signed-in') expect(code, role).not.toBe('not-permitted');
        else {
          expect(answer, role).toEqual({ ok: false, error: { code: 'not-permitted' } });
          expect([desk.head(), tableDigests(desk.db)], role).toEqual(before);
        }
      }
    }
  });
});

describe('the papers themselves', () => {
  it.each([...EVERY_ROLE, 'constructor'])('are served to %s only as the table says', async (role) => {
    const account = { id: 'a1', name: 'anna', displayName: 'Anna', roles: [role as (typeof EVERY_ROLE)[number]] };
    const parts = createDocumentParts(
      { ...desk.access, accountOf: () => account },
      () => undefined,
      () => undefined,
    );
    const [documentId] = desk.known.get('documentId') ?? [];
    const part = await parts({ id: 1, documentId: String(documentId), start: 0, end: -1, session: 'window-1' });
    // Signatories and data protection see a case only when one is laid before them or an incident is opened.
    if (['RE', 'SB', 'AZ', 'TL'].includes(role)) expect(part).toMatchObject({ ok: true });
    else expect(part).toEqual({ type: 'document-part', id: 1, ok: false, code: 'not-permitted' });
  });
});
