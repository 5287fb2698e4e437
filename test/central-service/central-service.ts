import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import type { ApiVersion } from './api-version.ts';
import { createClock } from './clock.ts';
import { type ConnectionInfo, writeConnection } from './connection-file.ts';
import { type Control, createControl } from './control/control.ts';
import { createControlEndpoint } from './control/control-endpoint.ts';
import { applyDeadlines } from './delivery/deadlines.ts';
import { createFaultPlan } from './http/faults.ts';
import { type Answering, createListener } from './http/listener.ts';
import { createRateLimiter } from './http/rate-limit.ts';
import { createOnlineService, type OnlineService } from './online-service/online-service.ts';
import type { ServiceContext } from './service-context.ts';
import { openCaseStore } from './state/case-store.ts';
import { openContentStore } from './state/content-store.ts';
import { createIdentity, readIdentity, type ServiceIdentity, writeIdentity } from './state/service-identity.ts';
import { defaultLimits } from './unconfirmed/limits.ts';

const DEADLINE_INTERVAL = 60_000;

export type CentralServiceOptions = {
  /** Directory that holds everything; created when missing. */
  state: string;
  /** Port on 127.0.0.1; absent or 0: the port of the last run, else a free one. */
  port?: number;
  /** Use the public test keys instead of generating keys (first start only). */
  testKeys?: boolean;
  /** Generation named in the Verbindungsdatei and spoken by the online service; both are always served. */
  apiVersion?: ApiVersion;
};

/** A running service: how to reach it, how to control it, and the sender that plays the applicants' side. */
export type CentralService = ConnectionInfo & {
  port: number;
  control: Control;
  onlineService: OnlineService;
  /** Ends the service; open connections are cut. Everything answered so far is on disk. */
  close: () => Promise<void>;
};

/**
 * Starts the delivery service on loopback. A second start with the same state directory is the same service: keys,
 * clients, port, clock, cases.
 * @throws when the port is taken or the state directory holds something else
 */
export async function startCentralService(options: CentralServiceOptions): Promise<CentralService> {
  const stateDirectory = resolve(options.state);
  const apiVersion = options.apiVersion ?? 'v2';
  const known = await readIdentity(stateDirectory);

  const answering = Promise.withResolvers<Answering>();
  const server = createListener(answering.promise);
  // `||`: port 0 means "the one of the last run" as well.
  const port = await listen(server, options.port || known?.port || 0);
  try {
    const identity = known ?? (await createIdentity(port, options.testKeys === true ? 'test-keys' : 'generate'));
    identity.port = port;
    await writeIdentity(stateDirectory, identity);
    const service = await openService(stateDirectory, identity);
    await applyDeadlines(service);
    const info = await writeConnection(stateDirectory, identity, port, apiVersion);
    const control = createControl(service);
    const onlineService = createOnlineService({
      ...info,
      ...info.sender,
      folder: join(stateDirectory, 'online-service'),
      replyKey: identity.privateKeys.senderReply,
      signingKey: identity.privateKeys.senderSigning,
    });
    answering.resolve({ service, control: createControlEndpoint(control, onlineService, identity.controlToken) });

    const timer = setInterval(() => {
      applyDeadlines(service).catch((error: unknown) => console.error('central service:', error));
    }, DEADLINE_INTERVAL);
    timer.unref();
    return {
      ...info,
      port,
      control,
      onlineService,
      close: async () => {
        clearInterval(timer);
        await closeServer(server);
      },
    };
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

async function openService(stateDirectory: string, identity: ServiceIdentity): Promise<ServiceContext> {
  const limits = defaultLimits();
  return {
    clock: createClock(identity.clockOffset),
    identity,
    saveIdentity: () => writeIdentity(stateDirectory, identity),
    cases: await openCaseStore(join(stateDirectory, 'cases')),
    content: await openContentStore(join(stateDirectory, 'content')),
    limits,
    rateLimiter: createRateLimiter(limits),
    faults: createFaultPlan(),
    receipts: { mode: 'on-behalf' },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolvePort, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolvePort(address.port);
    });
  });
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolveClosed) => server.close(resolveClosed));
  server.closeAllConnections();
  await closed;
}
