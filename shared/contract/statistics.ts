import { z } from 'zod';
import { call } from './call.ts';
import { count, instant, line, nothing } from './fields.ts';

/** Every figure carries the set it was computed from. */
const basis = z.strictObject({ of: count, total: count });

export const statistics = {
  figures: call({
    kind: 'query',
    permission: 'statistics.see',
    request: nothing,
    response: z.strictObject({
      computedAt: instant,
      byStatus: z.strictObject({ basis, rows: z.array(z.strictObject({ status: line, cases: count })) }),
      byAge: z.strictObject({ basis, rows: z.array(z.strictObject({ ageClass: line, cases: count })) }),
      /** Median days a case stayed in a status, suspension excluded; null below three observations. */
      daysInStatus: z.strictObject({
        rows: z.array(z.strictObject({ status: line, medianDays: z.number().nullable(), basis })),
      }),
      rounds: z.strictObject({ basis, rows: z.array(z.strictObject({ rounds: count, cases: count })) }),
    }),
    errors: [],
  }),
} as const;
