/*
 * Finding, fixed: signing in with an empty passphrase answered `unexpected`, because the key derivation takes none.
 * Rule: SECURITY C5. Threat: none but a slip of the finger on Enter.
 * Consequence: staff were told of a fault of the program instead of a wrong passphrase.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWholeDesk, type WholeDesk } from './whole-desk.ts';

let desk: WholeDesk;
beforeAll(async () => {
  desk = await openWholeDesk();
});
afterAll(() => desk.close());

it('is a wrong one, and counts as a try', async () => {
  const tries = ['anna', 'nobody', 'anna', 'anna', 'anna'];
  const codes: string[] = [];
  for (const accountName of tries) {
    const answer = await desk.call('administration', 'signIn', { accountName, passphrase: '' });
    codes.push(answer.ok ? 'ok' : answer.error.code);
  }
  expect(codes).toEqual(['wrong-passphrase', 'wrong-passphrase', 'wrong-passphrase', 'wrong-passphrase', 'wait']);
});
