import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchToken, rawCalls } from '../reference-subscriber.ts';
import { openTestOffice, sampleApplication, type TestOffice } from '../test-office.ts';

let office: TestOffice;
beforeEach(async () => {
  office = await openTestOffice();
});
afterEach(() => office.close());

const onlyCase = async () => (await office.service.control.state()).cases[0];
const stateOf = async () => (await onlyCase())?.submissions[0]?.state;
const lastEvents = async (count: number) => (await onlyCase())?.events.slice(-count).map(({ event }) => event);
const freshCall = async () => rawCalls(office.service, await fetchToken(office.service, office.service.subscriber));

describe('as time passes the service', () => {
  it('removes a submission that was never submitted after one day', async () => {
    await office.senderCall('POST', '/v2/submissions', {
      type: 'application/json',
      body: JSON.stringify({
        destinationId: office.service.destinationId,
        announcedAttachments: [],
        publicService: office.service.publicService,
      }),
    });
    await office.service.control.moveClock({ hours: 23 });
    expect(await stateOf()).toBe('incomplete');
    await office.service.control.moveClock({ hours: 2 });
    expect(await onlyCase()).toBeUndefined();
  });

  it('rejects on day 14 what nobody confirmed, and deletes it on day 21', async () => {
    const { submissionId, caseId } = await office.service.onlineService.sendApplication(sampleApplication());
    await office.service.control.moveClock({ days: 13 });
    expect((await (await freshCall())('GET', `/v2/submissions/${submissionId}`)).status).toBe(200);
    await office.service.control.moveClock({ days: 1, seconds: 1 });
    expect(await stateOf()).toBe('rejected');
    expect((await (await freshCall())('GET', `/v2/submissions/${submissionId}`)).status).toBe(404);
    const rejection = (await office.service.onlineService.readEvents(caseId)).at(-1);
    expect(rejection).toMatchObject({ event: 'reject-submission', issuer: office.service.issuer });
    await office.service.control.moveClock({ days: 6 });
    expect(await stateOf()).toBe('rejected');
    await office.service.control.moveClock({ days: 1 });
    expect(await stateOf()).toBe('deleted');
    expect(await lastEvents(2)).toEqual(['reject-submission', 'delete-submission']);
  });

  it('writes both events in order and with their due dates when the clock leaps', async () => {
    await office.service.onlineService.sendApplication(sampleApplication());
    const submittedAt = Date.parse((await onlyCase())?.submissions[0]?.submittedAt ?? '');
    await office.service.control.moveClock({ days: 100 });
    const events = (await onlyCase())?.events.slice(-2) ?? [];
    const days = events.map(({ issuedAt }) => Math.round((Date.parse(issuedAt) - submittedAt) / 86_400_000));
    expect(events.map(({ event }) => event)).toEqual(['reject-submission', 'delete-submission']);
    expect(days).toEqual([14, 21]);
  });

  it('deletes accepted content after 7 days and forgets the case after 730', async () => {
    const { submissionId } = await office.service.onlineService.sendApplication(sampleApplication());
    await office.accept(await office.download(submissionId));
    await office.service.control.moveClock({ days: 6 });
    expect(await stateOf()).toBe('accepted');
    await office.service.control.moveClock({ days: 2 });
    expect(await stateOf()).toBe('deleted');
    expect(await lastEvents(1)).toEqual(['delete-submission']);
    await office.service.control.moveClock({ days: 730 });
    expect(await onlyCase()).toBeUndefined();
  });
});
