import { obtainPrivateKey, publicJwkOf } from '../crypto/key-pair.ts';
import { applyDeadlines } from '../delivery/deadlines.ts';
import type { Fault } from '../http/faults.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Delivery, DeliveryKind } from '../state/case-record.ts';
import { type ApiClient, createClient, type Destination } from '../state/service-identity.ts';
import type { Limits } from '../unconfirmed/limits.ts';
import type { ReceiptMode } from '../unconfirmed/sender-receipts.ts';
import { type ForgeryKind, forgeEvent, type TamperKind, tamperContent } from './tampering.ts';

/** One logged event as the state report shows it; `event` is e.g. `accept-submission`. */
export type ReportedEvent = { event: string; issuer: string; subject: string; issuedAt: string; payload: unknown };

/** What the service holds, for assertions and for looking at it. Times are ISO 8601. */
export type StateReport = {
  now: string;
  pendingFaults: number;
  cases: {
    caseId: string;
    destinationId: string;
    submissions: ReportedDelivery[];
    replies: ReportedDelivery[];
    events: ReportedEvent[];
  }[];
};
export type ReportedDelivery = Pick<Delivery, 'id' | 'state' | 'announced' | 'tags'> & {
  uploaded: string[];
  createdAt: string;
  submittedAt?: string;
};

/** Everything a test may do to the service beyond its protocol. */
export type Control = {
  injectFault: (fault: Fault) => Promise<void>;
  clearFaults: () => Promise<void>;
  tamperContent: (target: { kind: DeliveryKind; id: string; part: string; how: TamperKind }) => Promise<void>;
  forgeEvent: (target: { kind: DeliveryKind; id: string; forgery: ForgeryKind }) => Promise<void>;
  /** Moves the clock and lets all deadlines that passed take effect. */
  moveClock: (by: { days?: number; hours?: number; seconds?: number }) => Promise<{ now: string }>;
  /** Makes all access tokens invalid at once. */
  revokeTokens: () => Promise<void>;
  /** The service signs with a new key from now on; the old one stays in the JWKS. */
  rollServiceKey: () => Promise<{ kid: string }>;
  setDestinationStatus: (change: { destinationId: string; status: Destination['status'] }) => Promise<void>;
  addClient: (client: { role: ApiClient['role']; destinations: string[] }) => Promise<ApiClient>;
  setLimits: (limits: Partial<Limits>) => Promise<void>;
  setReceiptMode: (change: { mode: ReceiptMode }) => Promise<void>;
  state: () => Promise<StateReport>;
};

/** Makes the control functions of a running service. */
export function createControl(service: ServiceContext): Control {
  return {
    injectFault: async (fault) => service.faults.add(fault),
    clearFaults: async () => service.faults.clear(),
    tamperContent: (target) => tamperContent(service, target),
    forgeEvent: (target) => forgeEvent(service, target),
    moveClock: async ({ days = 0, hours = 0, seconds = 0 }) => {
      service.identity.clockOffset = service.clock.move(((days * 24 + hours) * 3600 + seconds) * 1000);
      await service.saveIdentity();
      await applyDeadlines(service);
      return { now: iso(service.clock.now()) };
    },
    revokeTokens: async () => {
      service.identity.tokenGeneration += 1;
      await service.saveIdentity();
    },
    rollServiceKey: async () => {
      // The public pool holds one spare; every further roll-over generates.
      const spare = await obtainPrivateKey('service-signing-next', 'test-keys');
      const used = service.identity.serviceKeys.some((known) => known.private.kid === spare.kid);
      const key = used ? await obtainPrivateKey('service-signing-next', 'generate') : spare;
      service.identity.serviceKeys.unshift({ private: key, public: publicJwkOf(key, 'TEST Zustelldienst') });
      await service.saveIdentity();
      return { kid: key.kid };
    },
    setDestinationStatus: async ({ destinationId, status }) => {
      const destination = service.identity.destinations.find((candidate) => candidate.destinationId === destinationId);
      if (!destination) throw new Error(`no destination ${destinationId}`);
      destination.status = status;
      await service.saveIdentity();
    },
    addClient: async ({ role, destinations }) => {
      const client = createClient(role, destinations);
      service.identity.clients.push(client);
      await service.saveIdentity();
      return client;
    },
    setLimits: async (limits) => {
      Object.assign(service.limits, limits);
    },
    setReceiptMode: async ({ mode }) => {
      service.receipts.mode = mode;
    },
    state: async () => report(service),
  };
}

function report(service: ServiceContext): StateReport {
  return {
    now: iso(service.clock.now()),
    pendingFaults: service.faults.pending(),
    cases: service.cases.all().map((record) => ({
      caseId: record.caseId,
      destinationId: record.destinationId,
      submissions: record.deliveries.filter(({ kind }) => kind === 'submission').map(reportDelivery),
      replies: record.deliveries.filter(({ kind }) => kind === 'reply').map(reportDelivery),
      events: record.eventLog.map(({ set }) => reportEvent(set)),
    })),
  };
}

function reportDelivery({ id, state, announced, tags, uploaded, createdAt, submittedAt }: Delivery): ReportedDelivery {
  return {
    id,
    state,
    announced,
    ...(tags ? { tags } : {}),
    uploaded: Object.keys(uploaded),
    createdAt: iso(createdAt),
    ...(submittedAt === undefined ? {} : { submittedAt: iso(submittedAt) }),
  };
}

function reportEvent(set: string): ReportedEvent {
  const claims = JSON.parse(Buffer.from(set.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const [uri = '', payload] = Object.entries(claims.events)[0] ?? [];
  return {
    event: uri.slice(uri.lastIndexOf('/') + 1),
    issuer: claims.iss,
    subject: claims.sub,
    issuedAt: iso(claims.iat * 1000),
    payload,
  };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
