import type { Limits } from '../unconfirmed/limits.ts';

/** Fixed-window request counter per client. */
export type RateLimiter = {
  /** Counts one request; `headers` are the RateLimit-* headers of the Routing API (PROTOCOL §4). */
  count: (client: string) => { exceeded: boolean; headers: Record<string, string> };
};

/** Makes a limiter that reads its limits anew on each request; time is the machine's, not the movable clock. */
export function createRateLimiter(limits: Limits): RateLimiter {
  const windows = new Map<string, { startedAt: number; used: number }>();
  return {
    count: (client) => {
      const now = Date.now();
      const length = limits.windowSeconds * 1000;
      let window = windows.get(client);
      if (!window || now - window.startedAt >= length) {
        window = { startedAt: now, used: 0 };
        windows.set(client, window);
      }
      window.used += 1;
      const reset = Math.ceil((window.startedAt + length - now) / 1000);
      const exceeded = window.used > limits.requestsPerWindow;
      return {
        exceeded,
        headers: {
          'RateLimit-Limit': String(limits.requestsPerWindow),
          'RateLimit-Remaining': String(Math.max(0, limits.requestsPerWindow - window.used)),
          'RateLimit-Reset': String(reset),
          ...(exceeded ? { 'Retry-After': String(reset) } : {}),
        },
      };
    },
  };
}
