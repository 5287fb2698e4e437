import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScheduler } from './scheduler.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the scheduler', () => {
  it('catches up on a round that was due while the computer slept and its timers stood still', async () => {
    let now = 1_000_000;
    let rounds = 0;
    const scheduler = createScheduler({
      round: async () => {
        rounds += 1;
        return { waiting: 0, kept: 0, reached: true };
      },
      sendDue: async () => undefined,
      intervalMinutes: 60,
      clock: () => now,
      changed: () => undefined,
      failed: () => undefined,
    });
    scheduler.start();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(rounds).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(rounds).toBe(1);
    now += 8 * 3600_000;
    await vi.advanceTimersByTimeAsync(2_500);
    expect(rounds).toBe(2);
    await scheduler.stop();
  });
});
