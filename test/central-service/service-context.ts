import type { Clock } from './clock.ts';
import type { FaultPlan } from './http/faults.ts';
import type { RateLimiter } from './http/rate-limit.ts';
import type { CaseStore } from './state/case-store.ts';
import type { ContentStore } from './state/content-store.ts';
import type { ServiceIdentity } from './state/service-identity.ts';
import type { Limits } from './unconfirmed/limits.ts';
import type { ReceiptMode } from './unconfirmed/sender-receipts.ts';

/** Everything a handler of the running service may use. */
export type ServiceContext = {
  clock: Clock;
  identity: ServiceIdentity;
  /** Makes changes of `identity` durable. */
  saveIdentity: () => Promise<void>;
  cases: CaseStore;
  content: ContentStore;
  limits: Limits;
  rateLimiter: RateLimiter;
  faults: FaultPlan;
  /** How SETs of a sender enter the event log. */
  receipts: { mode: ReceiptMode };
};
