import { ok } from '../../../shared/contract/call.ts';
import type { ResponseOf } from '../../../shared/contract/contract.ts';
import type { ModuleHandlers } from '../runtime.ts';

export type StatisticsDependencies = {
  /** Computes the figures on the reader's thread, so that lists stay quick meanwhile. */
  figures: (now: number) => Promise<ResponseOf<'statistics', 'figures'>>;
  clock: () => number;
};

/** Supervisor's figures. */
export const createStatistics = ({
  figures,
  clock,
}: StatisticsDependencies): { handlers: ModuleHandlers<'statistics'> } => ({
  handlers: { figures: async () => ok(await figures(clock())) },
});
