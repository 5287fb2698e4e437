import { refuse } from '../../shared/contract/call.ts';
import { createAccess } from './administration/access.ts';
import { createAdministration } from './administration/administration.ts';
import { createDispatcher } from './dispatcher.ts';
import { createDocumentParts } from './document-parts.ts';
import { entryKinds } from './entry-kinds.ts';
import { createPressClient } from './intake/press-client.ts';
import { errorFacts, openLog } from './log.ts';
import type { ToCore } from './messages.ts';
import { type OpenModules, openModules } from './modules.ts';
import { openPort } from './port.ts';
import { sweepUnfinished } from './store/documents.ts';
import { DEFAULT_KDF } from './store/kdf.ts';
import { openPersistence } from './store/persistence.ts';
import { openPlaceGuard } from './store/place-guard.ts';
import { storePaths } from './store/store.ts';
import { version } from './version.ts';

/** How long stopping may take before core ends anyway (ARCHITECTURE §8). */
const STOP_MILLISECONDS = 10_000;

const port = openPort();
const clock = Date.now;

const start = async (first: Extract<ToCore, { type: 'start' }>) => {
  const { profileFolder, policy, workstation, machineFolder, kdf = DEFAULT_KDF } = first;
  const log = openLog(profileFolder, clock);
  const pressClient = createPressClient(port.send);
  let modules: OpenModules | undefined;
  let stopping: Promise<void> | undefined;

  const place = openPlaceGuard({ profileFolder, policy: policy.values, machineFolder });
  const persistence = openPersistence({
    file: storePaths(profileFolder).persistence,
    place: place.place,
    declared: policy.values.persistenceDeclared,
    clock,
  });
  const access = createAccess({
    profileFolder,
    workstation,
    clock,
    kdf,
    place,
    kinds: entryKinds,
    open: (store) => {
      modules = openModules({
        store,
        clock,
        policy,
        workstation,
        log,
        announce: (announcement) => port.send({ type: 'announce', announcement }),
        press: pressClient.press,
        version,
        recoveryTested: () => access.recoveryTested(),
        place,
        persistence,
      });
      return modules.desk;
    },
    ready: () => {
      void place.tellOthers(clock());
      modules?.begin();
    },
  });

  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      const forced = setTimeout(() => process.exit(1), STOP_MILLISECONDS);
      forced.unref();
      await dispatch.settled();
      await modules?.close();
      access.releaseLock();
      log('core-stopped');
      port.send({ type: 'stopped' });
      port.close();
      // Electron's port keeps the process alive; a moment lets the last message leave.
      setTimeout(() => process.exit(0), 50);
    })();
    return stopping;
  };

  const administration = createAdministration({
    access,
    profileFolder,
    policy,
    end: () => setImmediate(() => void stop()),
  });
  const dispatch = createDispatcher({
    // Set-up is not complete before recovery was tried: until then nobody works with cases (SECURITY E4).
    handlers: () => ({
      administration: administration.handlers,
      ...(access.recoveryTested() ? modules?.handlers : undefined),
    }),
    actorOf: access.actorOf,
    damaged: () => modules?.suspect(),
    mayWrite: () => modules?.mayWrite() ?? true,
    log,
    clock,
    checkResponses: process.env.DESK_CHECK_RESPONSES === '1',
  });
  const documentPart = createDocumentParts(access, (id) => modules?.previewBytes(id), log);

  const failed = (event: string) => (error: unknown) => {
    log(event, errorFacts(error));
    // The name only: a message may quote what somebody typed.
    console.error(event, error instanceof Error ? error.name : 'unknown');
    process.exitCode = 1;
    void stop();
  };
  process.on('uncaughtException', failed('uncaught-exception'));
  process.on('unhandledRejection', failed('unhandled-rejection'));
  port.onClosed(() => void stop());

  await access.state();
  if (access.holdsLock()) {
    await persistence.state().catch((error: unknown) => log('persistence-not-marked', errorFacts(error)));
    await sweepUnfinished(storePaths(profileFolder).documents);
  }
  log('core-started', { version: process.version });
  port.send({ type: 'ready' });

  return async (message: ToCore): Promise<void> => {
    if (message.type === 'call') {
      const result = stopping === undefined ? await dispatch(message) : refuse('store-locked');
      port.send({ type: 'result', id: message.id, result });
    }
    if (message.type === 'document') port.send(await documentPart(message));
    if (message.type === 'press-result') pressClient.onResult(message);
    if (message.type === 'stop') await stop();
  };
};

let running: Promise<(message: ToCore) => Promise<void>> | undefined;
port.onMessage((message) => {
  if (message.type === 'start') running ??= start(message);
  else void running?.then((answer) => answer(message));
});
