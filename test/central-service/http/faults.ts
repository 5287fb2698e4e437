import { z } from 'zod';

/**
 * A fault to inject into the next matching requests.
 * - `status`: answer this status at once (`retryAfter` seconds become the header Retry-After);
 * - `drop`: cut the connection, either before the request is processed or after it, when only the answer is lost;
 * - `delay`: answer normally after `milliseconds`;
 * - `truncate`: announce the full length but cut the connection after half of the body;
 * - `duplicate-listing`: a list names each of its items twice.
 */
const faultActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), status: z.number().int(), retryAfter: z.number().exactOptional() }),
  z.object({ kind: z.literal('drop'), when: z.enum(['before', 'after']) }),
  z.object({ kind: z.literal('delay'), milliseconds: z.number() }),
  z.object({ kind: z.literal('truncate') }),
  z.object({ kind: z.literal('duplicate-listing') }),
]);
export type FaultAction = z.infer<typeof faultActionSchema>;

export const faultSchema = z.object({
  /** HTTP method; any when absent. */
  method: z.string().exactOptional(),
  /** Regular expression tested against the path (without query), e.g. `/cases/[^/]+/events$`; any when absent. */
  path: z.string().exactOptional(),
  /** How many matching requests are hit; default 1. */
  times: z.number().int().min(1).default(1),
  action: faultActionSchema,
});
export type Fault = z.input<typeof faultSchema>;

/** The faults waiting to be injected. */
export type FaultPlan = {
  add: (fault: Fault) => void;
  /** Takes the first waiting fault that matches, counting it down. */
  take: (method: string, path: string) => FaultAction | undefined;
  clear: () => void;
  /** How many hits are still waiting. */
  pending: () => number;
};

/** Makes an empty plan. */
export function createFaultPlan(): FaultPlan {
  let waiting: { method: string | undefined; path: RegExp; left: number; action: FaultAction }[] = [];
  return {
    add: (fault) => {
      const { method, path, times, action } = faultSchema.parse(fault);
      waiting.push({ method: method?.toUpperCase(), path: new RegExp(path ?? ''), left: times, action });
    },
    take: (method, path) => {
      const hit = waiting.find((fault) => (fault.method ?? method) === method && fault.path.test(path));
      if (!hit) return undefined;
      hit.left -= 1;
      waiting = waiting.filter((fault) => fault.left > 0);
      return hit.action;
    },
    clear: () => {
      waiting = [];
    },
    pending: () => waiting.reduce((sum, fault) => sum + fault.left, 0),
  };
}
