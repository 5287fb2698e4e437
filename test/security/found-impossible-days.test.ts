/*
 * Finding, fixed: a day that is no day (30 February) passed the contract's pattern and was journalled as filing date.
 * Rule: SECURITY C3. Threat: T5, or a date typed wrongly by something that is not our window.
 * Consequence: the case could not be calculated with any more and the figures of the whole office failed for good.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWholeDesk, tableDigests, type WholeDesk } from './whole-desk.ts';

let desk: WholeDesk;
beforeAll(async () => {
  desk = await openWholeDesk();
});
afterAll(() => desk.close());

const commands = (day: string): readonly (readonly [module: string, name: string, request: object])[] => {
  const { caseId, known } = desk;
  const [requestId] = known.get('requestId') ?? [];
  const [previewId] = known.get('previewId') ?? [];
  const [draft] = known.get('draft') ?? [];
  const seen = { caseId, version: desk.versionNow() };
  const status = { transition: 'T11', to: null, reason: 'x', reasonCode: null, targetOffice: '', confirmed: true };
  return [
    ['cases', 'confirmFilingDate', { ...seen, filingDate: day, reason: 'x' }],
    ['cases', 'changeStatus', { ...seen, ...status, date: day }],
    ['requests', 'markPosted', { ...seen, requestId, postedOn: day }],
    ['requests', 'extend', { ...seen, requestId, deadlineOn: day, reason: 'x' }],
    ['requests', 'preview', { caseId, draft: { ...(draft as object), deadlineOn: day } }],
    ['requests', 'send', { ...seen, previewId, draft: { ...(draft as object), deadlineOn: day } }],
    [
      'intake',
      'addFiles',
      { caseId, channel: 'post', receivedOn: day, files: [{ name: 'a', bytes: new Uint8Array(1) }] },
    ],
  ];
};

describe.each(['2026-02-30', '2025-02-29', '2099-04-31', '0000-01-01'])('%s', (day) => {
  it('is refused wherever a day is taken, and nothing is written', async () => {
    const before = tableDigests(desk.db);
    for (const [module, name, request] of commands(day)) {
      const answer = await desk.call(module, name, request);
      const label = `${module}.${name}`;
      // A letter that was not previewed is refused before its day is looked at.
      const codes = label === 'requests.send' ? ['preview-gone', 'preview-differs'] : ['invalid-request'];
      expect(codes, label).toContain(answer.ok ? 'ok' : answer.error.code);
    }
    expect(tableDigests(desk.db)).toEqual(before);
    expect(await desk.call('statistics', 'figures', {})).toMatchObject({ ok: true });
  });
});
