/*
 * Rule: SECURITY F2. Nothing is rejected by itself, and for a fault of ours not even by a person; what is provably
 * broken is rejected only by a person, after a renewed proof, for the reason that person saw.
 * Threat: T1, a wrong key, a full disk or an old version of this program rejects good applications by the dozen.
 * Consequence: the service deletes them; the applicants lose their place and perhaps a deadline.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INTAKE_TROUBLES, type IntakeTrouble, troubleClass } from '../../shared/domain/intake-troubles.ts';
import { type CentralService, startCentralService } from '../central-service/central-service.ts';
import type { SendingDefect } from '../central-service/online-service/defects.ts';
import { application, codeOf, openTroubleOffice, type TroubleOffice, value } from '../integration/trouble-office.ts';

let office: TroubleOffice;
let service: CentralService;
beforeAll(async () => {
  office = await openTroubleOffice();
  service = await startCentralService({ port: 0, state: office.place('service'), testKeys: true });
  await office.connect(service);
});
afterAll(async () => {
  await service?.close();
  await office?.close();
});

const stateOf = async (submissionId: string) =>
  (await service.control.state()).cases.flatMap(({ submissions }) => submissions).find(({ id }) => id === submissionId)
    ?.state;
const rejections = async () =>
  (await service.control.state()).cases
    .flatMap(({ events }) => events)
    .filter(({ event }) => event === 'reject-submission');
const troubleOf = async (submissionId: string) =>
  (await office.fetch()).troubles.find((trouble) => trouble.submissionId === submissionId);
const reject = async (submissionId: string, code: IntakeTrouble) =>
  codeOf(await office.core.call('intake', 'reject', { submissionId, code }));

/** Faults of ours, and how they look when an application meets them. */
const OURS: readonly (readonly [what: string, defect: SendingDefect, code: IntakeTrouble])[] = [
  ['a key we do not have', 'unknown-kid', 'unknown-key'],
  ['a key of ours that does not fit', 'foreign-key', 'key-mismatch'],
  ['a version we do not know', 'metadata-version', 'metadata-version-unknown'],
];

describe('a fault of ours', () => {
  it.each(OURS)('%s cannot be rejected, whatever reason is named', async (_what, defect, code) => {
    const { submissionId } = await service.onlineService.sendApplication({ ...application(), defect });
    expect((await troubleOf(submissionId))?.code).toBe(code);
    expect(troubleClass(code)).toBe('ours');
    for (const named of INTAKE_TROUBLES) expect(await reject(submissionId, named)).toBe('reason-not-provable');
    await office.fetch();
    expect(await stateOf(submissionId)).toBe('submitted');
    expect(await rejections()).toHaveLength(0);
  });
});

describe('what is provably broken', () => {
  it('waits for a person, is proved again, rejected once and gone', async () => {
    const { submissionId } = await service.onlineService.sendApplication({ ...application(), defect: 'data-hash' });
    for (let round = 0; round < 3; round += 1) {
      expect(await troubleOf(submissionId)).toMatchObject({ code: 'hash-mismatch', part: 'data', rejecting: false });
    }
    expect(await rejections()).toHaveLength(0);
    expect(await reject(submissionId, 'tag-mismatch')).toBe('reason-changed');
    expect(await reject(submissionId, 'hash-mismatch')).toBe('ok');
    expect(await reject(submissionId, 'hash-mismatch')).toBe('submission-not-waiting');
    const after = await office.fetch();
    expect(after.troubles.some((trouble) => trouble.submissionId === submissionId)).toBe(false);
    expect(after.outbox).toEqual({ pending: 0, failing: 0 });
    expect(await stateOf(submissionId)).toBe('rejected');
    // What the service and the sender read: type and part, and nothing of the applicant.
    expect((await rejections()).map(({ payload }) => payload)).toEqual([
      {
        problems: [
          {
            type: 'https://schema.fitko.de/fit-connect/events/problems/hash-mismatch',
            title: 'Hash mismatch',
            detail: 'Hash mismatch',
            instance: 'data',
          },
        ],
      },
    ]);
    expect(await office.rows()).toEqual([]);
  });

  it('is rejected once although the answer of the service is lost', async () => {
    const before = (await rejections()).length;
    const { submissionId } = await service.onlineService.sendApplication({ ...application(), defect: 'data-hash' });
    expect((await troubleOf(submissionId))?.code).toBe('hash-mismatch');
    await service.control.injectFault({ path: '/events$', method: 'POST', action: { kind: 'drop', when: 'after' } });
    expect(await reject(submissionId, 'hash-mismatch')).toBe('ok');
    await office.fetch();
    expect(await stateOf(submissionId)).toBe('rejected');
    expect((await office.fetch()).outbox).toEqual({ pending: 0, failing: 0 });
    expect(await rejections()).toHaveLength(before + 1);
  });

  it('is not rejected while it cannot be proved again', async () => {
    const before = (await rejections()).length;
    const { submissionId } = await service.onlineService.sendApplication({ ...application(), defect: 'data-hash' });
    expect((await troubleOf(submissionId))?.code).toBe('hash-mismatch');
    await service.control.injectFault({ path: `/${submissionId}$`, times: 9, action: { kind: 'status', status: 503 } });
    expect(await reject(submissionId, 'hash-mismatch')).toBe('service-not-reached');
    await service.control.clearFaults();
    expect(await stateOf(submissionId)).toBe('submitted');
    expect(await rejections()).toHaveLength(before);
  });

  it('is never what we hold already', async () => {
    const { submissionId } = await service.onlineService.sendApplication(application());
    await office.fetch();
    expect(await stateOf(submissionId)).toBe('accepted');
    expect(await reject(submissionId, 'hash-mismatch')).toBe('submission-not-waiting');
    expect(value(await office.core.call('intake', 'status', {})).troubles).not.toContainEqual(
      expect.objectContaining({ submissionId }),
    );
  });
});
