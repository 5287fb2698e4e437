import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { character } from '../applicants/cast.ts';
import { attachTroubles } from './attach-troubles.ts';
import { type Desk, openDesk, pageOf, rowOf } from './desk.ts';
import { launch } from './launch.ts';
import { leftIn } from './secrecy.ts';
import { takeCase } from './steps/casework.ts';
import { connect, setUp, signIn, testRecoveryCode } from './steps/first-start.ts';
import { apply, countEvents, fetchApplication, openCase } from './steps/intake.ts';
import { draftRequest, receiveReply, sendRequest } from './steps/request.ts';

/** Where accepts of the desk are posted. */
const EVENTS = { method: 'POST', path: '/cases/[^/]+/events$' } as const;

test.describe.configure({ mode: 'serial' });

let home: string;
let desk: Desk;
test.beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'desk-e2e-'));
  desk = await openDesk(home, character('twice-first'));
  for (const step of [setUp, testRecoveryCode, connect]) await step(desk);
});
test.afterAll(async () => {
  await desk?.window.close();
  await desk?.service.close();
  await rm(home, { recursive: true, force: true });
});
test.afterEach(({ browserName: _ }, info) => attachTroubles(desk, info));

const startAgain = async (): Promise<void> => {
  desk.window = await launch(desk.folders);
  await signIn(desk);
};

/** "Jetzt abrufen", from wherever the window is, until the round has begun. */
const fetchNow = async (): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: /^Eingang/ }).click();
  await page.getByRole('button', { name: 'Jetzt abrufen' }).click();
};

const rowsOfAllCases = async (count: number): Promise<void> => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: /^Alle Fälle/ }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', `${count + 1}`);
};

const eventsOfAllCases = async (): Promise<string[]> =>
  (await desk.service.control.state()).cases.map(({ events }) => events.map(({ event }) => event).join(' '));

test('killed between keeping an application and acknowledging it, the app keeps one case and acknowledges once', async () => {
  await desk.service.control.injectFault({ ...EVENTS, action: { kind: 'delay', milliseconds: 4_000 } });
  await apply(desk);
  await fetchNow();
  await expect.poll(async () => (await desk.service.control.state()).pendingFaults, { timeout: 30_000 }).toBe(0);
  await desk.window.kill();
  expect(await countEvents(desk, 'accept-submission')).toBe(0);

  await startAgain();
  await fetchApplication(desk);
  await rowsOfAllCases(1);
});

test('killed when the answer to the acknowledgement was lost, it learns that it was taken', async () => {
  await desk.service.control.injectFault({ ...EVENTS, action: { kind: 'drop', when: 'after' } });
  await apply({ service: desk.service, applicant: character('day-after-cutoff') });
  await fetchNow();
  await expect.poll(() => countEvents(desk, 'accept-submission'), { timeout: 30_000, intervals: [20] }).toBe(2);
  await desk.window.kill();

  await startAgain();
  await fetchNow();
  await expect(pageOf(desk).getByRole('button', { name: 'Jetzt abrufen' })).toBeEnabled();
  await expect(pageOf(desk).getByText(/Sendung(en)? (wartet|warten)/)).toHaveCount(0);
  await rowsOfAllCases(2);
  const log = 'create-submission submit-submission notify-submission accept-submission';
  expect(await eventsOfAllCases()).toEqual([log, log]);
});

test('killed with a Nachforderung on its way out, it sends it once', async () => {
  const page = pageOf(desk);
  await page.getByRole('link', { name: /^Alle Fälle/ }).click();
  await rowOf(desk).waitFor();
  await openCase(desk);
  await takeCase(desk);
  await draftRequest(desk);
  const { control } = desk.service;
  await control.injectFault({
    method: 'POST',
    path: '/replies$',
    times: 1000,
    action: { kind: 'status', status: 503 },
  });
  await sendRequest(desk);
  await page.getByText(/Sendung/).waitFor();
  await desk.window.kill();
  await control.clearFaults();
  // And once more in doubt: the service takes the reply, its answer gets lost.
  await control.injectFault({ method: 'PUT', path: '/replies/[^/]+$', action: { kind: 'drop', when: 'after' } });

  await startAgain();
  await receiveReply(desk);
  expect(await desk.service.onlineService.receiveReplies()).toEqual([]);
  const replies = (await control.state()).cases.flatMap((one) => one.replies);
  expect(replies.map(({ state }) => state)).toEqual(['accepted']);
  expect((await control.state()).pendingFaults).toBe(0);
  // One Nachforderung on the case, and the work goes on: the next round learns that it was fetched.
  await fetchNow();
  await pageOf(desk)
    .getByRole('link', { name: /^Meine Fälle/ })
    .click();
  await openCase(desk);
  await pageOf(desk)
    .getByRole('link', { name: /^Nachfordern/ })
    .click();
  await pageOf(desk).getByRole('tab', { name: 'Versandt (1)' }).click();
  await pageOf(desk).getByText('von der Empfängerseite abgeholt').waitFor();
});

test('what killed runs left in the temporary folder is gone after the next orderly end', async () => {
  expect(desk.window.complaints).toEqual([]);
  await desk.window.close();
  expect(leftIn(desk.folders.temp)).toEqual([]);
});
